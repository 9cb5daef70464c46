"""The closed-form hierarchy: posts within concepts within a sprint, as arrays.

Groups are numbered: a channel's baseline first, then its concepts. `group[i]` is the group of post i,
`home[j]` the channel of concept j. An effect is theta = ln(concept / baseline).

Sources: Kleinman 1973 (weights for proportions with extra variance), DerSimonian & Laird 1986 (moment
variance), Efron & Morris 1975 (shrinkage). Constants are priors, chosen on real posts of three platforms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

# Squared coefficient of variation between posts of one concept (0.27 is a CV of 52 %), worth 12 posts.
SCATTER, SCATTER_WEIGHT, SCATTER_FLOOR = 0.27, 12.0, 0.01
# Standard deviation of ln(effect) between concepts, worth 6 concepts.
SPREAD, SPREAD_WEIGHT, SPREAD_FLOOR = 0.25, 6.0, 0.10
# From this variance on, a concept counts less than fully in the spread.
FULL_WEIGHT = 0.06
# What all concepts of a channel share against the baseline, as a standard deviation of ln(effect).
SHARED_SHIFT = 0.08
# A rate of nothing counts as this share of the channel's baseline.
FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class Summary:
    """Each group's log level and the variance of that level."""

    level: Floats
    variance: Floats


@dataclass(frozen=True, slots=True)
class Posterior:
    """The belief about each concept's ln(effect): mean and standard deviation."""

    mean: Floats
    sd: Floats


def rate_scatter(rates: Floats, trials: Floats, group: Ints, groups: int) -> float:
    """The squared coefficient of variation between posts beyond binomial noise, pooled over groups of two or more.

    A group without any success says nothing about relative scatter and is left out.
    """
    posts = np.bincount(group, minlength=groups)
    mean = np.bincount(group, rates, groups) / np.maximum(posts, 1)
    tells = (posts >= 2) & (mean > 0)
    inside = tells[group]
    own = mean[group][inside]
    spread = np.sum((rates[inside] / own - 1) ** 2)
    binomial = np.sum((1 - 1 / posts[group][inside]) / (trials[inside] * own))
    return _pooled_scatter(float(spread - binomial), float(np.sum(posts[tells] - 1)), SCATTER)


def mean_scatter(logs: Floats, group: Ints, groups: int) -> float:
    """The variance of ln(value) between posts, pooled over groups: log-normal scatter with nothing binomial in it."""
    posts = np.bincount(group, minlength=groups)
    mean = np.bincount(group, logs, groups) / np.maximum(posts, 1)
    spread = float(np.sum((logs - mean[group]) ** 2))
    return _pooled_scatter(spread, float(np.sum(np.maximum(posts - 1, 0))), float(np.log1p(SCATTER)))


def _pooled_scatter(spread: float, weight: float, prior: float) -> float:
    return max((prior * SCATTER_WEIGHT + spread) / (SCATTER_WEIGHT + weight), SCATTER_FLOOR)


def rate_summary(rates: Floats, trials: Floats, group: Ints, base_rate: Floats, scatter: float) -> Summary:
    """Each group's weighted log rate, corrected for the bias of the logarithm. `base_rate` is per group, above 0."""
    groups = len(base_rate)
    weight = 1 / (scatter + 1 / (trials * base_rate[group]))
    total = np.bincount(group, weight, groups)
    variance = 1 / total
    weighted = np.bincount(group, weight * rates, groups) * variance
    return Summary(np.log(np.maximum(weighted, FLOOR * base_rate)) + variance / 2, variance)


def mean_summary(logs: Floats, group: Ints, groups: int, scatter: float) -> Summary:
    """Each group's mean of ln(value)."""
    posts = np.bincount(group, minlength=groups)
    return Summary(np.bincount(group, logs, groups) / posts, scatter / posts)


def spread_between_concepts(effects: Floats, variances: Floats) -> float:
    """The variance of true ln(effect) between concepts, from what is left after estimation error."""
    weight = np.minimum(1, FULL_WEIGHT / variances)
    left = float(np.sum(weight * (effects**2 - variances)))
    found = (SPREAD_WEIGHT * SPREAD**2 + left) / (SPREAD_WEIGHT + float(np.sum(weight)))
    return max(found, SPREAD_FLOOR**2)


def posterior(effects: Floats, own: Floats, baseline: Floats, home: Ints, *, spread: float) -> Posterior:
    """The belief about each concept after shrinking it towards its channel's baseline.

    `own` is each concept's variance, `baseline` each channel's. Prior P = spread I + shift 11', error
    R = diag(own) + baseline 11' within a channel; mean P(P+R)^-1 z, covariance P - P(P+R)^-1 P, inverted in
    closed form because P + R is a diagonal plus one constant (Sherman & Morrison 1950).
    """
    channels = len(baseline)
    shift = SHARED_SHIFT**2
    common = shift + baseline
    precision = 1 / (spread + own)
    total = np.bincount(home, precision, channels)
    damping = 1 + common * total
    pulled = np.bincount(home, precision * effects, channels)
    solved = precision * effects - (common / damping * pulled)[home] * precision
    mean = spread * solved + shift * np.bincount(home, solved, channels)[home]
    diagonal = precision - (common / damping)[home] * precision**2
    explained = (
        spread**2 * diagonal + 2 * spread * shift * precision / damping[home] + shift**2 * (total / damping)[home]
    )
    return Posterior(mean, np.sqrt(spread + shift - explained))
