"""`vaekst plan-week`: next week's posts with their reasons, in words and as JSON."""

from __future__ import annotations

import pytest
from tests.cli.terminal import answer, vaekst

WEEK = ("--week", "2026-W39")


@pytest.fixture
def imported(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0


def test_the_plan_tells_each_channel_its_posts_and_why(imported):
    assert vaekst("decide", "instagram", "workshop", "stop", *WEEK).exit_code == 0
    told = vaekst("plan-week", *WEEK).output
    assert "2026-W40 · 4 posts" in told
    assert "Week 4 of the sprint, Concepts" in told
    assert "Workshop: Stopped" in told
    assert "Not decided yet; proposed is: scale." in told


def test_machines_get_the_same_plan(imported):
    plan = answer("plan-week", *WEEK)
    assert (plan["week"], plan["sprint_week"]) == ("2026-W40", 4)
    assert sum(line["posts"] for line in plan["channels"][0]["concepts"]) == plan["posts"]


def test_without_a_week_the_plan_is_for_the_week_that_runs(imported):
    assert answer("plan-week")["week"] == "2026-W41"


def test_a_week_long_over_is_planned_with_the_remark_that_it_is(imported):
    told = " ".join(vaekst("plan-week", "--week", "2020-W01").output.split())
    assert "2020-W02 ended on 12 Jan 2020" in told
    assert "outside the sprint" in told
    assert len(answer("plan-week", "--week", "2020-W01")["remarks"]) == 2
    assert answer("plan-week")["remarks"] == []
