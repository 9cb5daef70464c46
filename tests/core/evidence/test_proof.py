"""The proven badge: bets that cannot be expected to win when nothing is better."""

from __future__ import annotations

import numpy as np
import pytest

from vaekst.core.evidence.proof import WIDTH, log_e


def test_a_bet_is_the_likelihood_ratio_of_the_half_normal_mixture() -> None:
    effect, variance = 0.3, 0.04
    grid = np.linspace(0, 6, 60_001)
    density = 2 * np.exp(-(grid**2) / (2 * WIDTH**2)) / np.sqrt(2 * np.pi * WIDTH**2)
    ratio = np.exp((grid * effect - grid**2 / 2) / variance)
    by_hand = np.trapezoid(density * ratio, grid)
    assert log_e(np.array(effect), np.array(variance)) == pytest.approx(np.log(by_hand), abs=1e-6)


def test_a_bet_looked_at_every_week_seldom_wins_when_nothing_is_better() -> None:
    rng = np.random.default_rng(7)
    steps = rng.normal(0, 0.5, (4000, 60))
    seen = np.arange(1, 61)
    bets = log_e(steps.cumsum(1) / seen, np.broadcast_to(0.25 / seen, steps.shape))
    assert np.mean(np.max(bets, 1) >= np.log(10)) <= 0.10  # Ville's inequality


def test_a_bet_on_what_is_worse_is_lost() -> None:
    assert log_e(np.array(-0.5), np.array(0.01)) < -2
