"""Which days each row of a report is about: its own day, its own period, the report's, or the file name's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from vaekst.core.errors import BadFile
from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_
from vaekst.sources.contract import Document
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.dates import DateColumn, parse_dates
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.words import plain
from vaekst.sources.spend.platform import Platform

_BETWEEN = re.compile(r"\s+(?:-|–|—|to|til|bis|au|al)\s+|\s*[–—]\s*")
_LABELLED = re.compile(r"(report start|report end|date generated)\s*:\s*(.+)")
_YEAR = re.compile(r"\b\d{4}\b")
_WEEK = 7
_WHOLE = frozenset({"all", "total", "i alt", "alle", "lifetime"})
"""Words in the column of days of rows that are about all of them."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the lines above a table say: its period, and when it was made."""

    period: Period | None = None
    made: datetime | None = None  # without zone


def stated_above(notes: Sequence[str], *, today: date) -> Stated:
    """The period and the making of a report, as far as its lines tell."""
    period, told = None, {}
    for note in notes:
        if label := _LABELLED.fullmatch(plain(note)):
            told[label[1]] = label[2]
        elif period is None:
            period = period_of(note, today=today)
    ends = [told.get("report start"), told.get("report end")]
    if all(ends):
        period = _between([end for end in ends if end], today=today) or period
    moments = _moments([told["date generated"]], today=today) if "date generated" in told else None
    return Stated(period, moments[0] if moments else None)


def period_of(text: str, *, today: date) -> Period | None:
    """The period a line means, such as `July 8, 2025 - July 31, 2025` or `24 November 2026`; or None."""
    ends = [end.strip() for end in _BETWEEN.split(text.strip())]
    if len(ends) > 2 or not _YEAR.search(ends[-1]):
        return None
    if len(ends) == 2 and not _YEAR.search(ends[0]):
        ends[0] = f"{ends[0]}, {_YEAR.findall(ends[1])[-1]}"
    return _between(ends, today=today)


def _between(ends: Sequence[str], *, today: date) -> Period | None:
    moments = _moments(ends, today=today)
    if moments is None or moments[-1].date() < moments[0].date():
        return None
    return Period(moments[0].date(), moments[-1].date())


def _moments(texts: Sequence[str], *, today: date) -> list[datetime] | None:
    """The texts as dates, month first where nothing settles it; None where one is no date."""
    for order in (None, "mdy"):
        try:
            column = parse_dates(texts, order=order, not_after=today)
        except BadFile:
            continue
        known = [value for value in column.values if value is not None]
        return known if len(known) == len(texts) else None
    return None


def periods_of(
    table: Fields, platform: Platform, language: str, ledger: Ledger, report: Period | None
) -> list[Period | None]:
    """The days of every row; None where a row has none. Raises BadFile for a report whose days nobody states."""
    if "day" in table:
        return _each_a_day(_dates(table, "day", platform, language, ledger))
    if {"starts", "ends"} <= table.columns.keys():
        return _from_to(table, platform, language, ledger)
    if "starts" in table and (by_start := _by_start(table, platform, language, ledger, report)) is not None:
        return by_start
    if report is None:
        raise _unknown(ledger.document, platform)
    return [report] * len(table)


def whole_of(table: Fields, platform: Platform, language: str, ledger: Ledger, above: Period | None) -> Period | None:
    """The period of the whole report, where it is said beside the days: above the table, or in every row."""
    if above is not None or not {"day", "starts", "ends"} <= table.columns.keys():
        return above
    said = [period for period in _from_to(table, platform, language, ledger) if period is not None]
    return Period(min(period.first for period in said), max(period.last for period in said)) if said else None


def _from_to(table: Fields, platform: Platform, language: str, ledger: Ledger) -> list[Period | None]:
    both = table.cells("starts") + table.cells("ends")
    days = _read(both, table, "starts", platform, language, ledger).days
    return [
        None if first is None or last is None or last < first else Period(first, last)
        for first, last in zip(days[: len(table)], days[len(table) :], strict=True)
    ]


def _by_start(
    table: Fields, platform: Platform, language: str, ledger: Ledger, report: Period | None
) -> list[Period | None] | None:
    """The periods of rows that say where they start and not where they end; None where the report's own must do.

    Starts a week or more apart last until the next one; others are days. A lone start is a day when the report began before.
    """
    days = _dates(table, "starts", platform, language, ledger)
    starts = sorted({day for day in days if day is not None})
    if len(starts) < 2:
        is_day = bool(starts) and report is not None and report.first < starts[0] <= report.last
        return _each_a_day(days) if is_day else None
    if any((later - earlier).days < _WEEK for earlier, later in pairwise(starts)):
        return _each_a_day(days)
    if report is None or report.last < starts[-1]:
        raise _unknown(ledger.document, platform)
    ends = [*(later - DAY for later in starts[1:]), report.last]
    until = dict(zip(starts, ends, strict=True))
    return [None if day is None else Period(day, until[day]) for day in days]


def _each_a_day(days: Sequence[date | None]) -> list[Period | None]:
    return [None if day is None else Period(day, day) for day in days]


def _dates(table: Fields, field: str, platform: Platform, language: str, ledger: Ledger) -> Sequence[date | None]:
    return _read(table.cells(field), table, field, platform, language, ledger).days


def _read(
    cells: Sequence[str], table: Fields, field: str, platform: Platform, language: str, ledger: Ledger
) -> DateColumn:
    """The dates of a column. Where day and month could change places the platform's own order is assumed, and told."""
    printed = ["" if plain(cell) in _WHOLE else cell for cell in cells]
    today = ledger.context.now.date()
    lines = [*table.lines] * (len(cells) // max(1, len(table)))
    try:
        return parse_dates(printed, name=table.name(field), rows=lines, not_after=today)
    except BadFile as error:
        order = platform.order.get(language)
        if error.code != "ambiguous_dates" or order is None:
            raise
    column = parse_dates(printed, name=table.name(field), rows=lines, order=order)
    ledger.warn(
        "date_order_assumed",
        N_(
            "The dates could be read with day or month first; {order:word} first was assumed, as the platform prints it."
        ),
        order=N_("the month") if order == "mdy" else N_("the day"),
    )
    return column


def _unknown(document: Document, platform: Platform) -> BadFile:
    return BadFile(
        "period_unknown",
        N_(
            "{file} does not say which days its costs are from. {cure:word} "
            "Or put the days into the file's name, such as costs_2026-11-01_2026-11-30.csv."
        ),
        file=document.name,
        cure=platform.with_days,
    )
