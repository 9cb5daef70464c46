"""From posts to levels: how much posts of one concept scatter, and what each week's posts say of a concept's level.

Every value is brought onto the logarithm, relative to the channel's usual level, with the post as the unit. A rate is
linearised around its concept's level, x = ln(level / usual) + (rate / level - 1), and weighs 1 / (scatter + 1 / (n rate))
(Kleinman 1973: proportions with variance beyond the binomial). A value that lies far out weighs less (Huber 1964).

Posts are flat arrays of equal length. Arms of a channel are numbered: 0 is business as usual (the baseline, and control
posts made beside the concepts), its concepts follow. `week` is a place on the sprint's weeks; the baseline is place 0.
Where formats are told apart, posts scatter around the level of their arm in their format.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vaekst.core.evidence.priors import PRIOR, SCATTER, Prior

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]

# Least squared coefficient of variation between posts of one concept.
SCATTER_FLOOR = 0.01
# A channel's own scatter counts against that of all channels from this many posts on.
OWN_SCATTER = 6.0
# Standard deviation of the exponent with which rates fall or rise as a post reaches more people.
REACH_SLOPE = 0.3
# A level is drawn towards the channel's by so many posts while rates are linearised around it.
DRAWN = 2.0
# From so many standard deviations on, a post weighs less.
FAR_OUT = 4.0
# A value of nothing counts as this share of the channel's level where logarithms are taken.
FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts as flat arrays: `value` above or at 0, `trials` behind a rate (1 for a mean), and where each belongs."""

    value: Floats
    trials: Floats
    channel: Ints
    arm: Ints
    week: Ints
    channels: int
    arms: int
    weeks: int
    format: Ints | int = 0  # where formats are told apart
    formats: int = 1

    @property
    def group(self) -> Ints:
        """The number of the group each post belongs to: its channel's arm, in its format."""
        return (self.channel * self.arms + self.arm) * self.formats + self.format

    @property
    def groups(self) -> int:
        """How many groups each channel has."""
        return self.arms * self.formats

    def per_group(self, weights: Floats | None = None) -> Floats:
        """What adds up in each group of each channel, flat."""
        return np.bincount(self.group, weights, self.channels * self.groups).astype(float)

    def per_channel(self, weights: Floats | None = None) -> Floats:
        """What adds up in each channel."""
        return np.bincount(self.channel, weights, self.channels).astype(float)


@dataclass(frozen=True, slots=True)
class Levels:
    """What the posts of every channel, arm and week say: `precision` and `weighted` are channels x arms x weeks; where
    formats are told apart, each week is a run of cells, one for each format.

    `weighted / precision` is the mean log level relative to the channel's usual level; a precision of 0 says nothing.
    `scatter` is each channel's variance of one more post, on the logarithm.
    """

    precision: Floats
    weighted: Floats
    scatter: Floats


def rate_levels(posts: Posts, prior: Prior = PRIOR) -> Levels:
    """The levels of rates: successes per trial, with variance beyond the binomial."""
    usual = _usual_rate(posts)
    size = np.log(posts.trials)
    size = size - (posts.per_channel(size) / np.maximum(posts.per_channel(), 1))[posts.channel]
    slope, scatter = np.zeros(posts.channels), np.full(posts.channels, prior.scatter)
    for last in (False, True):
        expected = np.exp(np.clip(slope[posts.channel] * size, -2, 2))
        ratio = posts.value / expected
        noise = scatter[posts.channel] + 1 / (posts.trials * usual[posts.channel] * expected)
        own = posts.per_group(ratio / noise) / np.maximum(posts.per_group(1 / noise), 1e-12)
        scatter = _rate_scatter(posts, ratio, own, expected, prior)
        level = _drawn(posts, own, usual)
        off = ratio / level[posts.group] - 1
        noise = scatter[posts.channel] + 1 / (posts.trials * level[posts.group] * expected)
        if not last:
            slope += _reach_slope(posts, size, off, 1 / noise)
    return _levels(posts, np.log(level / np.repeat(usual, posts.groups))[posts.group], off, noise, scatter)


