"""What is told of a concept by more than its own posts: its kin, and an early signal of posts too young to be compared.

Each is asked of the data: how much kin have in common, and how well the early signal foretells, stand on the grid of the
belief with *nothing* among the answers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vaekst.core.evidence.levels import FLOOR, Floats
from vaekst.core.figures import PostFigure

# Variance of the logarithm of an early signal: between posts of one concept and between concepts, each worth so many.
SIGNAL_SCATTER, SIGNAL_SPREAD, SIGNAL_WORTH = 0.02, 0.01, 6.0

Names = Sequence[Sequence[str]]
"""The concepts of each channel, in their order."""


@dataclass(frozen=True, slots=True)
class Borrowing:
    """What a concept may be told about by more than its own channel's posts. All of it can be left out.

    `formats`: posts are compared at equal format. `channels`: one concept on several channels has something in common.
    `pillars`: so have concepts of one pillar (concept -> pillar). Early signals come with the evidence, the sprint before
    with the weighing.
    """

    formats: bool = False
    channels: bool = False
    pillars: Mapping[str, str] = field(default_factory=dict)


NOTHING_BORROWED = Borrowing()
"""Every channel by its own posts alone."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """Who is related. `groups` (channels x concepts x groups) is 1 where the concept belongs; a concept belongs to one
    group of each of the `families` at most.
    """

    groups: Floats
    families: int


@dataclass(frozen=True, slots=True)
class Signal:
    """What posts too young to be compared tell early (channels x concepts): `pull` is the expected signal in standard
    deviations between concepts, `trust` the share of its variance that is known; both 0 where nothing is told.
    """

    pull: Floats
    trust: Floats


def kinship(names: Names, *, same: bool, pillars: Mapping[str, str]) -> Kinship | None:
    """The kin of these concepts: with `same` one concept on several channels, and those of one pillar. None without any.

    A group of one tells nothing of anybody else and is none.
    """
    families = [{one: one for each in names for one in each}] if same else []
    families += [dict(pillars)] if pillars else []
    found = []
    for family in families:
        size = Counter(family[one] for each in names for one in each if one in family)
        groups = sorted(group for group, members in size.items() if members > 1)
        found += [(family, group) for group in groups]
    if not found:
        return None
    member = np.zeros((len(names), max(map(len, names)), len(found)))
    for c, each in enumerate(names):
        for k, one in enumerate(each):
            member[c, k] = [family.get(one) == group for family, group in found]
    return Kinship(member, len({id(family) for family, _ in found}))


@dataclass(frozen=True, slots=True)
class Early:
    """The early figures of one channel: those of posts as usual, and each concept's; `young` has those of a concept's posts
    that cannot be compared yet.
    """

    usual: Sequence[PostFigure]
    concepts: Mapping[str, Sequence[PostFigure]]
    young: Mapping[str, Sequence[PostFigure]]


def signal(early: Sequence[Early | None], names: Names) -> Signal | None:
    """The early signal of every concept; None where no young post tells any.

    A signal is the logarithm of a post's early figure over the channel's usual one. Only posts too young to be compared
    count, so that nothing counts twice; all posts tell how far signals scatter and concepts differ by them (moments, as
    DerSimonian & Laird 1986).
    """
    shape = (len(names), max(map(len, names), default=0))
    told = [_told(one) if one else None for one in early]
    left = sum(one.left for one in told if one)
    freedom = sum(one.freedom for one in told if one)
    scatter = (SIGNAL_SCATTER * SIGNAL_WORTH + left) / (SIGNAL_WORTH + freedom)
    apart = [(off**2 - scatter * noise) for one in told if one for off, noise in one.apart]
    spread = max((SIGNAL_SPREAD * SIGNAL_WORTH + sum(apart)) / (SIGNAL_WORTH + len(apart)), SIGNAL_SPREAD / 10)
    pull, trust = np.zeros(shape), np.zeros(shape)
    for c, one in enumerate(told):
        for k, concept in enumerate(names[c]):
            if one and concept in one.young:
                off, noise = one.young[concept]
                trust[c, k] = spread / (spread + scatter * noise)
                pull[c, k] = trust[c, k] * off / math.sqrt(spread)
    return Signal(pull, trust) if trust.any() else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a channel's early figures say: squares within concepts and their degrees of freedom; distances of concepts (all
    their posts) and of young posts from the usual, each with its variance in units of one post's.
    """

    left: float
    freedom: int
    apart: Sequence[tuple[float, float]]
    young: Mapping[str, tuple[float, float]]


def _told(early: Early) -> _Told | None:
    usual = [figure.value for figure in early.usual if figure.value > 0]
    if not usual:
        return None
    floor = FLOOR * sum(usual) / len(usual)
    logs = defaultdict[str | None, list[float]](list)
    for concept, figures in (*early.concepts.items(), (None, early.usual)):
        logs[concept] += [math.log(max(figure.value, floor)) for figure in figures]
    middle = {concept: sum(each) / len(each) for concept, each in logs.items() if each}
    base, own = middle[None], 1 / len(logs[None])
    young = {
        concept: (sum(math.log(max(figure.value, floor)) for figure in figures) / len(figures) - base, 1 / len(figures))
        for concept, figures in early.young.items()
        if figures
    }
    return _Told(
        left=sum((one - middle[concept]) ** 2 for concept, each in logs.items() for one in each),
        freedom=sum(max(len(each) - 1, 0) for each in logs.values()),
        apart=[(middle[one] - base, 1 / len(logs[one]) + own) for one in middle if one is not None],
        young={concept: (off, noise + own) for concept, (off, noise) in young.items()},
    )
