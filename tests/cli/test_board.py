"""`vaekst board` and `vaekst baseline`: where the KPIs stand, for people, machines and spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest
from tests.cli.terminal import answer, vaekst

from vaekst.store.models import Baseline

PROMISED = [
    "kpi",
    "channel",
    "unit",
    "better",
    "baseline",
    "target",
    "value",
    "trajectory",
    "status",
    "owner",
    "cadence",
    "unknown_reason",
]
"""The names machines read; they stay."""
EIGHT = {
    "posting_cadence",
    "retention_3s",
    "watch_time",
    "ctr",
    "landing_conversion",
    "cost_per_lead",
    "production_time",
    "repurpose_rate",
}


@pytest.fixture
def imported(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0


def test_the_board_answers_machines_under_stable_names(imported):
    rows = answer("board", "--brand", "fjord", "--as-of", "2026-10-04")
    assert all(list(row)[: len(PROMISED)] == PROMISED for row in rows)
    assert {row["kpi"] for row in rows} == EIGHT
    assert {row["status"] for row in rows} <= {"on track", "at risk", "off track", "no data"}
    assert all((row["value"] is None) == (row["unknown_reason"] is not None) for row in rows)


def test_what_is_known_has_a_figure(imported):
    (cadence,) = (row for row in answer("board", "--as-of", "2026-10-04") if row["kpi"] == "posting_cadence")
    assert cadence["channel"] == "instagram"
    assert isinstance(cadence["value"], float | int), cadence
    assert cadence["target"] == 14


def test_the_board_of_a_brand_without_files_says_which_to_import(sprint):
    result = vaekst("board")
    assert result.exit_code == 0
    assert "no data" in result.stdout
    assert "Import the channel's content export" in result.stderr
    assert {row["status"] for row in answer("board")} == {"no data"}


def test_the_board_goes_to_a_spreadsheet(imported):
    result = vaekst("board", "--as-of", "2026-10-04", "--csv")
    assert result.exit_code == 0
    header, *rows = csv.reader(io.StringIO(result.stdout))
    assert header == PROMISED
    assert {row[0] for row in rows} == EIGHT


def test_two_answers_at_once_are_a_usage_error(imported):
    result = vaekst("board", "--json", "--csv")
    assert result.exit_code == 2
    assert "Ask for one" in result.stderr
    assert result.stdout == ""


def test_the_board_of_a_past_day_does_not_move_with_the_baseline_frozen_again(imported):
    vaekst("baseline", "freeze")
    before = answer("board", "--as-of", "2026-10-04")
    assert vaekst("baseline", "freeze", "--why", "Once more").exit_code == 0
    assert answer("board", "--as-of", "2026-10-04") == before


def test_a_baseline_is_frozen_once_and_again_only_with_a_reason(imported):
    assert answer("baseline", "show")["number"] is None
    frozen = vaekst("baseline", "freeze")
    assert frozen.exit_code == 0
    assert "Baseline 1 is frozen" in frozen.stdout
    again = vaekst("baseline", "freeze")
    assert again.exit_code == 1
    assert "--why" in again.stderr
    assert vaekst("baseline", "freeze", "--why", "The old one held a giveaway").exit_code == 0
    assert answer("baseline", "show")["number"] == 2
    assert "The old one held a giveaway" in vaekst("baseline", "show").stderr


def test_nothing_known_is_nothing_to_freeze(sprint):
    result = vaekst("baseline", "freeze")
    assert result.exit_code == 1
    assert "Import the files of those days first" in result.stderr
    assert not Baseline.objects.exists()
