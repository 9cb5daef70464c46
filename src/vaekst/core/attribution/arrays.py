"""Paths out of arrays: touches and leads in the order of visitor, moment and arrival, counted without a loop."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.counts import FIRST, LAST, UNIT, UNTAGGED, Counts, Real, Whole, summed

Flags = np.ndarray[Any, np.dtype[np.bool_]]

BEGINNING = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Touches:
    """Touches in order of arrival: visitor, moment in UTC milliseconds, and code: twice the key, plus one where direct."""

    user: Whole
    at: Whole
    code: Whole

    def __len__(self) -> int:
        return len(self.user)

    def where(self, keep: Flags | Whole | slice) -> Touches:
        """The touches with a flag that is set, or those of these places, in the order of the places."""
        return Touches(self.user[keep], self.at[keep], self.code[keep])


@dataclass(frozen=True, slots=True)
class Leads:
    """Leads in order of arrival: visitor and moment in UTC milliseconds; `nobody` are leads that name no visitor."""

    user: Whole
    at: Whole
    nobody: int = 0


@dataclass(frozen=True, slots=True)
class Numbered:
    """Touches and leads whose visitors are numbered from 0, and the group of each visitor."""

    touches: Touches
    leads: Leads
    group: Whole


def code_of(key: Whole, direct: Whole) -> Whole:
    """Key and directness of a touch as one number."""
    code: Whole = key * 2 + direct
    return code


def count(
    touches: Touches,
    leads: Leads,
    contract: PathContract,
    *,
    keys: Sequence[str | None],
    groups: int,
    since: int = BEGINNING,
    flows_since: int | None = None,
) -> Counts:
    """All counts of these visitors. What happens before `since` is looked back on and not counted.

    `flows_since` is the moment from which steps are counted, where it is another. `groups` is a power of two.
    """
    people, number = np.unique(np.concatenate([touches.user, leads.user]), return_inverse=True)
    numbered = Numbered(
        Touches(number[: len(touches)], touches.at, touches.code),
        Leads(number[len(touches) :], leads.at, leads.nobody),
        people & (groups - 1),
    )
    return count_numbered(numbered, contract, keys=keys, groups=groups, since=since, flows_since=flows_since)


def count_numbered(
    who: Numbered,
    contract: PathContract,
    *,
    keys: Sequence[str | None],
    groups: int,
    since: int = BEGINNING,
    flows_since: int | None = None,
) -> Counts:
    """As `count`, of visitors that are numbered already."""
    begin = since if flows_since is None else flows_since
    rows, cut = in_order(who.touches, contract, since=begin)
    paths = _paths_of(rows, who.leads, contract)
    flows = _flows(rows, paths, who.group, contract, shape=(groups, len(keys) + 1), since=begin)
    asked = paths.where(paths.at >= since)
    group = who.group[asked.user]
    places, members, is_tagged = _placed(rows, asked, group, contract)
    total = np.bincount(group, minlength=groups)
    total[0] += who.leads.nobody
    return Counts(
        tuple(keys),
        places,
        members,
        flows,
        total,
        np.bincount(group[asked.length > 0], minlength=groups),
        np.bincount(group[is_tagged], minlength=groups),
        cut,
    )


@dataclass(frozen=True, slots=True)
class _Paths:
    """Leads by visitor and moment, and the places in the ordered touches their path begins at and ends before."""

    user: Whole
    at: Whole
    begin: Whole
    end: Whole

    @property
    def length(self) -> Whole:
        return self.end - self.begin

    def where(self, keep: Flags) -> _Paths:
        return _Paths(self.user[keep], self.at[keep], self.begin[keep], self.end[keep])


def in_order(touches: Touches, contract: PathContract, *, since: int = BEGINNING) -> tuple[Touches, int]:
    """The touches by visitor, moment and arrival, no more on one day than count; and how many of those cut are counted.

    Visitors are numbered from 0.
    """
    if not len(touches):
        return touches, 0
    first = touches.at.min()
    packed = _packed(touches.user, touches.at - first, int(touches.at.max() - first))
    rows = touches.where(np.argsort(packed, kind="stable"))
    day = rows.at // DAY_MS
    is_new = np.append(True, (rows.user[1:] != rows.user[:-1]) | (day[1:] != day[:-1]))
    starts = np.flatnonzero(is_new)
    nth = np.arange(len(rows)) - np.repeat(starts, np.diff(np.append(starts, len(rows))))
    is_cut = nth >= contract.most_per_day
    if not is_cut.any():
        return rows, 0
    return rows.where(~is_cut), int(np.count_nonzero(is_cut & (rows.at >= since)))


def _packed(user: Whole, passed: Whole, most: int) -> Whole:
    """Visitor and moment as one number, in the order of both."""
    packed: Whole = (user << max(most, 1).bit_length()) | passed
    return packed


def _paths_of(rows: Touches, leads: Leads, contract: PathContract) -> _Paths:
    order = np.lexsort((leads.at, leads.user))
    user, at = leads.user[order], leads.at[order]
    opens = at - contract.lookback_ms
    if contract.resets and len(user):
        before = np.where(np.append(False, user[1:] == user[:-1]), np.append(BEGINNING, at[:-1]), BEGINNING)
        opens = np.maximum(opens, before)
    begin = _after(rows, user, opens)
    return _Paths(user, at, begin, np.maximum(_after(rows, user, at), begin))


def _after(rows: Touches, user: Whole, at: Whole) -> Whole:
    """The place behind all touches of each visitor up to a moment."""
    if not len(rows):
        return np.zeros(len(user), np.int64)
    first, last = rows.at.min() - 1, rows.at.max()
    most = int(last - first)
    packed = _packed(rows.user, rows.at - first, most)
    asked = _packed(user, np.clip(at, first, last) - first, most)
    return np.searchsorted(packed, asked, side="right")


def _placed(rows: Touches, paths: _Paths, group: Whole, contract: PathContract) -> tuple[Whole, Whole, Flags]:
    """Places and members of the counts, and which of the paths have a tagged touch."""
    length = paths.length
    owner = np.repeat(np.arange(len(length)), length)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length)
    place = paths.begin[owner] + nth
    code, of = rows.code[place], length[owner]
    key, is_direct, whose = code >> 1, (code & 1) == 1, group[owner]
    ends = np.where(nth == 0, FIRST, 0) + np.where(nth == of - 1, LAST, 0)
    units = _decayed(paths.at[owner] - rows.at[place], owner, len(length), contract)
    one = np.ones(len(owner), np.int64)
    closers = _closers(owner, nth, length, is_direct)
    places = summed([whose, key, of, ends], [one, closers, units])
    path, held, times = summed([owner, key], [one]).T
    of_path = np.bincount(path, minlength=len(length))
    members = summed([group[path], held, times, of_path[path]], [np.ones(len(path), np.int64)])
    is_tagged = np.zeros(len(length), bool)
    is_tagged[owner[~is_direct & (key != UNTAGGED)]] = True
    return places, members, is_tagged


def _closers(owner: Whole, nth: Whole, length: Whole, is_direct: Flags) -> Whole:
    """Marks in each path the last touch that is not direct, or the last where all are."""
    closing = np.append(length - 1, 0)  # the last place is nobody's
    linked = np.flatnonzero(~is_direct)
    is_last = np.append(owner[linked][1:] != owner[linked][:-1], True) if len(linked) else np.zeros(0, bool)
    closing[owner[linked[is_last]]] = nth[linked[is_last]]
    marks: Whole = (nth == closing[owner]).astype(np.int64)
    return marks


def _decayed(age_ms: Whole, owner: Whole, paths: int, contract: PathContract) -> Whole:
    """Each touch's share of its lead in units: halved with every half-life between touch and lead."""
    weight: Real = np.exp(age_ms * (-math.log(2) / contract.half_life_ms))
    whole = np.bincount(owner, weight, minlength=paths)
    units: Whole = np.rint(weight / whole[owner] * UNIT).astype(np.int64)
    return units


