"""`vaekst risk channels`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import answer, vaekst


def test_without_data_there_is_no_table_of_channels_and_each_gap_has_its_reason(sprint: Path):
    told = vaekst("risk", "channels")
    assert told.exit_code == 0
    assert "count" not in told.stdout
    assert " ".join(told.stderr.split()).count("No file tells of visits to the website by day") == 1
    said = " ".join(told.stderr.split())
    assert "No table of leads was imported" in said
    assert "No file tells of visits or clicks by channel" in said
    found = answer("risk", "channels")
    assert found["returning_from_social"] is None
    assert "Import web traffic" in found["returning_unknown"]
    assert "Import web traffic" in found["owned_share_of_visits"]["unknown"]


def test_owned_and_returning_shares_stand_with_their_intervals(sprint: Path, tmp_path: Path):
    leads = tmp_path / "leads.csv"
    rows = [f"{n},2026-09-{n:02},instagram,{'cpc' if n % 2 else 'social'}" for n in range(8, 20)]
    leads.write_text("\n".join(["lead_id,date,channel,utm_medium", *rows]) + "\n")
    vaekst("import", str(leads))
    shown = vaekst("risk", "channels").stdout
    assert "leads by owned distribution" in shown
    assert "50% (" in shown
    assert answer("risk", "channels")["owned_share_of_leads"]["value"] == 0.5


def test_visits_by_source_tell_of_traffic_where_no_table_notes_visits(sprint: Path, tmp_path: Path):
    above = "# Account: Shop\n# Property: GA4 - shop.example\n# Start date: 20260908\n# End date: 20260908\n"
    rows = ["instagram / social,60", "google / organic,40"]
    (tmp_path / "ga4.csv").write_text(
        "\n".join([above + "Date,Session source / medium,Sessions", *(f"20260908,{row}" for row in rows), ""])
    )
    vaekst("import", str(tmp_path / "ga4.csv"))
    found = answer("risk", "channels")["traffic"]
    assert (found["what"], found["by_channel"], found["share"]["value"]) == (
        "visits to the website",
        {"instagram": 60},
        0.6,
    )
    assert (found["alarm"], found["of_no_channel"], found["by_other_ways"]) == ("raised", 0, 40)
