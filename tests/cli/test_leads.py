"""`vaekst leads`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import answer, vaekst


def test_leads_are_counted_and_nobody_is_named(sprint: Path, tmp_path: Path):
    table = tmp_path / "leads.csv"
    table.write_text(
        "lead_id,date,channel,concept,email,stage,qualified\n"
        "1,2026-09-09,instagram,workshop,bo@example.org,open,1\n"
        "2,2026-09-10,instagram,workshop,BO@example.org,customer,1\n"
        "3,2026-09-20,tiktok,,eva@example.org,open,0\n"
    )
    vaekst("import", str(table))
    found = answer("leads")
    assert (found["leads"], found["qualified"], found["won"], found["rows_merged"]) == (2, 1, 1, 1)
    assert {row["key"]: row["leads"] for row in found["by"]["channel"]} == {"instagram": 1, "tiktok": 1}
    assert [row["key"] for row in found["by"]["concept"]] == ["workshop", None]
    told = vaekst("leads")
    assert "Leads by stage" in told.stdout
    assert "1 row of all files was the same person" in " ".join(told.stderr.split())
    assert "example.org" not in told.stdout + str(found)
    assert answer("leads", "--from", "2026-09-15", "--to", "2026-09-30")["leads"] == 1


def test_without_a_table_nobody_knows(sprint: Path):
    found = answer("leads")
    assert (found["leads"], found["by"]["stage"]) == (None, [])
    assert "No table of leads" in found["unknown"]
    assert "No table of leads" in " ".join(vaekst("leads").stderr.split())


def test_a_last_day_alone_is_refused(sprint: Path):
    refused = vaekst("leads", "--to", "2026-09-30")
    assert refused.exit_code == 1
    assert "Name the first day, too" in " ".join(refused.stderr.split())
