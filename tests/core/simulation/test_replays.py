"""What another rule would have decided on posts that were really made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.simulation.figures import START, mean, rate, row

from vaekst.core.review import ReviewRow
from vaekst.core.simulation import RIVALS
from vaekst.core.simulation.replays import Ruled, past_of, replay

BASE = [rate(0.05, day=-10)] * 5


def asked(rule: str, *rows: ReviewRow, week: int = 5) -> dict[tuple[str, str], Ruled]:
    pasts = past_of(rows, first=START, age_days=7, week=week)
    return dict(replay(RIVALS[rule], pasts, week=week, weeks=12))


def test_a_post_counts_from_the_week_it_is_old_enough_to_compare():
    posts = [rate(0.05, day=day) for day in (0, 6, 7, 34)]
    (past,) = past_of([row("tips", posts, baseline=BASE)], first=START, age_days=7, week=5)
    assert [post.week for post in past.concepts["tips"]] == [2, 2, 3, 5]


def test_a_rule_is_asked_week_by_week_and_what_it_stopped_stays_stopped():
    posts = [
        rate(value, day=day) for value, day in ((0.04, 0), (0.04, 1), (0.04, 7), (0.20, 14), (0.20, 15), (0.20, 16))
    ]
    assert asked("naive", row("tips", posts, baseline=BASE)) == {("instagram", "tips"): Ruled("stop", 3)}


def test_every_concept_with_posts_is_tried_however_many_there_are():
    rows = [row(name, [rate(0.06, day=day) for day in (0, 1, 2)], baseline=BASE) for name in "abcd"]
    found = asked("naive", *rows, week=6)
    assert [found["instagram", name].decision for name in "abcd"] == ["scale", "scale", "stop", "stop"]


def test_a_bandit_says_what_it_would_settle_on_now():
    better = row("ride", [rate(0.09, day=day, trials=20_000) for day in (0, 1, 2)], baseline=BASE)
    assert asked("thompson", better)["instagram", "ride"] == Ruled("scale", 5)


def test_a_rule_that_counts_trials_says_nothing_about_means():
    watched = row("tips", [mean(9.0)] * 3, baseline=[mean(7.0)] * 5, metric="avg_watch_time")
    told = asked("impressions", watched)["instagram", "tips"]
    assert told.decision is None
    assert told.reason is not None
    assert told.reason.code == "rule_needs_trials"
    assert asked("naive", watched)["instagram", "tips"].decision == "iterate"


def test_without_a_baseline_no_rule_says_anything():
    told = asked("naive", row("tips", [rate(0.05)] * 3))["instagram", "tips"]
    assert told.reason is not None
    assert told.reason.code == "no_baseline_posts"


def test_metrics_are_replayed_apart_and_untagged_posts_not_at_all():
    rows = [
        row("tips", [rate(0.01, day=day) for day in (0, 1, 2)], baseline=BASE),
        row("ride", [mean(9.0, day=day) for day in (0, 1, 2)], baseline=[mean(7.0)] * 5, metric="avg_watch_time"),
        row(None, [rate(0.05)]),
    ]
    assert {place: told.decision for place, told in asked("naive", *rows).items()} == {
        ("instagram", "tips"): "stop",
        ("instagram", "ride"): "iterate",
    }


@pytest.mark.parametrize("rule", RIVALS)
def test_posts_without_trials_are_left_out(rule: str):
    nobody = replace(rate(0.0), whole=0.0, part=0.0)
    assert asked(rule, row("tips", [nobody] * 4, baseline=BASE))["instagram", "tips"].decision in ("wait", "iterate")
