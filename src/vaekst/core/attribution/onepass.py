"""All counts in one pass over touches in the order they arrived: nothing is sorted but what belongs to leads.

Of 10 million touches a few in a hundred belong to visitors who became leads; they are set aside at the door and counted by
`arrays`. All others only tell how journeys go that end in nothing: visitors are dealt into parts, and a part's steps are
counted as they came by, from one word of memory per visitor. Visitors with a touch that came later than a younger one are
counted again, in order, and their first count is taken back; whole numbers leave no trace of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vaekst.core.attribution.arrays import (
    BEGINNING,
    Leads,
    Numbered,
    Touches,
    count_numbered,
    steps_alone,
)
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import Counts, Whole
from vaekst.core.attribution.walk import (
    CHUNK,
    CODE_BITS,
    EPOCH,
    LAST_MOMENT,
    MOST_KEYS,
    NOBODY,
    PART_BITS,
    choose,
    compiled,
    deal,
    pick,
    settle,
    sift,
    walk,
)

Compile = Callable[[Callable[..., Any]], Callable[..., Any]]

_SMALLEST = 1 << 4
_MANY = 3_000_000
_PER_PART = 8_000
_PATIENCE = 8
_CODES = (1 << CODE_BITS) - 1
_ALL = np.array([255], np.uint8)


def parts_for(touches: int) -> int:
    """Into how many parts visitors are dealt, so that the seats of one part stay near the processor."""
    return 1 << min(PART_BITS, (touches // _PER_PART).bit_length())


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
    visitors: Whole | None = None,
    compile_: Compile = compiled,
) -> Counts:
    """What `arrays.count` counts, of touches that come by in pieces, in order of arrival; about how many are `expected`.

    Where `visitors` are named, these are all of whom a touch is to be counted, and the past of others is passed by. Needs
    numba, or runs the loops as they stand (`compile_`). Raises ValueError for moments before 1990 or after 2059, and for
    more than `can_walk`.
    """
    if not can_walk(keys):
        raise ValueError("So many keys do not fit into a visitor's word.")
    begin = since if flows_since is None else flows_since
    asked = _ALL
    if visitors is not None:
        asked = _sieve(np.append(visitors, leads.user[leads.at >= min(since, begin)]), compile_)
        leads = _of_asked(leads, asked)
    people = _People.of(leads.user, groups)
    door = _Door(people, asked, _Dealt.room_for(expected), compile_)
    aside = door.take(pieces)
    flows, cut = _Steps(contract, begin, (groups, len(keys) + 1), compile_).of(door.dealt)
    del door  # and all that was dealt, which is most of the memory
    counted = count_numbered(
        people.numbered(aside, leads), contract, keys=keys, groups=groups, since=since, flows_since=flows_since
    )
    return replace(counted, flows=counted.flows + flows, cut=counted.cut + cut)


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
    people = _People.of(leads.user, groups)
    opens, closes = people.spans(leads, contract)
    aside = _Door(people, _ALL, _Dealt.of_parts(0), compile_).take(pieces)
    within = aside.where((aside.at >= opens[aside.user]) & (aside.at <= closes[aside.user]))
    counted = count_numbered(people.numbered(within, leads), contract, keys=keys, groups=groups, since=since)
    return replace(counted, flows=np.zeros_like(counted.flows))


@dataclass(frozen=True, slots=True)
class _People:
    """Visitors who became leads, and the number of each lead's visitor among them."""

    users: Whole
    numbers: Whole
    group: Whole

    @classmethod
    def of(cls, users: Whole, groups: int) -> _People:
        found, numbers = np.unique(users, return_inverse=True)
        return cls(found, numbers, found & (groups - 1))

    def spans(self, leads: Leads, contract: PathContract) -> tuple[Whole, Whole]:
        """Of each visitor the first moment, at the beginning of a day in UTC, and the last that may be in a path."""
        opens, closes = np.full(len(self.users), LAST_MOMENT), np.zeros(len(self.users), np.int64)
        np.minimum.at(opens, self.numbers, (leads.at - contract.lookback_ms) // DAY_MS * DAY_MS)
        np.maximum.at(closes, self.numbers, leads.at)
        return opens, closes

    def numbered(self, aside: Touches, leads: Leads) -> Numbered:
        """What was set aside, with the leads of the same people."""
        return Numbered(aside, Leads(self.numbers, leads.at, leads.nobody), self.group)


@dataclass(slots=True)
class _Dealt:
    """Touches in chunks of their part (see `walk`), and how many chunks are taken."""

    cells: Whole
    links: Whole
    ends: Whole
    taken: int

    @classmethod
    def room_for(cls, touches: int) -> _Dealt:
        parts = parts_for(touches)
        return cls.of_parts(parts, chunks=2 * parts + touches // CHUNK)

    @classmethod
    def of_parts(cls, parts: int, *, chunks: int = 0) -> _Dealt:
        ends = np.arange(parts) * CHUNK
        return cls(np.empty((chunks * CHUNK, 2), np.int64), np.zeros(chunks, np.int64), ends, parts)

    @property
    def most(self) -> int:
        """At least as many as there are touches."""
        return self.taken * CHUNK

    def grow_for(self, touches: int) -> None:
        """Makes room where so many more touches may not find it."""
        if not len(self.ends):
            return
        chunks = self.taken + touches // CHUNK + 1
        if chunks > len(self.links):
            chunks += chunks // 2
            self.cells = np.append(self.cells, np.empty((chunks * CHUNK - len(self.cells), 2), np.int64), axis=0)
            self.links = np.append(self.links, np.zeros(chunks - len(self.links), np.int64))


@dataclass(slots=True)
class _Door:
    """Where touches come in: those of people who became leads are set aside, the rest is dealt."""

    people: _People
    asked: Whole
    dealt: _Dealt
    compile_: Compile

    def take(self, pieces: Iterable[Touches]) -> Touches:
        """Takes all pieces; gives back the touches set aside, under their visitors' numbers, nearly in the order of these and
        of time."""
        may_be, chosen = _sieve(self.people.users, self.compile_), _set(self.people.users, self.compile_)
        room, aside = np.empty((0, 2), np.int64), [np.empty((0, 2), np.int64)]
        for piece in pieces:
            if len(piece) > len(room):
                room = np.empty((len(piece), 2), np.int64)
            if len(piece):
                aside.append(self._take(piece, may_be, chosen, room))
        return _unpacked(self._settled(np.concatenate(aside)))

    def _settled(self, cells: Whole) -> Whole:
        """The cells as they will be sorted, but for what takes long."""
        settled, ends = np.empty_like(cells), np.cumsum(np.bincount(cells[:, 0], minlength=len(self.people.users)))
        first = np.append(0, ends[:-1])
        self.compile_(settle)(cells, first, first.copy(), settled, _PATIENCE * len(cells))
        return settled

    def _take(self, piece: Touches, may_be: Whole, chosen: Whole, room: Whole) -> Whole:
        if not (piece.at.min() >= EPOCH and piece.at.max() <= LAST_MOMENT):
            raise ValueError("Touches before 1990 or after 2059 cannot be walked over.")
        dealt = self.dealt
        dealt.grow_for(len(piece))
        put, dealt.taken = self.compile_(deal)(
            *(piece.user, piece.at, piece.code, self.asked, may_be, chosen),
            *(room, dealt.cells, dealt.links, dealt.ends, dealt.taken),
        )
        return room[:put].copy()


@dataclass(frozen=True, slots=True)
class _Steps:
    """How steps are counted: by which contract, from which moment on, by how many groups and keys."""

    contract: PathContract
    since: int
    shape: tuple[int, int]
    compile_: Compile

    def of(self, dealt: _Dealt) -> tuple[Whole, int]:
        """The steps of all that was dealt, and how many touches are above the most of a day."""
        flows, cut, late = self._walked(dealt)
        if not len(late):
            return flows, cut
        rows = self._of_visitors(np.unique(late), dealt)
        once, once_cut, _ = self._walked(self._dealt(rows))
        again, again_cut = steps_alone(
            rows, self.contract, keys=self.shape[1] - 1, groups=self.shape[0], since=self.since
        )
        return flows - once + again, cut - once_cut + again_cut

    def _walked(self, dealt: _Dealt) -> tuple[Whole, int, Whole]:
        """Steps, touches above the most of a day, and visitors with a touch that came late."""
        flows = np.zeros((self.shape[0], self.shape[1], self.shape[1]), np.int64)
        late = np.empty(dealt.most, np.int64)
        cut, delayed = self.compile_(walk)(
            *(dealt.cells, dealt.links, dealt.ends),
            *(self.contract.most_per_day, self.contract.lookback_ms, max(self.since, EPOCH) - EPOCH),
            *(flows, late),
        )
        return flows, int(cut), late[:delayed]

    def _of_visitors(self, visitors: Whole, dealt: _Dealt) -> Touches:
        found = np.empty((dealt.most, 2), np.int64)
        sets = _sieve(visitors, self.compile_), _set(visitors, self.compile_)
        put = self.compile_(pick)(dealt.cells, dealt.links, dealt.ends, *sets, found)
        return _unpacked(found[:put])

    def _dealt(self, rows: Touches) -> _Dealt:
        nobody = _People.of(rows.user[:0], self.shape[0])
        door = _Door(nobody, _ALL, _Dealt.room_for(len(rows)), self.compile_)
        door.take([rows])
        return door.dealt


def _unpacked(cells: Whole) -> Touches:
    return Touches(cells[:, 0].copy(), (cells[:, 1] >> CODE_BITS) + EPOCH, cells[:, 1] & _CODES)


def _of_asked(leads: Leads, asked: Whole) -> Leads:
    """The leads of visitors who pass the sieve."""
    spread = leads.user >> PART_BITS
    passes = (asked[(spread >> 3) & (len(asked) - 1)] >> (spread & 7)) & 1 == 1
    return Leads(leads.user[passes], leads.at[passes], leads.nobody)


def _sieve(users: Whole, compile_: Compile) -> Whole:
    """A sieve with one bit in sixteen set, or fewer."""
    sieve = np.zeros(1 << (2 * len(users)).bit_length(), np.uint8)
    compile_(sift)(users, sieve)
    return sieve


def _set(users: Whole, compile_: Compile) -> Whole:
    """Different visitors as a set that the loops can look into, numbered as they stand."""
    chosen = np.full((max(_SMALLEST, 1 << (8 * len(users) // 3 + 1).bit_length()), 2), NOBODY, np.int64)
    compile_(choose)(users, chosen)
    return chosen
