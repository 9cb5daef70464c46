"""The noise of a brand's own posts."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.simulation.figures import mean, rate

from vaekst.core.errors import BadInput
from vaekst.core.sentence import Sentence
from vaekst.core.simulation import Noise
from vaekst.core.simulation.measured import ChannelNoise, noise_of, overridden


def known(told: ChannelNoise | Sentence) -> ChannelNoise:
    assert isinstance(told, ChannelNoise)
    return told


def test_the_noise_posts_were_drawn_with_is_found_again_and_a_concepts_effect_is_none():
    rng = np.random.default_rng(8)
    true = Noise.scattered(0.03, 0.6, trials=5000, trials_spread=1.1)
    groups = []
    for shift in (0.0, 0.5, -0.5):
        trials, successes = true.posts(np.full(150, shift), rng=rng)
        groups.append([rate(k / n, trials=n) for n, k in zip(trials, successes, strict=True)])
    told = known(noise_of("instagram", "save_rate", groups))
    assert told.posts == 450
    assert told.counted
    assert told.noise.rate == pytest.approx(0.03, rel=0.15)
    assert told.noise.scatter == pytest.approx(0.6, abs=0.07)
    assert told.noise.trials == pytest.approx(5000, rel=0.15)
    assert told.noise.trials_spread == pytest.approx(1.1, abs=0.1)


def test_without_baseline_posts_the_rate_is_that_of_all():
    told = known(noise_of("instagram", "save_rate", [[], [rate(0.02)] * 3, [rate(0.04)] * 3]))
    assert told.noise.rate == pytest.approx(0.03)


def test_a_mean_has_scatter_and_no_trials():
    told = known(noise_of("instagram", "avg_watch_time", [[mean(value) for value in (4, 6, 8, 10, 12, 14) * 20]]))
    assert not told.counted
    assert told.noise.scatter == pytest.approx(0.46, abs=0.05)
    trials, successes = told.noise.posts(np.zeros(4000), rng=np.random.default_rng(1))
    values = successes / trials
    assert values.std() / values.mean() == pytest.approx(told.noise.scatter, abs=0.03)


def test_too_few_posts_have_no_noise():
    told = noise_of("instagram", "save_rate", [[rate(0.02)] * 3, [rate(0.03)]])
    assert isinstance(told, Sentence)
    assert told.values["posts"] == 4
    assert isinstance(noise_of("instagram", "save_rate", [[rate(0.0)] * 20]), Sentence)


def test_the_noise_of_very_high_rates_is_the_nearest_there_can_be():
    told = known(noise_of("instagram", "retention_3s", [[rate(0.97), rate(0.99), rate(0.95), rate(0.96), rate(0.98)]]))
    assert told.noise.rate == pytest.approx(0.891)
    assert 0 < told.noise.scatter < 0.35


def test_noise_can_be_supposed_otherwise_number_by_number():
    measured = Noise.scattered(0.03, 0.5, trials=4000, trials_spread=1.1)
    assert overridden(measured) is measured
    told = overridden(measured, rate=0.1)
    assert (told.rate, told.trials, told.trials_spread) == (0.1, 4000, 1.1)
    assert told.scatter == pytest.approx(0.5)
    assert overridden(measured, scatter=0.2).scatter == pytest.approx(0.2)
    assert overridden(measured, trials=10).trials == 10


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"rate": 0.0}, "rate_out_of_range"),
        ({"rate": 0.9}, "rate_out_of_range"),
        ({"rate": 0.5, "scatter": 1.0}, "scatter_out_of_range"),
        ({"scatter": -0.1}, "scatter_out_of_range"),
        ({"trials": 0.5}, "trials_out_of_range"),
        ({"trials": 2e9}, "trials_out_of_range"),
    ],
)
def test_noise_no_posts_can_have_is_refused(wrong: dict[str, float], code: str):
    with pytest.raises(BadInput) as refused:
        overridden(Noise(0.03, 100, 1000, 1), **wrong)
    assert refused.value.sentence.code == code
