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
from vaekst.sources.reading.grid import Column
from vaekst.sources.reading.numbers import MISSING, Number, NumberStyle
from vaekst.sources.reading.words import plain
from vaekst.sources.table.kinds import Holds, Kind
from vaekst.sources.table.platforms import platform_named
from vaekst.sources.table.units import is_printed_time, names_thousands, seconds_in, unit_named

TIMED = frozenset({Holds.SECONDS, Holds.MINUTES})
CLOCKS = ("h:mm", "m:ss")
"""What a clock of two parts, such as `1:30`, may mean."""

NUMERIC = frozenset({Holds.COUNT, Holds.SECONDS, Holds.MINUTES, Holds.SHARE, Holds.MONEY})
_COMMA, _POINT = NumberStyle(decimal=",", grouping="."), NumberStyle(decimal=".", grouping=",")
_ANSWERED = {"comma": _COMMA, "point": _POINT}
FACTORS: Mapping[str, float] = {"milliseconds": 0.001, "seconds": 1, "minutes": 60, "hours": 3600}
YES = frozenset({"yes", "ja", "true", "x", "y", "j", "✓"})
NO = frozenset({"no", "nej", "nein", "false", "n"})


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as printed: the number, and the currency the cell itself names, if any (`kr` and `$` as they stand)."""

    number: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class Values:
    """The values of every field the table has; `cell` is None for the others."""

    table: Fields
    columns: Mapping[str, Column[Any]]

    def cell(self, field: str, place: int) -> Any:
        column = self.columns.get(field)
        return None if column is None else column[place]


def values_of(table: Fields, kind: Kind, options: Mapping[str, str], *, today: date) -> Values:
    """All columns of the table. Raises BadFile where a cell cannot be what its field holds, or could be two things.

    A column whose decimals are open is read the way the table's other columns write theirs.
    """
    return Values(table, {field: values_in(table, kind, field, options, today=today) for field in table.columns})


def values_in(table: Fields, kind: Kind, field: str, options: Mapping[str, str], *, today: date) -> Column[Any]:
    """The values of one column, each spelling read once. Raises BadFile as `values_of`."""
    answered = _ANSWERED.get(options.get("decimals", ""))
    once, codes = table.once(field)
    try:
        return Column(_read(once, kind, field, options, answered, today=today), codes)
    except BadFile as error:
        if error.code != "ambiguous_numbers":
            raise
        shown = house_style(table, kind)
        if shown is None:
            raise
        return Column(_read(once, kind, field, options, shown, today=today), codes)


def _read(
    table: Fields, kind: Kind, field: str, options: Mapping[str, str], otherwise: NumberStyle | None, *, today: date
) -> Sequence[Any]:
    match kind.fields[field]:
        case Holds.DAY:
            return _dates(table, field, options, today=today).days
        case Holds.INSTANT:
            return _instants(_dates(table, field, options, today=today))
        case Holds.COUNT:
            return _counts(table, field)
        case Holds.SECONDS:
            return _times(table, field, options.get(field), otherwise, default="seconds")
        case Holds.MINUTES:
            return _times(table, field, options.get(field), otherwise, default="minutes")
        case Holds.SHARE:
            return _shares(table, field, options.get(field), otherwise)
        case Holds.MONEY:
            return _amounts(table, field, options.get(field), otherwise)
        case words:
            return _worded(table, field, words)


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


def house_style(table: Fields, kind: Kind) -> NumberStyle | None:
    """How the columns that leave no choice write their decimals; None where none does, or where they differ."""
    shown = {style.decimal for style in shown_styles(table, kind).values() if style is not None and style.decimal}
    return {",": _COMMA, ".": _POINT}[shown.pop()] if len(shown) == 1 else None


def shown_styles(table: Fields, kind: Kind) -> dict[str, NumberStyle | None]:
    """How each column of figures that are not counts writes them; None for one that could be read in two ways."""
    found: dict[str, NumberStyle | None] = {}
    for field in table.columns:
        if kind.fields[field] not in NUMERIC or (
            kind.fields[field] in TIMED and any(map(is_printed_time, table.column(field).distinct))
        ):
            continue
        try:
            found[field] = table.numbers(field, whole=kind.fields[field] is Holds.COUNT).style
        except BadFile as error:
            if error.code == "ambiguous_numbers":
                found[field] = None  # all else is reported where the column itself is read
    return found


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
    if any(word in YES | NO for word in words) and all(word in YES | NO | {"", "0", "1"} for word in words):
        return [None if not word else int(word in YES or word == "1") for word in words]
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
        elif word in YES | {"1"} or word in NO | {"0"}:
            found.append(word in YES | {"1"})
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
    """Platforms by their ids, however they are written. Raises BadFile for one there is not."""
    texts = table.texts(field)
    known = {text: platform_named(text) for text in set(texts) if text is not None}
    if not all(known.values()):
        line, name = next(
            (line, text) for line, text in zip(table.lines, texts, strict=True) if text and not known[text]
        )
        raise BadFile(
            "platform_unknown",
            N_("Row {row}, column '{column}': there is no platform '{name}'. Known: {known}."),
            row=line,
            column=table.name(field),
            name=name[:40],
            known=", ".join(PLATFORMS),
        )
    return [None if text is None else known[text] for text in texts]


def _times(
    table: Fields, field: str, unit: str | None, otherwise: NumberStyle | None, *, default: str
) -> list[float | None]:
    """Spans of time in seconds, or in minutes where that is the default: clocks, words, or numbers in the unit answered or named."""
    divisor = 60 if default == "minutes" else 1
    cells = table.column(field)
    if any(":" in cell or is_printed_time(cell) for cell in cells.distinct):
        clock = unit if unit in CLOCKS else "m:ss"
        known = {cell: _printed(cell, clock) for cell in cells.distinct}
        if wrong := next(
            (cell for cell, seconds in known.items() if seconds is None and plain(cell) not in MISSING), ""
        ):
            raise _not_a_time(table, field, wrong)
        return [None if (seconds := known[cell]) is None else seconds / divisor for cell in cells.values()]
    named = unit if unit is not None and unit in FACTORS else unit_named(table.name(field)) or default
    factor = FACTORS[named] / divisor
    return [None if value is None else value * factor for value in table.numbers(field, otherwise=otherwise).values]


def _printed(cell: str, clock: str) -> float | None:
    return None if plain(cell) in MISSING else seconds_in(cell, clock=clock)


def _not_a_time(table: Fields, field: str, cell: str) -> BadFile:
    return BadFile(
        "not_a_time",
        N_("Row {row}, column '{column}': '{cell}' is not a length of time. Write seconds, or 0:01:05."),
        row=next(line for line, each in zip(table.lines, table.cells(field), strict=True) if each == cell),
        column=table.name(field),
        cell=cell.strip()[:40],
    )


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


def _amounts(table: Fields, field: str, unit: str | None, otherwise: NumberStyle | None) -> list[Amount | None]:
    """Amounts as printed, or times a thousand where a person said so; a cell that says `t.kr.` itself has said it."""
    column = table.numbers(field, otherwise=otherwise)
    factor = 1000 if unit == "thousands" and not any(map(names_thousands, table.column(field).distinct)) else 1
    return [
        None if value is None else Amount(_exact(value) * factor, column.currencies.get(place))
        for place, value in enumerate(column.values)
    ]


def _exact(value: Number) -> Decimal:
    return Decimal(str(value))
