"""`vaekst measurement`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import answer, vaekst


def test_every_kpi_has_a_line_with_its_source(sprint: Path):
    vaekst("import", str(sprint))
    shown = vaekst("measurement")
    assert shown.exit_code == 0
    assert "Creative Strategist" in shown.stdout
    assert "fresh" in shown.stdout
    told = answer("measurement")
    assert len(told["kpis"]) == 8
    assert told["kpis"][0]["owner"] == "Content Lead"
