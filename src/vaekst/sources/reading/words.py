"""Cells made comparable: export files hide soft hyphens, odd blanks and letter cases inside their headers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of writing direction, which copying from a right-to-left screen leaves behind."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff" + _DIRECTIONS))
_BLANKS = {ord("\u00a0"): " ", ord("\u202f"): " ", ord("\u2009"): " ", ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}


def visible(cell: str) -> str:
    """The cell without invisible characters, odd blanks made plain, ends stripped; letter case is kept."""
    if cell.isascii():
        return cell.strip()
    return unicodedata.normalize("NFKC", cell.translate(_INVISIBLE).translate(_BLANKS)).strip()


def plain(cell: str) -> str:
    """The cell as headers and words are compared: visible characters, casefolded, single blanks."""
    return " ".join(visible(cell).casefold().split())


def signature(header: Iterable[str]) -> tuple[str, ...]:
    """The header as compared: plain cells in order, empty ones at the end left out."""
    cells = [plain(cell) for cell in header]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def filled(row: Iterable[str]) -> int:
    """How many cells of the row hold something visible."""
    return sum(1 for cell in row if cell and visible(cell))
