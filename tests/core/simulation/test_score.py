"""The account of a sprint and the figures of many, against sprints worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from vaekst.core.simulation import Played, outcome, score
from vaekst.core.simulation.seen import DECISIONS

LN = math.log


def sprint(effects: list[float], decisions: list[str], posts: list[int], *, last: list[int] | None = None) -> Played:
    """A sprint of eight weeks on one channel; `posts` are of its first four weeks, `last` of the others; the last is control."""
    weeks = np.zeros((9, 1, len(posts)), dtype=np.int64)
    weeks[1, 0] = posts
    weeks[8, 0] = posts if last is None else last
    held = np.zeros((9, 1, len(effects)), dtype=np.int64)
    held[1:, 0] = [DECISIONS.index(one) for one in decisions]  # type: ignore[arg-type]
    return Played(np.array([effects]), held, weeks)


def test_a_sprint_is_accounted_for_concept_by_concept():
    found = outcome(sprint([LN(1.2), LN(0.9), 0.0], ["scale", "stop", "scale"], [4, 2, 2, 2]))
    assert (found.winners, found.winners_stopped, found.winners_scaled, found.winners_at_all) == (1, 0, 1, 1)
    assert (found.losers, found.losers_stopped) == (1, 1)
    assert (found.scaled, found.scaled_falsely, found.ever_falsely) == (2, 1, True)
    assert (found.best, found.best_lost) == (1, 0)
    assert found.reward == pytest.approx((8 * 1.2 + 4 * 0.9 + 4 + 4) / 20)
    assert found.oracle == pytest.approx(1.2)
    assert found.equal == pytest.approx((1.2 + 0.9 + 1) / 3)
    assert found.loser_posts == pytest.approx(4 / 20)


def test_a_winner_nobody_posted_is_not_wrongly_stopped_but_lost():
    found = outcome(sprint([LN(1.5)], ["iterate"], [0, 5]))
    assert (found.winners, found.winners_at_all, found.best, found.best_lost) == (0, 1, 1, 1)


def test_the_best_is_lost_when_it_is_stopped_or_starved_in_the_last_weeks():
    assert outcome(sprint([LN(1.5)], ["stop"], [3, 2])).best_lost == 1
    assert outcome(sprint([LN(1.5)], ["iterate"], [3, 2], last=[0, 5])).best_lost == 1
    assert outcome(sprint([LN(1.5)], ["iterate"], [0, 5], last=[1, 4])).best_lost == 0


def test_a_false_scale_that_was_taken_back_counts_as_ever_and_not_at_the_end():
    played = sprint([0.0], ["iterate"], [3, 2])
    played.decisions[4] = DECISIONS.index("scale")
    found = outcome(played)
    assert (found.scaled, found.scaled_falsely, found.ever_falsely) == (0, 0, True)


def test_figures_are_shares_over_all_sprints_with_their_errors():
    good = outcome(sprint([LN(1.2), LN(0.9)], ["scale", "stop"], [5, 0, 5]))
    bad = outcome(sprint([LN(1.2), LN(0.9)], ["stop", "scale"], [0, 5, 5]))
    found = score([good, bad], against=[bad, bad])
    assert found.sprints == 2
    assert found.lift.value == pytest.approx((0.1 - 0.05) / 2)
    assert found.lift.error == pytest.approx(0.15 / 2)
    assert found.gain is not None
    assert (found.gain.value, found.gain.error) == (pytest.approx(0.075), pytest.approx(0.075))
    assert (found.oracle_lift, found.equal_lift) == (pytest.approx(0.2), pytest.approx(0.05))
    assert found.oracle_share == pytest.approx(0.125)
    assert (found.winners_stopped, found.losers_stopped, found.best_lost) == (0.5, 0.5, 0.5)
    assert (found.scaled, found.false_share, found.winners_scaled) == (1.0, 0.5, 0.5)
    assert (found.any_false.value, found.ever_false.value) == (0.5, 0.5)
    assert found.loser_posts == pytest.approx(0.25)


def test_what_cannot_be_counted_is_unknown():
    found = score([outcome(sprint([0.0], ["wait"], [0, 5]))])
    assert found.gain is None
    assert found.lift.error is None
    assert (found.winners_stopped, found.losers_stopped, found.best_lost, found.winners_scaled) == (None,) * 4
    assert (found.oracle_share, found.false_share) == (None, None)
