"""All counts in one pass over touches in the order they arrived: nothing is sorted but what belongs to leads.

Of 10 million touches a few in a hundred belong to visitors who became leads; they are set aside and counted by `arrays`.
All others only tell how journeys go that end in nothing: visitors are dealt into parts, and a part's steps are counted as
they come by, from one word of memory per visitor. Visitors with a touch that came later than a younger one are counted
again, in order, and their first count is taken back; whole numbers leave no trace of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from vaekst.core.attribution.arrays import (
    BEGINNING,
    Leads,
    Numbered,
    Touches,
    count_numbered,
    joined,
    steps_alone,
)
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import Counts, Whole
from vaekst.core.attribution.walk import (
    CODE_BITS,
    EPOCH,
    LAST_MOMENT,
    MOST_KEYS,
    NOBODY,
    PARTS,
    choose,
    compiled,
    deal,
    pick,
    walk,
)

Compile = Callable[[Callable[..., Any]], Callable[..., Any]]

_SMALLEST = 1 << 4
_BLOCK = 1 << 22
_MANY = 3_000_000
_CODES = (1 << CODE_BITS) - 1


def parts_for(touches: int) -> int:
    """Into how many parts visitors are dealt: few where all fit near the processor at once."""
    return 16 if touches < _MANY else PARTS


def can_walk(keys: Sequence[str | None]) -> bool:
    """Whether so many keys fit into a visitor's word."""
    return len(keys) <= MOST_KEYS


def count_in_one_pass(
    pieces: Iterable[Touches],
    leads: Leads,
    contract: PathContract,
    *,
    keys: Sequence[str | None],
    groups: int,
    since: int = BEGINNING,
    flows_since: int | None = None,
    expected: int = _MANY,
    compile_: Compile = compiled,
) -> Counts:
    """What `arrays.count` counts, of touches that come by in pieces, in order of arrival; about how many are `expected`.

    Needs numba, or runs the loops as they stand (`compile_`). Raises ValueError for moments before 1990 or after 2059, and
    for more than `can_walk`.
    """
    if not can_walk(keys):
        raise ValueError("So many keys do not fit into a visitor's word.")
    begin = since if flows_since is None else flows_since
    parts = parts_for(expected)
    people = _People.of(leads.user, groups, parts)
    walked = _Walked(contract, begin, np.zeros((groups, len(keys) + 1, len(keys) + 1), np.int64), compile_)
    aside = walked.take_all(_all_dealt(pieces, parts, compile_), people)
    numbered = Numbered(aside, Leads(people.numbers, leads.at, leads.nobody), people.group)
    of_leads = count_numbered(numbered, contract, keys=keys, groups=groups, since=since, flows_since=flows_since)
    again, cut = steps_alone(joined(walked.late), contract, keys=len(keys), groups=groups, since=begin)
    return replace(of_leads, flows=of_leads.flows + walked.flows + again, cut=of_leads.cut + walked.cut + cut)


def count_rules(
    pieces: Iterable[Touches],
    leads: Leads,
    contract: PathContract,
    *,
    keys: Sequence[str | None],
    groups: int,
    since: int = BEGINNING,
    compile_: Compile = compiled,
) -> Counts:
    """What the rule models need: the paths of leads alone. No steps are counted."""
    people = _People.of(leads.user, groups, PARTS)
    chosen = _chosen(people.users, 0, compile_)
    opens, closes = people.spans(leads, contract)
    found = (_of_chosen(piece, chosen, compile_) for piece in pieces)
    aside = joined([each.where((each.at >= opens[each.user]) & (each.at <= closes[each.user])) for each in found])
    numbered = Numbered(aside, Leads(people.numbers, leads.at, leads.nobody), people.group)
    counted = count_numbered(numbered, contract, keys=keys, groups=groups, since=since)
    return replace(counted, flows=np.zeros_like(counted.flows))


@dataclass(frozen=True, slots=True)
class _Dealt:
    """A piece in order of part: visitors, packed touches, and where each part begins."""

    user: Whole
    words: Whole
    begins: Whole


@dataclass(frozen=True, slots=True)
class _Part:
    """All touches of one part, in order of arrival."""

    number: int
    user: Whole
    words: Whole

    @classmethod
    def of(cls, dealt: Sequence[_Dealt], number: int) -> _Part:
        spans = [slice(piece.begins[number], piece.begins[number + 1]) for piece in dealt]
        return cls(
            number,
            np.concatenate([piece.user[span] for piece, span in zip(dealt, spans, strict=True)]),
            np.concatenate([piece.words[span] for piece, span in zip(dealt, spans, strict=True)]),
        )

    def where(self, rows: Whole) -> _Part:
        return _Part(self.number, self.user[rows], self.words[rows])

    def touches(self, user: Whole | None = None) -> Touches:
        """The touches unpacked, under their visitors' own numbers or others."""
        return Touches(self.user if user is None else user, (self.words >> CODE_BITS) + EPOCH, self.words & _CODES)


