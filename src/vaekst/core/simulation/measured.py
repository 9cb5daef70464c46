"""The noise of a brand's own posts, so that a simulation speaks of this brand and no other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from vaekst.core.errors import BadInput
from vaekst.core.evidence.levels import Floats, Ints, Posts, mean_levels, rate_levels
from vaekst.core.figures import PostFigure
from vaekst.core.sentence import N_, Sentence
from vaekst.core.simulation.worlds import MOST_RATE, Noise

FEWEST = 5
"""Posts that a channel's noise is measured from at least."""
MEAN_RATE, MEAN_TRIALS, MOST_TRIALS = 0.05, 1e6, 1e9
"""A mean or a count has no trials. It is played as a rate with so many that its scatter is all that is left."""
MOST_SCATTER = 0.99
"""Of what the rate allows, where posts scatter more than any rate can."""


@dataclass(frozen=True, slots=True)
class ChannelNoise:
    """A channel's noise by its metric, and the posts it was measured from. `counted` is False for a mean or a count."""

    channel: str
    metric: str
    noise: Noise
    posts: int
    counted: bool


def noise_of(channel: str, metric: str, groups: Sequence[Sequence[PostFigure]]) -> ChannelNoise | Sentence:
    """The noise of these posts, or why there is none. The first group is the baseline, the others are concepts.

    The scatter is measured within the groups, as estimates do, with the same prior: a concept's effect is no scatter.
    """
    counted = all(one.part is not None and one.whole is not None for one in chain(*groups))
    told = [[one for one in group if (one.whole or 0 if counted else one.value) > 0] for group in groups]
    posts = sum(map(len, told))
    if posts < FEWEST or not any(one.value > 0 for one in chain(*told)):
        return Sentence(
            "too_few_for_noise",
            N_("{posts} posts on {channel} have {metric:metric}; its noise is measured from {needed} or more above 0."),
            posts=posts,
            channel=channel,
            metric=metric,
            needed=FEWEST,
        )
    group = np.repeat(np.arange(len(told)), [len(one) for one in told])
    noise = _of_rates(told, group) if counted else _of_means(told, group)
    return ChannelNoise(channel, metric, noise, posts, counted)


def _of_rates(told: Sequence[Sequence[PostFigure]], group: Ints) -> Noise:
    parts, wholes = np.array([(one.part or 0.0, one.whole or 0.0) for one in chain(*told)]).T
    usual = group == 0 if parts[group == 0].any() else group >= 0
    rate = float(parts[usual].sum() / wholes[usual].sum())
    scatter = math.sqrt(rate_levels(_posts(parts / wholes, wholes, group)).scatter[0])
    return _noise(rate, scatter, float(np.median(wholes)), float(np.std(np.log(wholes), ddof=1)))


def _of_means(told: Sequence[Sequence[PostFigure]], group: Ints) -> Noise:
    values = np.array([one.value for one in chain(*told)])
    scatter = mean_levels(_posts(values, np.ones(len(values)), group)).scatter[0]
    return _noise(MEAN_RATE, math.sqrt(math.expm1(scatter)), MEAN_TRIALS, 0.0)


def _posts(values: Floats, trials: Floats, group: Ints) -> Posts:
    """The posts as one channel whose arms are the groups."""
    nowhere = np.zeros_like(group)
    return Posts(values, trials, nowhere, group, nowhere, 1, int(group.max()) + 1, 1)


def overridden(
    noise: Noise, *, rate: float | None = None, scatter: float | None = None, trials: float | None = None
) -> Noise:
    """The noise with some of its numbers as somebody wants them. Raises BadInput for what no posts can be like."""
    if rate is scatter is trials is None:
        return noise
    rate = noise.rate if rate is None else rate
    scatter = noise.scatter if scatter is None else scatter
    trials = noise.trials if trials is None else trials
    if not 0 < rate < MOST_RATE:
        raise BadInput(
            "rate_out_of_range",
            N_("A usual rate lies above 0 and below {most:percent}, not at {given:percent}."),
            given=rate,
            most=MOST_RATE,
        )
    most = MOST_SCATTER * math.sqrt((1 - rate) / rate)
    if not 0 <= scatter <= most:
        raise BadInput(
            "scatter_out_of_range",
            N_("Posts with a usual rate of {rate:percent} scatter by {most:percent} at most, not {given:percent}."),
            given=scatter,
            rate=rate,
            most=most,
        )
    if not 1 <= trials <= MOST_TRIALS:
        raise BadInput(
            "trials_out_of_range",
            N_("A post is seen {least} to {most} times, not {given}."),
            given=trials,
            least=1,
            most=MOST_TRIALS,
        )
    return Noise.scattered(rate, scatter, trials=trials, trials_spread=noise.trials_spread)


def _noise(rate: float, scatter: float, trials: float, spread: float) -> Noise:
    """The nearest noise there can be: a rate of 90 % at most, that scatters less than between all and nothing."""
    rate = min(rate, 0.99 * MOST_RATE)
    return Noise.scattered(
        rate, min(scatter, MOST_SCATTER * ((1 - rate) / rate) ** 0.5), trials=trials, trials_spread=spread
    )
