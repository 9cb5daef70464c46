"""Made-up worlds: posts scatter as they are told to, and effects come from where they should."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.simulation import CHANNELS, WORLDS, Noise, OneAt, Sparse, Spread, World


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


@given(st.floats(0.005, 0.3), st.floats(0.1, 0.9))
def test_a_channel_has_the_scatter_it_was_made_from(rate: float, scatter: float):
    assert Noise.scattered(rate, scatter, trials=1000, trials_spread=1).scatter == pytest.approx(scatter)


def test_posts_scatter_around_the_usual_rate_as_much_as_told():
    trials, successes = Noise.scattered(0.03, 0.5, trials=1e6, trials_spread=0.1).posts(np.zeros(20_000), rng=rng())
    rates = successes / trials
    assert rates.mean() == pytest.approx(0.03, rel=0.02)
    assert rates.std() / rates.mean() == pytest.approx(0.5, rel=0.03)
    assert np.median(trials) == pytest.approx(1e6, rel=0.01)


def test_without_scatter_all_posts_have_the_same_true_rate():
    trials, successes = Noise.scattered(0.1, 0, trials=1e8, trials_spread=0).posts(np.zeros(50), rng=rng())
    assert successes / trials == pytest.approx(np.full(50, 0.1), rel=0.001)


def test_a_shift_multiplies_the_rate_and_a_rate_stays_below_one():
    channel = Noise(0.05, math.inf, 1e8, 0)
    trials, successes = channel.posts(np.log([1.0, 2.0, 1000.0]), rng=rng())
    assert successes / trials == pytest.approx([0.05, 0.10, 0.90], rel=0.001)


def test_a_post_has_fifty_trials_at_least():
    trials, _ = Noise(0.05, 100, 10, 1).posts(np.zeros(20), rng=rng())
    assert trials.min() == 50


@pytest.mark.parametrize("wrong", [(0, 1, 1, 1), (0.9, 1, 1, 1), (0.1, 0, 1, 1), (0.1, 1, 0, 1), (0.1, 1, 1, -1)])
def test_a_channel_that_cannot_be_is_refused(wrong: tuple[float, float, float, float]):
    with pytest.raises(ValueError, match=r"usual rate|above 0"):
        Noise(*wrong)


def test_effects_spread_around_the_baseline_or_below_it():
    drawn = Spread(0.24).draw(100, 20, rng=rng())
    assert (drawn.mean(), drawn.std()) == (pytest.approx(0, abs=0.02), pytest.approx(0.24, abs=0.02))
    assert Spread(0.24, below=True).draw(100, 20, rng=rng()).max() <= 0


def test_winners_are_few_and_alike_in_a_sparse_world():
    drawn = Sparse(share=0.25, lift=0.5, worst=-0.1).draw(100, 20, rng=rng())
    wins = drawn == math.log(1.5)
    assert wins.mean() == pytest.approx(0.25, abs=0.03)
    assert drawn[~wins].min() >= math.log(0.9)
    assert drawn[~wins].max() <= 0


def test_one_concept_is_at_the_effect_and_none_at_nothing():
    drawn = OneAt(0.2).draw(3, 4, rng=rng())
    assert sorted(np.expm1(drawn.ravel()).round(9)) == [0] * 11 + [0.2]
    assert not OneAt().draw(3, 4, rng=rng()).any()


def test_a_channel_drifts_from_where_the_baseline_was():
    truth = WORLDS["drift"].truth(rng=rng())
    assert truth.drift.shape == (3, 13)
    assert not truth.drift[:, 0].any()
    assert truth.drift[:, 1:].all()
    assert not WORLDS["mixed"].truth(rng=rng()).drift.any()


def test_the_worlds_hold_what_their_names_say():
    restless = WORLDS["hiod"].channels[0]
    assert isinstance(restless, Noise)
    assert restless.scatter == pytest.approx(0.8, abs=0.02)
    for name in ("null", "hiod0", "drift0"):
        assert not WORLDS[name].truth(rng=rng()).effects.any()
    assert World("own", CHANNELS, Spread(), concepts=6).truth(rng=rng()).effects.shape == (3, 6)
