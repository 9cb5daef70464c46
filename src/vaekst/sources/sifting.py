"""Which rows of a table are facts, decided for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.grid import Places


def sift(ledger: Ledger, flaws: Sequence[tuple[str, Places]], *, key: Sequence[Places]) -> Places:
    """The places of the rows without a flaw; the ledger is told why others are left out, by the first flaw each has.

    Of rows with the same `key`, given as numbers that are equal where the values are, the first is kept.
    """
    rest = np.ones(len(key[0]), bool)
    for reason, flags in flaws:
        rest = _without(ledger, rest, reason, flags)
    return np.flatnonzero(_without(ledger, rest, "duplicate", ~_first_of(key, rest)))


def _without(ledger: Ledger, rest: Places, reason: str, flags: Places) -> Places:
    """The rows that are left when those with this flaw are dropped."""
    if dropped := int(np.count_nonzero(rest & flags)):
        ledger.drop(reason, dropped)
    return rest & ~flags


def _first_of(key: Sequence[Places], among: Places) -> Places:
    """Marks, among the rows marked, the first one of every key."""
    together = reduce(lambda left, right: left * (int(right.max(initial=0)) + 1) + right, key)
    places = np.flatnonzero(among)
    _, first = np.unique(together[places], return_index=True)
    marked = np.zeros(len(among), bool)
    marked[places[first]] = True
    return marked
