"""The loops over touches in order of arrival, as plain functions: numba compiles them, tests run them as they stand.

A touch is packed into one word, and so is the last touch of a visitor, who has a seat in an open hash table:

    touch   moment since EPOCH << CODE_BITS  |  code (twice the key, plus one where direct)
    seat    moment since EPOCH + 1 << CODE_BITS + NTH_BITS  |  code << NTH_BITS  |  how many touches on that day so far

Dealt touches are cells (visitor, word) in chunks of one length; `links` says which chunk follows (0: none), part p begins with
chunk p, and `ends[p]` is where its next touch goes. A sieve is bytes with a bit for every eighth of a visitor or less: a bit
that is not set rules a visitor out, one that is set proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from vaekst.core.attribution.contract import DAY_MS
from vaekst.core.attribution.counts import Whole

PART_BITS = 10
"""Visitors are dealt into parts by up to so many of their lowest bits, and find their seats by the bits above."""

CHUNK = 64
CODE_BITS, NTH_BITS = 12, 10
MOST_KEYS = 1 << (CODE_BITS - 1)
EPOCH = 631_152_000_000
"""1990-01-01 in UTC milliseconds; no earlier moment is imported. Its day begins when days since 1970 do."""

LAST_MOMENT = EPOCH + (1 << (63 - CODE_BITS - NTH_BITS)) - 2
NOBODY = -1
"""What stands for no visitor in a set of them."""

_SHIFT = CODE_BITS + NTH_BITS
_CODE = (1 << CODE_BITS) - 1
_NTH = (1 << NTH_BITS) - 1


def deal(
    user: Whole,
    at: Whole,
    code: Whole,
    asked: Whole,
    may_be: Whole,
    chosen: Whole,
    aside: Whole,
    cells: Whole,
    links: Whole,
    ends: Whole,
    taken: int,
) -> tuple[int, int]:
    """Of touches that pass the sieve `asked`, puts those of visitors in the set `chosen` into `aside` as (number, word), and all
    others behind their part's, if there are parts. `may_be` is the sieve of those chosen.

    Of the chunks so many are `taken`. Returns how many touches are aside, and how many chunks are taken now.
    """
    parts, choice = len(ends), len(chosen) - 1
    narrow, wide = len(may_be) - 1, len(asked) - 1
    put = 0
    for row in range(len(user)):
        who = user[row]
        spread = who >> PART_BITS
        if not (asked[(spread >> 3) & wide] >> (spread & 7)) & 1:
            continue
        word = ((at[row] - EPOCH) << CODE_BITS) | code[row]
        if (may_be[(spread >> 3) & narrow] >> (spread & 7)) & 1:
            place = spread & choice
            while chosen[place, 1] != NOBODY and chosen[place, 0] != who:
                place = (place + 1) & choice
            if chosen[place, 1] != NOBODY:
                aside[put, 0] = chosen[place, 1]
                aside[put, 1] = word
                put += 1
                continue
        if parts == 0:
            continue
        part = who & (parts - 1)
        cell = ends[part]
        cells[cell, 0] = who
        cells[cell, 1] = word
        cell += 1
        if cell % CHUNK == 0:
            links[(cell - 1) // CHUNK] = taken
            cell = taken * CHUNK
            taken += 1
        ends[part] = cell
    return put, taken


def walk(  # noqa: C901 (one loop that numba compiles; a call inside would have to be compiled on its own)
    cells: Whole,
    links: Whole,
    ends: Whole,
    most: int,
    lookback: int,
    since: int,
    flows: Whole,
    late: Whole,
) -> tuple[int, int]:
    """Counts the steps of dealt touches into `flows` (groups, K + 1, K + 1).

    A touch older than its visitor's last counts nothing, and its visitor goes into `late`. `since` is counted from EPOCH.
    Returns how many touches are above the most of a day, and how many are late.
    """
    groups, outside = flows.shape[0] - 1, flows.shape[1] - 1
    cut = delayed = 0
    for part in range(len(ends)):
        chunks, chunk = 1, part
        while links[chunk] != 0:
            chunk = links[chunk]
            chunks += 1
        size = 16
        while size * 3 < chunks * CHUNK * 4:
            size *= 2
        seats, mask = np.zeros((size, 2), np.int64), size - 1
        chunk = part
        while chunks:
            chunks -= 1
            begin = chunk * CHUNK
            end = begin + CHUNK if chunks else ends[part]
            chunk = links[chunk]
            for row in range(begin, end):
                who = cells[row, 0]
                place = (who >> PART_BITS) & mask
                while seats[place, 1] != 0 and seats[place, 0] != who:
                    place = (place + 1) & mask
                seat = seats[place, 1]
                moment, code = cells[row, 1] >> CODE_BITS, cells[row, 1] & _CODE
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
                    flows[who & groups, origin, code >> 1] += 1
                seats[place, 1] = ((moment + 1) << _SHIFT) | (code << NTH_BITS) | nth
    return cut, delayed


def pick(cells: Whole, links: Whole, ends: Whole, may_be: Whole, chosen: Whole, found: Whole) -> int:
    """Puts the dealt touches of visitors in the set `chosen` into `found`, each visitor's in order of arrival, and tells how
    many there are. `may_be` is their sieve."""
    choice, narrow = len(chosen) - 1, len(may_be) - 1
    put = 0
    for part in range(len(ends)):
        chunk, is_last = part, False
        while not is_last:
            begin = chunk * CHUNK
            chunk = links[chunk]
            is_last = chunk == 0
            for row in range(begin, ends[part] if is_last else begin + CHUNK):
                who = cells[row, 0]
                spread = who >> PART_BITS
                if not (may_be[(spread >> 3) & narrow] >> (spread & 7)) & 1:
                    continue
                place = spread & choice
                while chosen[place, 1] != NOBODY and chosen[place, 0] != who:
                    place = (place + 1) & choice
                if chosen[place, 1] != NOBODY:
                    found[put, 0] = who
                    found[put, 1] = cells[row, 1]
                    put += 1
    return put


def settle(cells: Whole, first: Whole, ends: Whole, settled: Whole, patience: int) -> None:
    """Puts cells (number, word) in order of number, and those of a number in order of moment and arrival, as far as so many
    moves reach. `first[n]` is where number n begins; `ends` are the same and are moved along."""
    for row in range(len(cells)):
        who, word = cells[row, 0], cells[row, 1]
        place = ends[who]
        settled[place, 0] = who
        ends[who] = place + 1
        while place > first[who] and settled[place - 1, 1] >> CODE_BITS > word >> CODE_BITS and patience > 0:
            settled[place, 1] = settled[place - 1, 1]
            place -= 1
            patience -= 1
        settled[place, 1] = word


def choose(user: Whole, chosen: Whole) -> None:
    """Puts different visitors into an empty set with room for more, numbered as they stand."""
    choice = len(chosen) - 1
    for row in range(len(user)):
        place = (user[row] >> PART_BITS) & choice
        while chosen[place, 1] != NOBODY:
            place = (place + 1) & choice
        chosen[place, 0] = user[row]
        chosen[place, 1] = row


def sift(user: Whole, sieve: Whole) -> None:
    """Sets the visitors' bits in a sieve."""
    wide = len(sieve) - 1
    for row in range(len(user)):
        spread = user[row] >> PART_BITS
        sieve[(spread >> 3) & wide] |= 1 << (spread & 7)


def is_fast() -> bool:
    """Whether numba is installed (the extra `fast`)."""
    return find_spec("numba") is not None


@cache
def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """The loop as machine code, kept on disk for the next process. Raises ImportError without numba."""
    import numba  # takes a second, and only this needs it

    fast: Callable[..., Any] = numba.njit(cache=True)(loop)
    return fast
