"""One daily series: a title, a date column, one column of counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from statistics import median

from vaekst.core.errors import BadFile
from vaekst.core.period import Period
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.meta_daily.headers import PAGE_LIKES, PRIMARY, SERIES
from vaekst.sources.meta_daily.recognise import Part
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import Number
from vaekst.sources.reading.words import plain, visible

UNMEASURED_DAYS = 14
"""From so many zeros at the beginning on, a series that later counts was not measured before."""

_NEVER_QUIET = frozenset({"views_start", "reach_unique", "profile_visits"})
_QUIET_IF_SMALL = frozenset({"interactions"})
_SMALL = 5
"""Below this usual day a fortnight of true zeros can happen."""

_SPARSE = frozenset({"follows"})
"""Metrics for which Meta leaves out the days without any."""

_NEVER_NEGATIVE = frozenset({"views_start", "reach_unique", "profile_visits", "clicks_out"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day's count and the line it stands on; no line where a day without a row was filled with 0."""

    day: date
    value: int
    line: int | None


@dataclass(frozen=True, slots=True)
class DailySeries:
    """The measured days of one metric on one platform, in order."""

    metric: str
    title: str
    platform: str | None
    days: tuple[Day, ...]


def read_series(part: Part, ledger: Ledger) -> DailySeries:
    """The series of a table, its rows accounted for. Raises BadFile for titles nobody knows and damaged cells."""
    title = visible(part.block.title or "")
    series = SERIES.get(part.title)
    if series is None:
        raise BadFile(
            "unknown_series",
            N_(
                "The table is titled '{title}', which is none of the series Vaekst knows. Export Views, Viewers, "
                "Reach, Interactions, Visits, Link clicks or Follows."
            ),
            title=title,
        )
    _note_title(part, title, ledger)
    table, others = fields_of([part.block], {"date": 0, "count": 1})
    ledger.read += len(table) + others.total()
    for reason, rows in others.items():
        ledger.drop(reason, rows)
    days = _without_unmeasured(_days(table, series.metric, ledger), series.metric, title, ledger)
    return DailySeries(series.metric, title, series.platform, _filled(days, series.metric, title, ledger))


def _note_title(part: Part, title: str, ledger: Ledger) -> None:
    if part.title in PAGE_LIKES:
        ledger.warn(
            "likes_as_follows",
            N_(
                "'{title}' counts who newly liked the page, as pages were followed until 2023. They were kept as follows."
            ),
            title=title,
        )
    column = visible(part.block.header[1])
    if plain(column) not in (PRIMARY, part.title):
        ledger.warn(
            "title_wins",
            N_("The table is titled '{title}', its column '{column}'. The title was taken."),
            title=title,
            column=column,
        )
    if not SERIES[part.title].verified:
        ledger.warn(
            "headers_unverified",
            N_("The title '{title}' was matched by a word list that was never checked against a real file."),
            title=title,
        )


def _days(table: Fields, metric: str, ledger: Ledger) -> list[Day]:
    """The days as printed, in order, whatever clock stands beside them; each day once."""
    dates = table.dates("date", not_after=ledger.context.now.date())
    counts = table.numbers("count", whole=True).values
    if any(moment.time() != time() for moment in dates.values if moment):
        ledger.warn("clock_beside_day", N_("Some days carry a time of day; each day was taken as printed."))
    found: dict[date, Day] = {}
    for day, count, line in zip(dates.days, counts, table.lines, strict=True):
        reason = _reason(day, count, metric, found, ledger)
        if reason:
            ledger.drop(reason)
        elif day is not None and count is not None:
            found[day] = Day(day, round(count), line)
    return [found[day] for day in sorted(found)]


def _reason(day: date | None, count: Number | None, metric: str, found: dict[date, Day], ledger: Ledger) -> str | None:
    """Why a row is not kept, or None."""
    if day is None:
        return "no_date"
    if count is None:
        return "no_figures"
    if ledger.is_future(day):
        return "future_date"
    if count < 0 and metric in _NEVER_NEGATIVE:
        return "negative_count"
    if day in found:
        if found[day].value != count:
            raise BadFile(
                "day_twice",
                N_("{day:day} stands twice with different values ({one} and {other}). Export the file again."),
                day=day,
                one=found[day].value,
                other=count,
            )
        return "duplicate"
    return None


def _without_unmeasured(days: list[Day], metric: str, title: str, ledger: Ledger) -> list[Day]:
    """The days from the first count on, when the zeros before it mean that nothing was measured."""
    zeros = next((place for place, day in enumerate(days) if day.value), len(days))
    if zeros < UNMEASURED_DAYS:
        return days
    usual = median(day.value for day in days[zeros:]) if zeros < len(days) else 0
    if usual and (metric in _NEVER_QUIET or (metric in _QUIET_IF_SMALL and usual >= _SMALL)):
        ledger.warn(
            "not_measured",
            N_(
                "'{title}' is 0 on its first {days} days, until {last:day}: not measured yet. Those days are unknown, not 0."
            ),
            title=title,
            days=zeros,
            last=days[zeros - 1].day,
        )
        ledger.drop("not_measured", zeros)
        return days[zeros:]
    ledger.warn(
        "leading_zeros",
        N_("'{title}' is 0 on its first {days} days. They were kept; perhaps they were not measured."),
        title=title,
        days=zeros,
    )
    return days


def _filled(days: list[Day], metric: str, title: str, ledger: Ledger) -> tuple[Day, ...]:
    """The days with the gaps between them filled by 0 where Meta leaves such days out; else as they are."""
    if not days:
        return ()
    known = {day.day: day for day in days}
    period = Period(days[0].day, days[-1].day)
    missing = period.days - len(days)
    if not missing:
        return tuple(days)
    if metric in _SPARSE:
        ledger.warn(
            "days_filled",
            N_(
                "'{title}' leaves out days without any; {missing} missing days between its first and last were taken as 0."
            ),
            title=title,
            missing=missing,
        )
        return tuple(known.get(day, Day(day, 0, None)) for day in period)
    ledger.warn(
        "days_missing",
        N_("'{title}' leaves out {missing} days between its first and last; they are unknown."),
        title=title,
        missing=missing,
    )
    return tuple(days)
