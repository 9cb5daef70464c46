"""Days without a year: Studio prints `February 28`.

A series ends on the day before its export at the latest, and its days follow each other. So the newest day is the
latest of its name that is not later than what is known of the export, and every other day is the one before the
next; 29 February decides by itself. A spreadsheet adds the year in which it was opened; such years are put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from vaekst.core.errors import BadFile
from vaekst.core.period import DAY
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.dates import Order, parse_dates
from vaekst.sources.reading.months import MONTHS
from vaekst.sources.reading.numbers import MISSING
from vaekst.sources.reading.words import plain

MonthDay = tuple[int, int]
"""Month and day of a date whose year is not known."""

_WORDED = re.compile(r"(?:(?P<before>\d{1,2})[.\s-]*)?(?P<month>[^\W\d_]+)\.?(?:[\s-]*(?P<after>\d{1,2}))?")
_TRIED = 9
"""Years looked back: 29 February returns after eight at most."""

_ASSUMED_WITHIN = timedelta(days=183)
"""Without a day of export, a series that would have ended longer ago may as well be of any year."""

_HISTORY = timedelta(days=366)
"""Studio's history is 365 days long."""


def month_days(
    cells: Sequence[str], *, name: str, lines: Sequence[int], order: Order | None = None
) -> list[MonthDay | date | None]:
    """What the cells print: days without a year, or dates where a spreadsheet added one. Raises BadFile for others.

    `order` settles dates such as `03/04/2026`.
    """
    marks = [_month_day(cell) for cell in cells]
    others = [place for place, mark in enumerate(marks) if mark is None]
    dated = parse_dates(
        [cells[place] for place in others], name=name, rows=[lines[place] for place in others], order=order
    ).days
    found: list[MonthDay | date | None] = list(marks)
    for place, day in zip(others, dated, strict=True):
        found[place] = day
    return found


def _month_day(cell: str) -> MonthDay | None:
    """The month and day of `February 28` or `28-feb`, or None for any other text."""
    match = _WORDED.fullmatch(plain(cell))
    digits = (match["before"] or match["after"]) if match else None
    if match is None or digits is None or match["month"] not in MONTHS:
        return None
    mark = (MONTHS[match["month"]], int(digits))
    return mark if _exists(2024, mark) else None


def with_years(marks: Sequence[MonthDay | date | None], cells: Sequence[str], ledger: Ledger) -> list[date | None]:
    """The days of a series with their years. Raises BadFile where nothing tells them."""
    dated = [mark for mark in marks if isinstance(mark, date)]
    ordered = all(one <= other for one, other in pairwise(dated)) or all(one >= other for one, other in pairwise(dated))
    if len(dated) == sum(mark is not None for mark in marks) and ordered:
        return [mark if isinstance(mark, date) else None for mark in marks]
    bare = [(mark.month, mark.day) if isinstance(mark, date) else mark for mark in marks]
    names = [name for name, _ in groupby(mark for mark in bare if mark is not None)]
    days = _resolved(names, cells, ledger)
    if dated:
        ledger.warn(
            "years_replaced",
            N_("A spreadsheet added years that cannot be ({first:day} to {last:day} was meant); they were put right."),
            first=min(days),
            last=max(days),
        )
    remaining = iter(days)
    found: list[date | None] = []
    newest: tuple[MonthDay | None, date | None] = (None, None)
    for mark in bare:
        if mark is not None and mark != newest[0]:
            newest = (mark, next(remaining))
        found.append(None if mark is None else newest[1])
    return found


def export_day(ledger: Ledger) -> date | None:
    """The last day the file can tell of, where the person or the file's name says; in the channel's zone."""
    context, period = ledger.context, ledger.document.period
    zone = ZoneInfo(context.timezone or context.zone)
    told = [context.exported_at.astimezone(zone).date()] if context.exported_at else []
    return min([*told, *([period.last] if period else [])], default=None)


def today(ledger: Ledger) -> date:
    """The day it is where the channel is."""
    return ledger.context.now.astimezone(ZoneInfo(ledger.context.timezone or ledger.context.zone)).date()


def occurrences(mark: MonthDay, years: Iterable[int]) -> list[date]:
    """The days of that name in the years that have one."""
    return [date(year, *mark) for year in years if _exists(year, mark)]


def _resolved(names: Sequence[MonthDay], cells: Sequence[str], ledger: Ledger) -> list[date]:
    """The days in the order of their names. Raises BadFile where the year stays open."""
    if not names:
        return []
    told = export_day(ledger)
    latest = told or today(ledger)
    for order in (1, -1):
        if (days := _following(names[::order], latest)) is not None:
            if told is None:
                _note_assumed(days, latest, cells, ledger)
            return days[::order]
    loose = [days[::order] for order in (1, -1) if told and (days := _with_gaps(names[::order], latest))]
    if not loose:
        raise _open(cells, ledger)
    return min(loose, key=lambda days: max(days) - min(days))


def _following(names: Sequence[MonthDay], latest: date) -> list[date] | None:
    """The latest days of these names that follow each other without a gap, or None."""
    for last in occurrences(names[-1], range(latest.year, latest.year - _TRIED, -1)):
        days = [last - n * DAY for n in range(len(names) - 1, -1, -1)]
        if last <= latest and all((day.month, day.day) == name for day, name in zip(days, names, strict=True)):
            return days
    return None


def _with_gaps(names: Sequence[MonthDay], latest: date) -> list[date] | None:
    """The latest days of these names in this order within a year, or None."""
    days: list[date] = []
    before = latest + DAY
    for name in reversed(names):
        earlier = [day for day in occurrences(name, range(before.year, before.year - _TRIED, -1)) if day < before]
        before = earlier[0]
        days.append(before)
    return days[::-1] if days[0] - days[-1] < _HISTORY else None


def _note_assumed(days: Sequence[date], latest: date, cells: Sequence[str], ledger: Ledger) -> None:
    """Warn that today decided the year. Raises BadFile when the series would have ended too long ago for that."""
    if latest - days[-1] > _ASSUMED_WITHIN:
        raise _open(cells, ledger)
    ledger.warn(
        "year_assumed",
        N_(
            "The days have no year; they were taken as {first:day} to {last:day}, the latest possible. If the file is "
            "older, it must be imported with the day of its export."
        ),
        first=days[0],
        last=days[-1],
    )


def _open(cells: Sequence[str], ledger: Ledger) -> BadFile:
    printed = [cell.strip() for cell in cells if plain(cell) not in MISSING]
    if export_day(ledger) is not None:
        return BadFile(
            "days_disordered",
            N_(
                "{file} prints days without a year, and '{first}' to '{last}' are not days of one year in order. Export it "
                "again and import that file unopened."
            ),
            file=ledger.document.name,
            first=printed[0],
            last=printed[-1],
        )
    return BadFile(
        "year_unknown",
        N_(
            "{file} prints days without a year ('{first}' to '{last}'), and nothing tells which year is meant. Import it "
            "again and name the day it was exported (on the command line: --exported-on)."
        ),
        file=ledger.document.name,
        first=printed[0],
        last=printed[-1],
    )


def _exists(year: int, mark: MonthDay) -> bool:
    try:
        date(year, *mark)
    except ValueError:
        return False
    return True
