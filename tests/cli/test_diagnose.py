"""`vaekst diagnose`: what moved against what, in words and as JSON."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.actions.bicycles import START, baseline_posts, export, sprint_posts
from tests.cli.terminal import answer, vaekst

WEEK = ("--week", "2026-W39")


@pytest.fixture
def crowded(sprint, tmp_path):
    """The shop posts twice as often from the sprint on, and each post is saved half as often."""
    often = [
        post
        for at in (9, 15)
        for post in sprint_posts("ridealong", [8, 9, 10, 8, 9, 7, 8, 9, 8, 10, 9, 8], first=START - timedelta(3), at=at)
    ]
    path = export(tmp_path, [*baseline_posts(), *often], until=date(2026, 10, 4))
    assert vaekst("import", str(path)).exit_code == 0


def test_a_diagnosis_tells_both_movements_and_what_to_do(crowded):
    told = vaekst("diagnose", *WEEK).output
    assert "More posts, each of them weaker" in told
    assert "Save rate fell:" in told
    assert "→ There are too many formats." in told
    assert "Import a costs table" in told, "what could not be told names its file"


def test_machines_get_every_diagnosis_whether_or_not_it_was_found(crowded):
    rows = answer("diagnose", *WEEK)
    assert {row["diagnosis"]: row["state"] for row in rows} == {
        "held_but_no_click": "no data",
        "click_but_no_lead": "no data",
        "more_but_weaker": "found",
        "cheap_but_unfit": "no data",
    }
    assert {"confidence", "action", "reasons", "reason_codes", "movements", "now", "before", "week"} <= rows[0].keys()


def test_without_a_week_the_newest_complete_one_is_diagnosed(crowded):
    assert answer("diagnose")[0]["week"] == "2026-W40"
