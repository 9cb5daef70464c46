"""What an estimate leans on beside a concept's own posts, in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vaekst.core.evidence.model import Weighing
from vaekst.core.evidence.pools import Pool
from vaekst.core.sentence import N_, Sentence


def borrowed(weighing: Weighing) -> tuple[Sentence, ...]:
    """What was borrowed, and how much of it was believed; empty where every concept stands by its own posts."""
    said = [sentence for pool in weighing.pools for sentence in _of(pool)]
    if weighing.before and weighing.before.pools:
        template = N_("How much posts scatter and how far concepts differ begins where the sprint before ended.")
        said.append(Sentence("borrowed_sprint", template))
    return tuple(dict.fromkeys(said))


def _of(pool: Pool) -> Iterator[Sentence]:
    odds = pool.belief.odds()
    if pool.formats:
        template = N_("Posts are compared at equal format; {formats} formats are told apart.")
        yield Sentence("borrowed_formats", template, formats=len(pool.formats))
    if pool.kin:
        template = N_(
            "Concepts that their kin tell of as well, on other channels or in their pillar: {concepts}. Of what concepts differ by, {share:percent} seems to be common to kin."
        )
        related = np.argwhere(pool.kin.groups.any(2)).tolist()
        kin = len({tuple(pool.members[c].concepts)[k] for c, k in related})
        share = float(np.dot(pool.prior.kin.values, odds["kin"]))
        yield Sentence("borrowed_kin", template, concepts=kin, share=share)
    if pool.signal:
        template = N_(
            "{posts} posts too young to be compared count by their early signal, which seems to tell {share:percent} of what concepts differ by."
        )
        young = sum(len(each) for one in pool.members if one.early for each in one.early.young.values())
        share = float(np.dot(np.square(pool.prior.tie.values), odds["tie"]))
        yield Sentence("borrowed_early", template, posts=young, share=share)
