"""What no rule can beat."""

from __future__ import annotations

import math

import numpy as np
import pytest

from vaekst.core.simulation import LOSER, WINNER
from vaekst.core.simulation.limit import limit


def test_the_error_falls_with_the_root_of_the_posts_and_has_the_baselines_in_it():
    assert limit(posts=16, scatter=0.5, spread=0.24).se == pytest.approx(0.125)
    assert limit(posts=16, baseline=9, scatter=0.6, spread=0.24).se == pytest.approx(0.6 * math.sqrt(1 / 16 + 1 / 9))


def test_more_posts_allow_more_and_all_of_them_everything():
    few, more, all_ = (limit(posts=posts, scatter=0.53, spread=0.24) for posts in (10, 40, 1e6))
    assert few.winners_scaled < more.winners_scaled < all_.winners_scaled == pytest.approx(1, abs=0.001)
    assert few.losers_stopped < more.losers_stopped < all_.losers_stopped == pytest.approx(1, abs=0.001)


def test_the_limit_is_what_the_best_threshold_reaches_among_drawn_concepts():
    rng = np.random.default_rng(4)
    theta = rng.normal(0, 0.24, 400_000)
    found = limit(posts=20, baseline=15, scatter=0.53, spread=0.24, error=0.05)
    z = theta + rng.normal(0, found.se, theta.size)
    stop = z < np.quantile(z[theta >= WINNER], 0.05)
    assert stop[theta <= LOSER].mean() == pytest.approx(found.losers_stopped, abs=0.01)
    order = np.argsort(-z)
    false_share = np.cumsum(theta[order] <= 0) / np.arange(1, theta.size + 1)
    scaled = np.zeros(theta.size, dtype=bool)
    scaled[order[: np.nonzero(false_share <= 0.05)[0][-1]]] = True
    assert scaled[theta >= WINNER].mean() == pytest.approx(found.winners_scaled, abs=0.02)
