"""The team's own rules: when a concept is paused, and what lets it through to more distribution."""

from __future__ import annotations

from datetime import date

import pytest

from vaekst.core.figures import PostFigure
from vaekst.core.rules import GateState, gate, stop_rule


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


@pytest.mark.parametrize(
    ("values", "value", "state"),
    [
        ((0.5, 0.45, 0.1), 0.45, GateState.PASSED),
        ((0.5, 0.4), 0.45, GateState.PASSED),
        ((0.44,), 0.44, GateState.FAILED),
        ((), None, GateState.UNKNOWN),
    ],
)
def test_a_gate_asks_the_median_post_for_the_minimum(
    values: tuple[float, ...], value: float | None, state: GateState
) -> None:
    found = gate("retention_3s", 0.45, posts(*values))
    assert found.value == pytest.approx(value)
    assert found.state is state
    assert found.posts == len(values)
