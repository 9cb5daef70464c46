"""`vaekst costs`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import answer, vaekst


def _tables(folder: Path) -> None:
    (folder / "costs.csv").write_text(
        "date,channel,concept,category,amount,currency\n2026-09-08,instagram,workshop,ads,500,DKK\n2026-09-09,,,tools,10,EUR\n"
    )
    lines = [f"{n},2026-09-{n:02},instagram,workshop,{n % 2}" for n in range(8, 18)]
    (folder / "leads.csv").write_text("\n".join(["lead_id,date,channel,concept,qualified", *lines]) + "\n")
    vaekst("import", str(folder / "costs.csv"), str(folder / "leads.csv"))


def test_the_table_tells_what_a_lead_costs_with_its_interval(sprint: Path, tmp_path: Path):
    _tables(tmp_path)
    result = vaekst("costs")
    assert result.exit_code == 0, result.stderr
    assert "50 (29–92)" in result.stdout
    assert "There is no rate for EUR" in " ".join(result.stderr.split())


def test_without_a_table_of_leads_nothing_is_claimed_of_them_and_the_missing_rate_is_still_named(
    sprint: Path, tmp_path: Path
):
    path = tmp_path / "costs.csv"
    path.write_text(
        "date,channel,category,amount,currency\n2026-09-08,instagram,ads,500,DKK\n2026-09-09,,tools,10,EUR\n"
    )
    vaekst("import", str(path))
    told = " ".join(vaekst("costs").stderr.split())
    assert "No table of leads was imported" in told
    assert "There is no rate for EUR" in told
    assert "most likely" not in told, "what a lead costs at least follows from a count, and nobody counted"
    assert [row["leads"] for row in answer("costs")] == [None, None, None]


def test_json_names_the_dimension_and_says_why_a_figure_is_missing(sprint: Path, tmp_path: Path):
    _tables(tmp_path)
    workshop, *_, total = answer("costs", "--by", "concept")
    assert (workshop["key"], workshop["leads"], workshop["cost_per_lead"]["value"]) == ("workshop", 10, 50.0)
    assert total["cost_per_lead"]["value"] is None
    assert "no rate for EUR" in total["spent_unknown"]


def test_a_rate_is_given_and_listed(sprint: Path, tmp_path: Path):
    _tables(tmp_path)
    given = vaekst("costs", "rate", "EUR", "7.46", "--from", "2026-09-01")
    assert "1 EUR = 7.46 DKK from 2026-09-01" in given.stdout
    assert answer("costs", "rates") == [
        {"currency": "EUR", "per_unit": "7.460000000", "into": "DKK", "from": "2026-09-01"}
    ]
    assert "freja" in vaekst("costs", "rates").stdout
    assert answer("costs")[-1]["spent"] == 574.6


def test_a_dimension_nobody_knows_is_refused_with_the_nearest(sprint: Path):
    result = vaekst("costs", "--by", "chanel")
    assert result.exit_code == 1
    assert "Did you mean 'channel'" in " ".join(result.stderr.split())


def test_the_largest_channel_is_told_with_its_limit(sprint: Path, tmp_path: Path):
    _tables(tmp_path)
    result = vaekst("risk", "channels")
    assert "instagram" in result.stdout
    assert "over the limit of 55" in " ".join(result.stderr.split())
    told = answer("risk", "channels")
    assert (told["leads"]["alarm"], told["leads"]["by_channel"]) == ("raised", {"instagram": 10})
    assert told["owned_share_of_visits"]["value"] is None


def test_claims_and_visits_stand_beside_the_leads(sprint: Path, tmp_path: Path):
    _tables(tmp_path)
    told = vaekst("costs", "claims")
    assert told.exit_code == 0, told.stderr
    assert "no conversion by channel" in " ".join(told.stderr.split())
    assert answer("costs", "claims")["visits"] is None
    lines = [f"202609{day:02},instagram / organic-social,100,2" for day in range(8, 18)]
    above = "# Account: Shop\n# Property: GA4 - shop.example\n# Start date: 20260908\n# End date: 20260917\n"
    header = "Date,Session source / medium,Sessions,Key events"
    (tmp_path / "ga4.csv").write_text("\n".join([above + header, *lines, "20260917,google / organic,7,0", ""]))
    vaekst("import", str(tmp_path / "ga4.csv"))
    told = vaekst("costs", "claims")
    assert "ga4 claims 20 key events of any kind; the ledger holds 10 leads of these days." in " ".join(
        told.stderr.split()
    )
    assert "1.0% (0.6%–1.6%)" in told.stdout
    found = answer("costs", "claims")
    assert found["claims"] == [
        {
            "platform": "ga4",
            "channel": None,
            "what": "key events of any kind",
            "claimed": 20.0,
            "ledger": 10,
            "difference": 10.0,
            "days": 10,
        }
    ]
    (row,) = found["visits"]["channels"]
    assert (row["channel"], row["visits"], row["leads"], row["leads_per_visit"]["value"]) == (
        "instagram",
        1000,
        10,
        0.01,
    )
    assert (found["visits"]["of_no_channel"], found["visits"]["leads_of_no_channel"]) == (7, 0)
