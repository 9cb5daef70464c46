"""Exports of Google Analytics as facts: visits by where they came from, or by any other dimension, each in its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ga4.headers import VERIFIED
from vaekst.sources.ga4.rows import Rows, read_rows
from vaekst.sources.ga4.tables import Table, property_of, tables_of
from vaekst.sources.ledger import ADDITIVE, Ledger
from vaekst.sources.reading.numbers import Number
from vaekst.sources.web.visits import Visits, adds_up, joined, reading_of

PLATFORM = "ga4"


@dataclass(frozen=True, slots=True)
class _Told:
    """A table that is kept, and what it tells."""

    table: Table
    rows: Rows


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of all tables in the file. Raises BadFile for damaged cells and for tables of unknown days."""
    ledger = Ledger(document, recognition, context)
    told = _kept(tables_of(document, recognition.language or "en"), ledger)
    visits = _with_engagement(told, ledger)
    _warn(told, visits, recognition, ledger)
    newest = max((each.last for each in visits), default=None)
    return reading_of(
        visits,
        ledger,
        website=property_of(document) or PLATFORM,
        platform=PLATFORM,
        observed_at=ledger.observed_at(newest=newest),
        timezone=context.timezone or context.zone,
        control_totals=list(chain.from_iterable(_controls(one.rows) for one in told)),
    )


def _kept(tables: Sequence[Table], ledger: Ledger) -> list[_Told]:
    """The tables that hold something Vaekst keeps; the rows of the others are accounted for and the tables named.

    A table that tells other figures of visits an earlier one has told already is left out: a second audience, or a
    count by another definition.
    """
    kept: list[_Told] = []
    left_out: list[str] = []
    known: dict[tuple[object, ...], dict[str, Number]] = {}
    for table in tables:
        if not table.metrics:
            rows = len(table.block.lines) - 1
            ledger.read += rows
            ledger.drop("table_left_out", rows)
            left_out += [table.title] if rows else []
            continue
        rows_of = read_rows(table, ledger)
        if _contradicts(rows_of.visits, known):
            ledger.drop("table_left_out", len(rows_of.visits))
            left_out.append(table.title)
            continue
        for each in rows_of.visits:
            known.setdefault(each.key, {}).update(each.figures)
        kept.append(_Told(table, rows_of))
    if left_out:
        ledger.warn(
            "tables_left_out",
            N_(
                "These tables were not kept, because Vaekst has no place for them or they tell of visits told before: {tables}."
            ),
            tables="; ".join(left_out),
        )
    return kept


def _contradicts(visits: Sequence[Visits], known: Mapping[tuple[object, ...], Mapping[str, Number]]) -> bool:
    return any(
        known.get(each.key, {}).get(metric, value) != value for each in visits for metric, value in each.figures.items()
    )


def _with_engagement(told: Sequence[_Told], ledger: Ledger) -> list[Visits]:
    """One row per key, with the seconds people were engaged: per person or session in the file, times as many.

    A row that knows nothing but an average of unknown many is left out.
    """
    rows = joined(visit for one in told for visit in one.rows.visits)
    averages: dict[tuple[object, ...], dict[str, Number]] = {}
    lines: dict[tuple[object, ...], int] = {}
    for one in told:
        for visit, figures in zip(one.rows.visits, one.rows.averages, strict=True):
            averages.setdefault(visit.key, {}).update(figures)
            lines[visit.key] = lines.get(visit.key, 0) + 1
    found = []
    for row in rows:
        seconds = _engagement(averages[row.key])
        figures = row.figures if seconds is None else {"engagement_s": seconds, **row.figures}
        if figures or row.revenue:
            found.append(replace(row, figures=figures))
        else:
            ledger.drop("no_figures", lines[row.key])
    return found


def _engagement(told: Mapping[str, Number]) -> float | None:
    """Seconds of engagement: an average times what it is an average of."""
    for average, of in (("seconds_per_user", "users"), ("seconds_per_session", "sessions")):
        if average in told and of in told:
            return round(float(told[average]) * float(told[of]), 3)
    return None


def _controls(rows: Rows) -> list[ControlTotal]:
    """What the total row states beside what the rows add up to. People and averages have no sum."""
    return [
        ControlTotal(metric, float(stated), float(sum(each.figures.get(metric, 0) for each in rows.visits)))
        for metric, stated in rows.stated.items()
        if metric in ADDITIVE and all(adds_up(metric, each.report) for each in rows.visits)
    ]


def _warn(told: Sequence[_Told], visits: Sequence[Visits], recognition: Recognition, ledger: Ledger) -> None:
    if recognition.language not in VERIFIED:
        ledger.warn(
            "headers_unverified",
            N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
        )
    ledger.leave_out(chain.from_iterable(one.table.others for one in told))
    if any(each.revenue.get("revenue_minor") for each in visits):
        ledger.warn(
            "currency_assumed",
            N_("The file does not name the currency of its revenue; {currency} was assumed."),
            currency=ledger.context.currency,
        )
    if differing := sum(one.rows.rates_differ for one in told):
        ledger.warn(
            "rate_differs",
            N_("In {rows} rows the engagement rate is not that of the sessions beside it. The counts were kept."),
            rows=differing,
        )
    if audiences := sorted({one.table.audience for one in told if one.table.audience}):
        ledger.warn(
            "one_audience",
            N_("The figures tell of {audiences} alone, and are kept apart from those of all users."),
            audiences=", ".join(audiences),
        )
    _warn_of_totals([each for one in told for each in _controls(one.rows) if each.agrees is False], ledger)


def _warn_of_totals(unlike: Sequence[ControlTotal], ledger: Ledger) -> None:
    """Tell the first total that is not its rows' sum: far below it rows are missing, near it both are estimates."""
    for each in unlike[:1]:
        summed = each.summed or 0
        code, template = _FEWER if summed < each.stated * (1 - _ESTIMATED_WITHIN) else _ESTIMATED
        ledger.warn(code, template, summed=summed, metric=each.metric, stated=each.stated)


_ESTIMATED_WITHIN = 0.03
"""How far apart Google's estimates of a total and of its parts may lie; seen: 1.1 %."""

_ESTIMATED = (
    "total_estimated",
    N_(
        "The rows add up to {summed:number} {metric:metric}, the file's own total is {stated:number}: Google estimates each by itself, so they need not agree."
    ),
)
_FEWER = (
    "total_mismatch",
    N_(
        "The rows add up to {summed:number} {metric:metric}, the file's own total is {stated:number}. Google leaves out rows of few people and those beyond the limit of an export."
    ),
)
