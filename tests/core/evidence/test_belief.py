"""The belief against plain Bayesian regression with full matrices, one grid point at a time, mixed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import multivariate_normal

from vaekst.core.evidence.belief import SHARED, VAGUE, Belief, believe
from vaekst.core.evidence.borrowing import Kinship, Signal
from vaekst.core.evidence.levels import Levels
from vaekst.core.evidence.priors import PRIOR, Odds, Prior

Floats = NDArray[np.float64]
GAPS = np.array([1.0, 2.0, 1.0])


def some_levels(seed: int, *, channels: int = 2, concepts: int = 3, weeks: int = 4, formats: int = 1) -> Levels:
    """Cells of random precision; some say nothing."""
    rng = np.random.default_rng(seed)
    shape = (channels, 1 + concepts, weeks * formats)
    precision = rng.gamma(2, 3, shape) * (rng.random(shape) < 0.7)
    precision[:, 0, 0] = 20
    precision[:, 1:, :formats] = 0
    return Levels(precision, precision * rng.normal(0, 0.4, precision.shape), np.full(channels, 0.3))


def some_kin() -> Kinship:
    """Two families over two channels of three concepts; one concept has no kin."""
    groups = np.zeros((2, 3, 3))
    groups[0, 0, 0] = groups[1, 1, 0] = 1
    groups[0, 1, 1] = groups[1, 0, 1] = 1
    groups[0, 0, 2] = groups[0, 1, 2] = groups[1, 1, 2] = 1
    return Kinship(groups, 2)


def some_signal() -> Signal:
    """An early signal of four of six concepts."""
    trust = np.array([[0.7, 0.0, 0.5], [0.9, 0.2, 0.0]])
    return Signal(trust * np.array([[1.5, 0.0, -1.0], [0.3, -2.0, 0.0]]), trust)


@dataclass(frozen=True)
class Asked:
    """Levels, and what else is told of their concepts."""

    levels: Levels
    formats: int = 1
    kin: Kinship | None = None
    signal: Signal | None = None

    def believed(self, prior: Prior = PRIOR) -> Belief:
        return believe(self.levels, GAPS, now=3, prior=prior, kin=self.kin, signal=self.signal)


@dataclass(frozen=True)
class Regression:
    """All unknowns of all channels in one vector: per channel the usual level, weekly drift, formats and effects."""

    asked: Asked
    size: int
    steps: int
    concepts: int

    @classmethod
    def of(cls, asked: Asked) -> Regression:
        steps, concepts = len(GAPS), asked.levels.precision.shape[1] - 1
        return cls(asked, 1 + steps + asked.formats + concepts, steps, concepts)

    def effects(self, channel: int) -> slice:
        return slice((channel + 1) * self.size - self.concepts, (channel + 1) * self.size)

    def prior(
        self, spread: float, drift: float, common: float, share: float, tie: float, formats: float
    ) -> tuple[Floats, Floats]:
        """Mean and covariance before any post."""
        channels = len(self.asked.levels.scatter)
        middle, prior = np.zeros(channels * self.size), np.zeros((channels * self.size,) * 2)
        own = np.full((channels, self.concepts), spread**2)
        if self.asked.kin:
            groups = self.asked.kin.groups.reshape(channels * self.concepts, -1)
            each = spread**2 * share / self.asked.kin.families
            own -= each * groups.sum(1).reshape(own.shape)
            every = np.concatenate([np.arange(*self.effects(c).indices(len(middle))) for c in range(channels)])
            prior[np.ix_(every, every)] += each * groups @ groups.T
        for c in range(channels):
            start, effects = c * self.size, self.effects(c)
            prior[start, start] = 1 / VAGUE
            weeks = slice(start + 1, start + 1 + self.steps)
            walk = np.cumsum(GAPS) * drift**2
            prior[weeks, weeks] = np.minimum(walk[:, None], walk[None, :])
            apart = np.arange(self.asked.formats) + start + 1 + self.steps
            prior[apart, apart] = formats**2 if self.asked.formats > 1 else 0
            middle[effects], sure = common, own[c]
            if self.asked.signal:
                middle[effects] = common + tie * np.sqrt(own[c]) * self.asked.signal.pull[c]
                sure = own[c] * (1 - tie**2 * self.asked.signal.trust[c])
            prior[effects, effects] += np.diag(sure) + SHARED**2
        return middle, prior

    def posterior(self, *point: float) -> tuple[float, Floats, Floats]:
        """The log evidence, and mean and covariance after the posts."""
        middle, prior = self.prior(*point)
        rows, told, noise = [], [], []
        precision = self.asked.levels.precision
        for c, arm, cell in product(*map(range, precision.shape)):
            if precision[c, arm, cell]:
                week, format_ = divmod(cell, self.asked.formats)
                row = np.zeros(len(middle))
                row[[c * self.size, c * self.size + 1 + self.steps + format_]] = 1
                if week:
                    row[c * self.size + week] = 1
                if arm:
                    row[self.effects(c).start + arm - 1] = 1
                rows.append(row)
                told.append(self.asked.levels.weighted[c, arm, cell] / precision[c, arm, cell])
                noise.append(1 / precision[c, arm, cell])
        design, seen = np.array(rows), np.array(told)
        spanned = design @ prior @ design.T + np.diag(noise)
        log = float(multivariate_normal(design @ middle, spanned).logpdf(seen))
        gain = prior @ design.T @ np.linalg.inv(spanned)
        return log, middle + gain @ (seen - design @ middle), prior - gain @ design @ prior

    def picked(self, mean: Floats, left: Floats, channel: int) -> tuple[Floats, Floats]:
        """The usual level at the last week and the effects of a channel."""
        pick = np.zeros((1 + self.concepts, len(mean)))
        pick[0, [channel * self.size, channel * self.size + self.steps]] = 1
        pick[1:, self.effects(channel)] = np.eye(self.concepts)
        return pick @ mean, pick @ left @ pick.T


def mixed_by_hand(asked: Asked, prior: Prior) -> tuple[Floats, Floats]:
    """Mean of the effects and joint covariance of level and effects, of the whole mixture."""
    kin = prior.kin if asked.kin else Odds.certain(0.0)
    tie = prior.tie if asked.signal else Odds.certain(0.0)
    regression = Regression.of(asked)
    formats = prior.formats if asked.formats > 1 else Odds.certain(0.0)
    every = (prior.spread, prior.drift, prior.common, kin, tie, formats)
    points = list(product(*(zip(*odds, strict=True) for odds in every)))
    parts = [regression.posterior(*(value for value, _ in point)) for point in points]
    log = np.array([part[0] + sum(np.log(w) for _, w in point) for part, point in zip(parts, points, strict=True)])
    weights = np.exp(log - log.max()) / np.exp(log - log.max()).sum()
    channels = len(asked.levels.scatter)
    found = [[regression.picked(mean, left, c) for c in range(channels)] for _, mean, left in parts]
    mean = np.array([sum(w * each[c][0][1:] for w, each in zip(weights, found, strict=True)) for c in range(channels)])
    joint = np.array([sum(w * each[c][1] for w, each in zip(weights, found, strict=True)) for c in range(channels)])
    for weight, each in zip(weights, found, strict=True):
        for c in range(channels):
            off = each[c][0][1:] - mean[c]
            joint[c, 1:, 1:] += weight * np.outer(off, off)
    return mean, joint


@pytest.mark.parametrize(
    "asked",
    [
        *(Asked(some_levels(seed)) for seed in range(4)),
        Asked(some_levels(4, formats=3), formats=3),
        Asked(some_levels(5), kin=some_kin()),
        Asked(some_levels(6), signal=some_signal()),
        Asked(some_levels(7, formats=2), formats=2, kin=some_kin(), signal=some_signal()),
    ],
)
def test_the_closed_form_is_bayesian_regression_mixed_over_the_grid(asked: Asked) -> None:
    belief = asked.believed()
    mean, joint = mixed_by_hand(asked, PRIOR)
    assert belief.mean == pytest.approx(mean, abs=1e-6)
    assert belief.joint() == pytest.approx(joint, abs=1e-6)
    assert belief.sd**2 == pytest.approx(np.diagonal(joint, axis1=1, axis2=2)[:, 1:], abs=1e-6)
    assert belief.shared == pytest.approx(joint[:, 0, 1:], abs=1e-6)
    assert belief.usual == pytest.approx(joint[:, 0, 0], abs=1e-6)


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
