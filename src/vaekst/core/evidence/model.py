"""From posts to estimates, and from estimates to whose turn it is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import ndtri

from vaekst.core.evidence.allocation import allocate
from vaekst.core.evidence.borrowing import NOTHING_BORROWED, Borrowing
from vaekst.core.evidence.outlook import posts_needed
from vaekst.core.evidence.pools import Member, Pool, member
from vaekst.core.evidence.priors import PRIOR, Prior
from vaekst.core.evidence.proof import proven
from vaekst.core.evidence.turns import Turn, evenly, room
from vaekst.core.evidence.values import ChannelEvidence, Estimate, NoEstimate, Scatter, Settings
from vaekst.core.evidence.verdicts import Thresholds
from vaekst.core.sentence import N_, Sentence

DEFAULT = Settings()

Answers = dict[tuple[int, str], Estimate | NoEstimate]
"""Answers by question and concept."""


def estimate(channels: Sequence[ChannelEvidence], settings: Settings = DEFAULT) -> tuple[Estimate | NoEstimate, ...]:
    """One answer per concept of each channel, in the order given; see `Weighing.answers`."""
    return Weighing(channels).answers(settings)


@dataclass(frozen=True)
class Weighing:
    """All posts of a sprint, weighed together: estimates of the concepts, and whose turn it is.

    Channels are fitted together: the scatter between posts, the spread between concepts, drift and what new concepts
    share are learned from all of them, rates apart from means. A post without trials says nothing and is not counted.

    `before` is the brand's sprint before this one: what it taught of scatter, spread and drift is where this one begins.
    """

    channels: Sequence[ChannelEvidence]
    borrowing: Borrowing = NOTHING_BORROWED
    before: Weighing | None = None

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The usable posts of every question."""
        return tuple(member(index, evidence) for index, evidence in enumerate(self.channels))

    @cached_property
    def pools(self) -> tuple[Pool, ...]:
        """The fits these questions need: one for rates, one for means, where there is anything to fit."""
        found = []
        for scatter in Scatter:
            inside = [one for one in self.members if one.scatter is scatter and one.can_be_fitted]
            if inside:
                found.append(Pool(scatter, inside, self.borrowing, self._prior(scatter)))
        return tuple(found)

    def _prior(self, scatter: Scatter) -> Prior:
        """What is thought before any post of this sprint, of rates or of means."""
        pools = self.before.pools if self.before else ()
        taught = next((pool.learned for pool in pools if pool.scatter is scatter), None)
        return PRIOR.after(taught) if taught else PRIOR

    def answers(self, settings: Settings = DEFAULT) -> tuple[Estimate | NoEstimate, ...]:
        """One answer per concept of each channel, in the order given.

        Raises ValueError when a post's value is no number: a fit that fails is an error, never an answer.
        """
        known: Answers = {}
        for one in self.members:
            known |= {(one.index, answer.concept): answer for answer in _unanswerable(self.channels[one.index], one)}
        for pool in self.pools:
            known |= _estimates(pool, self.channels, settings, known)
        return tuple(known[n, concept] for n, evidence in enumerate(self.channels) for concept in evidence.concepts)

    def shares(self, turns: Sequence[Turn]) -> tuple[Mapping[str | None, int], ...]:
        """Next week's posts of each channel over its concepts; under None, those that go out as usual.

        Every post goes where it is worth most over what is left of the sprint, learning included. A channel whose
        baseline carries no estimate shares its posts evenly over its open concepts.
        """
        shared: dict[int, Mapping[str | None, int]] = {}
        for pool in self.pools:
            asked = [turns[one.index] for one in pool.members]
            given = allocate(pool.belief, pool.levels.scatter, room(pool, asked))
            for one, row in zip(pool.members, given.tolist(), strict=True):
                shared[one.index] = dict(zip((None, *one.concepts), row, strict=False))
        return tuple(shared.get(n) or evenly(self.channels[n], turn) for n, turn in enumerate(turns))


def _unanswerable(evidence: ChannelEvidence, one: Member) -> Iterator[NoEstimate]:
    """The concepts that get no estimate, with the first reason that holds."""
    about = {"channel": evidence.channel, "metric": evidence.metric}
    for concept, posts in one.concepts.items():
        if not one.baseline:
            template = N_(
                "The baseline of {channel} holds no post with {metric:metric}, so there is nothing to compare with."
            )
            reason = Sentence("no_baseline_posts", template, **about)
        elif one.level <= 0:
            template = N_("{metric:metric} is 0 in every baseline post of {channel}; nothing can be relative to it.")
            reason = Sentence("baseline_of_zero", template, **about)
        elif not posts:
            reason = Sentence("no_posts", N_("No post with {metric:metric} yet."), metric=evidence.metric)
        else:
            continue
        yield NoEstimate(evidence.channel, evidence.metric, concept, len(posts), len(one.baseline), reason)


def _estimates(pool: Pool, channels: Sequence[ChannelEvidence], settings: Settings, known: Answers) -> Answers:
    """The estimates of the pool's concepts that have none of the known answers."""
    belief = pool.belief
    thresholds = Thresholds(settings.scale_at, settings.stop_at, settings.bar)
    reach = float(ndtri(0.5 + settings.level / 2)) * belief.sd
    low, mid, high = (np.expm1(belief.mean + side).tolist() for side in (-reach, 0.0, reach))
    better, above = (belief.chance_above(bar).tolist() for bar in (0.0, math.log1p(settings.bar)))
    needed = posts_needed(belief, pool.levels.scatter, thresholds).tolist()
    badge = proven(pool.alone, pool.counts[:, 1:]).tolist()
    sd = belief.sd.tolist()
    return {
        (one.index, concept): Estimate(
            channel=channels[one.index].channel,
            metric=channels[one.index].metric,
            concept=concept,
            posts=len(posts),
            baseline_posts=len(one.baseline),
            level=settings.level,
            low=low[c][k],
            mid=mid[c][k],
            high=high[c][k],
            chance_better=better[c][k],
            chance_above_bar=above[c][k],
            sd=sd[c][k],
            posts_needed=int(needed[c][k]) if math.isfinite(needed[c][k]) else None,
            proven=badge[c][k],
            control_posts=len(one.control),
            drift=belief.drift,
        )
        for c, one in enumerate(pool.members)
        for k, (concept, posts) in enumerate(one.concepts.items())
        if (one.index, concept) not in known
    }
