"""Tables of Search Console as facts: clicks and impressions by day, query, page, country, device and appearance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vaekst.core.errors import BadFile
from vaekst.core.period import Period
from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.dates import parse_dates
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import Number, NumberStyle
from vaekst.sources.reading.words import signature, visible
from vaekst.sources.search_console.headers import VERIFIED
from vaekst.sources.search_console.recognise import FILTERS_KIND, NAME, columns_of, dimension_of

LIMIT = 1000
"""Rows after which an export stops."""

ZONE = "America/Los_Angeles"
"""Search Console's days are days in Pacific time."""

POINT = NumberStyle(decimal=".")
_WHOLE_TOTAL = frozenset({"country", "device"})
"""Dimensions whose rows hold every click; queries and pages leave out the rare ones."""

_NAMED = re.compile(r"(?P<site>.+)-Performance-on-Search-(?P<day>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class _Chart:
    """The table by day that lies beside another one: its days and its clicks and impressions in all."""

    period: Period
    totals: Mapping[str, float]


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one table. Raises BadFile for the table of filters, which holds none, and for damaged cells."""
    if recognition.kind == FILTERS_KIND:
        raise BadFile(
            "filters_only",
            N_("{file} names the filters of the export and holds no figures. The tables beside it were read."),
            file=document.name,
        )
    ledger = Ledger(document, recognition, context)
    dimension = next(name for name, place in recognition.columns.items() if place == 0)
    table = _table(document, recognition, ledger)
    chart = None if dimension == "day" else _chart(document, recognition.language or "en", context)
    site, exported = _named(document)
    days = table.dates("day", not_after=context.now.date()).days
    period = document.period or (chart.period if chart else None)
    newest = max((day for day in days if day), default=period.last if period else None)
    observed_at = ledger.observed_at(newest=newest, printed=exported)
    spans = [(day, day) for day in days]
    if dimension != "day":
        spans = [_span(period, observed_at.date(), ledger)] * len(table)
    owner: Row = {"property": site, "platform": NAME, "dimension": dimension, "observed_at": observed_at}
    rows = _facts(table, dimension, spans, owner, ledger)
    _warn(table, rows, dimension, chart, ledger)
    reading = ledger.reading(
        {"search": rows},
        observed_at=observed_at,
        channel=None,
        platform=NAME,
        timezone=ZONE,
        days=[day for row in rows for day in (row["period_from"], row["local_date"])],
        control_totals=_controls(rows, chart) if dimension in _WHOLE_TOTAL else (),
        is_truncated=dimension != "day" and len(table) == LIMIT,
    )
    return replace(reading, stated=chart.period if chart else None)


def _table(document: Document, recognition: Recognition, ledger: Ledger) -> Fields:
    """The rows as wide as the header; the others are accounted for."""
    table, others = fields_of(document.blocks, recognition.columns)
    ledger.read = len(table) + others.total()
    for reason, times in others.items():
        ledger.drop(reason, times)
    return table


def _span(period: Period | None, exported: date, ledger: Ledger) -> tuple[date | None, date]:
    """The days a table without days covers; until the day of export since nobody knows when, where nothing tells."""
    if period is not None:
        return period.first, period.last
    ledger.warn(
        "period_unknown_until",
        N_(
            "The file does not say which days it covers: the figures are kept as of {day:day}, since nobody knows when. Import the ZIP as a whole; its table by day tells."
        ),
        day=exported,
    )
    return None, exported


def _named(document: Document) -> tuple[str, date | None]:
    """The website and the day of export, as Search Console names its ZIPs and workbooks; else its own name and None."""
    found = _NAMED.match(visible(document.outer or document.name))
    if not found:
        return NAME, None
    site = re.sub(r"^(https?)___(.+)_$", r"\1://\2/", found["site"])
    try:
        return site, date.fromisoformat(found["day"])
    except ValueError:
        return site, None


def _chart(document: Document, language: str, context: Context) -> _Chart | None:
    """The table by day beside this one, or None."""
    for blocks in document.beside.values():
        header = signature(blocks[0].header) if blocks else ()
        columns = columns_of(header, language)
        if dimension_of(header, language) != "day" or not {"clicks", "impressions"} <= columns.keys():
            continue
        table, _ = fields_of(blocks, {"day": 0, **columns})
        try:
            days = [day for day in parse_dates(table.cells("day"), not_after=context.now.date()).days if day]
            counts = {name: table.numbers(name, whole=True).values for name in ("clicks", "impressions")}
        except BadFile:
            return None  # it is refused on its own receipt
        if days:
            totals = {name: float(sum(value or 0 for value in values)) for name, values in counts.items()}
            return _Chart(Period(min(days), max(days)), totals)
    return None


def _figures(table: Fields) -> dict[str, Sequence[Number | None]]:
    """The columns that count. The click rate becomes a fraction; like the position it is an average."""
    counts: dict[str, Sequence[Number | None]] = {
        name: [None if value is None else round(value) for value in table.numbers(name, whole=True).values]
        for name in ("clicks", "impressions")
    }
    rate = table.numbers("click_rate", otherwise=POINT)
    return {
        **counts,
        "click_rate": [None if value is None else round(value, 10) for value in rate.fractions(percent_points=False)],
        "position": table.numbers("position", otherwise=POINT).values,
    }


def _facts(
    table: Fields,
    dimension: str,
    spans: Sequence[tuple[date | None, date | None]],
    owner: Row,
    ledger: Ledger,
) -> list[Row]:
    """One row per member; a day is the only member of itself. Rows that are not kept are accounted for."""
    found: dict[tuple[str, date | None], Row] = {}
    figures = _figures(table)
    for place, ((first, last), cells) in enumerate(zip(spans, table.rows, strict=True)):
        told = {name: value for name, values in figures.items() if (value := values[place]) is not None}
        member = "all" if dimension == "day" else cells[0]
        reason = None
        if last is None:
            reason = "no_date"
        elif ledger.is_future(last):
            reason = "future_date"
        elif not visible(member):
            reason = "no_identity"
        elif not told:
            reason = "no_figures"
        elif any(value < 0 for value in told.values()):
            reason = "negative_count"
        elif before := found.get((member, last)):
            _refuse_unlike(before, told, table.lines[place])
            reason = "duplicate"
        if reason:
            ledger.drop(reason)
            continue
        found[member, last] = {
            **owner,
            "member": member,
            "period_from": first,
            "local_date": last,
            "source_row": table.lines[place],
            **told,
        }
    return list(found.values())


def _refuse_unlike(before: Row, told: Mapping[str, Number], line: int) -> None:
    """Raises BadFile where a row stands twice with different figures: nobody knows which is right."""
    if any(before.get(name) != value for name, value in told.items()):
        raise BadFile(
            "row_twice",
            N_("The row on line {line} stands above it already, with other figures. Export the file again."),
            line=line,
        )


def _controls(rows: Sequence[Row], chart: _Chart | None) -> list[ControlTotal]:
    """What the table by day states beside what the rows add up to."""
    if chart is None:
        return []
    return [
        ControlTotal(name, total, float(sum(row.get(name, 0) for row in rows))) for name, total in chart.totals.items()
    ]


def _warn(
    table: Fields,
    rows: Sequence[Row],
    dimension: str,
    chart: _Chart | None,
    ledger: Ledger,
) -> None:
    if ledger.recognition.language not in VERIFIED:
        ledger.warn(
            "headers_unverified",
            N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
        )
    ledger.leave_out(cell for place, cell in enumerate(table.header) if place not in table.columns.values())
    if dimension != "day" and len(table) == LIMIT:
        ledger.warn(
            "truncated_search",
            N_(
                "The table has {limit:number} rows, where Search Console stops: more are missing. Its sum is not the website's total."
            ),
            limit=LIMIT,
        )
    if dimension in _WHOLE_TOTAL and (unlike := [each for each in _controls(rows, chart) if each.agrees is False]):
        ledger.warn(
            "total_mismatch",
            N_(
                "The rows add up to {summed:number} {metric:metric}, the table by day beside them to {stated:number}. Were both exported at once, and neither edited?"
            ),
            summed=unlike[0].summed,
            metric=unlike[0].metric,
            stated=unlike[0].stated,
        )
    total = chart.totals["clicks"] if chart else 0
    if dimension not in ("day", *_WHOLE_TOTAL) and total and rows:
        ledger.warn(
            "share_of_clicks",
            N_(
                "These rows hold {share:percent} of the {clicks:number} clicks of the same days. Search Console keeps rare ones to itself."
            ),
            share=sum(row.get("clicks", 0) for row in rows) / total,
            clicks=total,
        )
