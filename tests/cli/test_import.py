"""`vaekst import`: receipts for people and machines, and an exit code that tells whether all went in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.terminal import answer, vaekst
from tests.sources.files import table, zipped
from tests.sources.youtube_files import totals

from vaekst.actions import imports
from vaekst.store.models import ImportRecord

PROMISED = {
    "file",
    "platform",
    "kind",
    "status",
    "rows_read",
    "rows_kept",
    "rows_dropped",
    "first_date",
    "last_date",
    "totals",
    "warnings",
}
"""The names machines read; they stay."""


def saved(name: str, content: bytes) -> str:
    Path(name).write_bytes(content)
    return name


def test_a_receipt_tells_people_what_came_in(sprint):
    result = vaekst("import", str(sprint))
    assert result.exit_code == 0
    assert "✓" in result.stdout
    assert "25 of 25 rows kept" in result.stdout
    assert "1 imported" in result.stderr


def test_a_receipt_tells_machines_under_stable_names(sprint):
    (receipt,) = answer("import", str(sprint))
    assert receipt.keys() >= PROMISED
    assert (receipt["status"], receipt["platform"], receipt["kind"]) == ("imported", "instagram", "instagram posts")
    assert (receipt["rows_read"], receipt["rows_kept"], receipt["rows_dropped"]) == (25, 25, {})
    assert (receipt["first_date"], receipt["last_date"]) == ("2026-08-14", "2026-09-18")
    assert receipt["totals"]["saves"] > 0
    assert all(warning.keys() == {"code", "level", "message"} for warning in receipt["warnings"])


def test_a_file_imported_before_is_no_failure(sprint):
    vaekst("import", str(sprint))
    result = vaekst("import", str(sprint))
    assert result.exit_code == 0
    assert "Nothing was added" in result.stdout
    (again,) = answer("import", str(sprint))
    assert again["status"] == "already imported"
    assert "imported_before" in {warning["code"] for warning in again["warnings"]}


def test_one_refused_file_among_good_ones_exits_with_1_and_the_good_ones_are_in(sprint):
    photo = saved("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    result = vaekst("import", photo, str(sprint), "gone.csv", "--json")
    assert result.exit_code == 1
    receipts = json.loads(result.stdout)
    assert [each["status"] for each in receipts] == ["refused", "imported", "refused"]
    assert [each["warnings"][-1]["code"] for each in (receipts[0], receipts[2])] == ["not_a_table", "no_such_file"]
    assert ImportRecord.objects.count() == 1


def test_every_member_of_a_zip_has_a_receipt(sprint):
    packed = saved("all.zip", zipped({"Totals.csv": totals(1, 2), "notes.txt": b"Hello\n"}))
    result = vaekst("import", packed)
    assert result.exit_code == 1
    assert "all.zip/Totals.csv" in result.stdout
    assert "1 imported  1 refused" in result.stderr


def test_a_table_nobody_knows_is_met_with_the_command_that_explains_it(sprint):
    name = saved("høst 1.csv", table(("dato", "humør"), ("2026-10-01", "godt")))
    result = vaekst("import", name)
    assert result.exit_code == 1
    assert "next: vaekst map 'høst 1.csv'" in result.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--channel", "instagramm"), "Did you mean 'instagram'"),
        (("--timezone", "Europe/Kopenhagen"), "Europe/Copenhagen"),
        (("--brand", "fjrod"), "Did you mean 'fjord'"),
    ],
)
def test_a_name_nobody_has_imports_nothing(sprint, options, told):
    result = vaekst("import", str(sprint), *options, "--json")
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stdout == ""
    assert not ImportRecord.objects.exists()


def test_an_impatient_person_is_told_what_came_in(sprint, monkeypatch):
    other = saved("Totals.csv", totals(1, 2))
    real = imports.import_file

    def stopped(actor, brand, path, **options):
        if path.name == "Totals.csv":
            raise KeyboardInterrupt
        return real(actor, brand, path, **options)

    monkeypatch.setattr(imports, "import_file", stopped)
    result = vaekst("import", str(sprint), other, "--json")
    assert result.exit_code == 130
    assert [each["status"] for each in json.loads(result.stdout)] == ["imported"]
    assert "goes on from here" in result.stderr


def test_without_a_brand_the_first_step_is_told(keyboard):
    result = vaekst("import", "anything.csv")
    assert result.exit_code == 1
    assert "vaekst init my-brand" in result.stderr
