"""The *proven* badge: evidence that may be looked at as often as one likes.

An e-value is a bet against "no better than the baseline" that cannot be expected to win when that is true, however often
and whenever one looks (half-normal mixture: Howard, Ramdas, McAuliffe & Sekhon 2021). The e-BH procedure (Wang & Ramdas
2022) keeps the share of false badges among all concepts at `alpha`, whatever they have in common. With scatter and drift
estimated from the posts the guarantee is asymptotic, and it is as good as the belief's account of drift.
"""

from __future__ import annotations

import numpy as np
from scipy.special import log_ndtr

from vaekst.core.evidence.belief import SHARED, Belief
from vaekst.core.evidence.levels import Flags, Floats

WIDTH = 0.35
"""Standard deviation of the effects the bet is spread over."""


def log_e(effect: Floats, variance: Floats) -> Floats:
    """ln of the e-value of an estimate with this variance against an effect of 0 or less."""
    precision = 1 / variance
    score = effect * precision
    grown = 1 + WIDTH**2 * precision
    tilt = score * WIDTH / np.sqrt(grown)
    return np.asarray(np.log(2) - np.log(grown) / 2 + tilt**2 / 2 + log_ndtr(tilt))


def proven(belief: Belief, posts: Floats, *, alpha: float = 0.10) -> Flags:
    """Which concepts are proven better than the baseline; shape as the belief's. Concepts without posts never are.

    The estimate is what the posts alone say: the belief with its prior taken out again. It must be one without kin and early
    signals: a badge is earned by a concept's own posts.
    """
    prior = 1 / (belief.spread**2 + SHARED**2)
    precision = np.maximum(1 / belief.sd**2 - prior, 1e-9)
    bets = np.where(posts > 0, log_e(belief.mean / belief.sd**2 / precision, 1 / precision), -np.inf)
    falling = np.sort(bets, axis=None)[::-1]
    tested = int(np.sum(posts > 0))
    ranks = np.arange(1, len(falling) + 1)
    holds = np.flatnonzero(falling >= np.log(max(tested, 1) / (alpha * ranks)))
    least = falling[holds[-1]] if len(holds) else np.inf
    return np.asarray(bets >= least)
