"""Sprints whose posts are shared evenly whatever is decided, as figures of posts: for promises that hold over many of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from vaekst.core.figures import PostFigure
from vaekst.core.simulation import WORLDS
from vaekst.core.simulation.worlds import Floats

MIXED = WORLDS["mixed"]
"""The channels, and how many posts they get."""


@dataclass(frozen=True)
class SeenWeek:
    """What is known at the end of a week: baseline posts by channel, posts by channel and concept."""

    baseline: list[list[PostFigure]]
    posts: list[list[list[PostFigure]]]


def weeks_of(random: np.random.Generator, effects: Floats) -> Iterator[SeenWeek]:
    """A sprint week by week; effects are the true ln(effect) by channel and concept."""
    channels, concepts = effects.shape
    least, most = MIXED.baseline
    baseline = [
        [post_of(random, channel, 0.0) for _ in range(random.integers(least, most + 1))] for channel in range(channels)
    ]
    posts: list[list[list[PostFigure]]] = [[[] for _ in range(concepts)] for _ in range(channels)]
    turn = 0
    least, most = MIXED.weekly
    for _ in range(MIXED.weeks):
        for _ in range(random.integers(least, most + 1)):
            channel, concept = turn % channels, turn // channels % concepts
            posts[channel][concept].append(post_of(random, channel, effects[channel][concept]))
            turn += 1
        yield SeenWeek(baseline, posts)


def post_of(random: np.random.Generator, channel: int, effect: float) -> PostFigure:
    """A post of the channel whose rate is exp(effect) times the baseline's."""
    (whole,), (part,) = (drawn.tolist() for drawn in MIXED.channels[channel].posts(np.array([effect]), rng=random))
    return PostFigure("p", str(channel), None, None, date(2026, 11, 2), 7.0, part / whole, part=part, whole=whole)
