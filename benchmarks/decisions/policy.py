"""Vaekst's own rule for a referee of weekly decisions: `core.evidence` and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vaekst.core.evidence import Thresholds
from vaekst.core.evidence.belief import believe
from vaekst.core.evidence.levels import Posts, rate_levels
from vaekst.core.evidence.weekly import Weekly


class Policy(Weekly):
    """One sprint. Nothing is left to chance, so the seed is not used."""

    def __init__(self, seed: int, setup: Mapping[str, Any]) -> None:
        del seed
        super().__init__(int(setup["weeks"]))


def decide_many(
    trials: NDArray[np.float64],
    successes: NDArray[np.float64],
    base_trials: NDArray[np.float64],
    base_successes: NDArray[np.float64],
) -> list[str]:
    """Decisions on many concepts of one channel at the sprint's end: `trials` is concepts x posts, `base_trials` posts."""
    concepts, each = np.shape(trials)
    whole = np.concatenate([np.ravel(base_trials), np.ravel(trials)]).astype(float)
    part = np.concatenate([np.ravel(base_successes), np.ravel(successes)])
    arm = np.concatenate([np.zeros(np.size(base_trials)), np.repeat(np.arange(1, concepts + 1), each)]).astype(np.intp)
    posts = Posts(part / whole, whole, np.zeros_like(arm), arm, np.minimum(arm, 1), 1, concepts + 1, 2)
    belief = believe(rate_levels(posts), np.ones(1), now=1)
    limits, count = Thresholds(), np.full((1, concepts), each)
    stop = limits.stops(belief.chance_above(float(np.log1p(limits.bar))), count)[0]
    scale = limits.scales(belief.chance_above(0.0), count)[0]
    return list(np.where(stop, "stop", np.where(scale, "scale", "iterate")))
