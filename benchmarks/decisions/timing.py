"""How long verdicts take: so many concepts of twelve posts each, judged at once, on one core."""

from __future__ import annotations

import time
from datetime import date
from statistics import median

import numpy as np

from vaekst.core.evidence import ChannelEvidence, estimate
from vaekst.core.figures import PostFigure
from vaekst.core.simulation import CHANNELS

CHANNELS_OF = 2
"""Concepts per channel, as in the sprints."""
POSTS, BASELINE = 12, 15
SIZES = (10_000, 100_000)
RUNS = 3


def rows() -> list[list[str]]:
    """Sizes with their time, medians of some runs, and the time of a verdict against that at 10,000."""
    each: dict[int, float] = {}
    told = []
    for size in SIZES:
        evidence = made(size)
        each[size] = median(_timed(evidence) for _ in range(RUNS)) / size
        ratio = each[size] / each[SIZES[0]]
        told.append([f"{size:,}", f"{each[size] * size:.2f} s", f"{1e6 * each[size]:.1f} µs", f"{ratio:.2f} ×"])
    return told


def made(concepts: int) -> list[ChannelEvidence]:
    """So many concepts with their posts, on channels of two each."""
    rng = np.random.default_rng(5)
    day = date(2026, 9, 7)

    def posts(count: int) -> list[PostFigure]:
        trials, successes = CHANNELS[1].posts(np.zeros(count), rng=rng)
        pairs = zip(successes.tolist(), trials.tolist(), strict=True)
        return [PostFigure("", "c", None, None, day, 7.0, k / n, part=k, whole=n) for k, n in pairs]

    return [
        ChannelEvidence(str(c), "rate", posts(BASELINE), {str(k): posts(POSTS) for k in range(CHANNELS_OF)})
        for c in range(concepts // CHANNELS_OF)
    ]


def _timed(evidence: list[ChannelEvidence]) -> float:
    start = time.perf_counter()
    estimate(evidence)
    return time.perf_counter() - start
