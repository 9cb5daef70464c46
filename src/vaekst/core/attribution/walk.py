"""The loops over touches in order of arrival, as plain functions: numba compiles them, tests run them as they stand.

A touch is packed into one word, and so is the last touch of a visitor, who has a seat in an open hash table:

    touch   moment since EPOCH << CODE_BITS  |  code (twice the key, plus one where direct)
    seat    moment since EPOCH + 1 << CODE_BITS + NTH_BITS  |  code << NTH_BITS  |  how many touches on that day so far
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

from vaekst.core.attribution.contract import DAY_MS
from vaekst.core.attribution.counts import Whole

PARTS = 256
"""Visitors are dealt into up to so many parts by their lowest bits, so that the table of one part stays near the processor."""

CODE_BITS, NTH_BITS = 12, 10
MOST_KEYS = 1 << (CODE_BITS - 1)
EPOCH = 631_152_000_000
"""1990-01-01 in UTC milliseconds; no earlier moment is imported. Its day begins when days since 1970 do."""

LAST_MOMENT = EPOCH + (1 << (63 - CODE_BITS - NTH_BITS)) - 2
NOBODY = -1
"""What stands for no visitor in a set of them."""

_PART_BITS = 8
_SHIFT = CODE_BITS + NTH_BITS
_CODE = (1 << CODE_BITS) - 1
_NTH = (1 << NTH_BITS) - 1


def deal(user: Whole, at: Whole, code: Whole, dealt: Whole, words: Whole, ends: Whole) -> None:
    """Puts visitors and packed touches in order of part, within each part in order of arrival.

    `ends[p]` is where part p ends; it has one place more than there are parts, and begins with zeros.
    """
    parts = len(ends) - 1
    for row in range(len(user)):
        ends[(user[row] & (parts - 1)) + 1] += 1
    for part in range(parts):
        ends[part + 1] += ends[part]
    for row in range(len(user)):
        part = user[row] & (parts - 1)
        place = ends[part]
        ends[part] = place + 1
        dealt[place] = user[row]
        words[place] = ((at[row] - EPOCH) << CODE_BITS) | code[row]


def walk(  # noqa: C901 (one loop that numba compiles; a call inside would have to be compiled on its own)
    seats: Whole,
    user: Whole,
    words: Whole,
    most: int,
    lookback: int,
    since: int,
    sign: int,
    flows: Whole,
    chosen: Whole,
    aside: Whole,
    number: Whole,
    late: Whole,
) -> tuple[int, int, int]:
    """Counts the steps of one part's touches into `flows` (groups, K + 1, K + 1), `sign` each.

    Touches of visitors in the set `chosen` are not counted; their places go into `aside`, and what the set calls the visitor
    into `number`. A touch older than its visitor's
    last counts nothing, and its visitor goes into `late`. `since` is counted from EPOCH. Returns how many are aside, how
    many touches are above the most of a day, and how many are late.
    """
    mask, choice = len(seats) - 1, len(chosen) - 1
    groups, outside = flows.shape[0] - 1, flows.shape[1] - 1
    put = cut = delayed = 0
    for row in range(len(user)):
        who = user[row]
        place = (who >> _PART_BITS) & choice
        while chosen[place, 1] != NOBODY and chosen[place, 0] != who:
            place = (place + 1) & choice
        if chosen[place, 1] != NOBODY:
            aside[put] = row
            number[put] = chosen[place, 1]
            put += 1
            continue
        place = (who >> _PART_BITS) & mask
        while seats[place, 1] != 0 and seats[place, 0] != who:
            place = (place + 1) & mask
        seat = seats[place, 1]
        moment, code = words[row] >> CODE_BITS, words[row] & _CODE
        nth, origin = 1, outside
        if seat == 0:
            seats[place, 0] = who
        else:
            before = (seat >> _SHIFT) - 1
            passed = moment - before
            if passed < 0:
                late[delayed] = who
                delayed += 1
                continue
            if passed < DAY_MS and moment // DAY_MS == before // DAY_MS:
                nth = (seat & _NTH) + 1
                if nth > most:
                    if moment >= since:
                        cut += 1
                    continue
            if passed <= lookback:
                origin = (seat >> (NTH_BITS + 1)) & (_CODE >> 1)
        if moment >= since:
            flows[who & groups, origin, code >> 1] += sign
        seats[place, 1] = ((moment + 1) << _SHIFT) | (code << NTH_BITS) | nth
    return put, cut, delayed


def pick(user: Whole, chosen: Whole, aside: Whole, number: Whole) -> int:
    """Puts the places of touches whose visitor is in the set into `aside`, and what the set calls the visitor into
    `number`; how many there are."""
    choice = len(chosen) - 1
    put = 0
    for row in range(len(user)):
        who = user[row]
        place = (who >> _PART_BITS) & choice
        while chosen[place, 1] != NOBODY and chosen[place, 0] != who:
            place = (place + 1) & choice
        if chosen[place, 1] != NOBODY:
            aside[put] = row
            number[put] = chosen[place, 1]
            put += 1
    return put


def choose(user: Whole, first: int, chosen: Whole) -> None:
    """Puts different visitors into an empty set with room for more, numbered as they stand, from `first`."""
    choice = len(chosen) - 1
    for row in range(len(user)):
        place = (user[row] >> _PART_BITS) & choice
        while chosen[place, 1] != NOBODY:
            place = (place + 1) & choice
        chosen[place, 0] = user[row]
        chosen[place, 1] = first + row


def is_fast() -> bool:
    """Whether numba is installed (the extra `fast`)."""
    return find_spec("numba") is not None


@cache
def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """The loop as machine code, kept on disk for the next process. Raises ImportError without numba."""
    import numba  # takes a second, and only this needs it

    fast: Callable[..., Any] = numba.njit(cache=True)(loop)
    return fast
