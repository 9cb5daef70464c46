"""The columns of a block by the names a source gives them, each read as a whole: texts, numbers, dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaekst.sources.contract import Block, Cells
from vaekst.sources.reading.dates import DateColumn, DateStyle, Order, parse_dates
from vaekst.sources.reading.numbers import MISSING, NumberColumn, NumberStyle, parse_numbers
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

    def cells(self, field: str) -> list[str]:
        """The cells as they stand; empty ones when the table has no such column."""
        place = self.columns.get(field)
        return [""] * len(self.rows) if place is None else [row[place] for row in self.rows]

    def texts(self, field: str) -> list[str | None]:
        """The cells as text, ends stripped; line breaks inside are kept. Empty and words for missing are None."""
        stripped = (cell.strip() for cell in self.cells(field))
        return [None if visible(cell).casefold() in MISSING else cell for cell in stripped]

    def numbers(
        self,
        field: str,
        *,
        whole: bool = False,
        style: NumberStyle | None = None,
        otherwise: NumberStyle | None = None,
    ) -> NumberColumn:
        """The cells as numbers. Raises BadFile as `parse_numbers`."""
        return parse_numbers(
            self.cells(field), name=self.name(field), rows=self.lines, whole=whole, style=style, otherwise=otherwise
        )

    def dates(self, field: str, *, order: Order | None = None, not_after: date | None = None) -> DateColumn:
        """The cells as dates. Raises BadFile as `parse_dates`."""
        if field not in self.columns:
            return DateColumn((None,) * len(self.rows), DateStyle())
        return parse_dates(self.cells(field), name=self.name(field), rows=self.lines, order=order, not_after=not_after)

    def name(self, field: str) -> str:
        """The header of a field as the file writes it."""
        place = self.columns.get(field)
        return field if place is None else visible(self.header[place])

    def where(self, keep: Sequence[bool]) -> Fields:
        """The same columns with only the rows marked True."""
        pairs = [(line, row) for line, row, kept in zip(self.lines, self.rows, keep, strict=True) if kept]
        return Fields(self.header, [line for line, _ in pairs], [row for _, row in pairs], self.columns)


def fields_of(blocks: Sequence[Block], columns: Mapping[str, int], *, pad: bool = False) -> tuple[Fields, Counter[str]]:
    """The rows under the first block's header that are as wide as it, and how many others there are by reason.

    Further blocks are more rows, as when empty lines stand between them. Empty cells beyond the header are cut off.
    `pad` takes a shorter row for one whose last cells are empty, as in tables written by hand.
    """
    header = blocks[0].header
    width, printed = len(header), signature(header)
    lines: list[int] = []
    rows: list[Cells] = []
    others: Counter[str] = Counter()
    for line, row in _rows(blocks):
        if len(row) < width and pad:
            row = [*row, *[""] * (width - len(row))]
        if len(row) < width or any(visible(cell) for cell in row[width:]):
            others["uneven_row"] += 1
        elif plain(row[0]) == printed[0] and signature(row) == printed:
            others["repeated_header"] += 1
        else:
            lines.append(line)
            rows.append(row[:width])
    return Fields(header, lines, rows, columns), others


def _rows(blocks: Sequence[Block]) -> Iterator[tuple[int, Cells]]:
    yield from blocks[0].body()
    for block in blocks[1:]:
        yield from zip(block.lines, block.rows, strict=True)
