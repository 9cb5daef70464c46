"""The team's own rules: when a concept is paused, and what lets it through to more distribution."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy import stats

from vaekst.core.figures import PostFigure
from vaekst.core.rules import GateState, gate, scatter_of, stop_rule
from vaekst.core.rules.gates import Scatter


def posts(*values: float) -> list[PostFigure]:
    return [PostFigure(f"p{n}", "instagram", None, None, date(2026, 11, 2), 7, value) for n, value in enumerate(values)]


BASELINE = posts(0.02, 0.03, 0.07)


@pytest.mark.parametrize(
    ("values", "below", "fired"),
    [
        ((), None, False),
        ((0.01, 0.02), True, False),
        ((0.01, 0.02, 0.09), True, True),
        ((0.03, 0.03, 0.03), True, True),  # equal is not better
        ((0.01, 0.04, 0.05), False, False),
    ],
)
def test_the_stop_rule_fires_once_enough_posts_have_not_beaten_the_baseline(
    values: tuple[float, ...], below: bool | None, fired: bool
) -> None:
    state = stop_rule(posts(*values), BASELINE, needed=3)
    assert (state.posts, state.needed, state.below_baseline, state.fired) == (len(values), 3, below, fired)


def test_without_a_baseline_nothing_is_known_to_be_below_it() -> None:
    state = stop_rule(posts(0.01, 0.01, 0.01), [], needed=3)
    assert state.below_baseline is None
    assert not state.fired


def margin_of(*groups: list[PostFigure]) -> Scatter | None:
    return scatter_of(groups, minimum=0.45)


USUAL = posts(0.44, 0.5, 0.55, 0.48, 0.52, 0.6, 0.47, 0.53)
"""Posts of the channel that scatter by about a tenth."""


@pytest.mark.parametrize(
    ("values", "value", "state"),
    [
        ((0.56, 0.58, 0.6), 0.58, GateState.PASSED),
        ((0.5, 0.47, 0.1), 0.47, GateState.FAILED),
        ((0.5, 0.47, 0.45), 0.47, GateState.TOO_CLOSE),
        ((0.46,), 0.46, GateState.TOO_CLOSE),
        ((0.3, 0.32), 0.31, GateState.FAILED),
        ((), None, GateState.UNKNOWN),
    ],
)
def test_a_gate_is_passed_when_the_whole_margin_of_error_lies_above_the_minimum(
    values: tuple[float, ...], value: float | None, state: GateState
) -> None:
    found = gate("retention_3s", 0.45, posts(*values), scatter=margin_of(USUAL))
    assert found.value == pytest.approx(value)
    assert found.state is state
    assert found.posts == len(values)


def test_a_median_above_the_minimum_does_not_pass_by_itself() -> None:
    found = gate("retention_3s", 0.45, posts(0.46, 0.47), scatter=margin_of(USUAL))
    assert (found.state, found.low is not None and found.low < 0.45) == (GateState.TOO_CLOSE, True)
    assert found.chance == pytest.approx(0.65, abs=0.1)


def test_the_margin_is_students_for_the_mean_logarithm_with_pooled_scatter() -> None:
    own, others = posts(0.5, 0.6, 0.55), posts(0.4, 0.44)
    found = gate("retention_3s", 0.45, own, scatter=margin_of(own, others, []))
    logs, rest = np.log([0.5, 0.6, 0.55]), np.log([0.4, 0.44])
    pooled = (np.sum((logs - logs.mean()) ** 2) + np.sum((rest - rest.mean()) ** 2)) / 3
    low, high = stats.t.interval(0.9, 3, logs.mean(), np.sqrt(pooled / 3))
    assert (found.low, found.high) == (pytest.approx(np.exp(low)), pytest.approx(np.exp(high)))
    assert found.chance == pytest.approx(stats.t.sf(np.log(0.45), 3, logs.mean(), np.sqrt(pooled / 3)))


def test_without_two_posts_anywhere_there_is_no_margin_and_nothing_passes() -> None:
    alone = posts(0.9)
    assert margin_of(alone, []) is None
    found = gate("retention_3s", 0.45, alone, scatter=None)
    assert (found.state, found.low, found.chance) == (GateState.TOO_CLOSE, None, None)


def test_posts_that_are_all_alike_have_no_margin_to_respect() -> None:
    same = posts(0.5, 0.5)
    found = gate("retention_3s", 0.45, same, scatter=margin_of(same))
    assert (found.state, found.chance) == (GateState.PASSED, 1.0)


def test_a_gate_says_how_many_more_posts_would_probably_settle_it() -> None:
    few = gate("retention_3s", 0.45, posts(0.48, 0.5), scatter=margin_of(USUAL))
    assert few.state is GateState.TOO_CLOSE
    assert few.more is not None
    settled = gate("retention_3s", 0.45, posts(*[0.48, 0.5] * ((few.more + 3) // 2)), scatter=margin_of(USUAL))
    assert settled.state is GateState.PASSED
    assert settled.more is None
    at_the_line = gate("retention_3s", 0.45, posts(0.45, 0.45), scatter=margin_of(USUAL))
    assert at_the_line.more is None, "no number of posts tells what lies on the line"


def test_clicks_of_posts_without_any_are_counted_with_half_a_click() -> None:
    quiet = [
        PostFigure(f"p{n}", "x", None, None, date(2026, 11, 2), 7, clicks / 300, part=clicks, whole=300.0)
        for n, clicks in enumerate((0.0, 3.0, 4.0, 2.0))
    ]
    found = gate("ctr", 0.02, quiet, scatter=scatter_of([quiet], minimum=0.02))
    assert found.low is not None
    assert 0.001 < found.low < 0.008


@pytest.mark.slow
@pytest.mark.parametrize("posts_made", [3, 8])
def test_a_level_just_below_the_minimum_passes_at_most_one_time_in_twenty(posts_made: int) -> None:
    random, passed = np.random.default_rng(5), 0
    for _ in range(4000):
        usual, own = (posts(*random.lognormal(np.log(0.00799), 0.5, n)) for n in (12, posts_made))
        found = gate("ctr", 0.008, own, scatter=scatter_of([usual, own], minimum=0.008))
        passed += found.state is GateState.PASSED
    assert passed / 4000 == pytest.approx(0.05, abs=0.012)
