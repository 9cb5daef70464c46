"""A channel's posts shared out by the evidence: where each post is worth most, with some kept as usual to compare with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from vaekst.core.evidence import Turn, Weighing
from vaekst.core.planning.channel import Share
from vaekst.core.planning.places import Places
from vaekst.core.planning.promises import promised


def by_evidence(weighing: Weighing, places: Mapping[str, Places], *, weeks_left: float, control: float) -> Share:
    """A share by what the review weighed. `control` of a channel's posts stay as usual, at least one a fortnight's worth.

    `weeks_left` of the sprint (next week included) tell how long what is learned is of use. What is promised is given out
    first; the rest goes to concepts that have a place. Where concepts of a channel are judged by different metrics, which are
    never compared, it is first split by how many concepts each metric has.
    """

    def share(channel: str, posts: int) -> Mapping[str | None, int]:
        here = places.get(channel, Places((), ()))
        made = {one.concept for one in here.made}
        usual = min(math.floor(posts * control + 0.5), posts) if made else posts
        first = promised(here, posts - usual)
        placed = made - here.guests
        asked = {
            n: len(placed & evidence.concepts.keys())
            for n, evidence in enumerate(weighing.channels)
            if evidence.channel == channel
        }
        split = _split(posts - usual - first.total(), asked)
        turns = [
            Turn(split.get(n, 0), max(split.get(n, 0) * weeks_left, 0.0), closed=evidence.concepts.keys() - placed)
            for n, evidence in enumerate(weighing.channels)
        ]
        given: Counter[str | None] = Counter({None: usual} | dict.fromkeys(sorted(made), 0) | dict(first))
        for n, found in enumerate(weighing.shares(turns)):
            if n in asked:
                given.update(found)
        given[None] += posts - given.total()
        return {concept: count for concept, count in given.items() if concept in made or concept is None}

    return share


def _split(posts: int, weights: Mapping[int, int]) -> dict[int, int]:
    """The posts over the questions by their weight, rounded by largest remainder (Hamilton 1792)."""
    total = sum(weights.values())
    if not total:
        return {}
    exact = {n: posts * weight / total for n, weight in weights.items()}
    given = {n: math.floor(each) for n, each in exact.items()}
    for n in sorted(exact, key=lambda n: given[n] - exact[n])[: posts - sum(given.values())]:
        given[n] += 1
    return given
