"""The posts of several channels as the arrays of one fit: who can be estimated, and where every post stands.

Rates are fitted apart from means. Within a pool, scatter, the spread between concepts, drift and what new concepts share
are learned from all channels together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

from vaekst.core.evidence.belief import Belief, believe
from vaekst.core.evidence.borrowing import NOTHING_BORROWED, Borrowing, Early, Kinship, Names, Signal, kinship, signal
from vaekst.core.evidence.levels import Floats, Levels, Posts, mean_levels, rate_levels
from vaekst.core.evidence.priors import PRIOR, Learned, Prior
from vaekst.core.evidence.values import ChannelEvidence, Scatter
from vaekst.core.figures import PostFigure


class Told(NamedTuple):
    """A usable post. `trials` is 1 where a metric has none."""

    value: float
    trials: float
    published: date
    format: str | None


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
    early: Early | None = None

    @property
    def can_be_fitted(self) -> bool:
        return self.level > 0 and bool(self.concepts)

    def places(self) -> Iterable[int]:
        """The week of every post made beside or after the baseline, counted from the baseline's last day, from 1."""
        return (self.place(post.published) for posts in (self.control, *self.concepts.values()) for post in posts)

    def place(self, day: date) -> int:
        """The week of the day."""
        return max(-(-(day - self.last).days // 7), 1)


def member(index: int, evidence: ChannelEvidence) -> Member:
    """The usable posts of a question. A post without trials says nothing of a rate and is left out."""
    scatter = evidence.scatter
    baseline = _told(evidence.baseline, scatter)
    trials = sum(post.trials for post in baseline)
    level = sum(post.value * post.trials for post in baseline) / trials if baseline else 0.0
    concepts = {concept: _told(figures, scatter) for concept, figures in evidence.concepts.items()}
    last = max((post.published for post in baseline), default=date.min)
    return Member(index, scatter, level, last, baseline, _told(evidence.control, scatter), concepts, _early(evidence))


def _told(figures: Iterable[PostFigure], scatter: Scatter) -> list[Told]:
    if scatter is Scatter.MEAN:
        return [Told(figure.value, 1.0, figure.published, figure.format) for figure in figures]
    return [
        Told(figure.part / figure.whole, figure.whole, figure.published, figure.format)
        for figure in figures
        if figure.part is not None and figure.whole is not None and figure.whole > 0
    ]


def _early(evidence: ChannelEvidence) -> Early | None:
    """The early figures by whom they are of. A concept's post is young while it has none to be compared by."""
    if not evidence.early:
        return None
    grown = {figure.post_key for figures in evidence.concepts.values() for figure in figures}
    of = {concept: [one for one in evidence.early if one.concept == concept] for concept in evidence.concepts}
    return Early(
        usual=[figure for figure in evidence.early if figure.concept is None],
        concepts=of,
        young={concept: [one for one in figures if one.post_key not in grown] for concept, figures in of.items()},
    )


@dataclass(frozen=True)
class Pool:
    """The members of one fit. Arm 0 of each is business as usual; its concepts follow in their order."""

    scatter: Scatter
    members: Sequence[Member]
    borrowing: Borrowing = NOTHING_BORROWED
    prior: Prior = PRIOR
    _weeks: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        weeks = {week for one in self.members for week in one.places()}
        object.__setattr__(self, "_weeks", tuple(sorted(weeks)))

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The formats told apart, in order; empty where none are."""
        return tuple(sorted(set().union(*self._told_apart)))

    @cached_property
    def _told_apart(self) -> tuple[frozenset[str], ...]:
        return tuple(_told_apart(one) if self.borrowing.formats else frozenset() for one in self.members)

    @cached_property
    def posts(self) -> Posts:
        place = {week: n for n, week in enumerate(self._weeks, start=1)}
        kind = {format_: n for n, format_ in enumerate(self.formats)}
        rows = [
            (
                post.value,
                post.trials,
                c,
                arm,
                place[one.place(post.published)] if later else 0,
                kind[post.format] if post.format in self._told_apart[c] else 0,
            )
            for c, one in enumerate(self.members)
            for arm, later, posts in _arms(one)
            for post in posts
        ]
        flat = np.array(rows, dtype=float).reshape(-1, 6)
        if not np.isfinite(flat).all():
            raise ValueError("The evidence cannot be fitted: a post's value is no number.")
        channel, arm, week, format_ = (flat[:, n].astype(np.intp) for n in (2, 3, 4, 5))
        arms, weeks = 1 + max(len(one.concepts) for one in self.members), 1 + len(self._weeks)
        channels, formats = len(self.members), max(len(self.formats), 1)
        return Posts(flat[:, 0], flat[:, 1], channel, arm, week, channels, arms, weeks, format_, formats)

    @cached_property
    def levels(self) -> Levels:
        return (rate_levels if self.scatter is Scatter.RATE else mean_levels)(self.posts, self.prior)

    @cached_property
    def kin(self) -> Kinship | None:
        return kinship(self._names, same=self.borrowing.channels, pillars=self.borrowing.pillars)

    @cached_property
    def signal(self) -> Signal | None:
        return signal([one.early for one in self.members], self._names)

    @property
    def _names(self) -> Names:
        return [tuple(one.concepts) for one in self.members]

    @cached_property
    def belief(self) -> Belief:
        return self._believed(self.kin, self.signal)

    @cached_property
    def alone(self) -> Belief:
        """What is believed of each concept by its own channel's posts, without kin and early signals."""
        return self._believed(None, None) if self.kin or self.signal else self.belief

    def _believed(self, kin: Kinship | None, signal: Signal | None) -> Belief:
        gaps: Floats = np.diff(np.array((0, *self._weeks), dtype=float))
        return believe(self.levels, gaps, now=len(self._weeks), prior=self.prior, kin=kin, signal=signal)

    @property
    def learned(self) -> Learned:
        """What this fit would tell the next sprint's."""
        counts = self.posts.per_channel()
        scatter = float(self.levels.scatter @ counts / counts.sum())
        if self.scatter is Scatter.MEAN:
            scatter = float(np.expm1(scatter))  # of the logarithm
        return Learned(**self.belief.odds(), scatter=scatter, posts=float(counts.sum()))

    @cached_property
    def counts(self) -> Floats:
        """Posts per channel and arm."""
        posts = self.posts
        return np.asarray(posts.per_group().reshape(posts.channels, posts.arms, posts.formats).sum(2))


def _told_apart(one: Member) -> frozenset[str]:
    """The formats of a channel, where every post tells its own and posts as usual have them all.

    A format that only concepts have cannot be told from what they do: then posts are compared whatever their format.
    """
    formats = {post.format for _, _, posts in _arms(one) for post in posts}
    usual = {post.format for post in (*one.baseline, *one.control)}
    known = frozenset(each for each in formats if each is not None)
    return known if len(known) > 1 and formats == known == usual else frozenset()


def _arms(one: Member) -> Iterable[tuple[int, bool, Sequence[Told]]]:
    """Every arm's number, whether its posts stand in a week of the sprint, and the posts."""
    yield 0, False, one.baseline
    yield 0, True, one.control
    for arm, posts in enumerate(one.concepts.values(), start=1):
        yield arm, True, posts
