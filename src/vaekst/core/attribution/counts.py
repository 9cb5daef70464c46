"""What attribution counts: whole numbers that add up, whatever engine, week or thread counted them.

Every model is worked out of these counts alone. They are integers, so two engines that agree on the paths agree on
every digit of every credit, and old counts plus new ones are the counts of all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Whole = np.ndarray[Any, Any]
"""An array of whole numbers, 64 bits each."""

Real = np.ndarray[Any, Any]
"""An array of numbers, 64 bits each."""

UNTAGGED = 0
"""The key of touches that do not say what is asked for."""

UNIT = 1 << 40
"""Time-decay credit is counted in parts of one lead this small."""

FIRST, LAST = 1, 2
"""Marks of a path's ends; a touch alone in its path is both."""

_ROOMY = 4
"""Sums are made in cells, one for all that could be, where there are no more of these for each row; else rows are sorted."""

PLACES = ("group", "key", "touches", "ends", "count", "closers", "units")
"""Columns of touches within paths: how long the path is, which end the touch stands at, how many such touches there
are, how many of them are the last that is not direct, and their time-decay credit in units."""

MEMBERS = ("group", "key", "times", "keys", "count")
"""Columns of paths by key: how often the key is in the path, how many keys the path has, how many such paths there are."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts by group of visitors, so that credits can be resampled; `keys` name the values asked for, from 0.

    `flows[group, one, other]` counts steps from one key to the next; row `len(keys)` are starts, column `len(keys)` are
    leads. `leads`, `reached` and `tagged` count leads by group: all, those with a touch in their path, those with one
    that is tagged. `cut` are touches above the most that count on one day.
    """

    keys: tuple[str | None, ...]
    places: Whole
    members: Whole
    flows: Whole
    leads: Whole
    reached: Whole
    tagged: Whole
    cut: int = 0

    @property
    def groups(self) -> int:
        return len(self.leads)

    def __add__(self, other: Counts) -> Counts:
        """Both together. Raises ValueError for counts of other keys or groups."""
        return self._with(other, 1)

    def __sub__(self, other: Counts) -> Counts:
        """What is left without the other's."""
        return self._with(other, -1)

    def _with(self, other: Counts, sign: int) -> Counts:
        if self.keys != other.keys or self.groups != other.groups:
            raise ValueError("Counts of other keys or groups cannot be added.")
        return Counts(
            self.keys,
            grouped(np.concatenate([self.places, _signed(other.places, sign, 4)]), by=4),
            grouped(np.concatenate([self.members, _signed(other.members, sign, 4)]), by=4),
            self.flows + sign * other.flows,
            self.leads + sign * other.leads,
            self.reached + sign * other.reached,
            self.tagged + sign * other.tagged,
            self.cut + sign * other.cut,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counts) and all(
            np.array_equal(getattr(self, name), getattr(other, name)) for name in Counts.__slots__
        )

    __hash__ = None  # type: ignore[assignment]  # arrays are not hashed

    def over_keys(self, keys: Sequence[str | None]) -> Counts:
        """The same counts under other keys that include these, in any order but the first, which stays untagged."""
        place = {key: at for at, key in enumerate(keys)}
        moved = np.array([place[key] for key in self.keys], np.int64)
        around = np.append(moved, len(keys))
        flows = np.zeros((self.groups, len(keys) + 1, len(keys) + 1), np.int64)
        flows[:, around[:, None], around[None, :]] = self.flows
        places, members = self.places.copy(), self.members.copy()
        places[:, 1], members[:, 1] = moved[places[:, 1]], moved[members[:, 1]]
        return Counts(
            tuple(keys),
            grouped(places, by=4),
            grouped(members, by=4),
            flows,
            self.leads,
            self.reached,
            self.tagged,
            self.cut,
        )


def nothing(keys: Sequence[str | None], groups: int) -> Counts:
    """No counts at all."""
    size = len(keys) + 1
    none = np.zeros(groups, np.int64)
    return Counts(
        tuple(keys),
        np.zeros((0, len(PLACES)), np.int64),
        np.zeros((0, len(MEMBERS)), np.int64),
        np.zeros((groups, size, size), np.int64),
        none,
        none,
        none,
    )


def grouped(rows: Whole, *, by: int) -> Whole:
    """As `summed`, of columns side by side, the first of which are those to be alike by."""
    return summed([*rows.T[:by]], [*rows.T[by:]])


def summed(by: Sequence[Whole], values: Sequence[Whole]) -> Whole:
    """Rows of `by` and the sums of `values` over what is alike by them, in order; such as add up to nothing are left out.

    What they are alike by is not below zero.
    """
    sizes = [int(column.max(initial=0)) + 1 for column in by]
    packed = np.ravel_multi_index(tuple(by), sizes)
    told, sums = (_in_cells if math.prod(sizes) <= _ROOMY * len(packed) else _in_runs)(packed, values, math.prod(sizes))
    kept = sums.any(axis=0)
    found: Whole = np.stack([*np.unravel_index(told[kept], sizes), *sums[:, kept]], axis=1)
    return found


def _in_cells(packed: Whole, values: Sequence[Whole], size: int) -> tuple[Whole, Whole]:
    """All numbers below `size`, and the sums of each."""
    sums = np.zeros((len(values), size), np.int64)
    for told, column in zip(sums, values, strict=True):
        np.add.at(told, packed, column)
    return np.arange(size), sums


def _in_runs(packed: Whole, values: Sequence[Whole], _: int) -> tuple[Whole, Whole]:
    """The numbers there are, and the sums of each."""
    order = np.argsort(packed)
    told = packed[order]
    starts = np.flatnonzero(np.diff(told, prepend=-1))
    if not len(starts):
        return told, np.zeros((len(values), 0), np.int64)
    return told[starts], np.stack([np.add.reduceat(column[order], starts) for column in values])


def _signed(rows: Whole, sign: int, by: int) -> Whole:
    signed = rows.copy()
    signed[:, by:] *= sign
    return signed
