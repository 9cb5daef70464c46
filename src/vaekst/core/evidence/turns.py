"""What may get posts next week: how many there are to place, what is closed, and what is owed a last look."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from vaekst.core.evidence.allocation import Room
from vaekst.core.evidence.pools import Pool
from vaekst.core.evidence.values import ChannelEvidence, Estimate

LAST_LOOKS_FROM = 2 / 3
"""The share of the sprint after which a concept that was left aside is looked at once more."""
LEFT_ASIDE = 4
"""Weeks without a post after which a concept counts as left aside."""
WORTH_A_LOOK = 0.06
"""The least chance to be the best of its channel, and to clear the bar, that earns a last look."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Posts to place on a channel: `posts` next week, `left` until the sprint ends (next week's included).

    `closed` concepts get none; `owed` ones get a post before all others.
    """

    posts: int
    left: float
    closed: Collection[str] = frozenset()
    owed: Collection[str] = frozenset()


def last_look(estimates: Collection[Estimate], weeks_silent: Mapping[str, int], *, elapsed: float) -> str | None:
    """The concept of a channel that is owed a post before the sprint ends; None when none is.

    Late in the sprint nothing that may still be a winner is dropped in silence: of the concepts left aside for weeks, the
    likeliest gets one more post. One that hardly can be better than what the channel makes anyway needs none.
    """
    if elapsed < LAST_LOOKS_FROM:
        return None
    chances = {
        one.concept: min(one.chance_above_bar, *(_chance_better(one, other) for other in estimates))
        for one in estimates
        if weeks_silent.get(one.concept, 0) >= LEFT_ASIDE
    }
    likeliest = max(chances, key=chances.__getitem__, default=None)
    return likeliest if likeliest is not None and chances[likeliest] >= WORTH_A_LOOK else None


def _chance_better(one: Estimate, other: Estimate) -> float:
    """The chance that one is truly better than the other, their errors taken as each its own; certain against itself."""
    if one is other:
        return 1.0
    apart = math.log1p(one.mid) - math.log1p(other.mid)
    return float(ndtr(apart / math.hypot(one.sd, other.sd)))


def room(pool: Pool, turns: Collection[Turn]) -> Room:
    """The turns of a pool's channels as arrays."""
    shape = (len(turns), pool.posts.arms - 1)
    open_, owed = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for c, (one, turn) in enumerate(zip(pool.members, turns, strict=True)):
        open_[c, : len(one.concepts)] = [concept not in turn.closed for concept in one.concepts]
        owed[c, : len(one.concepts)] = [concept in turn.owed for concept in one.concepts]
    posts = np.array([turn.posts for turn in turns], dtype=np.intp)
    return Room(posts, np.array([turn.left for turn in turns], dtype=float), open_, owed)


def evenly(evidence: ChannelEvidence, turn: Turn) -> Mapping[str | None, int]:
    """The posts spread over open concepts, first ones first; as usual where there is none."""
    live = [concept for concept in evidence.concepts if concept not in turn.closed]
    if not live:
        return {None: turn.posts}
    each, over = divmod(turn.posts, len(live))
    return {None: 0} | {concept: each + (n < over) for n, concept in enumerate(live)}