@dataclass(frozen=True, slots=True)
class _People:
    """Visitors who became leads, in order of part, and the number of each lead's visitor among them."""

    users: Whole
    numbers: Whole
    group: Whole
    begins: Whole

    @classmethod
    def of(cls, users: Whole, groups: int, parts: int) -> _People:
        found, inverse = np.unique(users, return_inverse=True)
        order = np.argsort(found & (parts - 1), kind="stable")
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        ordered = found[order]
        begins = np.searchsorted(ordered & (parts - 1), np.arange(parts + 1))
        return cls(ordered, place[inverse], ordered & (groups - 1), begins)

    def spans(self, leads: Leads, contract: PathContract) -> tuple[Whole, Whole]:
        """Of each visitor the first moment, at the beginning of a day in UTC, and the last that may be in a path."""
        opens, closes = np.full(len(self.users), LAST_MOMENT), np.zeros(len(self.users), np.int64)
        np.minimum.at(opens, self.numbers, (leads.at - contract.lookback_ms) // DAY_MS * DAY_MS)
        np.maximum.at(closes, self.numbers, leads.at)
        return opens, closes

    def of_part(self, part: int, compile_: Compile) -> Whole:
        """The part's visitors as a set."""
        first = int(self.begins[part])
        return _chosen(self.users[first : self.begins[part + 1]], first, compile_)


@dataclass(slots=True)
class _Walked:
    """Steps counted so far, and the touches of visitors who have to be counted again."""

    contract: PathContract
    since: int
    flows: Whole
    compile_: Compile
    cut: int = 0
    late: list[Touches] = field(default_factory=list)

    def take_all(self, dealt: list[_Dealt], people: _People) -> Touches:
        """Counts the steps of every part, as `take`; the pieces are used up."""
        aside = joined(
            [self.take(_Part.of(dealt, part), people) for part in range(len(people.begins) - 1 if dealt else 0)]
        )
        dealt.clear()
        return aside

    def take(self, part: _Part, people: _People) -> Touches:
        """Counts a part's steps; gives back the touches of those who became leads, under their numbers."""
        chosen = people.of_part(part.number, self.compile_)
        rows, number, late = self._walk(part, chosen, 1)
        if len(late):
            again = part.where(_picked(part.user, _chosen(np.unique(late), 0, self.compile_), self.compile_))
            self._walk(again, _chosen(late[:0], 0, self.compile_), -1)
            self.late.append(again.touches())
        return part.where(rows).touches(number)

    def _walk(self, part: _Part, chosen: Whole, sign: int) -> tuple[Whole, Whole, Whole]:
        """The places of the touches of chosen visitors, their numbers, and visitors with a touch that came late."""
        aside, number, late = (np.empty(len(part.user), np.int64) for _ in range(3))
        put, cut, delayed = self.compile_(walk)(
            *(_table(len(part.user), 0), part.user, part.words),
            *(self.contract.most_per_day, self.contract.lookback_ms, max(self.since, EPOCH) - EPOCH, sign),
            *(self.flows, chosen, aside, number, late),
        )
        self.cut += sign * int(cut)
        return aside[:put], number[:put], late[:delayed]


def _all_dealt(pieces: Iterable[Touches], parts: int, compile_: Compile) -> list[_Dealt]:
    """The pieces in order of part, side by side in blocks so large that the system gets them back when they are dropped."""
    dealt, rest = [], np.empty((2, 0), np.int64)
    for piece in pieces:
        if not len(piece):
            continue
        if rest.shape[1] < len(piece):
            rest = np.empty((2, max(_BLOCK, len(piece))), np.int64)
        dealt.append(_dealt(piece, rest[:, : len(piece)], parts, compile_))
        rest = rest[:, len(piece) :]
    return dealt


def _dealt(piece: Touches, room: Whole, parts: int, compile_: Compile) -> _Dealt:
    if not (piece.at.min() >= EPOCH and piece.at.max() <= LAST_MOMENT):
        raise ValueError("Touches before 1990 or after 2059 cannot be walked over.")
    ends = np.zeros(parts + 1, np.int64)
    compile_(deal)(piece.user, piece.at, piece.code, room[0], room[1], ends)
    return _Dealt(room[0], room[1], np.append(0, ends[:-1]))


def _of_chosen(piece: Touches, chosen: Whole, compile_: Compile) -> Touches:
    """The touches of chosen visitors, under their numbers."""
    rows, number = _numbered(piece.user, chosen, compile_)
    return Touches(number, piece.at[rows], piece.code[rows])


def _picked(user: Whole, chosen: Whole, compile_: Compile) -> Whole:
    """The places of the touches of chosen visitors."""
    return _numbered(user, chosen, compile_)[0]


def _numbered(user: Whole, chosen: Whole, compile_: Compile) -> tuple[Whole, Whole]:
    """The places of the touches of chosen visitors, and the visitors' numbers."""
    rows, number = np.empty(len(user), np.int64), np.empty(len(user), np.int64)
    put = compile_(pick)(user, chosen, rows, number)
    return rows[:put], number[:put]


def _chosen(users: Whole, first: int, compile_: Compile) -> Whole:
    """Different visitors as a set that the loops can look into, numbered from `first`."""
    chosen = _table(2 * len(users), NOBODY)
    compile_(choose)(users, first, chosen)
    return chosen


def _table(most: int, value: int) -> Whole:
    """An open table with more seats than that."""
    return np.full((max(_SMALLEST, 1 << (4 * most // 3 + 1).bit_length()), 2), value, np.int64)
