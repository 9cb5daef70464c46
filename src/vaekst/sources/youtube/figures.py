"""Columns of an export as numbers in canonical units: seconds, fractions, minor units."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.errors import BadFile
from vaekst.core.money import Money
from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.reading.grid import Column, Places
from vaekst.sources.reading.numbers import MISSING, NumberStyle, parse_numbers
from vaekst.sources.reading.read_once import first_lines
from vaekst.sources.youtube.rows import Rows

Figure = int | float | None
_WHOLE, _NUMBER = pa.int64(), pa.float64()

_STYLE = NumberStyle(decimal=".")
"""How YouTube prints numbers in every language; settles a column that could be read in two ways."""

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})(?:\.\d+)?")
_SECONDS = re.compile(r"\d+(?:\.\d+)?|\d+,0")  # `548,0` is 548 that a spreadsheet printed as a fraction
_COUNTS = ("views", "views_engaged", "subscribers", "impressions", "likes", "comments", "shares", "viewers")
_NEVER_NEGATIVE = ("views", "views_engaged", "watch_hours", "avg_view", "avg_share", "impressions", "ctr", "viewers")

_CANONICAL: Mapping[str, str] = {
    "views_engaged": "views_engaged",
    "subscribers": "follows",
    "impressions": "impressions_thumb",
    "likes": "likes",
    "comments": "comments",
    "shares": "shares_sent",
    "viewers": "reach_unique",
}
"""Field of the export -> canonical metric, for counts taken over as they are."""


@dataclass(frozen=True)
class Figures:
    """The figures of an export, column by column; the total row's are set apart. `rows` is how many fact rows there are."""

    rows: int
    columns: Mapping[str, Column[Figure]]
    totals: Mapping[str, Figure]
    currency: str | None

    @cached_property
    def negative(self) -> Places:
        """Marks rows with a count below zero that cannot be. Subscribers may be: people leave."""
        found = np.zeros(self.rows, bool)
        for name in _NEVER_NEGATIVE:
            if name in self.columns:
                found |= self.columns[name].flags(lambda value: value is not None and value < 0)
        return found

    @cached_property
    def empty(self) -> Places:
        """Marks rows that hold no figure at all."""
        found = np.ones(self.rows, bool)
        for column in self.columns.values():
            found &= column.flags(lambda value: value is None)
        return found

    @cached_property
    def zero(self) -> Places:
        """Marks rows in which every figure is zero or missing."""
        found = np.ones(self.rows, bool)
        for column in self.columns.values():
            found &= column.flags(lambda value: not value)
        return found

    def facts(self, rows: Places, *, starts: Places) -> dict[str, pa.Array]:
        """The canonical metrics of these rows, those that any of them holds.

        `starts` marks the rows whose views are counted by starts; the views of others are engaged views.
        """
        found: dict[str, pa.Array] = {
            _CANONICAL[name]: column.arrow(_WHOLE, rows) for name, column in self.columns.items() if name in _CANONICAL
        }
        if "views" in self.columns:
            views = self.columns["views"].arrow(_WHOLE, rows)
            nobody = pa.scalar(None, _WHOLE)
            own = found.get("views_engaged", pa.nulls(len(rows), _WHOLE))
            found["views_start"] = pc.if_else(pa.array(starts), views, nobody)
            found["views_engaged"] = pc.coalesce(own, pc.if_else(pa.array(~starts), views, nobody))
        for name, metric, kind, reading in self._converted():
            if name in self.columns:
                found[metric] = self.columns[name].map(reading).arrow(kind, rows)
        if "ctr" in self.columns and "impressions" in self.columns:
            found["clicks_thumb"] = _clicks(self.columns["impressions"], self.columns["ctr"], rows)
        found = {name: values for name, values in found.items() if values.null_count < len(values)}
        if "revenue_minor" in found:
            found["revenue_currency"] = pc.if_else(
                pc.is_valid(found["revenue_minor"]), self.currency, pa.scalar(None, pa.string())
            )
        return found

    def _converted(self) -> Sequence[tuple[str, str, pa.DataType, Callable[[Figure], Figure]]]:
        """Field, canonical metric, type, and how a figure becomes one of the canonical unit."""

        def money(value: Figure) -> Figure:
            if value is None or self.currency is None:
                return None
            return Money.of(Decimal(str(value)), self.currency).minor

        return (
            ("watch_hours", "watch_time_s", _NUMBER, lambda value: None if value is None else round(value * 3600, 2)),
            ("avg_view", "avg_view_s", _NUMBER, lambda value: value),
            ("avg_share", "avg_view_share", _NUMBER, lambda value: None if value is None else value / 100),
            ("revenue", "revenue_minor", _WHOLE, money),
        )

    def controls(self, *, views: str) -> tuple[ControlTotal, ...]:
        """What the total row states beside what the rows add up to. People and averages have no sum."""
        names = {**_CANONICAL, "views": views, "watch_hours": "watch_time_s", "revenue": "revenue_minor"}
        del names["viewers"]
        return tuple(
            ControlTotal(
                names[name],
                self._scaled(name, stated),
                self._scaled(name, _sum(self.columns[name])),
            )
            for name, stated in self.totals.items()
            if stated is not None and name in names
        )

    def _scaled(self, name: str, value: float) -> float:
        """A sum in canonical units: seconds for hours, minor units for money."""
        if name == "watch_hours":
            return round(value * 3600, 2)
        if name == "revenue" and self.currency:
            return Money.of(Decimal(str(value)), self.currency).minor
        return value


