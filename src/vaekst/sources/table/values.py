"""The columns of one's own table as values: each column read as a whole, by what its field holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.core.strategy.fields import slug
from vaekst.core.strategy.vocabulary import PLATFORMS
from vaekst.sources.reading.dates import DateColumn, Order
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import MISSING, Number, NumberStyle, guess_number_style
from vaekst.sources.reading.words import plain
from vaekst.sources.table.headers import HOURS, MILLISECONDS, MINUTES
from vaekst.sources.table.kinds import Holds, Kind

NUMERIC = frozenset({Holds.COUNT, Holds.SECONDS, Holds.MINUTES, Holds.SHARE, Holds.MONEY})
_COMMA, _POINT = NumberStyle(decimal=",", grouping="."), NumberStyle(decimal=".", grouping=",")
_ANSWERED = {"comma": _COMMA, "point": _POINT}
_FACTORS: Mapping[str, float] = {"milliseconds": 0.001, "seconds": 1, "minutes": 60, "hours": 3600}
_YES = frozenset({"yes", "ja", "true", "x", "y", "j", "✓"})
_NO = frozenset({"no", "nej", "nein", "false", "n"})


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as printed: the number, and the currency the cell itself names, if any (`kr` and `$` as they stand)."""

    number: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class Values:
    """The values of every field the table has; `cell` is None for the others."""

    table: Fields
    columns: Mapping[str, Sequence[Any]]

    def cell(self, field: str, place: int) -> Any:
        column = self.columns.get(field)
        return None if column is None else column[place]


def values_of(table: Fields, kind: Kind, options: Mapping[str, str], *, today: date) -> Values:
    """All columns of the table. Raises BadFile where a cell cannot be what its field holds, or could be two things.

    A column whose decimals are open is read the way the table's other columns write theirs.
    """
    otherwise = _ANSWERED.get(options.get("decimals", ""))
    try:
        return _read(table, kind, options, otherwise, today=today)
    except BadFile as error:
        if error.code != "ambiguous_numbers":
            raise
        shown = _house_style(table, kind)
        if shown is None:
            raise
        return _read(table, kind, options, shown, today=today)


def _read(
    table: Fields, kind: Kind, options: Mapping[str, str], otherwise: NumberStyle | None, *, today: date
) -> Values:
    columns: dict[str, Sequence[Any]] = {}
    for field in table.columns:
        match kind.fields[field]:
            case Holds.DAY:
                columns[field] = _dates(table, field, options, today=today).days
            case Holds.INSTANT:
                columns[field] = _instants(_dates(table, field, options, today=today))
            case Holds.COUNT:
                columns[field] = _counts(table, field)
            case Holds.SECONDS:
                columns[field] = _times(table, field, options.get(field, "seconds"), otherwise, divisor=1)
            case Holds.MINUTES:
                columns[field] = _times(table, field, options.get(field, "minutes"), otherwise, divisor=60)
            case Holds.SHARE:
                columns[field] = _shares(table, field, options.get(field), otherwise)
            case Holds.MONEY:
                columns[field] = _amounts(table, field, otherwise)
            case words:
                columns[field] = _worded(table, field, words)
    return Values(table, columns)


def _worded(table: Fields, field: str, holds: Holds) -> Sequence[str | bool | None]:
    """A column of words: names, platforms, yes and no, or text as it stands."""
    match holds:
        case Holds.NAME:
            return _names(table, field)
        case Holds.FLAG:
            return _flags(table, field)
        case Holds.PLATFORM:
            return _platforms(table, field)
        case _:
            return table.texts(field)


def _house_style(table: Fields, kind: Kind) -> NumberStyle | None:
    """How a column of the table that leaves no choice writes its decimals, or None."""
    for field in table.columns:
        if kind.fields[field] not in NUMERIC or ":" in "".join(table.cells(field)):
            continue
        try:
            style = guess_number_style(table.cells(field))
        except BadFile:
            continue  # reported where the column itself is read
        if style is not None and style.decimal is not None:
            return _COMMA if style.decimal == "," else _POINT
    return None


def _names(table: Fields, field: str) -> list[str | None]:
    """Names as ids, each spelling worked out once."""
    texts = table.texts(field)
    ids = {text: slug(text) or None for text in set(texts) if text is not None}
    return [None if text is None else ids[text] for text in texts]


def _dates(table: Fields, field: str, options: Mapping[str, str], *, today: date) -> DateColumn:
    answer = options.get("dates")
    order: Order | None = None if answer is None else "dmy" if answer == "day first" else "mdy"
    return table.dates(field, order=order, not_after=today)


def _instants(column: DateColumn) -> list[date | datetime | None]:
    """Moments where the cells name a time of day, else days."""
    return list(column.values if column.style.has_time else column.days)


