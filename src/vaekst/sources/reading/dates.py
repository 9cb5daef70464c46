"""Columns of printed dates, read by what all their cells look like together.

The order of day and month is decided by the column (a value above 12, days that follow each other), never by
the header's language. Where both orders remain possible nobody guesses: the column is ambiguous until a person
decides. Times stay as printed; turning them into UTC needs a zone, which the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.reading.months import MONTHS, WEEKDAYS
from vaekst.sources.reading.numbers import MISSING

Order = Literal["ymd", "dmy", "mdy"]

_EARLIEST = 1990  # spreadsheets and programs write 1899, 1900, 1904 or 1970 for a date they lost
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
_CLOCK = rf"(?:\s*(?:T|,|kl\.?|um|at|\s)\s*{_TIME}\s*(?P<half>[ap]\.?m\.?)?\s*(?:Uhr)?(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?)?"
_NUMERIC = re.compile(rf"(?P<a>\d{{1,4}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{2,4}}){_CLOCK}", re.IGNORECASE)
_COMPACT = re.compile(rf"(?P<a>\d{{4}})(?P<b>\d{{2}})(?P<c>\d{{2}}){_CLOCK}", re.IGNORECASE)
_WORDED = re.compile(rf"(?P<day>.*?\b\d{{4}}){_CLOCK}", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLANKS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", **dict.fromkeys("\u00ad\u200b\u200e\u200f\ufeff")}
)
_FILLERS = frozenset({"den", "de", "d", "of", "the", "th", "st", "nd", "rd"})


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column prints its dates. `order` is None when no cell leaves a choice."""

    order: Order | None = None
    has_time: bool = False


@dataclass(frozen=True, slots=True)
class DateColumn:
    """The dates and times of a column as printed; without zone unless the cell names one. Missing is None."""

    values: tuple[datetime | None, ...]
    style: DateStyle

    @property
    def days(self) -> tuple[date | None, ...]:
        """The days as printed, whatever the clock beside them says."""
        return tuple(None if value is None else value.date() for value in self.values)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A numeric date whose order the column has to settle."""

    a: int
    b: int
    c: int
    clock: time
    position: int
    text: str


def parse_dates(
    cells: Sequence[str],
    *,
    name: str = "",
    rows: Sequence[int] | None = None,
    order: Order | None = None,
    not_after: date | None = None,
) -> DateColumn:
    """The dates of a column. `order` settles `03/04/2026`; `not_after` rules out a reading that lies in the future.

    `name` and `rows` (the file's row numbers) are for messages. Raises BadFile with code `not_a_date` or
    `ambiguous_dates`.
    """
    first = {cell: place for place, cell in reversed(list(enumerate(cells)))}  # each spelling is read once
    known: dict[str, datetime | None] = {}
    open_cells: list[_Parts] = []
    has_time = False
    for cell, position in first.items():
        try:
            found, timed = _printed(cell, position)
        except ValueError:
            raise _not_a_date(cell, position, name, rows) from None
        has_time = has_time or timed
        if isinstance(found, _Parts):
            open_cells.append(found)
        else:
            known[cell] = found
    open_cells.sort(key=lambda parts: parts.position)
    chosen = _order(open_cells, order, not_after=not_after, name=name, rows=rows) if open_cells else None
    for parts in open_cells:
        try:
            known[cells[parts.position]] = _ordered(parts, chosen or "dmy")
        except ValueError:
            raise _not_a_date(parts.text, parts.position, name, rows) from None
    for cell, position in first.items():
        moment = known[cell]
        if moment is not None and moment.year < _EARLIEST:
            raise _before_anything(cell, position, name, rows)
    return DateColumn(tuple(known[cell] for cell in cells), DateStyle(chosen, has_time))


def guess_date_style(cells: Sequence[str], *, not_after: date | None = None) -> DateStyle | None:
    """The style the cells show, or None when day and month could change places. Raises BadFile for other text."""
    try:
        return parse_dates(cells, not_after=not_after).style
    except BadFile as error:
        if error.code == "ambiguous_dates":
            return None
        raise


def parse_date(text: str) -> date | None:
    """The one day a text can mean, or None. For file names and single cells; `03/04/2026` is nobody's to decide."""
    try:
        return parse_dates([text]).days[0]
    except BadFile:
        return None


def _printed(cell: str, position: int) -> tuple[datetime | _Parts | None, bool]:
    """The cell's date, or its parts when the order is open, and whether it names a time. Raises ValueError."""
    text = " ".join(cell.translate(_BLANKS).split())
    if text.casefold() in MISSING:
        return None, False
    if _ISO_DAY.match(text) and (len(text) == 10 or (len(text) == 19 and text[10] in "T ")):
        return datetime.fromisoformat(text), len(text) > 10
    if match := _COMPACT.fullmatch(text):
        return datetime.combine(date(int(match["a"]), int(match["b"]), int(match["c"])), *_clock(match)), _timed(match)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, position, text), _timed(match)
    if match := _WORDED.fullmatch(text):
        return datetime.combine(_worded(match["day"]), *_clock(match)), _timed(match)
    raise ValueError(text)


def _timed(match: re.Match[str]) -> bool:
    return match["hour"] is not None


