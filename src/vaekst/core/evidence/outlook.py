"""How many more posts of a concept until its verdict is likely, if it goes on as it is believed to be."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from vaekst.core.evidence.belief import Belief
from vaekst.core.evidence.levels import Floats
from vaekst.core.evidence.verdicts import Thresholds

FAR = 200
"""More posts than this are no plan; then more is said to be needed than is sensible."""


def posts_needed(belief: Belief, scatter: Floats, thresholds: Thresholds) -> Floats:
    """More posts per channel and concept until scale or stop would hold; infinite when posts of it alone cannot tell.

    After n more posts the variance of an effect is V - c² / (l + scatter / n), with l the variance of the concept's own
    level and c its covariance with the effect: what is not known of the usual level stays unknown. Solved for n where
    the mean lies as many standard deviations from the threshold as the verdict asks for.
    """
    reached = belief.mean / ndtri(thresholds.scale_at)
    missed = (np.log1p(thresholds.bar) - belief.mean) / -ndtri(thresholds.stop_at)
    return np.minimum(_posts_until(reached, belief, scatter), _posts_until(missed, belief, scatter))


def _posts_until(sd: Floats, belief: Belief, scatter: Floats) -> Floats:
    """Posts until each effect's standard deviation is this small; infinite where it never is."""
    variance = belief.sd**2
    told = belief.shared + variance
    level = belief.usual[:, None] + 2 * belief.shared + variance
    excess = variance - np.maximum(sd, 0) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        noise = told**2 / excess - level
        posts = np.where(noise > 0, np.ceil(scatter[:, None] / noise), np.inf)
    posts = np.where(excess <= 0, 0.0, posts)
    return np.where((sd > 0) & (posts <= FAR), posts, np.inf)
