"""Where the table of a report begins: advertising platforms write a few lines above the header.

A line above may hold commas and so fall into several cells (`July 8, 2025 - July 31, 2025`); it is no header for that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaekst.core.strategy.vocabulary import CURRENCIES
from vaekst.sources.contract import Block, Cells, Document
from vaekst.sources.reading.words import plain, visible
from vaekst.sources.spend.platform import KINDS, Platform, Words

_ABOVE = 20
"""Lines looked at for the header in each of the first blocks."""

_BLOCKS = 4
_CURRENCY = re.compile(r"(.+?) \(([a-z]{3})\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """A table of spend: the lines above it, its rows with the header first, and which column is which field."""

    notes: tuple[str, ...]
    header: Cells
    lines: Sequence[int]  # of the rows below the header
    rows: Sequence[Cells]
    language: str
    columns: Mapping[str, int]

    @property
    def kind(self) -> str:
        """What one row is about, by the finest field there is."""
        return next(
            kind for kind, fields in KINDS.items() if not fields or any(name in self.columns for name in fields)
        )


def frame(document: Document, platform: Platform) -> Frame | None:
    """The table of spend in the document; None when the platform's header is not there."""
    notes: list[str] = []
    for place, block in enumerate(document.blocks[:_BLOCKS]):
        notes += block.notes
        for line, row in enumerate(block.rows[:_ABOVE]):
            places = _places(row)
            language, columns = _columns(places, platform.headers)
            if "cost" in columns and not platform.marks.isdisjoint(places):
                return _framed(notes, document.blocks[place:], line, language, columns)
            notes.append(",".join(row).strip(" ,"))
    return None


def _framed(
    notes: Sequence[str], blocks: Sequence[Block], line: int, language: str, columns: Mapping[str, int]
) -> Frame:
    """The frame whose header is the given line of the first block; further blocks are more rows."""
    first = blocks[0]
    rows, lines = list(first.rows[line + 1 :]), list(first.lines[line + 1 :])
    for block in blocks[1:]:
        rows += block.rows
        lines += block.lines
    return Frame(tuple(map(visible, notes)), first.rows[line], lines, rows, language, columns)


def _places(row: Cells) -> dict[str, int]:
    """Where each word of a row stands first."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        places.setdefault(without_currency(plain(cell)), place)
    return places


def _columns(places: Mapping[str, int], headers: Words) -> tuple[str, dict[str, int]]:
    """The language that knows the most of the words, and where each of its fields stands."""
    found = {
        language: {
            field: places[word]
            for field, spelled in words.items()
            for word in reversed(spelled)  # of several words the first counts
            if word in places
        }
        for language, words in headers.items()
    }
    language = max(found, key=lambda known: len(found[known]))  # the first of equals
    return language, found[language]


def without_currency(header: str) -> str:
    """The header as compared without a currency at its end: `amount spent (dkk)`. `(in utc)` is none."""
    match = _CURRENCY.fullmatch(header)
    return match[1] if match and match[2].upper() in CURRENCIES else header
