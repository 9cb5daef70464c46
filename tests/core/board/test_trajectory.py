"""The way from baseline to target, and where a figure stands on it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vaekst.core.board import Status, planned, status_of
from vaekst.core.metrics.units import Better
from vaekst.core.strategy import StatusRule

RULE = StatusRule()
amounts = st.floats(0.001, 1000)
shares = st.floats(0, 1)
ORDER = [Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK]


def standing(value, *, baseline=0.5, target=0.6, elapsed=0.5, better=Better.HIGHER):
    trajectory = planned(baseline, target, elapsed=elapsed)
    return status_of(value, baseline=baseline, target=target, trajectory=trajectory, better=better, rule=RULE)


def test_the_way_is_straight():
    assert [planned(8, 14, elapsed=elapsed) for elapsed in (0, 0.5, 1)] == [8, 11, 14]


def test_without_baseline_or_target_there_is_no_way():
    assert planned(None, 14, elapsed=0.5) is None
    assert planned(8, None, elapsed=0.5) is None


@given(amounts, amounts, shares, shares)
def test_the_way_only_goes_towards_the_target(baseline, target, one, other):
    first, then = sorted((one, other))
    step = planned(baseline, target, elapsed=then) - planned(baseline, target, elapsed=first)
    assert step * (target - baseline) >= -1e-6


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (0.60, Status.ON_TRACK),  # the target itself
        (0.55, Status.ON_TRACK),  # the trajectory
        (0.546, Status.ON_TRACK),  # nine tenths of the planned change
        (0.53, Status.AT_RISK),
        (0.51, Status.OFF_TRACK),
        (0.40, Status.OFF_TRACK),
        (None, Status.NO_DATA),
    ],
)
def test_status_follows_the_share_of_the_planned_change(value, status):
    assert standing(value) is status


def test_at_the_start_the_baseline_is_enough():
    assert standing(0.5, elapsed=0) is Status.ON_TRACK
    assert standing(0.49, elapsed=0) is Status.OFF_TRACK


def test_lower_is_better_for_costs():
    assert standing(170, baseline=220, target=170, better=Better.LOWER) is Status.ON_TRACK
    assert standing(209, baseline=220, target=170, better=Better.LOWER) is Status.OFF_TRACK
    assert standing(205, baseline=220, target=170, better=Better.LOWER) is Status.AT_RISK


def test_a_baseline_beyond_the_target_must_not_fall_below_it():
    assert standing(15, baseline=16, target=14) is Status.ON_TRACK
    assert standing(13, baseline=16, target=14) is Status.OFF_TRACK


def test_without_a_baseline_only_the_target_can_be_told():
    assert standing(15, baseline=None, target=14) is Status.ON_TRACK
    assert standing(13, baseline=None, target=14) is Status.NO_DATA
    assert standing(13, baseline=16, target=None) is Status.NO_DATA


@given(amounts, amounts, amounts, shares, st.floats(0, 100))
def test_a_better_figure_never_stands_worse(value, baseline, target, elapsed, gain):
    for better in Better:
        before = standing(value, baseline=baseline, target=target, elapsed=elapsed, better=better)
        after = standing(value + better.sign * gain, baseline=baseline, target=target, elapsed=elapsed, better=better)
        assert ORDER.index(after) >= ORDER.index(before)


@given(amounts, amounts, amounts, shares)
def test_higher_and_lower_mirror_each_other(value, baseline, target, elapsed):
    assume(abs(value - target) > 1e-6)
    up = standing(value, baseline=baseline, target=target, elapsed=elapsed)
    down = standing(-value, baseline=-baseline, target=-target, elapsed=elapsed, better=Better.LOWER)
    assert up is down
