"""`vaekst retract`."""

from __future__ import annotations

from tests.cli.terminal import answer, vaekst


def test_an_import_is_taken_back_and_comes_again(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0
    told = answer("retract", sprint.name)
    assert told["file"] == sprint.name
    assert told["rows"]["post_snapshot"] > 20
    assert "taken back before" in vaekst("retract", told["import_id"]).stderr
    assert answer("import", str(sprint))[0]["status"] == "imported"
    assert "rows are not read any more" in vaekst("retract", sprint.name).stdout
