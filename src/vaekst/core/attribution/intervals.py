"""How far a credit could be off by chance: visitors resampled, their counts added up anew.

The Bayesian bootstrap (Rubin 1981) over groups of visitors: every sample weighs the groups by a draw from a flat Dirichlet
and works the model out of the weighed counts. Visitors fall into groups by their hash, so that groups are alike and
independent, and 256 of them tell the spread as well as single visitors do. What is told is the spread by chance alone:
touches nobody saw are not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vaekst.core.attribution.counts import Real

LEVEL = 0.9
SAMPLES = 400


@dataclass(frozen=True, slots=True)
class Amount:
    """So many leads, and the interval around them."""

    leads: float
    low: float
    high: float


def groups_for(keys: int) -> int:
    """Into how many groups visitors fall: many, but fewer where every group holds a large table of steps."""
    return 256 if keys <= 64 else 64 if keys <= 512 else 16


def weights(groups: int, *, samples: int = SAMPLES, seed: int = 0) -> Real:
    """How often each group counts in each sample, shape (samples, groups); the same for the same seed."""
    drawn = np.random.default_rng([seed, groups]).standard_exponential((samples, groups))
    weighed: Real = drawn * (groups / drawn.sum(axis=1, keepdims=True))
    return weighed


def spread(samples: Real, *, level: float = LEVEL) -> tuple[Real, Real]:
    """The ends of the middle `level` of the samples, over the first axis."""
    outside = (1 - level) / 2
    low, high = np.quantile(samples, [outside, 1 - outside], axis=0)
    return low, high


def amounts(leads: Real, samples: Real, *, level: float = LEVEL) -> list[Amount]:
    """Each figure with the interval of its samples, which always holds the figure itself."""
    low, high = spread(samples, level=level)
    return [
        Amount(float(one), float(min(below, one)), float(max(above, one)))
        for one, below, above in zip(leads, low, high, strict=True)
    ]
