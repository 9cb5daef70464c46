"""Leads of the customer system beside conversions of the website: who is the same person, and who is known from one alone.

A conversion and a lead are one person when the conversion carries the lead's number, or its visitor the hash of the lead's
address. A conversion that carries neither could be anybody. So that nobody counts twice, it is taken for the nearest lead within
`PAIRED_DAYS` that no other conversion names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vaekst.core.leads.lead import Lead
from vaekst.core.metrics.counted_once import KNOWN_AS
from vaekst.core.period import Period

PAIRED_DAYS = 3

_HASH_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Event:
    """A conversion of the primary kind: its day, the lead's number it carries, and the hash of its visitor."""

    day: date
    number: str | None
    visitor: str | None


@dataclass(frozen=True, slots=True)
class Matched:
    """What the two tell together, of a period. `alone` are leads no conversion names, `unseen` leads whose conversion names no
    visitor. `paired` conversions were taken for a lead near them, `unlisted` ones are nobody the leads name; `by_day` leads
    are counted without a name.
    """

    alone: tuple[Lead, ...] = ()
    unseen: tuple[Lead, ...] = ()
    paired: int = 0
    unlisted: int = 0
    by_day: int = 0


def matched(leads: Sequence[Lead], events: Sequence[Event], *, period: Period) -> Matched:
    """The leads of the period held against all conversions there are."""
    named = [(lead, marks) for lead in leads if lead.leads and (marks := marks_of(lead))]
    known = {mark for _, marks in named for mark in marks}
    by_number = {event.number: event for event in events if event.number is not None}
    of_events = {*by_number, *(event.visitor for event in events)}
    alone = [lead for lead, marks in named if lead.day in period and marks.isdisjoint(of_events)]
    anybody = [event for event in events if event.day in period and _is_anybody(event, known, by_number)]
    taken = set(_paired(sorted(event.day for event in anybody), alone))
    return Matched(
        alone=tuple(lead for place, lead in enumerate(alone) if place not in taken),
        unseen=tuple(
            lead
            for lead, marks in named
            if any(event.visitor is None and event.day in period for event in map(by_number.get, marks) if event)
        ),
        paired=len(taken),
        unlisted=_strangers(events, known, period) - len(taken) if known else 0,
        by_day=sum(lead.leads for lead in leads if lead.day in period and not marks_of(lead)),
    )


def marks_of(lead: Lead) -> frozenset[str]:
    """Everything the person is known by: numbers, and hashes of addresses; empty for leads counted by the day."""
    cells = lead.told.cells
    entry = str(cells.get("entry_id", "")).rpartition(":")[2]
    own = (cells.get("contact_key"), cells.get("external_id"), entry if len(entry) == _HASH_DIGITS else None)
    return frozenset({str(mark) for mark in own if mark} | set(cells.get(KNOWN_AS, ())))


def _strangers(events: Sequence[Event], known: set[str], period: Period) -> int:
    """How many conversions of the period carry nothing a lead is known by."""
    return sum(event.day in period and known.isdisjoint({event.number, event.visitor}) for event in events)


def _is_anybody(event: Event, known: set[str], numbers: Collection[str]) -> bool:
    """Whether the conversion could be any lead. Numbers tell people apart only where the customer system uses the same."""
    if event.visitor in known or event.number in known:
        return False
    return event.number is None or known.isdisjoint(numbers)


def _paired(days: Sequence[date], leads: Sequence[Lead]) -> Iterator[int]:
    """The places of the leads that the days of conversions are taken for, each once; days come in order."""
    order = sorted(range(len(leads)), key=lambda place: leads[place].day)
    free = [(leads[place].day, place) for place in order]
    for day in days:
        at = bisect_left(free, (day, -1))
        near = [each for each in (at - 1, at) if 0 <= each < len(free)]
        best = min(near, key=lambda each: abs((free[each][0] - day).days), default=None)
        if best is not None and abs((free[best][0] - day).days) <= PAIRED_DAYS:
            yield free.pop(best)[1]