def _counts(table: Fields, field: str) -> list[int | None]:
    """Whole numbers; `yes` and `no` count one and none. Raises BadFile for half a person."""
    words = [cell.strip().casefold() for cell in table.cells(field)]
    if any(word in _YES | _NO for word in words) and all(word in _YES | _NO | {"", "0", "1"} for word in words):
        return [None if not word else int(word in _YES or word == "1") for word in words]
    found: list[int | None] = []
    for value, line, cell in zip(table.numbers(field, whole=True).values, table.lines, table.cells(field), strict=True):
        if value is not None and value != int(value):
            raise BadFile(
                "not_whole",
                N_("Row {row}, column '{column}': '{cell}' is not a whole number."),
                row=line,
                column=table.name(field),
                cell=cell.strip(),
            )
        found.append(None if value is None else int(value))
    return found


def _flags(table: Fields, field: str) -> list[bool | None]:
    """Yes or no. Raises BadFile for another word."""
    found: list[bool | None] = []
    for cell, line in zip(table.cells(field), table.lines, strict=True):
        word = plain(cell)
        if word in MISSING:
            found.append(None)
        elif word in _YES | {"1"} or word in _NO | {"0"}:
            found.append(word in _YES | {"1"})
        else:
            raise BadFile(
                "not_yes_or_no",
                N_("Row {row}, column '{column}': '{cell}' is neither yes nor no. Write yes, no, or leave it empty."),
                row=line,
                column=table.name(field),
                cell=cell.strip()[:40],
            )
    return found


def _platforms(table: Fields, field: str) -> list[str | None]:
    """Platforms by their ids. Raises BadFile for one there is not."""
    found = [slug(text).replace("-", "") if text else None for text in table.texts(field)]
    for name, line in zip(found, table.lines, strict=True):
        if name is not None and name not in PLATFORMS:
            raise BadFile(
                "platform_unknown",
                N_("Row {row}, column '{column}': there is no platform '{name}'. Known: {known}."),
                row=line,
                column=table.name(field),
                name=name[:40],
                known=", ".join(PLATFORMS),
            )
    return found


def _times(table: Fields, field: str, unit: str, otherwise: NumberStyle | None, *, divisor: int) -> list[float | None]:
    """Spans of time in seconds, or in minutes with `divisor` 60. `1:05` and `0:01:05` are clocks of minutes and seconds."""
    cells = table.cells(field)
    if divisor == 1 and any(":" in cell for cell in cells):
        return [_clock(cell, line, table.name(field)) for cell, line in zip(cells, table.lines, strict=True)]
    factor = _FACTORS[unit_of(table.name(field), default=unit)] / divisor
    return [None if value is None else value * factor for value in table.numbers(field, otherwise=otherwise).values]


def unit_of(header: str, *, default: str) -> str:
    """The unit of time a header names at its end, else the default."""
    text = header.casefold().rstrip()
    named = {"hours": HOURS, "minutes": MINUTES, "milliseconds": MILLISECONDS}
    return next((unit for unit, ends in named.items() if text.endswith(ends)), default)


def _clock(cell: str, line: int, column: str) -> float | None:
    text = cell.strip()
    if not text:
        return None
    parts = text.split(":")
    if len(parts) > 3 or not all(part.isdigit() for part in parts):
        raise BadFile(
            "not_a_time",
            N_("Row {row}, column '{column}': '{cell}' is not a length of time. Write seconds, or 0:01:05."),
            row=line,
            column=column,
            cell=text[:40],
        )
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return float(seconds)


def _shares(table: Fields, field: str, unit: str | None, otherwise: NumberStyle | None) -> list[float | None]:
    """Fractions of one. Raises BadFile for a share above one whose unit nobody named: size does not tell."""
    column = table.numbers(field, otherwise=otherwise)
    percent = unit == "percent" or column.style.percent
    found: list[float | None] = []
    for value, line in zip(column.fractions(percent_points=percent), table.lines, strict=True):
        if value is not None and not 0 <= value <= 1:
            raise BadFile(
                "share_out_of_range",
                N_(
                    "Row {row}, column '{column}': {value} is no share between 0 and 1. Write 0.52 or 52 %, or confirm that the column is in percent."
                ),
                row=line,
                column=table.name(field),
                value=value,
            )
        found.append(value)
    return found


def _amounts(table: Fields, field: str, otherwise: NumberStyle | None) -> list[Amount | None]:
    column = table.numbers(field, otherwise=otherwise)
    return [
        None if value is None else Amount(_exact(value), column.currencies.get(place))
        for place, value in enumerate(column.values)
    ]


def _exact(value: Number) -> Decimal:
    return Decimal(str(value))
