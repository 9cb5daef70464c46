"""Brands whose truth is known: what concepts are worth, what they have in common, and what is told late or early of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vaekst.core.evidence import ChannelEvidence
from vaekst.core.figures import PostFigure
from vaekst.core.simulation import CHANNELS, Noise
from vaekst.core.simulation.worlds import SPREAD, Floats

FORMATS = ("reel", "carousel", "photo")
FAVOURED = 0.8
"""The share of a concept's posts that have its own format."""
SIGNAL_SPREAD, SIGNAL_SCATTER = 0.10, 0.12
"""Standard deviations of the logarithm of 3-second retention: between concepts, and between posts of one."""
FIRST_DAY = date(2000, 1, 3)
PILLARS = 3


@dataclass(frozen=True)
class Brand:
    """How sprints of a brand come about.

    `formats` is the standard deviation of what a format's posts lie above the usual; `kin` the share of the variance of
    effects that concepts have in common, those of one name on several channels (`alike`) or of one pillar; `late` the weeks
    until an outcome is known; `tie` the correlation of a concept's effect with its early signal.
    """

    name: str
    channels: tuple[Noise, ...] = CHANNELS
    concepts: int = 2
    spread: float = SPREAD
    drift: float = 0.0
    formats: float = 0.0
    kin: float = 0.0
    alike: bool = False
    late: int = 0
    tie: float = 0.0
    weeks: int = 12

    @property
    def pillars(self) -> Mapping[str, str]:
        """The pillar of every concept: as many on every channel."""
        return {self.concept(c, k): f"p{k % PILLARS}" for c in range(len(self.channels)) for k in range(self.concepts)}

    def concept(self, channel: int, place: int) -> str:
        return f"k{place}" if self.alike else f"c{channel}k{place}"


@dataclass(frozen=True)
class Post:
    """A post: its week (0 is the baseline's), the figure it is compared by, and its early one."""

    week: int
    figure: PostFigure
    early: PostFigure


class Sprint:
    """One sprint of a brand: the truth, and the posts made so far. Concept None is business as usual."""

    def __init__(self, brand: Brand, seed: int) -> None:
        self.brand = brand
        truth, self._luck = np.random.default_rng([seed, 1]), np.random.default_rng([seed, 2])
        shape = (len(brand.channels), brand.concepts)
        common = truth.normal(size=max(brand.concepts, PILLARS))
        place = np.arange(brand.concepts) if brand.alike else np.arange(brand.concepts) % PILLARS
        own = truth.normal(size=shape)
        z = np.sqrt(brand.kin) * common[place] + np.sqrt(1 - brand.kin) * own
        self.effects: Floats = brand.spread * z
        self._signals = SIGNAL_SPREAD * (brand.tie * z + np.sqrt(1 - brand.tie**2) * truth.normal(size=shape))
        self._formats = truth.normal(0, brand.formats, (shape[0], len(FORMATS)))
        self._favoured = truth.integers(len(FORMATS), size=shape)
        steps = truth.normal(0, brand.drift, (shape[0], brand.weeks))
        self._drift = np.hstack([np.zeros((shape[0], 1)), np.cumsum(steps, 1)])
        self.rooms = truth.integers(8, 15, brand.weeks)
        self.posts: list[list[Post]] = [[] for _ in brand.channels]
        for channel, count in enumerate(truth.integers(11, 19, shape[0])):
            for _ in range(count):
                self.make(channel, None, 0)

    def make(self, channel: int, concept: int | None, week: int) -> None:
        """Makes a post."""
        luck = self._luck
        favoured = concept is not None and luck.random() < FAVOURED
        kind = int(self._favoured[channel, concept]) if favoured else int(luck.integers(len(FORMATS)))
        effect, signal = (
            (0.0, 0.0) if concept is None else (self.effects[channel, concept], self._signals[channel, concept])
        )
        shift = np.array([effect + self._drift[channel, week] + self._formats[channel, kind]])
        trials, told = (float(each[0]) for each in self.brand.channels[channel].posts(shift, rng=luck))
        retention = 0.5 * float(np.exp(signal + luck.normal(0, SIGNAL_SCATTER)))
        name = None if concept is None else self.brand.concept(channel, concept)
        day = FIRST_DAY + timedelta(days=7 * week)
        about = (f"p{len(self.posts[channel])}", f"c{channel}", name, FORMATS[kind], day, 7.0)
        figure, early = PostFigure(*about, told / trials, told, trials), PostFigure(*about, retention)
        self.posts[channel].append(Post(week, figure, early))

    def evidence(self, week: int, *, early: bool) -> list[ChannelEvidence]:
        """What is known once so many weeks are over; with `early`, the early figures too."""
        return [self._of(channel, week, early=early) for channel in range(len(self.posts))]

    def _of(self, channel: int, week: int, *, early: bool) -> ChannelEvidence:
        posts = self.posts[channel]
        known = [post for post in posts if not post.week or post.week <= week - self.brand.late]
        names = [self.brand.concept(channel, k) for k in range(self.brand.concepts)]
        return ChannelEvidence(
            f"c{channel}",
            "rate",
            [post.figure for post in known if not post.week],
            {name: [post.figure for post in known if post.figure.concept == name] for name in names},
            [post.figure for post in known if post.week and post.figure.concept is None],
            [post.early for post in posts] if early else (),
        )
