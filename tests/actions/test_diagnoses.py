"""A week's diagnoses rest on the very facts its review rests on, and say what they could not tell."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.actions.bicycles import START, baseline_posts, export, shop, sprint_posts, take_in

from vaekst.actions import decisions, diagnoses
from vaekst.core.errors import BadInput
from vaekst.core.period import Period, Week

WEEK = Week(date(2026, 9, 21))
NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)


@pytest.fixture
def brand(owner, tmp_path):
    """A brand three weeks into its sprint: more posts than before, each saved half as often."""
    actor, made = shop(owner)
    often = [
        post
        for at in (9, 15)
        for post in sprint_posts("ridealong", [8, 9, 10, 8, 9, 7, 8, 9, 8, 10, 9, 8], first=START - timedelta(days=3), at=at)
    ]  # fmt: skip
    take_in(actor, made, export(tmp_path, [*baseline_posts(), *often], until=date(2026, 10, 4)), now=NOW)
    return made


def of(page, rule):
    (only,) = (one for one in page.everything if one.rule.id == rule and one.channel in ("instagram", None))
    return only


def test_more_posts_that_do_less_are_found_with_the_weeks_compared(brand):
    page = diagnoses.read_diagnoses(brand, WEEK, now=NOW)
    assert [one.rule.id for one in page.found] == ["more_but_weaker"]
    assert page.spans.now == Period(date(2026, 8, 31), date(2026, 9, 27))
    assert page.spans.before == Period(date(2026, 8, 3), date(2026, 8, 30))
    assert {one.rule.id for one in page.not_possible} == {
        "held_but_no_click",
        "click_but_no_lead",
        "cheap_but_unfit",
    }


def test_a_week_before_the_files_came_knows_nothing(brand):
    page = diagnoses.read_diagnoses(brand, WEEK, as_of=date(2026, 9, 27), now=NOW)
    assert len(page.not_possible) == len(page.everything)
    with pytest.raises(BadInput, match="cannot be reviewed"):
        diagnoses.read_diagnoses(brand, Week(date(2026, 10, 12)), now=NOW)


def test_machines_get_both_movements_and_what_they_were_read_from(brand):
    rows = diagnoses.for_machines(diagnoses.read_diagnoses(brand, WEEK, now=NOW))
    assert json.loads(json.dumps(rows)) == rows
    found = next(row for row in rows if row["state"] == "found")
    cadence, saves = found["movements"]
    assert (cadence["metric"], cadence["units"], saves["metric"], saves["units"]) == (
        "posting_cadence", "weeks", "save_rate", "posts",
    )  # fmt: skip
    assert saves["change"]["high"] < 0 < cadence["change"]["low"]
    assert found["action"].startswith("There are too many formats.")
    unknown = next(row for row in rows if row["diagnosis"] == "cheap_but_unfit")
    assert "Import a costs table" in unknown["movements"][0]["unknown"]


def test_a_week_somebody_decided_on_is_diagnosed_from_what_they_saw(brand, owner, tmp_path):
    from tests.store import builders

    actor = builders.actor(owner)
    decisions.decide(
        actor, brand, WEEK, "instagram", "ride-along", "stop", reason="x", as_of=date(2026, 10, 4), now=NOW
    )
    before = diagnoses.read_diagnoses(brand, WEEK, as_of=date(2026, 10, 4), now=NOW)
    more = [*baseline_posts(), *sprint_posts("workshop", [90] * 9, at=20)]
    take_in(actor, brand, export(tmp_path, more, until=date(2026, 10, 3)), now=NOW)
    assert diagnoses.read_diagnoses(brand, WEEK, as_of=date(2026, 10, 4), now=NOW).everything == before.everything
