"""What nobody can beat: how many winners could be scaled, and losers stopped, by somebody who knows everything but the effects.

The oracle knows the scatter between posts and the spread of effects exactly, looks once, at the end, and has `posts` posts of
each concept and `baseline` of its channel's baseline (None: it knows that, too). Then the estimate z of an effect is normal
around it with variance scatter^2 (1/posts + 1/baseline), a lower bound, as the binomial part of a post's noise is left out; and
the best rule of a given error is a threshold on z (Neyman & Pearson 1933).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from vaekst.core.simulation.sprint import LOSER, WINNER
from vaekst.core.simulation.worlds import Floats

REACH = 6.0
"""How many standard deviations the effects are integrated over."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that posts allow: winners scaled when `error` of what is scaled is no better than the baseline, and losers
    stopped when `error` of the winners are. `se` is the standard error of ln(effect).
    """

    posts: float
    se: float
    winners_scaled: float
    losers_stopped: float


def limit(*, posts: float, scatter: float, spread: float, baseline: float | None = None, error: float = 0.05) -> Limit:
    """The limit for these posts. `scatter` is a coefficient of variation, `spread` the standard deviation of ln(effect)."""
    se = scatter * math.sqrt(1 / posts + (1 / baseline if baseline else 0))
    theta = np.linspace(-REACH, REACH, 4001) * spread
    weight = np.exp(-((theta / spread) ** 2) / 2)
    scale_from = _root(lambda cut: _false_share(theta, weight, cut, se) - error, spread, se)
    stop_below = _root(lambda cut: error - _below(theta, weight, theta >= WINNER, cut, se), spread, se)
    return Limit(
        posts,
        se,
        winners_scaled=1 - _below(theta, weight, theta >= WINNER, scale_from, se),
        losers_stopped=_below(theta, weight, theta <= LOSER, stop_below, se),
    )


def _below(theta: Floats, weight: Floats, among: np.typing.NDArray[np.bool_], cut: float, se: float) -> float:
    """The share of these concepts whose estimate lies below the cut."""
    return float((weight * ndtr((cut - theta) / se))[among].sum() / weight[among].sum())


def _false_share(theta: Floats, weight: Floats, cut: float, se: float) -> float:
    """The share of concepts with an estimate above the cut that are no better than the baseline."""
    above = weight * ndtr((theta - cut) / se)
    return float(above[theta <= 0].sum() / above.sum())


def _root(falls: Callable[[float], float], spread: float, se: float) -> float:
    """Where a falling function of the cut is 0."""
    width = REACH / 2 * (spread + se)
    return float(brentq(falls, -width, width))
