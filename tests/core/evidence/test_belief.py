"""The belief against plain Bayesian regression with full matrices, one grid point at a time, mixed by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import multivariate_normal

from vaekst.core.evidence.belief import PRIOR, SHARED, VAGUE, Belief, Odds, Prior, believe
from vaekst.core.evidence.levels import Levels

Floats = NDArray[np.float64]
GAPS = np.array([1.0, 2.0, 1.0])


def some_levels(seed: int, *, channels: int = 2, concepts: int = 3, weeks: int = 4) -> Levels:
    """Cells of random precision; some say nothing."""
    rng = np.random.default_rng(seed)
    precision = rng.gamma(2, 3, (channels, 1 + concepts, weeks)) * (rng.random((channels, 1 + concepts, weeks)) < 0.7)
    precision[:, 0, 0] = 20
    precision[:, 1:, 0] = 0
    return Levels(precision, precision * rng.normal(0, 0.4, precision.shape), np.full(channels, 0.3))


def by_hand(levels: Levels, spread: float, drift: float, common: float) -> tuple[float, list[tuple[Floats, Floats]]]:
    """The log evidence, and per channel the mean and covariance of (usual level at the last week, effects)."""
    log, found = 0.0, []
    for precision, weighted in zip(levels.precision, levels.weighted, strict=True):
        arms, weeks = precision.shape
        concepts, steps = arms - 1, weeks - 1
        # unknowns: usual level, weekly levels of drift, effects
        prior = np.zeros((1 + steps + concepts,) * 2)
        prior[0, 0] = 1 / VAGUE
        walk = np.cumsum(GAPS[:steps]) * drift**2
        prior[1 : 1 + steps, 1 : 1 + steps] = np.minimum(walk[:, None], walk[None, :])
        prior[1 + steps :, 1 + steps :] = spread**2 * np.eye(concepts) + SHARED**2
        middle = np.r_[np.zeros(1 + steps), np.full(concepts, common)]
        rows, told, noise = [], [], []
        for arm, week in product(range(arms), range(weeks)):
            if precision[arm, week]:
                row = np.zeros(len(prior))
                row[0] = 1
                if week:
                    row[week] = 1
                if arm:
                    row[steps + arm] = 1
                rows.append(row)
                told.append(weighted[arm, week] / precision[arm, week])
                noise.append(1 / precision[arm, week])
        design, seen = np.array(rows), np.array(told)
        spanned = design @ prior @ design.T + np.diag(noise)
        log += float(multivariate_normal(design @ middle, spanned).logpdf(seen))
        gain = prior @ design.T @ np.linalg.inv(spanned)
        mean, left = middle + gain @ (seen - design @ middle), prior - gain @ design @ prior
        pick = np.zeros((1 + concepts, len(prior)))
        pick[0, [0, steps]] = 1
        pick[1:, 1 + steps :] = np.eye(concepts)
        found.append((pick @ mean, pick @ left @ pick.T))
    return log, found


def mixed_by_hand(levels: Levels, prior: Prior) -> tuple[Floats, Floats]:
    """Mean of the effects and joint covariance of level and effects, of the whole mixture."""
    points = list(product(*(zip(*odds, strict=True) for odds in (prior.spread, prior.drift, prior.common))))
    parts = [by_hand(levels, *(value for value, _ in point)) for point in points]
    log = np.array([part[0] + sum(np.log(w) for _, w in point) for part, point in zip(parts, points, strict=True)])
    weights = np.exp(log - log.max()) / np.exp(log - log.max()).sum()
    channels = len(levels.scatter)
    mean = np.array([sum(w * p[1][c][0][1:] for w, p in zip(weights, parts, strict=True)) for c in range(channels)])
    joint = np.array([sum(w * p[1][c][1] for w, p in zip(weights, parts, strict=True)) for c in range(channels)])
    for weight, part in zip(weights, parts, strict=True):
        for c in range(channels):
            off = part[1][c][0][1:] - mean[c]
            joint[c, 1:, 1:] += weight * np.outer(off, off)
    return mean, joint


@pytest.mark.parametrize("seed", range(5))
def test_the_closed_form_is_bayesian_regression_mixed_over_the_grid(seed: int) -> None:
    levels = some_levels(seed)
    belief = believe(levels, GAPS, now=3)
    mean, joint = mixed_by_hand(levels, PRIOR)
    assert belief.mean == pytest.approx(mean, abs=1e-7)
    assert belief.joint() == pytest.approx(joint, abs=1e-7)
    assert belief.sd**2 == pytest.approx(np.diagonal(joint, axis1=1, axis2=2)[:, 1:], abs=1e-7)
    assert belief.shared == pytest.approx(joint[:, 0, 1:], abs=1e-7)
    assert belief.usual == pytest.approx(joint[:, 0, 0], abs=1e-7)


def test_chances_fall_as_the_bar_rises() -> None:
    belief = believe(some_levels(3), GAPS, now=3)
    chances = [belief.chance_above(bar) for bar in (-5.0, 0.0, 0.1, 5.0)]
    assert chances[0] == pytest.approx(1)
    assert np.all(np.diff(chances, axis=0) <= 0)
    assert chances[-1] == pytest.approx(0, abs=1e-9)


def posterior_of(steps: float) -> Belief:
    """Three concepts of one level each week, on a channel whose usual posts rise by so much a week."""
    precision = np.full((1, 4, 4), 30.0)
    precision[:, 1:, 0] = 0
    return believe(Levels(precision, precision * steps * np.arange(4.0), np.array([0.3])), np.ones(3), now=3)


def test_a_channel_that_moves_is_thought_to_drift_and_one_that_does_not_is_not() -> None:
    assert posterior_of(0.25).drift > 2 * posterior_of(0.0).drift


def test_concepts_that_all_fall_short_teach_that_new_ones_do() -> None:
    precision = np.full((4, 6, 2), 40.0)
    precision[:, 1:, 0] = 0
    precision[:, 5] = 0  # the last concept of each channel has not been tried
    value = np.where(np.arange(6)[:, None] > 0, -0.2, 0.0)
    belief = believe(Levels(precision, precision * value, np.full(4, 0.3)), np.ones(1), now=1)
    assert np.all(belief.mean[:, 4] < -0.05)


def test_without_a_week_after_the_baseline_there_is_nothing_to_drift() -> None:
    levels = Levels(np.array([[[20.0], [5.0]]]), np.array([[[0.0], [1.0]]]), np.array([0.3]))
    belief = believe(
        levels, np.zeros(0), now=0, prior=Prior(Odds((0.2,), (1,)), Odds((0.1,), (1,)), Odds((0.0,), (1,)))
    )
    assert belief.mean[0, 0] > 0
