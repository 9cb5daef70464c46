"""A table with a row per day and a column per metric becomes days of a channel: TikTok and X export such tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

from vaekst.core.errors import BadFile
from vaekst.core.facts import COUNTS
from vaekst.core.period import Period, Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Document, Recognition
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.columns import columns_unnamed
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import Number, NumberStyle

Figures = dict[str, list[Number | None]]
"""Canonical metric -> its value in every row."""

POINT = NumberStyle(decimal=".")
"""What both platforms print; used where a column could be read in two ways."""

UNMEASURED_DAYS = 14
"""From so many zeros at the beginning on, a series that later counts was not measured before."""

_NEVER_QUIET = frozenset(
    {"views_start", "impressions_feed", "reach_unique", "viewers_new", "viewers_returning", "followers_total"}
)
_NEVER_NEGATIVE = _NEVER_QUIET | {"views_video", "views_media", "profile_visits", "clicks_out", "followers_active"}


def rows_of(document: Document, recognition: Recognition, ledger: Ledger) -> Fields:
    """The rows of a document, accounted for; columns nobody reads are named. Raises BadFile when there is no row."""
    table, others = fields_of(document.blocks, recognition.columns)
    ledger.read = len(table) + others.total()
    for reason, rows in others.items():
        ledger.drop(reason, rows)
    if not len(table):
        raise ledger.nothing_kept()
    if ignored := columns_unnamed(table.header, recognition.columns):
        ledger.warn(
            "columns_left_out", N_("Nothing was read from these columns: {columns}."), columns=", ".join(ignored)
        )
    return table


def figures_of(table: Fields, metrics: Mapping[str, str]) -> Figures:
    """The metrics the table has, by the canonical name `metrics` gives each field."""
    return {
        metric: list(table.numbers(field, whole=metric in COUNTS, otherwise=POINT).values)
        for field, metric in metrics.items()
        if field in table
    }


def channel_days(
    table: Fields, days: Sequence[date | None], figures: Figures, metrics: Mapping[str, str], ledger: Ledger
) -> list[Row]:
    """One row per day in order, its figures as printed except where nothing was measured yet.

    Raises BadFile where a day stands twice with different figures.
    """
    places = _places(days, figures, ledger)
    ordered: Figures = {name: [values[place] for place in places] for name, values in figures.items()}
    labels = {metric: table.name(field) for field, metric in metrics.items()}
    unmeasured = _blank_unmeasured(labels, [days[place] for place in places], ordered, ledger)
    rows: list[Row] = []
    for position, place in enumerate(places):
        known = {name: values[position] for name, values in ordered.items() if values[position] is not None}
        day = days[place]
        if not known or day is None:
            ledger.drop("not_measured" if position < unmeasured else "no_figures")
            continue
        rows.append({"local_date": day, "iso_week": Week.of(day).monday, "source_row": table.lines[place], **known})
    _note_gaps([row["local_date"] for row in rows], ledger)
    _note_reach(rows, ledger)
    return rows


def _places(days: Sequence[date | None], figures: Figures, ledger: Ledger) -> list[int]:
    """The places of the rows that are kept, by day."""
    found: dict[date, int] = {}
    for place, day in enumerate(days):
        reason = None
        if day is None:
            reason = "no_date"
        elif ledger.is_future(day):
            reason = "future_date"
        elif any((values[place] or 0) < 0 for name, values in figures.items() if name in _NEVER_NEGATIVE):
            reason = "negative_count"
        elif day in found:
            reason = _duplicate(day, found[day], place, figures)
        else:
            found[day] = place
        if reason:
            ledger.drop(reason)
    return [found[day] for day in sorted(found)]


def _duplicate(day: date, first: int, again: int, figures: Figures) -> str:
    for values in figures.values():
        if values[first] != values[again]:
            raise BadFile(
                "day_twice",
                N_("{day:day} stands twice with different values ({one} and {other}). Export the file again."),
                day=day,
                one=values[first] if values[first] is not None else "–",
                other=values[again] if values[again] is not None else "–",
            )
    return "duplicate"


def _blank_unmeasured(labels: Mapping[str, str], days: Sequence[date | None], figures: Figures, ledger: Ledger) -> int:
    """Turns zeros before measurement began into unknown; the number of days on which nothing at all was measured.

    Views and people are what a channel always has; when those are missing, zeros of everything else mean nothing.
    """
    leads = {name: _lead(values) for name, values in figures.items() if name in _NEVER_QUIET}
    late = {
        name: lead for name, lead in leads.items() if lead >= UNMEASURED_DAYS and _counts_later(figures[name], lead)
    }
    if not late:
        return 0
    blind = min(leads.values())
    blanked = {name: late.get(name, blind) for name in figures if name in late or name not in leads}
    for name, lead in blanked.items():
        figures[name][:lead] = [value or None for value in figures[name][:lead]]
    for lead in sorted(set(late.values())):
        ledger.warn(
            "not_measured",
            N_(
                "{columns}: 0 or empty on the first {days} days, until {last:day}, so not measured yet. Those days are "
                "unknown, not 0."
            ),
            columns=", ".join(labels[name] for name, own in late.items() if own == lead),
            days=lead,
            last=days[lead - 1],
        )
    return blind


def _lead(values: Sequence[Number | None]) -> int:
    """How many values at the beginning are zero or missing."""
    return next((place for place, value in enumerate(values) if value), len(values))


def _counts_later(values: Sequence[Number | None], lead: int) -> bool:
    later = [value for value in values[lead:] if value is not None]
    return bool(later) and median(later) > 0


def _note_gaps(days: Sequence[date], ledger: Ledger) -> None:
    missing = Period(days[0], days[-1]).days - len(days) if days else 0
    if missing:
        ledger.warn(
            "days_missing",
            N_("The file leaves out {missing} days between its first and last; they are unknown."),
            missing=missing,
        )


def _note_reach(rows: Sequence[Row], ledger: Ledger) -> None:
    above = sum(row.get("reach_unique", 0) > row["views_start"] for row in rows if "views_start" in row)
    if above:
        ledger.warn(
            "reach_above_views",
            N_(
                "On {days} days more people were reached than views counted, which cannot be. Both were kept as printed."
            ),
            days=above,
        )
