"""Numbers and dates of a column, each spelling read once: what a cell means does not depend on how often it stands there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from vaekst.sources.reading.dates import DateColumn, Order, parse_dates
from vaekst.sources.reading.grid import Column
from vaekst.sources.reading.numbers import NumberColumn, NumberStyle, parse_numbers

T = TypeVar("T")


def numbers_of(
    cells: Column[str],
    *,
    name: str = "",
    lines: Sequence[int],
    whole: bool = False,
    style: NumberStyle | None = None,
    otherwise: NumberStyle | None = None,
) -> NumberColumn:
    """The numbers of a column whose rows have these lines. Raises BadFile as `parse_numbers`."""
    read = parse_numbers(
        cells.distinct, name=name, rows=first_lines(cells, lines), whole=whole, style=style, otherwise=otherwise
    )
    marked = {**read.currencies, **read.censored}
    rows = [row for row, code in enumerate(cells.codes.tolist()) if code in marked] if marked else []
    return NumberColumn(
        tuple(cells.spread(read.values)),
        read.style,
        {row: read.currencies[code] for row in rows if (code := int(cells.codes[row])) in read.currencies},
        {row: read.censored[code] for row in rows if (code := int(cells.codes[row])) in read.censored},
    )


def dates_of(
    cells: Column[str],
    *,
    name: str = "",
    lines: Sequence[int],
    order: Order | None = None,
    not_after: date | None = None,
) -> DateColumn:
    """The dates of a column whose rows have these lines. Raises BadFile as `parse_dates`."""
    read = parse_dates(cells.distinct, name=name, rows=first_lines(cells, lines), order=order, not_after=not_after)
    return DateColumn(tuple(cells.spread(read.values)), read.style)


def first_lines(cells: Column[str], lines: Sequence[int]) -> Sequence[int]:
    """The line each distinct cell stands on first."""
    return _First(cells, lines)


class _First(Sequence[int]):
    """The line each distinct cell stands on first, worked out when a message needs it."""

    def __init__(self, cells: Column[str], lines: Sequence[int]) -> None:
        self._cells, self._lines = cells, lines

    def __len__(self) -> int:
        return len(self._cells.distinct)

    def __getitem__(self, place: Any) -> Any:
        return self._lines[self._rows[place]]

    @cached_property
    def _rows(self) -> list[int]:
        rows: list[int] = self._cells.first_rows().tolist()
        return rows
