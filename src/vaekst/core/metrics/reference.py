"""The reference page on metrics, written from the catalogue, the KPIs and the definitions."""

from __future__ import annotations

from collections.abc import Iterable

from vaekst.core.comparison.figures import REASONS
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.definition import GENERAL, MetricDefinition
from vaekst.core.metrics.kpis import KPIS, Scope
from vaekst.core.metrics.platforms import DEFINITIONS
from vaekst.core.metrics.units import Additivity

_HEAD = """\
# Metrics

What every figure is, how it is worked out, and when two figures may be compared. This page is written from the
catalogue in `core/metrics`; a test fails when it is out of date.

- **Unknown is not zero.** What no file states is *no data*, with the reason.
- **Rates are recomputed** from their parts. A platform's own rate is used only where it states no parts.
- **Posts are compared at equal age**: by the first reading between `rules.comparison.age_days` and that many times
  `rules.comparison.tolerance`. A settled rate or mean may be read later, and is then counted as such; a count may not.
- **One comparison, one way.** Where a metric can be worked out in several ways, a channel uses the one most of its
  posts carry, names it, and leaves out the posts that do not carry it.
- **One definition.** What was counted across a redefinition, or under another definition, is left out and counted.
- **People are never added**, neither over days nor over posts.

"""


_SCOPES = {Scope.CHANNEL: "each channel", Scope.BRAND: "the brand"}


def metrics_page() -> str:
    """The page in Markdown."""
    return "\n".join(
        [
            _HEAD + "## The KPI board\n",
            *_table(
                ("KPI", "worked out as", "unit", "better", "measured on", "over"),
                (
                    (
                        f"{kpi.label} `{kpi.id}`",
                        kpi.formula,
                        kpi.unit,
                        kpi.better,
                        _SCOPES[kpi.scope],
                        f"last {kpi.window}",
                    )
                    for kpi in KPIS.values()
                ),
            ),
            "\n## Metrics of a post\n",
            *_table(
                ("metric", "worked out as", "ways, the preferred first", "unit"),
                (
                    (f"{one.label} `{one.id}`", one.formula, ", ".join(f"`{form}`" for form in one.forms), one.unit)
                    for one in METRICS.values()
                ),
            ),
            "\n## Why a post is left out\n",
            *_table(
                ("code", "said as"),
                ((f"`{code}`", template.format(posts="*n*", days="*d*")) for code, template in REASONS.items()),
            ),
            "\n## Columns, and what they mean in general\n",
            *_table(
                ("column", "meaning", "unit", "may be added", "compared"),
                ((f"`{row.metric}`", row.meaning, row.unit, _adds(row), _reach_of(row)) for row in GENERAL),
            ),
            "\n## What platforms mean by them\n",
            "Known from: *seen* in a real file, *doc*umented by the platform, or *unverified*.\n",
            *_table(
                ("definition", "meaning", "valid", "known from", "compared"),
                ((f"`{row.id}`", row.meaning, _valid(row), _known(row), _reach_of(row)) for row in DEFINITIONS),
            ),
            "",
        ]
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _adds(row: MetricDefinition) -> str:
    return "yes" if row.additivity is Additivity.ADDITIVE else "no"


def _reach_of(row: MetricDefinition) -> str:
    return "within the platform" if row.group.endswith("*") else f"across platforms as *{row.group}*"


def _known(row: MetricDefinition) -> str:
    return f"{row.source} ({row.confidence})"


def _valid(row: MetricDefinition) -> str:
    first = f"from {row.valid_from}" if row.valid_from else ""
    last = f"to {row.valid_to}" if row.valid_to else ""
    shape = f"({row.format.replace('_', ' ')})" if row.format else ""
    return " ".join(part for part in (first, last, shape) if part) or "always"