def mean_levels(posts: Posts, prior: Prior = PRIOR) -> Levels:
    """The levels of means, counts and money: log-normal scatter with nothing binomial in it."""
    told = (posts.arm == 0).astype(float)
    told = np.where(posts.per_channel(told)[posts.channel] > 0, told, 1.0)  # all posts, where none was made as usual
    usual = posts.per_channel(posts.value * told) / np.maximum(posts.per_channel(told), 1)
    logs = np.log(np.maximum(posts.value, FLOOR * usual[posts.channel]) / usual[posts.channel])
    count = posts.per_group()
    own = posts.per_group(logs) / np.maximum(count, 1)
    left = posts.per_channel((logs - own[posts.group]) ** 2)
    free = np.maximum(count - 1, 0).reshape(posts.channels, posts.groups).sum(1)
    scatter = _pooled(left, free, float(np.log1p(prior.scatter)), prior.worth)
    level = np.zeros(len(logs))
    middle = (own * count / (count + DRAWN))[posts.group]
    return _levels(posts, level + middle, logs - middle, scatter[posts.channel], scatter)


def _usual_rate(posts: Posts) -> Floats:
    """Each channel's rate over all its posts, weighted as posts weigh."""
    crude = posts.per_channel(posts.value * posts.trials) / np.maximum(posts.per_channel(posts.trials), 1)
    crude = np.maximum(crude, 1e-9)
    weight = 1 / (SCATTER + 1 / (posts.trials * crude[posts.channel]))
    return np.maximum(posts.per_channel(weight * posts.value) / np.maximum(posts.per_channel(weight), 1e-12), 1e-9)


def _drawn(posts: Posts, own: Floats, usual: Floats) -> Floats:
    """Each group's level, drawn towards the channel's while it has few posts; never near nothing."""
    around, count = np.repeat(usual, posts.groups), posts.per_group()
    level: Floats = np.maximum((own * count + around * DRAWN) / (count + DRAWN), 0.2 * around)
    return level


def _rate_scatter(posts: Posts, ratio: Floats, own: Floats, expected: Floats, prior: Prior) -> Floats:
    """Each channel's squared coefficient of variation between posts beyond binomial noise.

    Groups of one post, and groups without any success, say nothing about scatter and are left out.
    """
    count = posts.per_group()
    tells = ((count >= 2) & (own > 0))[posts.group]
    level = np.maximum(own, 1e-12)[posts.group]
    binomial = (1 - 1 / count[posts.group]) / (posts.trials * level * expected)
    left = posts.per_channel(np.where(tells, (ratio / level - 1) ** 2 - binomial, 0.0))
    free = np.where((count >= 2) & (own > 0), count - 1, 0.0).reshape(posts.channels, posts.groups).sum(1)
    return _pooled(left, free, prior.scatter, prior.worth)


def _pooled(left: Floats, free: Floats, scatter: float, worth: float) -> Floats:
    """Each channel's scatter: its own where it has posts enough, drawn towards that of all channels."""
    everyone = (scatter * worth + left.sum()) / (worth + free.sum())
    own = (max(everyone, SCATTER_FLOOR) * OWN_SCATTER + left) / (OWN_SCATTER + free)
    return np.asarray(np.maximum(own, SCATTER_FLOOR))


def _reach_slope(posts: Posts, size: Floats, off: Floats, weight: Floats) -> Floats:
    """How rates of a channel move with the log of trials, within groups: like is compared at equal reach."""
    total = np.maximum(posts.per_group(weight), 1e-12)
    inside = size - (posts.per_group(weight * size) / total)[posts.group]
    moved = off - (posts.per_group(weight * off) / total)[posts.group]
    slope: Floats = posts.per_channel(weight * inside * moved) / (
        posts.per_channel(weight * inside**2) + REACH_SLOPE**-2
    )
    return slope


def _levels(posts: Posts, middle: Floats, off: Floats, noise: Floats, scatter: Floats) -> Levels:
    weight = np.minimum(1, FAR_OUT * np.sqrt(noise) / np.maximum(np.abs(off), 1e-12)) / noise
    shape = (posts.channels, posts.arms, posts.weeks * posts.formats)
    arm = posts.channel * posts.arms + posts.arm
    cell = (arm * posts.weeks + posts.week) * posts.formats + posts.format
    size = shape[0] * shape[1] * shape[2]
    precision, weighted = (np.bincount(cell, each, size).astype(float) for each in (weight, weight * (middle + off)))
    return Levels(precision.reshape(shape), weighted.reshape(shape), scatter)