def _sum(column: Column[Figure]) -> float:
    """What the column adds up to; whole numbers exactly, others rounded once."""
    values = [value for value in column.values() if value is not None]
    return math.fsum(values) if any(isinstance(value, float) for value in values) else sum(values)


def _clicks(impressions: Column[Figure], rates: Column[Figure], rows: Places) -> pa.Array:
    """Clicks on thumbnails: impressions times the rate in percent, in whole numbers."""
    shown, rate = impressions.arrow(_NUMBER, rows), rates.arrow(_NUMBER, rows)
    return pc.round(pc.divide(pc.multiply(shown, rate), 100.0), round_mode="half_to_even").cast(_WHOLE)


def read_figures(rows: Rows, *, currency: str | None) -> Figures:
    """The number columns of the export. Raises BadFile for cells that are no numbers, naming column and row."""
    readers: dict[str, Callable[[Column[str], str, Sequence[int]], Column[Figure]]] = {
        **dict.fromkeys(_COUNTS, _counts),
        **dict.fromkeys(("watch_hours", "avg_share", "ctr", "revenue", "views_share"), _numbers),
        "avg_view": seconds,
    }
    columns: dict[str, Column[Figure]] = {}
    totals: dict[str, Figure] = {}
    count = len(rows.facts)
    for name, reader in readers.items():
        cells = rows.cells(name)
        if cells is None:
            continue
        with_total = cells.followed_by(rows.total_cell(name))
        found = reader(with_total, rows.header[rows.columns[name]], _Lines(rows.lines))
        columns[name], totals[name] = found.up_to(count), found[count]
    return Figures(count, columns, totals, currency)


class _Lines(Sequence[int]):
    """The lines of the fact rows; the total behind them has none."""

    def __init__(self, lines: Sequence[int]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines) + 1

    def __getitem__(self, row: Any) -> Any:
        return self._lines[row] if row < len(self._lines) else 0


def seconds(cells: Column[str], name: str, lines: Sequence[int]) -> Column[Figure]:
    """Lengths printed as whole seconds or as `H:MM:SS`. Raises BadFile for anything else."""
    first = first_lines(cells, lines)
    read = [_seconds(cell.strip(), name, first, place) for place, cell in enumerate(cells.distinct)]
    return Column(read, cells.codes)


def _seconds(cell: str, name: str, lines: Sequence[int], place: int) -> Figure:
    if match := _CLOCK.fullmatch(cell):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    if _SECONDS.fullmatch(cell):
        length = float(cell.removesuffix(",0"))
        return int(length) if length.is_integer() else length
    if cell.casefold() in MISSING:
        return None
    raise BadFile(
        "not_a_duration",
        N_("Column '{column}': '{cell}' in row {row} is not a length of time such as 0:04:34 or 41."),
        column=name,
        cell=cell[:40],
        row=lines[place],
    )


def _counts(cells: Column[str], name: str, lines: Sequence[int]) -> Column[Figure]:
    return _numbers(cells, name, lines, whole=True).map(lambda value: None if value is None else round(value))


def _numbers(cells: Column[str], name: str, lines: Sequence[int], *, whole: bool = False) -> Column[Figure]:
    read = parse_numbers(cells.distinct, name=name, rows=first_lines(cells, lines), whole=whole, otherwise=_STYLE)
    return Column(read.values, cells.codes)
