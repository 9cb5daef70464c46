"""How the minutes of a stand-up are shared out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vaekst.core.sentence import N_


class Part(StrEnum):
    """A part of the meeting, in the order they come."""

    DUE = N_("What is due, and whose")
    KPIS = N_("KPIs off track")
    DIAGNOSES = N_("Diagnoses")
    CONCEPTS = N_("Concept by concept")
    PLAN = N_("Next week's posts")
    CLOSE = N_("Read out and close")


_WEIGHTS: Mapping[Part, int] = {
    Part.DUE: 3,
    Part.KPIS: 4,
    Part.DIAGNOSES: 3,
    Part.CONCEPTS: 14,
    Part.PLAN: 3,
    Part.CLOSE: 3,
}
"""Minutes of each part in a meeting of half an hour."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part and its whole minutes; 0 is less than one."""

    part: Part
    minutes: int


def agenda(minutes: int, *, parts: Collection[Part] = tuple(Part)) -> tuple[Item, ...]:
    """The parts with their share of the meeting's minutes, which they use up exactly.

    Shares are rounded by largest remainder (Hamilton 1792), earlier parts first where remainders are equal.
    """
    chosen = [part for part in Part if part in parts]
    whole = sum(_WEIGHTS[part] for part in chosen)
    shares = {part: divmod(minutes * _WEIGHTS[part], whole) for part in chosen}
    left = minutes - sum(share for share, _ in shares.values())
    rounded_up = sorted(chosen, key=lambda part: -shares[part][1])[:left]
    return tuple(Item(part, shares[part][0] + (part in rounded_up)) for part in chosen)
