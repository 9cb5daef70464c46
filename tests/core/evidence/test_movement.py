"""A movement is a ratio of two levels, with an interval that is as wide as its units scatter."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vaekst.core.evidence import movement
from vaekst.core.evidence.movement import Counted, Level, moved, of_cadence, of_counts
from vaekst.core.figures import PostFigure


def of_posts(values):
    return movement.of_posts([PostFigure("p", "x", None, None, date(2026, 11, 2), 7, value) for value in values])


VALUES = st.lists(st.floats(0.001, 0.9), min_size=2, max_size=20)


@given(VALUES, VALUES)
def test_the_other_way_round_is_the_inverse_movement(one, other):
    there, back = moved(of_posts(one), of_posts(other), level=0.9), moved(of_posts(other), of_posts(one), level=0.9)
    assert (1 + there.mid) * (1 + back.mid) == pytest.approx(1)
    assert there.chance_up + back.chance_up == pytest.approx(1)
    assert there.low <= there.mid <= there.high


def test_posts_give_welchs_test_of_their_logarithms():
    before, now = [0.02, 0.03, 0.025, 0.04, 0.018], [0.03, 0.05, 0.04, 0.045]
    found = moved(of_posts(before), of_posts(now), level=0.9)
    known = stats.ttest_ind(np.log(now), np.log(before), equal_var=False)
    interval = known.confidence_interval(0.9)
    assert (math.log1p(found.low), math.log1p(found.high)) == pytest.approx(tuple(interval))
    assert 1 - found.chance_up == pytest.approx(known.pvalue / 2)
    assert found.rose is bool(interval.low > 0)
    assert not found.fell


def test_a_post_of_nothing_is_low_and_not_infinitely_so():
    assert of_posts([0.0, 0.02, 0.02]).log > math.log(0.02) + math.log(0.02) / 2


def test_posts_with_known_trials_count_half_an_event_more():
    posts = [PostFigure("p", "x", None, None, date(2026, 11, 2), 7, k / 100, part=k, whole=100.0) for k in (0.0, 4.0)]
    assert movement.of_posts(posts).log == pytest.approx((math.log(0.5 / 101) + math.log(4.5 / 101)) / 2)


@pytest.mark.parametrize("values", [[], [0.1], [0.0, 0.0]])
def test_posts_that_carry_no_level_are_refused(values):
    with pytest.raises(ValueError, match="level"):
        of_posts(values)


def test_weeks_that_scatter_like_chance_have_chances_own_error():
    before, now = [Counted(50, 1000), Counted(52, 1000)], [Counted(70, 1000), Counted(69, 1000)]
    one, other = of_counts(before, now, are_trials=True)
    assert one == Level(math.log(0.051), pytest.approx((1 - 0.051) / 102), 1.0, 2)
    assert other.log == pytest.approx(math.log(0.0695))


def test_weeks_that_scatter_more_widen_the_interval():
    calm = of_counts([Counted(50, 1), Counted(50, 1)], [Counted(60, 1), Counted(60, 1)], are_trials=False)
    wild = of_counts([Counted(20, 1), Counted(80, 1)], [Counted(30, 1), Counted(90, 1)], are_trials=False)
    assert calm[0].variance == pytest.approx(1 / 100)
    assert wild[0].variance > 5 * calm[0].variance


def test_when_every_trial_succeeds_there_is_nothing_to_be_unsure_of():
    always = [Counted(5, 5), Counted(7, 7)]
    found = moved(*of_counts(always, always, are_trials=True), level=0.9)
    assert (found.low, found.mid, found.high, found.chance_up) == (0, 0, 0, 0.5)
    surely = moved(Level(0.0, 0.0, 1, 2), Level(0.5, 0.0, 1, 2), level=0.9)
    assert (surely.chance_up, surely.rose) == (1.0, True)


def test_a_week_of_no_trials_says_nothing():
    quiet = [Counted(5, 50), Counted(0, 0), Counted(5, 50)]
    one, _ = of_counts(quiet, quiet, are_trials=True)
    assert one.log == pytest.approx(math.log(0.1))


def test_a_steady_cadence_that_was_raised_is_surely_raised():
    found = moved(*of_cadence([8, 8, 8, 8], [11, 11, 11, 11]), level=0.9)
    assert found.mid == pytest.approx(3 / 8)
    assert found.rose
    uneven = moved(*of_cadence([2, 14, 3, 13], [20, 3, 18, 3]), level=0.9)
    assert uneven.mid == pytest.approx(3 / 8)
    assert not uneven.rose


@pytest.mark.parametrize("weeks", [[3], [0, 0]])
def test_too_few_weeks_or_none_of_anything_carry_no_level(weeks):
    with pytest.raises(ValueError, match="needs two weeks"):
        of_cadence([4, 4], weeks)
    with pytest.raises(ValueError, match="needs two weeks"):
        of_counts([Counted(4, 9), Counted(4, 9)], [Counted(each, 9) for each in weeks], are_trials=True)


@pytest.mark.slow
@pytest.mark.parametrize("posts", [6, 12, 30])
def test_the_interval_holds_no_change_nine_times_in_ten(posts):
    random = np.random.default_rng(31)
    held = 0
    for _ in range(4000):
        one, other = (of_posts(random.lognormal(-3.5, 0.5, posts)) for _ in range(2))
        held += not (lambda found: found.rose or found.fell)(moved(one, other, level=0.9))
    assert held / 4000 == pytest.approx(0.90, abs=0.02)
