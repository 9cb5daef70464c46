"""How high a group of posts stands: known answers, laws, and how many more posts would settle it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.experiments.builders import posts

from vaekst.core.experiments import level_of
from vaekst.core.experiments.level import SPREAD, baseline_level, posts_needed

rates = st.lists(st.floats(0.002, 0.2), min_size=1, max_size=12)


def test_without_posts_there_is_no_level():
    assert level_of([], posts(0.02), reference=0.02) is None


def test_posts_alike_without_a_baseline_stand_where_they_are():
    found = level_of(posts(0.05, 0.05, 0.05, 0.05, whole=1e9), [], reference=0.05)
    scatter = 0.27 * 12 / 15
    assert found is not None
    assert found.variance == pytest.approx(scatter / 4, rel=1e-6)
    assert found.mean == pytest.approx(math.log(0.05) + scatter / 8)
    assert (found.prior, found.sd) == (None, pytest.approx(math.sqrt(found.variance)))


def test_the_level_is_the_weighted_mean_of_posts_and_baseline():
    found = level_of(posts(0.04, 0.04, whole=1e9), posts(0.02, 0.02, 0.02, whole=1e9), reference=0.02)
    scatter = 0.27 * 12 / 15
    own, base = scatter / 2, scatter / 3
    share = (SPREAD + base) / (SPREAD + base + own)
    at, mean = math.log(0.02) + base / 2, math.log(0.04) + own / 2
    assert found is not None
    assert found.mean == pytest.approx(at + share * (mean - at), rel=1e-6)
    assert found.sd == pytest.approx(math.sqrt(share * own), rel=1e-6)


def test_means_scatter_on_the_logarithm():
    found = level_of(posts(8.0, 8.0, whole=None), [], reference=8.0)
    assert found is not None
    assert found.value == pytest.approx(8.0)
    assert found.variance == pytest.approx(math.log1p(0.27) * 12 / 13 / 2)


def test_a_post_of_nothing_counts_as_a_small_share_of_the_reference():
    for whole in (4000, None):
        found = level_of(posts(0.0, 0.0, whole=whole), [], reference=0.05)
        assert found is not None
        assert found.mean - (found.variance / 2 if whole else 0) == pytest.approx(math.log(0.001))


def test_without_the_trials_of_some_posts_none_are_used():
    found = level_of(posts(0.04), posts(0.02, whole=None), reference=0.02)
    alike = level_of(posts(0.04, whole=None), posts(0.02, whole=None), reference=0.02)
    assert found == alike


@given(rates, rates)
def test_the_level_lies_between_the_posts_and_the_baseline_but_for_the_logs_bias(values, before):
    found = level_of(posts(*values), posts(*before), reference=0.02)
    assert found is not None
    logs = [math.log(value) for value in (*values, *before)]
    assert min(logs) - 1e-9 <= found.mean <= max(logs) + 0.2


@given(rates, st.floats(0.5, 0.99))
def test_an_interval_holds_the_level_and_the_chance_halves_there(values, covers):
    found = level_of(posts(*values), posts(0.02, 0.03), reference=0.02)
    assert found is not None
    low, high = found.interval(covers)
    assert low < found.value < high
    assert found.chance_above(found.value) == pytest.approx(0.5)
    assert found.chance_above(low) == pytest.approx(0.5 + covers / 2)


@given(rates, st.integers(2, 5))
def test_more_posts_of_the_same_values_are_surer(values, times):
    once, more = (level_of(posts(*values * n), [], reference=0.02) for n in (1, times))
    assert once is not None
    assert more is not None
    assert more.variance < once.variance


@pytest.mark.parametrize(("whole", "level"), [(4000, 0.03), (None, 0.03)])
def test_a_baseline_is_pooled(whole, level):
    assert baseline_level(posts(0.02, 0.04, whole=whole)) == pytest.approx(level)


def test_a_baseline_weighs_by_trials_and_without_posts_is_unknown():
    assert baseline_level([*posts(0.02, whole=3000), *posts(0.06, whole=1000)]) == pytest.approx(0.03)
    assert baseline_level([]) is None


def test_the_posts_needed_are_those_after_which_the_chance_is_reached():
    sure, gap, variance = 0.98, 0.2, 0.06
    found = posts_needed(posts=4, variance=variance, fixed=0.0, prior=None, gap=gap, sure=sure)
    assert found is not None
    quantile = 2.0537489106318225
    assert gap / math.sqrt(variance * 4 / found) >= quantile > gap / math.sqrt(variance * 4 / (found - 1))


def test_a_prior_and_a_fixed_error_change_how_many():
    asked = {"posts": 4, "variance": 0.06, "gap": 0.3, "sure": 0.98}
    free = posts_needed(fixed=0.0, prior=None, **asked)
    helped = posts_needed(fixed=0.0, prior=SPREAD, **asked)
    held = posts_needed(fixed=0.02, prior=SPREAD, **asked)
    assert helped is not None
    assert free is not None
    assert held is not None
    assert helped < free
    assert held > helped


def test_a_gap_the_prior_settles_needs_no_more_posts():
    assert posts_needed(posts=4, variance=0.06, fixed=0.0, prior=0.01, gap=1.0, sure=0.98) == 4


@pytest.mark.parametrize(("gap", "fixed"), [(0.01, 0.0), (0.1, 0.05), (0.0, 0.0)])
def test_what_no_number_of_posts_settles_has_none(gap, fixed):
    assert posts_needed(posts=4, variance=0.06, fixed=fixed, prior=SPREAD, gap=gap, sure=0.98) is None


@pytest.mark.parametrize("sure", [1.0, 0.5])
def test_no_number_of_posts_makes_certain(sure):
    assert posts_needed(posts=4, variance=0.06, fixed=0.0, prior=None, gap=0.4, sure=sure) is None


@given(st.floats(0.01, 0.6), st.floats(0.01, 0.6), st.sampled_from([None, SPREAD]))
def test_a_wider_gap_never_needs_more_posts(one, other, prior):
    near, far = sorted((one, other))
    needs = [posts_needed(posts=4, variance=0.06, fixed=0.0, prior=prior, gap=gap, sure=0.98) for gap in (near, far)]
    assert needs[0] is None or (needs[1] is not None and needs[1] <= needs[0])
