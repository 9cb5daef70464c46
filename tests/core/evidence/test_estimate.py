"""Estimates against answers worked out another way, and the laws they obey."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.evidence import ChannelEvidence, Estimate, NoEstimate, Settings, estimate
from vaekst.core.figures import PostFigure

Rate = tuple[float, float]  # successes, trials
DAY = date(2026, 11, 2)


def rate(part: float, whole: float) -> PostFigure:
    value = part / whole if whole else 0.0
    return PostFigure("p", "instagram", None, None, DAY, 7.0, value, part=part, whole=whole)


def mean(value: float) -> PostFigure:
    return PostFigure("p", "youtube", None, None, DAY, 7.0, value)


def rates(*posts: Rate) -> list[PostFigure]:
    return [rate(*post) for post in posts]


def channel(baseline: list[PostFigure], **concepts: list[PostFigure]) -> ChannelEvidence:
    return ChannelEvidence("instagram", "save_rate", baseline, concepts)


def one(evidence: ChannelEvidence, settings: Settings | None = None) -> Estimate:
    (answer,) = estimate([evidence], settings or Settings())
    assert isinstance(answer, Estimate)
    return answer


post = st.integers(50, 50_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
living_post = st.integers(50, 50_000).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))
worlds = st.lists(
    st.tuples(
        st.lists(living_post, min_size=1, max_size=6),
        st.lists(st.lists(post, min_size=1, max_size=5), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=3,
)


def test_concepts_of_one_channel_share_the_error_of_its_baseline() -> None:
    # A strong sibling says that the baseline was measured low, which takes some credit from the other concept.
    base = rates((30, 1000), (31, 1000))
    alone = one(channel(base, ride=rates((36, 1000), (36, 1000))))
    beside, _ = estimate([channel(base, ride=rates((36, 1000), (36, 1000)), tour=rates((36, 1000), (36, 1000)))])
    assert isinstance(beside, Estimate)
    assert beside.mid != pytest.approx(alone.mid, rel=1e-3)


@given(st.permutations(list(range(5))), st.permutations(list(range(4))))
def test_the_order_of_posts_changes_nothing(base_order: list[int], order: list[int]) -> None:
    base = rates((30, 1000), (12, 700), (44, 900), (9, 400), (60, 2100))
    posts = rates((41, 1000), (13, 600), (22, 900), (0, 300))
    before = one(channel(base, ride=posts))
    after = one(channel([base[n] for n in base_order], ride=[posts[n] for n in order]))
    assert after.mid == pytest.approx(before.mid)
    assert after.sd == pytest.approx(before.sd)


@given(st.floats(0.01, 100))
def test_the_unit_of_a_mean_changes_nothing(scale: float) -> None:
    base, posts = [7.0, 8.5, 6.1], [9.0, 7.7]
    before = one(ChannelEvidence("y", "avg_watch_time", [mean(x) for x in base], {"a": [mean(x) for x in posts]}))
    after = one(
        ChannelEvidence("y", "avg_watch_time", [mean(x * scale) for x in base], {"a": [mean(x * scale) for x in posts]})
    )
    assert after.mid == pytest.approx(before.mid)
    assert after.sd == pytest.approx(before.sd)


@given(st.floats(0.5, 20))
def test_only_successes_and_relative_trials_matter(scale: float) -> None:
    base, posts = [(30, 1000), (12, 700)], [(41, 1000), (13, 600)]
    before = one(channel(rates(*base), ride=rates(*posts)))
    after = one(channel(rates(*((s, n * scale) for s, n in base)), ride=rates(*((s, n * scale) for s, n in posts))))
    assert after.mid == pytest.approx(before.mid)
    assert after.sd == pytest.approx(before.sd)


@given(st.integers(1, 30), st.floats(0.5, 2))
def test_more_posts_alike_narrow_the_interval(count: int, lift: float) -> None:
    base = rates(*[(30, 1000)] * 8)
    few = one(channel(base, ride=rates(*[(30 * lift, 1000)] * count)))
    many = one(channel(base, ride=rates(*[(30 * lift, 1000)] * (count + 8))))
    assert many.sd < few.sd


@given(st.lists(living_post, min_size=1, max_size=8))
def test_a_concept_equal_to_the_baseline_has_no_more_than_an_even_chance(posts: list[Rate]) -> None:
    # New concepts fall short as a whole more often than they excel as a whole: that doubt stays.
    answer = one(channel(rates(*posts), ride=rates(*posts)))
    assert -0.08 < answer.mid <= 0
    assert 0.35 < answer.chance_better <= 0.5


@given(worlds)
def test_an_interval_holds_its_middle_and_chances_are_probabilities(
    world: list[tuple[list[Rate], list[list[Rate]]]],
) -> None:
    for n, (base, concepts) in enumerate(world):
        evidence = ChannelEvidence(str(n), "ctr", rates(*base), {str(k): rates(*p) for k, p in enumerate(concepts)})
        for answer in estimate([evidence]):
            assert isinstance(answer, Estimate)
            assert -1 < answer.low < answer.mid < answer.high
            assert 0 <= answer.chance_above_bar <= answer.chance_better <= 1


def test_a_hundred_thousand_views_on_one_post_are_still_one_post() -> None:
    base = rates(*[(successes, 1000) for successes in (12, 55, 31, 20, 44, 8, 37, 29, 61, 18, 25, 40)])
    one_large = one(channel(base, ride=rates((6_000, 100_000))))
    assert one_large.chance_better < 0.98


def test_a_concept_without_successes_is_low_but_not_impossible() -> None:
    answer = one(channel(rates((30, 1000), (28, 900)), ride=rates((0, 1000), (0, 900), (0, 1200))))
    assert -1 < answer.mid < -0.2
    assert 0 < answer.chance_better < 0.2


def test_groups_without_successes_do_not_hide_the_scatter_of_the_others() -> None:
    wild = rates((5, 1000), (80, 1000), (20, 1000), (50, 1000))
    without = one(channel(wild, ride=wild))
    beside, _ = estimate([channel(wild, ride=wild, dud=rates((0, 1000), (0, 1000), (0, 1000)))])
    assert isinstance(beside, Estimate)
    assert beside.sd > without.sd * 0.8


def test_one_baseline_post_carries_an_estimate_wider_than_ten() -> None:
    ride = rates((40, 1000), (41, 1000), (42, 1000))
    single = one(channel(rates((30, 1000)), ride=ride))
    ten = one(channel(rates(*[(30, 1000)] * 10), ride=ride))
    assert single.sd > ten.sd
    assert single.baseline_posts == 1


def test_a_post_without_trials_says_nothing() -> None:
    with_empty = one(channel(rates((30, 1000), (0, 0)), ride=rates((40, 1000), (0, 0))))
    assert with_empty == one(channel(rates((30, 1000)), ride=rates((40, 1000))))
    assert with_empty.posts == 1


def test_a_mean_of_zero_is_low_but_has_a_logarithm() -> None:
    evidence = ChannelEvidence("y", "avg_watch_time", [mean(8), mean(7)], {"a": [mean(0)]})
    assert -1 < one(evidence).mid < 0


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (channel([], ride=rates((40, 1000))), "no_baseline_posts"),
        (channel(rates((0, 0)), ride=rates((40, 1000))), "no_baseline_posts"),
        (channel([], ride=[]), "no_baseline_posts"),
        (channel(rates((0, 900), (0, 100)), ride=rates((40, 1000))), "baseline_of_zero"),
        (channel(rates((30, 1000)), ride=[]), "no_posts"),
        (channel(rates((30, 1000)), ride=rates((0, 0))), "no_posts"),
    ],
)
def test_where_the_numbers_cannot_carry_an_estimate_the_reason_is_the_answer(
    evidence: ChannelEvidence, code: str
) -> None:
    (answer,) = estimate([evidence])
    assert isinstance(answer, NoEstimate)
    assert answer.reason.code == code
    assert answer.reason.english()


def test_answers_come_in_the_order_of_the_questions() -> None:
    first = channel(rates((30, 1000)), b=rates((40, 1000)), empty=[], a=rates((20, 1000)))
    second = ChannelEvidence("youtube", "avg_watch_time", [mean(7)], {"a": [mean(8)]})
    third = channel([], c=rates((1, 10)))
    answers = estimate([first, second, third])
    assert [(answer.channel, answer.concept) for answer in answers] == [
        ("instagram", "b"),
        ("instagram", "empty"),
        ("instagram", "a"),
        ("youtube", "a"),
        ("instagram", "c"),
    ]


def test_one_channel_may_be_asked_about_two_metrics() -> None:
    saves = channel(rates((30, 1000)), ride=rates((40, 1000)))
    seconds = ChannelEvidence("instagram", "avg_watch_time", [mean(7)], {"ride": [mean(8)]})
    assert [answer.metric for answer in estimate([saves, seconds])] == ["save_rate", "avg_watch_time"]


def test_no_channels_have_no_answers() -> None:
    assert estimate([]) == ()


def test_where_trials_are_known_for_some_posts_only_none_are_used() -> None:
    mixed = one(channel(rates((30, 1000), (40, 1000)), ride=[mean(0.04)]))
    assert mixed == one(channel([mean(0.03), mean(0.04)], ride=[mean(0.04)]))


@pytest.mark.parametrize("level", [0.0, 1.0, 90.0])
def test_an_interval_covers_a_share(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Settings(level=level)


def test_a_bar_lies_above_minus_a_hundred_percent() -> None:
    with pytest.raises(ValueError, match="above -100 %"):
        Settings(bar=-1)


def test_a_value_that_is_no_number_is_an_error_and_no_answer() -> None:
    with pytest.raises(ValueError, match="no number"):
        estimate([ChannelEvidence("y", "avg_watch_time", [mean(8), mean(7)], {"a": [mean(float("nan"))]})])


def test_posts_made_as_usual_beside_the_concepts_take_a_rising_channel_for_what_it_is() -> None:
    later = [replace(post, published=date(2026, 12, 14)) for post in rates(*[(60, 1000), (62, 1000), (58, 1000)] * 4)]
    base = rates(*[(30, 1000), (31, 1000), (29, 1000)] * 4)
    without = one(ChannelEvidence("instagram", "save_rate", base, {"ride": later}))
    beside = one(ChannelEvidence("instagram", "save_rate", base, {"ride": later}, control=later))
    assert without.chance_better > 0.9
    assert beside.chance_better < 0.6
    assert (beside.control_posts, beside.drift > without.drift) == (12, True)


def test_far_better_posts_make_a_concept_proven_and_leave_nothing_to_wait_for() -> None:
    answer = one(channel(rates(*[(30, 1000), (33, 1000), (27, 1000)] * 8), ride=rates(*[(75, 1000), (70, 1000)] * 10)))
    assert answer.proven
    assert answer.posts_needed == 0


def test_a_middling_concept_is_told_how_many_posts_it_takes_and_a_hopeless_case_that_posts_will_not_do() -> None:
    base = rates(*[(30, 1000), (40, 1000), (20, 1000)] * 10)
    promising = one(channel(base, ride=rates(*[(42, 1000), (45, 1000), (38, 1000)])))
    assert promising.posts_needed
    assert promising.posts_needed > 0
    unsure = one(channel(rates((30, 1000)), ride=rates(*[(31, 1000)] * 6)))
    assert unsure.posts_needed is None
