"""`vaekst attribute`: models side by side, for people and machines; and what a loss of reach would cost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.terminal import answer, vaekst
from tests.sources.files import table

PERIOD = ("--as-of", "2026-09-30", "--days", "30")


@pytest.fixture
def visited(sprint: Path, tmp_path: Path) -> None:
    touches = [
        (f"v{day}", f"2026-09-{day:02}T09:00:00Z", source) for day in range(8, 20) for source in ("ig", "tiktok")
    ]
    leads = [(f"v{day}", f"2026-09-{day:02}T11:00:00Z", "lead", str(day)) for day in range(8, 20, 3)]
    files = {
        "touches.csv": table(("user_id", "at", "utm_source"), *touches),
        "leads.csv": table(("user_id", "at", "kind", "lead_id"), *leads, ("", "2026-09-09T11:00:00Z", "lead", "99")),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert vaekst("import", str(sprint), *(str(tmp_path / name) for name in files)).exit_code == 0


def test_machines_get_every_model_with_the_contract_it_was_counted_by(visited: None) -> None:
    told = answer("attribute", "--by", "utm_source", *PERIOD)
    assert (told["leads"], told["unattributed"]) == (5, 1)
    assert {row["key"] for row in told["rows"]} == {"ig", "tiktok"}
    assert len(told["contract"]["hash"]) == 16
    for row in told["rows"]:
        assert len(row["credits"]) == 8
        assert all(each["low"] <= each["leads"] <= each["high"] for each in row["credits"].values())


def test_one_model_and_look_back_can_be_asked_for(visited: None) -> None:
    told = answer("attribute", "--by", "utm_source", "--model", "last", "--look-back", "7", *PERIOD)
    assert {row["key"]: row["credits"] for row in told["rows"]}["tiktok"]["last"]["leads"] == 4
    assert told["contract"]["lookback_ms"] == 7 * 86_400_000


def test_people_get_a_table_and_what_must_be_read_beside_it(visited: None) -> None:
    shown = vaekst("attribute", "--by", "utm_source", *PERIOD).output
    assert "Credit for 5 leads" in shown
    assert "no touch" in shown
    assert "80% of 5 leads have a tagged touch" in shown
    assert "Paths by contract" in shown


def test_a_model_nobody_knows_is_refused_with_the_nearest(visited: None) -> None:
    wrong = vaekst("attribute", "--model", "markoff")
    assert wrong.exit_code == 1
    assert "Did you mean 'markov'" in wrong.output


def test_the_loss_of_reach_stands_with_the_risk_of_channels(visited: None) -> None:
    (loss, *_) = answer("risk", "channels", "--as-of", "2026-09-30")["reach_lost"]
    assert loss["lost_if_each_touch_is_replaceable"]["low"] <= loss["lost_if_each_touch_is_necessary"]["high"]
    shown = vaekst("risk", "channels", "--as-of", "2026-09-30").output
    assert "30% of the reach were lost" in shown
    assert "is necessary" in shown