def _clock(match: re.Match[str]) -> tuple[time]:
    """The time a match names, midnight when it names none. Raises ValueError."""
    if match["hour"] is None:
        return (time(),)
    hour = int(match["hour"])
    if half := match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(match[0])
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    micro = int((match["fraction"] or "0").ljust(6, "0")[:6])
    zone = match["zone"]
    offset = None
    if zone:
        spelled = "+00:00" if zone.upper() in ("Z", "UTC") else zone
        offset = datetime.strptime(spelled.replace(":", ""), "%z").tzinfo
    return (time(hour, int(match["minute"]), int(match["second"] or 0), micro, tzinfo=offset),)


def _numeric(match: re.Match[str], position: int, text: str) -> datetime | _Parts:
    a, b, c = match["a"], match["b"], match["c"]
    (clock,) = _clock(match)
    if len(a) == 4 and len(c) <= 2:
        return datetime.combine(date(int(a), int(b), int(c)), clock)
    if len(a) > 2 or len(c) == 3:
        raise ValueError(text)
    parts = _Parts(int(a), int(b), int(c), clock, position, text)
    if match["sep"] == "." and len(c) == 4:
        return _ordered(parts, "dmy")  # no export writes month.day.year
    return parts


def _worded(text: str) -> date:
    """The day of `Sep 29, 2025`, `24. november 2026`, `tirsdag den 24. nov. 2026`. Raises ValueError."""
    month = None
    numbers: list[str] = []
    for word in re.findall(r"[^\W\d_]+|\d+", text.casefold()):
        if word.isdigit():
            numbers.append(word)
        elif month is None and word in MONTHS:
            month = MONTHS[word]
        elif word not in WEEKDAYS and word not in _FILLERS:
            raise ValueError(text)
    if month is None or len(numbers) != 2:
        raise ValueError(text)
    first, second = numbers
    year, day = (first, second) if len(first) == 4 else (second, first)
    return date(int(year), month, int(day))


def _ordered(parts: _Parts, order: Order) -> datetime:
    """The parts read in one order; a two-digit year is 20yy. Raises ValueError when that is no date."""
    day, month, year = {
        "dmy": (parts.a, parts.b, parts.c),
        "mdy": (parts.b, parts.a, parts.c),
        "ymd": (parts.c, parts.b, parts.a),
    }[order]
    return datetime.combine(date(year + 2000 if year < 100 else year, month, day), parts.clock)


def _order(
    cells: Sequence[_Parts],
    given: Order | None,
    *,
    not_after: date | None,
    name: str,
    rows: Sequence[int] | None,
) -> Order:
    """The one order in which all cells are dates, or the given one. Raises BadFile when two remain."""
    if given is not None:
        return given
    orders: tuple[Order, ...] = ("dmy", "mdy", "ymd") if all(parts.c < 100 for parts in cells) else ("dmy", "mdy")
    readings = {order: days for order in orders if (days := _read_all(cells, order)) is not None}
    if not readings:
        raise _not_a_date(cells[0].text, cells[0].position, name, rows)
    if not_after is not None and len(readings) > 1:
        readings = {order: days for order, days in readings.items() if max(days) <= not_after} or readings
    if len(readings) > 1 and len({tuple(days) for days in readings.values()}) > 1:
        readings = _most_contiguous(readings)
    if len(readings) == 1 or len({tuple(days) for days in readings.values()}) == 1:
        return next(iter(readings))
    one, other = (readings[order][0].isoformat() for order in list(readings)[:2])
    raise BadFile(
        "ambiguous_dates",
        N_(
            "Column '{column}': '{cell}' in row {row} could be {one} or {other}. "
            "Say whether the day or the month comes first when you confirm the columns."
        ),
        column=name,
        cell=cells[0].text,
        row=rows[cells[0].position] if rows is not None else cells[0].position + 1,
        one=one,
        other=other,
    )


def _read_all(cells: Sequence[_Parts], order: Order) -> list[date] | None:
    try:
        return [_ordered(parts, order).date() for parts in cells]
    except ValueError:
        return None


def _most_contiguous(readings: dict[Order, list[date]]) -> dict[Order, list[date]]:
    """The one reading whose days follow each other closely, or all when none stands out.

    Without a gap over at least 3 days, or at least five times as dense as any other over at least 6 days.
    """
    dense = {}
    for order, days in readings.items():
        distinct = set(days)
        dense[order] = len(distinct) / ((max(distinct) - min(distinct)).days + 1)
    best = max(dense, key=lambda order: dense[order])
    rest = max(share for order, share in dense.items() if order != best)
    count = len(set(readings[best]))
    stands_out = (dense[best] == 1 and rest < 1 and count >= 3) or (count >= 6 and dense[best] >= 5 * rest)
    return {best: readings[best]} if stands_out else readings


def _before_anything(cell: str, position: int, name: str, rows: Sequence[int] | None) -> BadFile:
    return BadFile(
        "damaged_date",
        N_(
            "Row {row}, column '{column}': '{cell}' lies before there was anything to measure; most likely a spreadsheet "
            "or a program changed it. Export the file again and import it unopened."
        ),
        row=rows[position] if rows is not None else position + 1,
        column=name,
        cell=cell.strip(),
    )


def _not_a_date(cell: str, position: int, name: str, rows: Sequence[int] | None) -> BadFile:
    return BadFile(
        "not_a_date",
        N_("Row {row}, column '{column}': '{cell}' is not a date. Write it as 2026-11-24, or leave the cell empty."),
        row=rows[position] if rows is not None else position + 1,
        column=name,
        cell=cell.strip()[:60],
    )
