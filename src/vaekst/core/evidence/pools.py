"""The posts of several channels as the arrays of one fit: who can be estimated, and where every post stands.

Rates are fitted apart from means. Within a pool, scatter, the spread between concepts, drift and what new concepts share
are learned from all channels together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from vaekst.core.evidence.belief import Belief, believe
from vaekst.core.evidence.levels import Floats, Levels, Posts, mean_levels, rate_levels
from vaekst.core.evidence.values import ChannelEvidence, Scatter
from vaekst.core.figures import PostFigure

Told = tuple[float, float, date]
"""A usable post: its value, its trials (1 where a metric has none), and the day it was published."""


@dataclass(frozen=True, slots=True)
class Member:
    """The usable posts of one question. `level` is the pooled baseline rate or mean, `last` the baseline's last day."""

    index: int
    scatter: Scatter
    level: float
    last: date
    baseline: Sequence[Told]
    control: Sequence[Told]
    concepts: Mapping[str, Sequence[Told]]

    @property
    def can_be_fitted(self) -> bool:
        return self.level > 0 and bool(self.concepts)

    def places(self) -> Iterable[int]:
        """The week of every post made beside or after the baseline, counted from the baseline's last day, from 1."""
        return (self.place(day) for posts in (self.control, *self.concepts.values()) for _, _, day in posts)

    def place(self, day: date) -> int:
        """The week of the day."""
        return max(-(-(day - self.last).days // 7), 1)


def member(index: int, evidence: ChannelEvidence) -> Member:
    """The usable posts of a question. A post without trials says nothing of a rate and is left out."""
    scatter = evidence.scatter
    baseline = _told(evidence.baseline, scatter)
    trials = sum(trials for _, trials, _ in baseline)
    level = sum(value * trials for value, trials, _ in baseline) / trials if baseline else 0.0
    concepts = {concept: _told(figures, scatter) for concept, figures in evidence.concepts.items()}
    last = max((day for _, _, day in baseline), default=date.min)
    return Member(index, scatter, level, last, baseline, _told(evidence.control, scatter), concepts)


def _told(figures: Iterable[PostFigure], scatter: Scatter) -> list[Told]:
    if scatter is Scatter.MEAN:
        return [(figure.value, 1.0, figure.published) for figure in figures]
    trials = ((figure.part, figure.whole, figure.published) for figure in figures)
    return [
        (part / whole, whole, day)
        for part, whole, day in trials
        if part is not None and whole is not None and whole > 0
    ]


@dataclass(frozen=True)
class Pool:
    """The members of one fit. Arm 0 of each is business as usual; its concepts follow in their order."""

    scatter: Scatter
    members: Sequence[Member]
    _weeks: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        weeks = {week for one in self.members for week in one.places()}
        object.__setattr__(self, "_weeks", tuple(sorted(weeks)))

    @cached_property
    def posts(self) -> Posts:
        place = {week: n for n, week in enumerate(self._weeks, start=1)}
        rows = [
            (value, trials, c, arm, place[one.place(day)] if later else 0)
            for c, one in enumerate(self.members)
            for arm, later, posts in _arms(one)
            for value, trials, day in posts
        ]
        flat = np.array(rows, dtype=float).reshape(-1, 5)
        if not np.isfinite(flat).all():
            raise ValueError("The evidence cannot be fitted: a post's value is no number.")
        channel, arm, week = (flat[:, n].astype(np.intp) for n in (2, 3, 4))
        arms = 1 + max(len(one.concepts) for one in self.members)
        return Posts(flat[:, 0], flat[:, 1], channel, arm, week, len(self.members), arms, 1 + len(self._weeks))

    @cached_property
    def levels(self) -> Levels:
        return rate_levels(self.posts) if self.scatter is Scatter.RATE else mean_levels(self.posts)

    @cached_property
    def belief(self) -> Belief:
        gaps: Floats = np.diff(np.array((0, *self._weeks), dtype=float))
        return believe(self.levels, gaps, now=len(self._weeks))

    @cached_property
    def counts(self) -> Floats:
        """Posts per channel and arm."""
        return self.posts.per_group().reshape(self.posts.channels, self.posts.arms)


def _arms(one: Member) -> Iterable[tuple[int, bool, Sequence[Told]]]:
    """Every arm's number, whether its posts stand in a week of the sprint, and the posts."""
    yield 0, False, one.baseline
    yield 0, True, one.control
    for arm, posts in enumerate(one.concepts.values(), start=1):
        yield arm, True, posts
