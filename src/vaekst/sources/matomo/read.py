"""Matomo's tables as facts: visits by day, or by what their labels are."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from vaekst.core.errors import BadInput
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.matomo.headers import UNKNOWN
from vaekst.sources.matomo.recognise import LABELS, NAME, figures_of, report_of
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.words import visible
from vaekst.sources.web.counted import Shape, Span, table_of, visits_of
from vaekst.sources.web.undated import undated
from vaekst.sources.web.visits import DAY, added, reading_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one table. Raises BadFile for cells that are no counts."""
    ledger = Ledger(document, recognition, context)
    table = table_of(document.blocks, ledger)
    header = {name: table.header[place] for name, place in recognition.columns.items()}
    report, column = DAY, ""
    if recognition.kind == LABELS:
        report, column = report_of(document.blocks[0], recognition.columns.get("segment"))
    shape = _shape(recognition, table, report, column)
    if "date" in header:
        spans = [_span(cell) for cell in _cells(table, recognition.columns["date"])]
        newest = max((last for _, last in spans if last), default=None)
        observed_at = ledger.observed_at(newest=newest)
    else:
        span, observed_at = undated(ledger)
        spans = [span] * len(table)
    visits = added(visits_of(table, shape, spans, ledger))
    _warn(table, recognition, report, ledger)
    return reading_of(
        visits,
        ledger,
        website=NAME,
        platform=NAME,
        observed_at=observed_at,
        timezone=context.timezone or context.zone,
    )


def _shape(recognition: Recognition, table: Fields, report: str, column: str) -> Shape:
    """The columns by the headers the table is read by."""
    names = {place: header for header, place in table.columns.items()}
    by_name = {name: names[place] for name, place in recognition.columns.items()}
    counts = {by_name[name]: name for name in figures_of(list(by_name))}
    touch = {by_name["member"]: column} if column else {}
    return Shape(recognition.kind, report, touch, counts, frozenset())


def _cells(table: Fields, place: int) -> list[str]:
    return [visible(row[place]) for row in table.rows]


def _span(cell: str) -> Span:
    """The days a date means: a day, a range, a month or an ISO week; nothing for other text."""
    try:
        if _DAY.fullmatch(cell):
            day = date.fromisoformat(cell)
            return day, day
        if found := _RANGE.fullmatch(cell):
            first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
            return (first, last) if first <= last else (None, None)
        if found := _MONTH.fullmatch(cell):
            year, month = int(found[1]), int(found[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        week = Week.parse(cell).period
    except (ValueError, BadInput):
        return None, None
    return week.first, week.last


def _warn(table: Fields, recognition: Recognition, report: str, ledger: Ledger) -> None:
    ledger.warn(
        "headers_unverified",
        N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
    )
    known = set(recognition.columns.values()) - {recognition.columns.get("actions")}
    ledger.leave_out(cell for place, cell in enumerate(table.header) if place not in known)
    if recognition.kind == LABELS and report == UNKNOWN[0]:
        ledger.warn(
            "labels_unknown",
            N_(
                "The file does not say what its labels are: pages, campaigns or countries. They are kept together with those of other such files; export with metadata to keep them apart."
            ),
        )
