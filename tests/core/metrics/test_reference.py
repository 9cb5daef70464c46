"""The reference page says what the catalogue says."""

from pathlib import Path

from vaekst.core.metrics.kpis import KPIS
from vaekst.core.metrics.platforms import DEFINITIONS
from vaekst.core.metrics.reference import metrics_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "metrics.md"
RENEW = (
    "docs/reference/metrics.md is out of date. Renew it: python -c 'import pathlib, vaekst.core.metrics.reference as r; "
    'pathlib.Path("docs/reference/metrics.md").write_text(r.metrics_page(), encoding="utf-8")\''
)


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == metrics_page(), RENEW


def test_the_page_names_every_kpi_and_definition():
    page = metrics_page()
    assert all(f"`{id_}`" in page for id_ in [*KPIS, *(row.id for row in DEFINITIONS)])
