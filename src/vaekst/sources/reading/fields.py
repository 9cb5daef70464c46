"""The columns of a block by the names a source gives them, each read as a whole: texts, numbers, dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from vaekst.sources.contract import Block, Cells
from vaekst.sources.reading.dates import DateColumn, DateStyle, Order
from vaekst.sources.reading.grid import Column, Grid, Places, chosen_lines, column_of
from vaekst.sources.reading.numbers import MISSING, NumberColumn, NumberStyle
from vaekst.sources.reading.read_once import dates_of, first_lines, numbers_of
from vaekst.sources.reading.words import plain, signature, visible


@dataclass(frozen=True, slots=True)
class Fields:
    """Rows of one width and where each field stands in them. A field the table does not have is unknown throughout."""

    header: Cells
    lines: Sequence[int]
    rows: Sequence[Cells]
    columns: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, field: str) -> bool:
        return field in self.columns

    def column(self, field: str) -> Column[str]:
        """The cells with each spelling once; empty ones when the table has no such column."""
        place = self.columns.get(field)
        if place is None:
            return Column([""] if self.rows else [], np.zeros(len(self.rows), np.int64))
        return column_of(self.rows, place)

    def once(self, field: str) -> tuple[Fields, Places]:
        """A table of this one column in which each spelling stands once, and which of its rows stands for each row here."""
        column = self.column(field)
        rows = [[cell] for cell in column.distinct]
        return Fields([self.name(field)], first_lines(column, self.lines), rows, {field: 0}), column.codes

    def cells(self, field: str) -> list[str]:
        """The cells as they stand; empty ones when the table has no such column."""
        return self.column(field).values()

    def texts(self, field: str) -> list[str | None]:
        """The cells as text, ends stripped; line breaks inside are kept. Empty and words for missing are None."""
        return self.column(field).map(_text).values()

    def numbers(
        self,
        field: str,
        *,
        whole: bool = False,
        style: NumberStyle | None = None,
        otherwise: NumberStyle | None = None,
    ) -> NumberColumn:
        """The cells as numbers. Raises BadFile as `parse_numbers`."""
        return numbers_of(
            self.column(field), name=self.name(field), lines=self.lines, whole=whole, style=style, otherwise=otherwise
        )

    def dates(self, field: str, *, order: Order | None = None, not_after: date | None = None) -> DateColumn:
        """The cells as dates. Raises BadFile as `parse_dates`."""
        if field not in self.columns:
            return DateColumn((None,) * len(self.rows), DateStyle())
        return dates_of(self.column(field), name=self.name(field), lines=self.lines, order=order, not_after=not_after)

    def name(self, field: str) -> str:
        """The header of a field as the file writes it."""
        place = self.columns.get(field)
        return field if place is None else visible(self.header[place])

    def where(self, keep: Sequence[bool]) -> Fields:
        """The same columns with only the rows marked True."""
        if isinstance(self.rows, Grid):
            flags = np.array(keep, bool)
            return Fields(self.header, chosen_lines(self.lines, flags), self.rows.where(flags), self.columns)
        pairs = [(line, row) for line, row, kept in zip(self.lines, self.rows, keep, strict=True) if kept]
        return Fields(self.header, [line for line, _ in pairs], [row for _, row in pairs], self.columns)


def _text(cell: str) -> str | None:
    return None if visible(cell).casefold() in MISSING else cell.strip()


def fields_of(blocks: Sequence[Block], columns: Mapping[str, int], *, pad: bool = False) -> tuple[Fields, Counter[str]]:
    """The rows under the first block's header that are as wide as it, and how many others there are by reason.

    Further blocks are more rows, as when empty lines stand between them. Empty cells beyond the header are cut off.
    `pad` takes a shorter row for one whose last cells are empty, as in tables written by hand.
    """
    header = blocks[0].header
    judge = _Judge(header, len(header), signature(header), pad)
    grid = blocks[0].rows
    if len(blocks) == 1 and isinstance(grid, Grid) and grid.width == len(header):
        return _fields_of_grid(grid[1:], blocks[0].lines[1:], columns, judge)
    lines: list[int] = []
    rows: list[Cells] = []
    for line, row in _rows(blocks):
        if (fitted := judge.fitted(row)) is not None:
            lines.append(line)
            rows.append(fitted)
    return Fields(header, lines, rows, columns), judge.others


@dataclass(frozen=True, slots=True)
class _Judge:
    """What becomes of a row below the header."""

    header: Cells
    width: int
    printed: tuple[str, ...]
    pad: bool
    others: Counter[str] = field(default_factory=Counter)

    def fitted(self, row: Cells) -> Cells | None:
        """The row as wide as the header, or None for one that is left out, which is counted."""
        if len(row) < self.width and self.pad:
            row = [*row, *[""] * (self.width - len(row))]
        if len(row) < self.width or any(visible(cell) for cell in row[self.width :]):
            self.others["uneven_row"] += 1
            return None
        if self.may_be_header(row[0]) and signature(row) == self.printed:
            self.others["repeated_header"] += 1
            return None
        return row[: self.width]

    def may_be_header(self, cell: str) -> bool:
        return plain(cell) == self.printed[0]


def _fields_of_grid(
    rows: Grid, lines: Sequence[int], columns: Mapping[str, int], judge: _Judge
) -> tuple[Fields, Counter[str]]:
    """The same of a large table, of which only the rows that may not fit are looked at one by one."""
    doubtful = {*rows.odd, *np.flatnonzero(rows.column(0).flags(judge.may_be_header)).tolist()}
    fitted = {at: judge.fitted(rows[at]) for at in sorted(doubtful)}
    keep = np.ones(len(rows), bool)
    keep[[at for at, row in fitted.items() if row is None]] = False
    mended = rows.with_rows({at: row for at, row in fitted.items() if row is not None and at in rows.odd})
    return Fields(judge.header, chosen_lines(lines, keep), mended.where(keep), columns), judge.others


def _rows(blocks: Sequence[Block]) -> Iterator[tuple[int, Cells]]:
    yield from blocks[0].body()
    for block in blocks[1:]:
        yield from zip(block.lines, block.rows, strict=True)
