"""`vaekst explain`: a figure with its definition, files and rows, for people and machines."""

from __future__ import annotations

import pytest
from tests.cli.terminal import answer, vaekst

from vaekst.store.models import ImportRecord


@pytest.fixture
def imported(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0


def test_a_machine_gets_the_row_of_the_board_and_every_row_of_a_file_behind_it(imported):
    told = answer("explain", "posting_cadence", "--channel", "instagram", "--as-of", "2026-10-04")
    (board,) = (
        row
        for row in answer("board", "--as-of", "2026-10-04")
        if (row["kpi"], row["channel"]) == ("posting_cadence", "instagram")
    )
    assert {name: told[name] for name in board if name != "definitions"} == {
        name: value for name, value in board.items() if name != "definitions"
    }
    assert (told["value"], len(told["rows_used"])) == (0, 1), "a quiet week rests on the newest row there is"
    assert {row["file"] for row in told["rows_used"]} == {told["files"][0]["file"]}
    assert all(row["line"] > 1 and row["about"].startswith("instagram:") for row in told["rows_used"])
    assert told["formula"] == "posts published in the last complete week"


def test_a_person_reads_the_files_and_the_rows(imported, sprint):
    said = vaekst("explain", "posting_cadence", "--rows", "0")
    assert said.exit_code == 0
    assert sprint.name in said.output
    assert "more rows" in said.output
    assert "posts published in the last complete week" in said.output


def test_a_figure_without_data_says_why(imported):
    said = vaekst("explain", "cost_per_lead")
    assert said.exit_code == 0
    assert "No file states what leads cost." in said.output


def test_names_nobody_knows_are_answered_with_the_nearest(imported):
    assert "Did you mean 'ctr'?" in vaekst("explain", "ctrr").output
    assert "instagram" in vaekst("explain", "ctr", "--channel", "instagran").output


def test_an_import_is_read_again_in_another_zone(imported):
    (record,) = ImportRecord.objects.all()
    (receipt,) = answer("import", "--again", record.import_id, "--timezone", "Europe/Copenhagen")
    assert (receipt["status"], receipt["timezone"]) == ("imported", "Europe/Copenhagen")
    assert vaekst("import", "--again", record.import_id).exit_code == 2
    assert vaekst("import", "--again", record.import_id, "x.csv", "--timezone", "UTC").exit_code == 2
    assert vaekst("import").exit_code == 2
    said = vaekst("import", "--again", record.import_id, "--timezone", "UTC")
    assert "It takes the place of the reading of" in said.output
