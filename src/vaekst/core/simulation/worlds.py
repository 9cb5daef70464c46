"""Made-up worlds with a known truth: how posts of a channel scatter, what concepts are truly worth, what moves in between.

An effect is theta = ln(rate of the concept / rate of the channel's baseline). The figures of CHANNELS and the spread of
effects were measured on posts of YouTube, Instagram and Facebook and on the Upworthy archive: docs/explanation/decisions.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_TRIALS = 50
MOST_RATE = 0.9
SPREAD = 0.24
"""Standard deviation of true ln(effect) between concepts."""


class Channel(Protocol):
    """Where posts come from."""

    def posts(self, shift: Floats, *, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Trials and successes of as many posts as there are shifts; a shift is the ln of a post's rate over the usual."""


@dataclass(frozen=True, slots=True)
class Noise:
    """A channel's usual rate, and how posts differ.

    `size` is a + b of the beta distribution a post's true rate is drawn from: the larger, the more alike posts are;
    infinite when all are. `trials` is the median per post, `trials_spread` the standard deviation of its logarithm.
    """

    rate: float
    size: float
    trials: float
    trials_spread: float

    def __post_init__(self) -> None:
        if not 0 < self.rate < MOST_RATE:
            raise ValueError(f"A usual rate lies between 0 and {MOST_RATE}, not {self.rate}.")
        if self.size <= 0 or self.trials <= 0 or self.trials_spread < 0:
            raise ValueError(f"Size and trials are above 0 and their spread not below: {self}.")

    @classmethod
    def scattered(cls, rate: float, scatter: float, *, trials: float, trials_spread: float) -> Noise:
        """The channel whose posts' true rates have this coefficient of variation. Raises ValueError where none can."""
        size = (1 - rate) / (rate * scatter**2) - 1 if scatter > 0 else math.inf
        return cls(rate, size, trials, trials_spread)

    @property
    def scatter(self) -> float:
        """The coefficient of variation of a usual post's true rate."""
        return math.sqrt((1 - self.rate) / (self.rate * (self.size + 1)))

    def posts(self, shift: Floats, *, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Trials and successes, as the Channel protocol says."""
        trials = np.maximum(np.exp(rng.normal(math.log(self.trials), self.trials_spread, shift.shape)), FEWEST_TRIALS)
        trials = np.floor(trials)
        middle = np.minimum(self.rate * np.exp(shift), MOST_RATE)
        rates = rng.beta(middle * self.size, (1 - middle) * self.size) if math.isfinite(self.size) else middle
        return trials, rng.binomial(trials.astype(np.int64), rates).astype(np.float64)


class Effects(Protocol):
    """What concepts are truly worth."""

    def draw(self, channels: int, concepts: int, *, rng: np.random.Generator) -> Floats:
        """The ln(effect) by channel and concept."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Normal around the baseline; with `below`, every concept is as far under it as it would have been over or under."""

    sd: float = SPREAD
    below: bool = False

    def draw(self, channels: int, concepts: int, *, rng: np.random.Generator) -> Floats:
        drawn = rng.normal(0, self.sd, (channels, concepts))
        return -np.abs(drawn) if self.below else drawn


@dataclass(frozen=True, slots=True)
class Sparse:
    """Few winners, all alike; the others lie between `worst` and the baseline."""

    share: float = 1 / 6
    lift: float = 0.50
    worst: float = -0.15

    def draw(self, channels: int, concepts: int, *, rng: np.random.Generator) -> Floats:
        wins = rng.random((channels, concepts)) < self.share
        others = np.log(rng.uniform(1 + self.worst, 1.0, (channels, concepts)))
        return np.where(wins, math.log1p(self.lift), others)


@dataclass(frozen=True, slots=True)
class OneAt:
    """A single concept at this effect (+0.20 is 20 % above), on a channel drawn by chance; the others are the baseline.

    At 0 nothing differs from anything.
    """

    effect: float = 0.0

    def draw(self, channels: int, concepts: int, *, rng: np.random.Generator) -> Floats:
        drawn = np.zeros((channels, concepts))
        if self.effect:
            drawn[rng.integers(channels), 0] = math.log1p(self.effect)
        return drawn


@dataclass(frozen=True, slots=True)
class Truth:
    """What holds in one sprint and no rule sees: effects by channel and concept, drift by channel and week (0 before)."""

    channels: tuple[Channel, ...]
    effects: Floats
    drift: Floats


@dataclass(frozen=True)
class World:
    """How sprints come about. Pairs are the fewest and the most, all alike likely: posts a week over all channels, baseline
    posts per channel. `drift` is the weekly standard deviation of a walk that carries a whole channel, usual posts included.
    `shares` says how a week's posts divide over the channels; left out, evenly.
    """

    name: str
    channels: tuple[Channel, ...]
    effects: Effects
    concepts: int = 2
    drift: float = 0.0
    weekly: tuple[int, int] = (8, 14)
    baseline: tuple[int, int] = (11, 18)
    weeks: int = 12
    shares: tuple[float, ...] = ()

    def truth(self, *, rng: np.random.Generator) -> Truth:
        """One sprint's truth."""
        effects = self.effects.draw(len(self.channels), self.concepts, rng=rng)
        return Truth(self.channels, effects, self.walk(rng=rng))

    def walk(self, *, rng: np.random.Generator) -> Floats:
        """The drift by channel and week; week 0 is the time before the sprint."""
        count = len(self.channels)
        if not self.drift:
            return np.zeros((count, self.weeks + 1))
        steps = rng.normal(0, self.drift, (count, self.weeks))
        return np.hstack([np.zeros((count, 1)), np.cumsum(steps, axis=1)])


CHANNELS = (Noise(0.0305, 110.7, 3000, 1.066), Noise(0.0244, 148.4, 5920, 1.117), Noise(0.0225, 146.3, 7422, 1.159))
"""Thumbnail clicks on YouTube, saves on Instagram, link clicks on Facebook. The 3,000 is an assumption."""
RESTLESS = tuple(replace(one, size=one.size / 2.2) for one in CHANNELS)
"""The same with a coefficient of variation of about 80 %."""

WORLDS: Mapping[str, World] = MappingProxyType(
    {
        world.name: world
        for world in (
            World("mixed", CHANNELS, Spread()),
            World("hiod", RESTLESS, Spread()),
            World("sparse", CHANNELS, Sparse()),
            World("neg", CHANNELS, Spread(below=True)),
            World("drift", CHANNELS, Spread(), drift=0.10),
            World("null", CHANNELS, OneAt()),
            World("hiod0", RESTLESS, OneAt()),
            World("drift0", CHANNELS, OneAt(), drift=0.10),
        )
    }
)
"""The worlds rules are measured in; those ending in 0, and `null`, hold nothing to be found."""
