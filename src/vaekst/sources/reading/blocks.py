"""Rows to blocks: tables in one file are told apart by the empty lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vaekst.sources.contract import Block, Cells
from vaekst.sources.reading.grid import Grid
from vaekst.sources.reading.words import filled, visible


def blocks_of(rows: Sequence[Cells], lines: Sequence[int]) -> tuple[Block, ...]:
    """The blocks of a file. A line of empty cells (`;;;`) is an empty line."""
    found: list[Block] = []
    start = 0
    for position in _empty(rows):
        if position > start:
            found.append(_block(rows[start:position], lines[start:position]))
        start = position + 1
    if start < len(rows):
        found.append(_block(rows[start:], lines[start:]))
    return _without_preamble(found)


def _without_preamble(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks without remarks (`# …`) at the top; they stand as notes above the first table instead."""
    first = next((place for place, block in enumerate(blocks) if not _is_remark(block)), 0)
    if first == 0:
        return tuple(blocks)
    above = [_text(row) for block in blocks[:first] for row in block.rows]
    table = blocks[first]
    return (Block((*above, *table.notes), table.rows, table.lines), *blocks[first + 1 :])


def _is_remark(block: Block) -> bool:
    return all(filled(row) == 1 and _text(row).startswith("#") for row in block.rows)


def _text(row: Cells) -> str:
    """The first visible cell of a line."""
    return next(text for cell in row if (text := visible(cell)))


def _empty(rows: Sequence[Cells]) -> Iterable[int]:
    """The positions of empty lines. Of a large file only rows without a first cell are looked at."""
    places = rows.without_first_cell() if isinstance(rows, Grid) else range(len(rows))
    return (place for place in places if _is_empty(rows[place]))


def _is_empty(row: Cells) -> bool:
    if row and row[0] and not row[0].isspace():  # the common case, kept cheap
        return False
    return not any(visible(cell) for cell in row)


def _block(rows: Sequence[Cells], lines: Sequence[int]) -> Block:
    """The rows with the single-cell lines above the header set apart as notes."""
    above = next((position for position, row in enumerate(rows[:40]) if filled(row) > 1), 0)
    notes = tuple(map(_text, rows[:above]))
    return Block(notes, rows[above:], lines[above:])
