"""The rows of an export taken apart: facts, total rows, and the note that only the top 500 are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.contract import Block, Cells, Document, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.grid import Column, Grid, chosen_lines, column_of
from vaekst.sources.reading.words import filled, plain, visible
from vaekst.sources.youtube.headers import TOTAL_WORDS

LIMIT = 500
"""The most rows YouTube Studio exports."""

_LIMIT_NOTE = re.compile(r"(?<!\d)500(?!\d)")


@dataclass(slots=True)
class Rows:
    """The rows below the header by what they are. `total` is the last total row, or None."""

    header: Cells
    columns: Mapping[str, int]
    lines: Sequence[int] = ()
    facts: Sequence[Cells] = ()
    total: Cells | None = None
    has_limit_note: bool = False

    def cells(self, name: str) -> Column[str] | None:
        """The column's cells in the fact rows; None when the file does not have it."""
        position = self.columns.get(name)
        return None if position is None else column_of(self.facts, position)

    def total_cell(self, name: str) -> str:
        """The column's cell in the total row, empty when there is none."""
        position = self.columns.get(name)
        return self.total[position] if self.total is not None and position is not None else ""


def take_apart(document: Document, recognition: Recognition, ledger: Ledger) -> Rows:
    """The rows of all blocks: an empty line may stand before the total. Raises BadFile for a file that was cut off."""
    rows = Rows(document.blocks[0].header, recognition.columns)
    for number, block in enumerate(document.blocks):
        start = 1 if number == 0 else 0
        _take(rows, Block((), block.rows[start:], block.lines[start:]), ledger)
    if document.unfinished:
        _settle_end(document, rows, ledger)
    return rows


def _take(rows: Rows, block: Block, ledger: Ledger) -> None:
    """Adds the rows of a block. Of a large one, only those that may be something else than facts are looked at."""
    ledger.read += len(block.rows)
    facts: Sequence[Cells]
    lines: Sequence[int]
    if isinstance(block.rows, Grid) and block.rows.width == len(rows.header):
        facts, lines = _facts_of_grid(rows, block.rows, block.lines, ledger)
    else:
        pairs = ((line, _fact(rows, row, ledger)) for line, row in zip(block.lines, block.rows, strict=True))
        kept = [(line, row) for line, row in pairs if row is not None]
        lines, facts = [line for line, _ in kept], [row for _, row in kept]
    if not rows.facts:
        rows.facts, rows.lines = facts, lines
    elif facts:
        rows.facts, rows.lines = [*rows.facts, *facts], [*rows.lines, *lines]


def _facts_of_grid(rows: Rows, grid: Grid, lines: Sequence[int], ledger: Ledger) -> tuple[Grid, Sequence[int]]:
    judged = {place: _fact(rows, grid[place], ledger) for place in _doubtful(grid)}
    keep = np.ones(len(grid), bool)
    keep[[place for place, row in judged.items() if row is None]] = False
    mended = grid.with_rows({place: row for place, row in judged.items() if row is not None and place in grid.odd})
    return mended.where(keep), chosen_lines(lines, keep)


def _doubtful(grid: Grid) -> Iterable[int]:
    """The places of rows that may be a total or a note, or are of another width."""
    empty = sum(grid.column(place).flags(lambda cell: not cell).astype(np.int64) for place in range(grid.width))
    few = np.flatnonzero((empty >= grid.width - 1) | grid.column(0).flags(_is_total))
    return sorted({*grid.odd, *few.tolist()})


def _fact(rows: Rows, row: Cells, ledger: Ledger) -> Cells | None:
    """The row when it is a fact; None for any other, which is put where it belongs."""
    width = len(rows.header)
    row = row[:width] if len(row) > width and not any(row[width:]) else row  # cells a spreadsheet pads it with
    if row.count("") >= len(row) - 1 and filled(row) == 1 and _is_limit_note(row):
        rows.has_limit_note = True
        ledger.drop("footer")
    elif _is_total(row[0]):
        rows.total = [*row, *[""] * (width - len(row))]
        ledger.drop("total_row")
    elif len(row) != width:
        ledger.drop("uneven_row")
    else:
        return row
    return None


def _is_total(cell: str) -> bool:
    return cell[:1].isalpha() and plain(cell) in TOTAL_WORDS


def _is_limit_note(row: Sequence[str]) -> bool:
    text = visible("".join(row))
    return " " in text and _LIMIT_NOTE.search(text) is not None


def _settle_end(document: Document, rows: Rows, ledger: Ledger) -> None:
    """Leaves out a last row that may have been cut. A note or total as the last row shows that nothing is missing."""
    last = document.blocks[-1].rows[-1]
    if filled(last) == 1 and not _is_limit_note(last) and len(last) < len(rows.header):
        raise BadFile(
            "cut_off",
            N_("The last record of {file} has {found} of {needed} cells: the file was cut off. Download it again."),
            file=document.name,
            found=len(last),
            needed=len(rows.header),
        )
    if rows.lines and rows.lines[-1] == document.blocks[-1].lines[-1]:
        rows.lines, rows.facts = rows.lines[:-1], rows.facts[:-1]
        ledger.drop("maybe_cut")
