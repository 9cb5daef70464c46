"""Columns of an export as numbers in canonical units: seconds, fractions, minor units."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from vaekst.core.errors import BadFile
from vaekst.core.money import Money
from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.reading.numbers import MISSING, NumberStyle, parse_numbers
from vaekst.sources.youtube.rows import Rows

Figure = int | float | None

_STYLE = NumberStyle(decimal=".")
"""How YouTube prints numbers in every language; settles a column that could be read in two ways."""

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})(?:\.\d+)?")
_SECONDS = re.compile(r"\d+(?:\.\d+)?")
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
    """The figures of an export, column by column; the total row's are last and set apart."""

    columns: Mapping[str, Sequence[Figure]]
    totals: Mapping[str, Figure]
    currency: str | None

    @cached_property
    def negative(self) -> frozenset[int]:
        """Rows with a count below zero that cannot be. Subscribers may be: people leave."""
        columns = [column for name in _NEVER_NEGATIVE if (column := self.columns.get(name))]
        return frozenset(
            row for column in columns for row, value in enumerate(column) if value is not None and value < 0
        )

    @cached_property
    def empty(self) -> frozenset[int]:
        """Rows that hold no figure at all."""
        return frozenset(
            row
            for row, values in enumerate(zip(*self.columns.values(), strict=True))
            if not any(v is not None for v in values)
        )

    @cached_property
    def zero(self) -> frozenset[int]:
        """Rows in which every figure is zero or missing."""
        return frozenset(row for row, values in enumerate(zip(*self.columns.values(), strict=True)) if not any(values))

    def facts(self, row: int, *, views: str) -> dict[str, int | float | str]:
        """The row's canonical metrics, those it holds. `views` names the metric the views belong to."""
        cells = {name: value for name, column in self.columns.items() if (value := column[row]) is not None}
        found: dict[str, int | float | str] = {
            _CANONICAL[name]: value for name, value in cells.items() if name in _CANONICAL
        }
        if "views" in cells:
            found.setdefault(views, cells["views"])
        if "watch_hours" in cells:
            found["watch_time_s"] = round(cells["watch_hours"] * 3600, 2)
        if "avg_view" in cells:
            found["avg_view_s"] = cells["avg_view"]
        if "avg_share" in cells:
            found["avg_view_share"] = cells["avg_share"] / 100
        if "ctr" in cells and "impressions" in cells:
            found["clicks_thumb"] = round(cells["impressions"] * cells["ctr"] / 100)
        if "revenue" in cells and self.currency:
            found["revenue_minor"] = Money.of(Decimal(str(cells["revenue"])), self.currency).minor
            found["revenue_currency"] = self.currency
        return found

    def controls(self, *, views: str) -> tuple[ControlTotal, ...]:
        """What the total row states beside what the rows add up to. People and averages have no sum."""
        names = {**_CANONICAL, "views": views, "watch_hours": "watch_time_s", "revenue": "revenue_minor"}
        del names["viewers"]
        return tuple(
            ControlTotal(
                names[name],
                self._scaled(name, stated),
                self._scaled(name, sum(value or 0 for value in self.columns[name])),
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


def read_figures(rows: Rows, *, currency: str | None) -> Figures:
    """The number columns of the export. Raises BadFile for cells that are no numbers, naming column and row."""
    readers: dict[str, Callable[[Sequence[str], str, Sequence[int]], Sequence[Figure]]] = {
        **dict.fromkeys(_COUNTS, _counts),
        **dict.fromkeys(("watch_hours", "avg_share", "ctr", "revenue", "views_share"), _numbers),
        "avg_view": seconds,
    }
    columns: dict[str, Sequence[Figure]] = {}
    totals: dict[str, Figure] = {}
    for name, reader in readers.items():
        cells = rows.cells(name)
        if cells is None:
            continue
        values = reader([*cells, rows.total_cell(name)], rows.header[rows.columns[name]], [*rows.lines, 0])
        columns[name], totals[name] = values[:-1], values[-1]
    return Figures(columns, totals, currency)


def seconds(cells: Sequence[str], name: str, lines: Sequence[int]) -> list[Figure]:
    """Lengths printed as whole seconds or as `H:MM:SS`. Raises BadFile for anything else."""
    return [_seconds(cell.strip(), name, line) for cell, line in zip(cells, lines, strict=True)]


def _seconds(cell: str, name: str, line: int) -> Figure:
    if match := _CLOCK.fullmatch(cell):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    if _SECONDS.fullmatch(cell):
        return int(float(cell)) if float(cell).is_integer() else float(cell)
    if cell.casefold() in MISSING:
        return None
    raise BadFile(
        "not_a_duration",
        N_("Column '{column}': '{cell}' in row {row} is not a length of time such as 0:04:34 or 41."),
        column=name,
        cell=cell[:40],
        row=line,
    )


def _counts(cells: Sequence[str], name: str, lines: Sequence[int]) -> list[Figure]:
    values = parse_numbers(cells, name=name, rows=lines, whole=True, otherwise=_STYLE).values
    return [None if value is None else round(value) for value in values]


def _numbers(cells: Sequence[str], name: str, lines: Sequence[int]) -> Sequence[Figure]:
    return parse_numbers(cells, name=name, rows=lines, otherwise=_STYLE).values
