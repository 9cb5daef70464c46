"""Which lines of a table are rows, and which are remarks, the header, sums or leftovers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from vaekst.sources.contract import Block, Cells, Document
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.grid import Grid
from vaekst.sources.reading.words import filled, plain, visible

_TOTALS = frozenset(
    {"total", "totals", "grand total", "sum", "i alt", "ialt", "samlet", "totalt", "sum i alt", "gesamt", "summe"}
)
_NARROW = 2
"""A table this narrow may have rows with one filled cell, as a tag that is taken away."""

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file that is no row, by its number from 1, as it stands."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a table were taken for. `tables_below` are further tables of a sheet, which are not read."""

    remarks: tuple[str, ...]  # above the header
    header_line: int
    rows: int
    totals: tuple[Line, ...] = ()
    footers: tuple[Line, ...] = ()
    uneven: int = 0
    repeated_headers: int = 0
    tables_below: int = 0


def is_total(row: Cells) -> bool:
    """Whether a row is a sum: the first filled cell is a word for one."""
    return next((word for cell in row if (word := plain(cell))), "").removesuffix(":").rstrip() in _TOTALS


def is_footer(row: Cells, *, width: int) -> bool:
    """Whether a row at the end is a remark: words in the first cell of a wide table, and nothing beside them."""
    return width > _NARROW and " " in visible(row[0]) and filled(row) == 1


def rows_kept(table: Fields) -> tuple[list[bool], Counter[str]]:
    """Which rows are neither sums nor remarks at the end, and how many others there are by reason."""
    keep = [True] * len(table)
    for place in _doubtful(table):
        keep[place] = not is_total(table.rows[place])
    others = Counter({"total_row": keep.count(False)})
    for place in range(len(table) - 1, -1, -1):
        if keep[place]:
            if not is_footer(table.rows[place], width=len(table.header)):
                break
            keep[place] = False
            others["footer"] += 1
    return keep, others


def _doubtful(table: Fields) -> Iterable[int]:
    """The places of rows that may be sums; of a large table, those that begin with a word for one or with nothing."""
    if not isinstance(table.rows, Grid):
        return range(len(table))
    found: list[int] = np.flatnonzero(
        table.rows.column(0).flags(lambda cell: not plain(cell) or is_total([cell]))
    ).tolist()
    return found


def own_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks that hold the table: all of a text, where empty lines may stand between rows; the first of a sheet."""
    return document.blocks if document.delimiter is not None else document.blocks[:1]


def layout(document: Document, *, most_rows: int) -> Layout:
    """What the first lines of the document were taken for."""
    blocks = tuple(Block(each.notes, each.rows[:most_rows], each.lines[:most_rows]) for each in own_blocks(document))
    table, uneven = fields_of(blocks, {}, pad=True)
    keep, _ = rows_kept(table)
    left_out = [place for place, kept in enumerate(keep) if not kept]
    return Layout(
        remarks=document.blocks[0].notes,
        header_line=document.blocks[0].lines[0],
        rows=len(table) - len(left_out),
        totals=_lines(table, [place for place in left_out if is_total(table.rows[place])]),
        footers=_lines(table, [place for place in left_out if not is_total(table.rows[place])]),
        uneven=uneven["uneven_row"],
        repeated_headers=uneven["repeated_header"],
        tables_below=len(document.blocks) - len(blocks),
    )


def _lines(table: Fields, places: Sequence[int]) -> tuple[Line, ...]:
    return tuple(
        Line(table.lines[place], " · ".join(word for cell in table.rows[place] if (word := visible(cell))))
        for place in places[:_SHOWN]
    )
