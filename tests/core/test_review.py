"""The weekly review: which rows there are, what they count, and what they propose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from vaekst.core.comparison import LeftOut
from vaekst.core.evidence import Borrowing, Estimate, NoEstimate
from vaekst.core.figures import PostFigure
from vaekst.core.period import Week
from vaekst.core.review import (
    ChannelFigures,
    PublishedPost,
    Review,
    ReviewPlan,
    ReviewRow,
    Tried,
    review,
)
from vaekst.core.review_rows import for_machines
from vaekst.core.rules import GateState, Proposal, ProposalRules

WEEK = Week.parse("2026-W47")
MONDAY = WEEK.monday
WILD = (0.01, 0.055, 0.03, 0.02, 0.045, 0.012, 0.037, 0.029, 0.06, 0.018, 0.025, 0.04)


def plan(**changes: object) -> ReviewPlan:
    settings: dict[str, object] = {
        "channels": {"instagram": "save_rate", "youtube": "avg_watch_time"},
        "concepts": (
            Tried("instagram", "ride", "Ride-along", "save_rate"),
            Tried("instagram", "myths", "Bike myths", "save_rate"),
            Tried("youtube", "ride", "Ride-along", "avg_watch_time"),
        ),
        "gates": {},
        "stop_posts": 3,
        "rules": ProposalRules(),
    }
    return ReviewPlan(**(settings | changes))  # type: ignore[arg-type]  # a builder: names are checked when it runs


def posts(
    concept: str | None, *values: float, channel: str = "instagram", whole: float | None = 4000, last: date = MONDAY
) -> list[PostFigure]:
    """Posts with these values, one a day up to `last`; without `whole` they are means."""
    return [
        PostFigure(
            f"{channel}:{concept}-{n}",
            channel,
            concept,
            None,
            last - timedelta(days=len(values) - 1 - n),
            7.0,
            value,
            part=None if whole is None else value * whole,
            whole=whole,
            import_id="i1",
            source_row=n + 2,
        )
        for n, value in enumerate(values)
    ]


def published(*groups: Sequence[PostFigure]) -> list[PublishedPost]:
    return [
        PublishedPost(post.post_key, post.channel, post.concept, post.published) for group in groups for post in group
    ]


def saves(*groups: Sequence[PostFigure]) -> ChannelFigures:
    baseline = posts(None, *WILD, last=date(2026, 9, 13))
    return ChannelFigures("instagram", "save_rate", baseline, [post for group in groups for post in group])


def row(found: Review, channel: str, concept: str | None) -> ReviewRow:
    (only,) = (row for row in found.rows if (row.channel, row.concept) == (channel, concept))
    return only


def test_every_concept_of_the_plan_has_a_row_even_before_its_first_post() -> None:
    found = review(plan(), WEEK, figures=[], published=[])
    assert [(row.channel, row.concept) for row in found.rows] == [
        ("instagram", "ride"),
        ("instagram", "myths"),
        ("youtube", "ride"),
    ]
    assert {row.proposal for row in found.rows} == {Proposal.NOT_ENOUGH}
    assert isinstance(found.rows[0].estimate, NoEstimate)


def test_a_concept_far_above_the_baseline_is_proposed_for_scaling() -> None:
    ride = posts("ride", *(value * 6 for value in WILD))
    found = row(review(plan(), WEEK, figures=[saves(ride)], published=published(ride)), "instagram", "ride")
    assert found.proposal is Proposal.SCALE
    assert isinstance(found.estimate, Estimate)
    assert found.estimate.posts == len(found.posts) == 12
    assert found.stop_rule is not None
    assert not found.stop_rule.fired


def test_a_concept_far_below_the_baseline_is_paused_by_the_stop_rule() -> None:
    ride = posts("ride", 0.009, 0.011, 0.012)
    found = row(review(plan(), WEEK, figures=[saves(ride)], published=published(ride)), "instagram", "ride")
    assert found.stop_rule is not None
    assert found.stop_rule.fired
    assert found.proposal is Proposal.STOP


@pytest.mark.parametrize(
    ("retention", "state", "proposal"),
    [
        ((0.55, 0.6), GateState.PASSED, Proposal.SCALE),
        ((0.44, 0.5), GateState.TOO_CLOSE, Proposal.ITERATE),
        ((0.3, 0.34), GateState.FAILED, Proposal.ITERATE),
        ((), GateState.UNKNOWN, Proposal.ITERATE),
    ],
)
def test_gates_are_asked_of_the_concepts_own_posts(
    retention: tuple[float, ...], state: GateState, proposal: Proposal
) -> None:
    ride = posts("ride", *(value * 6 for value in WILD))
    others = posts("myths", 0.9, 0.95, 0.85, 0.9, 1.0)
    gated = ChannelFigures("instagram", "retention_3s", (), [*posts("ride", *retention), *others])
    found = review(plan(gates={"retention_3s": 0.45}), WEEK, figures=[saves(ride), gated], published=published(ride))
    ride_row = row(found, "instagram", "ride")
    assert [gate.state for gate in ride_row.gates] == [state]
    assert ride_row.proposal is proposal


def test_untagged_posts_are_a_row_without_a_proposal() -> None:
    loose = posts(None, 0.02, 0.03)
    found = review(plan(), WEEK, figures=[saves(loose)], published=published(loose))
    untagged = row(found, "instagram", None)
    assert (untagged.published_in_total, len(untagged.posts), untagged.proposal) == (2, 2, None)
    assert [reason.code for reason in untagged.reasons] == ["untagged"]
    assert [row.concept for row in found.rows] == ["ride", "myths", None, "ride"]


def test_posts_of_a_concept_the_strategy_does_not_name_are_not_lost() -> None:
    old = posts("old-idea", 0.02, 0.03)
    elsewhere = posts("myths", 8.0, channel="youtube", whole=None)
    found = review(plan(), WEEK, figures=[saves(old)], published=published(old, elsewhere))
    assert row(found, "instagram", "old-idea").published_in_total == 2
    assert row(found, "youtube", "myths").name == "Bike myths"
    assert row(found, "youtube", "myths").metric == "avg_watch_time"


def test_posts_of_a_channel_the_strategy_does_not_name_are_left_to_other_screens() -> None:
    away = posts("ride", 0.02, channel="tiktok")
    assert {row.channel for row in review(plan(), WEEK, figures=[], published=published(away)).rows} == {
        "instagram",
        "youtube",
    }


def test_posts_after_the_week_change_nothing() -> None:
    ride = posts("ride", 0.03, 0.04, last=WEEK.period.last)
    later = posts("ride", 0.2, 0.3, 0.4, last=WEEK.later().period.last)
    before = review(plan(), WEEK, figures=[saves(ride)], published=published(ride))
    after = review(plan(), WEEK, figures=[saves(ride, later)], published=published(ride, later))
    assert after == before


def test_the_order_in_which_posts_arrive_changes_nothing() -> None:
    ride = posts("ride", 0.03, 0.04, 0.01, 0.02)
    before = review(plan(), WEEK, figures=[saves(ride)], published=published(ride))
    assert review(plan(), WEEK, figures=[saves(ride[::-1])], published=published(ride[::-1])) == before


def test_posts_too_young_to_compare_are_counted_and_named() -> None:
    ride = posts("ride", 0.03, 0.04, 0.05, last=MONDAY + timedelta(days=1))
    young = [LeftOut(post.post_key, "instagram", post.published, "too_young") for post in ride[1:]]
    other = LeftOut("instagram:myths-0", "instagram", MONDAY, "too_young")
    held = replace(saves(ride[:1]), without=[*young, other], age_days=7)
    found = row(review(plan(), WEEK, figures=[held], published=published(ride)), "instagram", "ride")
    assert (found.published_this_week, found.published_in_total, len(found.posts)) == (2, 3, 1)
    assert [one.english() for one in found.reasons[-2:]] == [
        "1 of 3 published posts count so far.",
        "Left out because they are younger than 7 days: 2.",
    ]


def test_a_baseline_whose_posts_were_read_too_late_is_told_from_one_that_has_none() -> None:
    late = [LeftOut(f"instagram:old-{n}", "instagram", MONDAY, "read_too_late") for n in range(9)]
    held = ChannelFigures("instagram", "save_rate", baseline_without=late, age_days=7)
    ride = row(review(plan(), WEEK, figures=[held], published=[]), "instagram", "ride")
    assert [one.english() for one in ride.reasons[-2:]] == [
        "Posts of the baseline that cannot be compared: 9.",
        "Left out because they were first read too long after day 7: 9.",
    ]


def in_format(format_: str | None, group: Sequence[PostFigure]) -> list[PostFigure]:
    return [replace(post, format=format_) for post in group]


@pytest.mark.parametrize(
    ("asked", "own", "other", "said"),
    [
        (True, "carousel", "reel", True),
        (False, "carousel", "reel", False),
        (True, "reel", "reel", False),
        (True, "carousel", "carousel", True),
        (True, None, "reel", False),
    ],
)
def test_a_concept_whose_format_no_usual_post_has_is_judged_together_with_it(asked, own, other, said) -> None:
    ride, myths = in_format(own, posts("ride", *WILD[:5])), in_format(other, posts("myths", *WILD[:5]))
    figures = replace(saves(ride, myths), baseline=in_format("reel", posts(None, *WILD, last=date(2026, 9, 13))))
    found = review(plan(borrowing=Borrowing(formats=asked)), WEEK, figures=[figures], published=published(ride, myths))
    assert ("own_format" in {reason.code for reason in row(found, "instagram", "ride").reasons}) is said


@pytest.mark.parametrize("as_usual", [True, False])
def test_untagged_posts_of_its_format_are_usual_ones_where_they_count_as_such(as_usual: bool) -> None:
    ride, loose = in_format("carousel", posts("ride", *WILD[:5])), in_format("carousel", posts(None, *WILD[:4]))
    figures = replace(saves(ride, loose), baseline=in_format("reel", posts(None, *WILD, last=date(2026, 9, 13))))
    asked = plan(borrowing=Borrowing(formats=True), untagged_as_usual=as_usual)
    found = review(asked, WEEK, figures=[figures], published=published(ride, loose))
    said = {reason.code for reason in row(found, "instagram", "ride").reasons}
    assert ("own_format" in said) is not as_usual


def test_means_and_rates_are_reviewed_side_by_side() -> None:
    tour = posts("ride", 9.0, 9.5, 8.7, 10.1, channel="youtube", whole=None)
    seconds = ChannelFigures(
        "youtube", "avg_watch_time", posts(None, 7.0, 8.0, 7.5, channel="youtube", whole=None), tour
    )
    found = review(plan(), WEEK, figures=[saves(), seconds], published=published(tour))
    answer = row(found, "youtube", "ride").estimate
    assert isinstance(answer, Estimate)
    assert answer.mid > 0


def test_a_plan_asks_each_question_once() -> None:
    asked = plan(gates={"ctr": 0.008, "save_rate": 0.01}).questions()
    assert asked == (
        ("instagram", "save_rate"),
        ("youtube", "avg_watch_time"),
        ("instagram", "ctr"),
        ("youtube", "ctr"),
        ("youtube", "save_rate"),
    )


def test_machines_get_stable_names_and_no_invented_numbers() -> None:
    ride, loose = posts("ride", *(value * 6 for value in WILD)), posts(None, 0.02)
    found = review(plan(gates={"ctr": 0.008}), WEEK, figures=[saves(ride, loose)], published=published(ride, loose))
    rows = json.loads(json.dumps(for_machines(found)))
    contract = {
        "channel", "concept", "metric", "posts", "effect", "chance_better", "proposal", "reasons", "stop_rule", "gates",
    }  # fmt: skip
    assert all(contract <= row.keys() for row in rows)
    known, unknown, untagged = rows[0], rows[1], rows[2]
    assert known["effect"]["low"] < known["effect"]["mid"] < known["effect"]["high"]
    assert known["stop_rule"] == {"posts": 12, "needed": 3, "below_baseline": False, "fired": False}
    assert known["gates"] == [
        {
            "metric": "ctr", "minimum": 0.008, "value": None, "posts": 0, "low": None, "high": None, "level": 0.9,
            "chance": None, "more": None, "state": "unknown",
        }
    ]  # fmt: skip
    assert unknown["effect"] == {"low": None, "mid": None, "high": None}
    assert (unknown["chance_better"], unknown["proposal"]) == (None, "not enough data yet")
    assert (untagged["concept"], untagged["proposal"], untagged["stop_rule"]) == (
        "untagged",
        "not enough data yet",
        None,
    )
