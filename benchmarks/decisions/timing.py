"""How much processor time verdicts take: so many concepts of twelve posts each, judged at once, on one core."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from statistics import median

import numpy as np

from benchmarks.decisions.policy import decide_many
from vaekst.core.evidence import ChannelEvidence, estimate
from vaekst.core.figures import PostFigure
from vaekst.core.simulation import CHANNELS
from vaekst.core.simulation.worlds import Floats

CHANNELS_OF = 2
"""Concepts per channel, as in the sprints."""
POSTS, BASELINE = 12, 15
SIZES = (10_000, 100_000)
RUNS = 3


def rows() -> list[list[str]]:
    """Sizes with their time, medians of some runs, and the time of a verdict against that at 10,000."""
    ways = {
        "as arrays, of one channel": lambda size: _timed(decide_many, *arrays(size)),
        "as posts, two a channel": lambda size: _timed(estimate, made(size)),
    }
    told = []
    for way, timed in ways.items():
        each = {size: median(timed(size) for _ in range(RUNS)) / size for size in SIZES}
        for size, took in each.items():
            ratio = f"{took / each[SIZES[0]]:.2f} ×"
            told.append([f"{size:,} {way}", f"{took * size:.2f} s", f"{1e6 * took:.1f} µs", ratio])
    return told


def arrays(concepts: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Trials and successes of so many concepts by post, and of their baseline."""
    rng = np.random.default_rng(5)
    trials, successes = CHANNELS[1].posts(np.zeros((concepts, POSTS)), rng=rng)
    base_trials, base_successes = CHANNELS[1].posts(np.zeros(BASELINE), rng=rng)
    return trials, successes, base_trials, base_successes


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


def _timed(judge: Callable[..., object], *given: object) -> float:
    start = time.process_time()
    judge(*given)
    return time.process_time() - start
