"""Made-up sprints with a known truth, for promises that only hold over many of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from vaekst.core.figures import PostFigure

# Rate, beta sample size, median trials and sd of ln trials, as measured on posts of three platforms.
CHANNELS = ((0.0305, 110.7, 3000, 1.066), (0.0244, 148.4, 5920, 1.117), (0.0225, 146.3, 7422, 1.159))
CONCEPTS, WEEKS = 2, 12
WINNER, LOSER = float(np.log(1.10)), float(np.log(0.95))

Effects = Sequence[Sequence[float]]
"""The true ln(effect) by channel and concept."""


@dataclass(frozen=True)
class SeenWeek:
    """What is known at the end of a week: baseline posts by channel, posts by channel and concept."""

    baseline: list[list[PostFigure]]
    posts: list[list[list[PostFigure]]]


def truth(random: np.random.Generator, *, spread: float) -> Effects:
    return (
        [list(random.normal(0, spread, CONCEPTS)) for _ in CHANNELS] if spread else [[0.0] * CONCEPTS for _ in CHANNELS]
    )


def weeks_of(random: np.random.Generator, effects: Effects) -> Iterator[SeenWeek]:
    """A sprint week by week, with 8 to 14 posts a week shared evenly over concepts."""
    baseline = [
        [post_of(random, channel, 0.0) for _ in range(random.integers(11, 19))] for channel in range(len(CHANNELS))
    ]
    posts: list[list[list[PostFigure]]] = [[[] for _ in range(CONCEPTS)] for _ in CHANNELS]
    turn = 0
    for _ in range(WEEKS):
        for _ in range(random.integers(8, 15)):
            channel, concept = turn % len(CHANNELS), turn // len(CHANNELS) % CONCEPTS
            posts[channel][concept].append(post_of(random, channel, effects[channel][concept]))
            turn += 1
        yield SeenWeek(baseline, posts)


def post_of(random: np.random.Generator, channel: int, effect: float) -> PostFigure:
    """A post of the channel whose rate is exp(effect) times the baseline's."""
    rate, size, median, spread = CHANNELS[channel]
    trials = max(50, int(random.lognormal(np.log(median), spread)))
    middle = min(rate * np.exp(effect), 0.9)
    part, whole = float(random.binomial(trials, random.beta(middle * size, (1 - middle) * size))), float(trials)
    return PostFigure("p", str(channel), None, None, date(2026, 11, 2), 7.0, part / whole, part=part, whole=whole)
