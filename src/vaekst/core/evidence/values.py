"""What an estimate is made of, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from vaekst.core.evidence.verdicts import Thresholds
from vaekst.core.figures import PostFigure
from vaekst.core.sentence import Sentence


class Scatter(StrEnum):
    """How posts of one concept differ: a rate has trials behind every post, a mean or a count has none."""

    RATE = "rate"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class ChannelEvidence:
    """The posts of one channel by one metric: the baseline's, each concept's, and those made as usual beside them.

    `control` posts belong to no concept and were published after the baseline: they tell how far the channel has drifted.

    When trials (`part` and `whole`) are known for some posts only, none are used: a stated share says how large
    it is, but not how much stands behind it.

    `early` are the channel's posts by a metric that is known sooner, such as 3-second retention, those too young to be
    compared included; empty where no early signal is used.
    """

    channel: str
    metric: str
    baseline: Sequence[PostFigure]
    concepts: Mapping[str, Sequence[PostFigure]]
    control: Sequence[PostFigure] = ()
    early: Sequence[PostFigure] = ()

    @property
    def scatter(self) -> Scatter:
        figures = chain(self.baseline, self.control, *self.concepts.values())
        known = all(figure.part is not None and figure.whole is not None for figure in figures)
        return Scatter.RATE if known else Scatter.MEAN


@dataclass(frozen=True, slots=True)
class Settings:
    """`level` is the interval's coverage; `bar` is the effect a concept should reach to be worth keeping.

    `scale_at` and `stop_at` are the chances at which a verdict falls; they tell how many posts it still takes.
    """

    level: float = 0.90
    bar: float = 0.10
    scale_at: float = Thresholds.scale_at
    stop_at: float = Thresholds.stop_at

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise ValueError(f"An interval covers a share between 0 and 1, not {self.level}.")
        if self.bar <= -1:
            raise ValueError(f"An effect is above -100 %, so the bar cannot be {self.bar}.")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is believed of a concept on a channel, relative to the channel's baseline: +0.12 is 12 % above.

    `low` to `high` is the interval around `mid`. `chance_better` is the probability of an effect above 0,
    `chance_above_bar` above the bar. `sd` is the standard deviation of the effect's natural logarithm.

    `posts_needed` more posts like those so far make a verdict likely; None when posts of it alone would not. `proven` is
    the badge that holds however often one looks. `drift` is by how much the channel is thought to move in a week.
    """

    channel: str
    metric: str
    concept: str
    posts: int
    baseline_posts: int
    level: float
    low: float
    mid: float
    high: float
    chance_better: float
    chance_above_bar: float
    sd: float
    posts_needed: int | None = None
    proven: bool = False
    control_posts: int = 0
    drift: float = 0.0


@dataclass(frozen=True, slots=True)
class NoEstimate:
    """The numbers cannot carry an estimate, and why."""

    channel: str
    metric: str
    concept: str
    posts: int
    baseline_posts: int
    reason: Sentence