def _flows(
    rows: Touches, paths: _Paths, group: Whole, contract: PathContract, *, shape: tuple[int, int], since: int
) -> Whole:
    """Steps by group: from touch to touch, and from touch to lead."""
    groups, size = shape
    outside, key = size - 1, rows.code >> 1
    ends = _after(rows, paths.user, paths.at)
    origin = np.full(len(rows), outside, np.int64)
    follows = np.append(False, rows.user[1:] == rows.user[:-1]) if len(rows) else np.zeros(0, bool)
    follows[1:] &= rows.at[1:] - rows.at[:-1] <= contract.lookback_ms
    follows[ends[ends < len(rows)]] = False  # a lead stands between
    origin[1:] = np.where(follows[1:], key[:-1], outside)
    asked = rows.at >= since
    steps = _cells(group[rows.user], origin, key, size)[asked]
    leads = _cells(group[paths.user], *_led(rows, paths, ends, key, outside, contract), size)
    led = (leads % (size * size) != size * size - 1) & (paths.at >= since)
    counted = np.bincount(np.append(steps, leads[led]), minlength=groups * size * size)
    return counted.reshape(groups, size, size)


def _led(
    rows: Touches, paths: _Paths, ends: Whole, key: Whole, outside: int, contract: PathContract
) -> tuple[Whole, Whole]:
    """Of each lead: the key of the touch it follows at once, or `outside`; and the lead itself as a key."""
    to = np.full(len(ends), outside, np.int64)
    if not len(rows):
        return to, to
    last = np.maximum(ends - 1, 0)
    follows = (ends > 0) & (rows.user[last] == paths.user) & (paths.at - rows.at[last] <= contract.lookback_ms)
    if len(ends):
        follows[1:] &= ~((paths.user[1:] == paths.user[:-1]) & (ends[1:] == ends[:-1]))
    return np.where(follows, key[last], outside), to


def _cells(group: Whole, one: Whole, other: Whole, size: int) -> Whole:
    cells: Whole = (group * size + one) * size + other
    return cells


def steps_alone(
    touches: Touches, contract: PathContract, *, keys: int, groups: int, since: int = BEGINNING
) -> tuple[Whole, int]:
    """The steps of visitors without leads, and how many touches are above the most of a day."""
    none = np.zeros(0, np.int64)
    people, number = np.unique(touches.user, return_inverse=True)
    rows, cut = in_order(Touches(number, touches.at, touches.code), contract, since=since)
    paths = _Paths(none, none, none, none)
    return _flows(rows, paths, people & (groups - 1), contract, shape=(groups, keys + 1), since=since), cut
