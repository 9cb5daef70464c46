"""An export of YouTube Studio as facts, and what its receipt must warn of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from vaekst.core.facts import TABLES
from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.youtube import views
from vaekst.sources.youtube.export import PLATFORM, Export
from vaekst.sources.youtube.figures import read_figures
from vaekst.sources.youtube.kinds import read_breakdown, read_breakdown_chart, read_chart, read_table, read_totals
from vaekst.sources.youtube.recognise import BREAKDOWN, BREAKDOWN_CHART, CHART, TABLE, TOTALS, currency, unread
from vaekst.sources.youtube.rows import LIMIT, take_apart

ZONE = "America/Los_Angeles"
"""The zone of Studio's days. No file says so; the receipt does."""

_READERS: Mapping[str, tuple[str, Callable[[Export], datetime]]] = {
    TABLE: ("post_snapshot", read_table),
    CHART: ("post_day", read_chart),
    TOTALS: ("channel_day", read_totals),
    BREAKDOWN: ("breakdown", read_breakdown),
    BREAKDOWN_CHART: ("breakdown", read_breakdown_chart),
}


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one file of an export, and its receipt. Raises BadFile for damaged figures and dates."""
    ledger = Ledger(document, recognition, context)
    rows = take_apart(document, recognition, ledger)
    figures = read_figures(rows, currency=currency(document, recognition))
    export = Export(document, context, ledger, rows, figures)
    table, reader = _READERS[recognition.kind]
    observed_at = reader(export)
    facts = TABLES[table].table({**export.facts, "observed_at": observed_at}, rows=export.kept)
    posts = [post | {"observed_at": observed_at} for post in export.posts]
    controls = figures.controls(views=_views_metric(export))
    is_truncated = _is_truncated(export, controls)
    _warn(export, recognition, controls)
    return ledger.reading(
        {table: facts} | ({"post_snapshot": posts} if posts else {}),
        observed_at=observed_at,
        channel=export.channel,
        platform=PLATFORM,
        timezone=context.timezone or ZONE,
        days=export.days,
        control_totals=controls,
        is_truncated=is_truncated,
    )


def _views_metric(export: Export) -> str:
    """The metric the file's views belong to; plain `views` where they belong to two."""
    used = {name for name in (views.STARTS, views.ENGAGED) if name in export.facts}
    return used.pop() if len(used) == 1 else "views"


def _is_truncated(export: Export, controls: Sequence[ControlTotal]) -> bool:
    """Whether YouTube left rows out: it says so, or the table is full and adds up to less than its total."""
    if export.rows.has_limit_note:
        return True
    return len(export.rows.facts) == LIMIT and any(each.agrees is False for each in controls)


def _warn(export: Export, recognition: Recognition, controls: Sequence[ControlTotal]) -> None:
    """All warnings that hold for every kind of export."""
    _warn_of_views(export)
    _warn_of_missing_rows(export, controls)
    warn = export.ledger.warn
    if ignored := unread(export.document):
        warn("columns_unread", N_("Nothing was read from these columns: {columns}."), columns=", ".join(ignored))
    if recognition.language == "da":
        warn(
            "headers_unverified",
            N_("Danish headers are matched by a list that no real export has confirmed yet. Check the totals."),
        )
    if export.context.timezone is None:
        warn("timezone_assumed", N_("The days are taken as days in {timezone}; the file does not say."), timezone=ZONE)


def _warn_of_views(export: Export) -> None:
    if "views" not in export.figures.columns:
        return
    if export.mixed:
        export.ledger.warn(
            "views_redefined",
            N_(
                "YouTube changed what a view is on {day:day}. The views of {rows:number} rows began before and are kept under the newer definition: do not compare them with views counted wholly under one."
            ),
            day=views.REDEFINED,
            rows=export.mixed,
        )
    elif export.days and "day" in export.rows.columns and min(export.days) < views.REDEFINED <= max(export.days):
        export.ledger.warn(
            "views_redefined_within",
            N_(
                "YouTube changed what a view is on {day:day}, within this file. Earlier days are kept as engaged views, later ones as starts; they are not added or compared."
            ),
            day=views.REDEFINED,
        )


def _warn_of_missing_rows(export: Export, controls: Sequence[ControlTotal]) -> None:
    warn = export.ledger.warn
    if export.rows.has_limit_note:
        warn(
            "truncated",
            N_(
                "YouTube wrote only the top {limit:number} rows. Their sum is not the channel's total; export shorter periods for the rest."
            ),
            limit=LIMIT,
        )
    elif len(export.rows.facts) == LIMIT:
        warn(
            "maybe_truncated",
            N_(
                "The file has exactly {limit:number} rows, where YouTube stops: more may be missing. Export shorter periods."
            ),
            limit=LIMIT,
        )
    short = next((each for each in controls if each.agrees is False and each.summed is not None), None)
    if short is not None:
        warn(
            "total_mismatch",
            N_(
                "The rows add up to {summed:number} {metric:metric}, the file's own total is {stated:number}. The file does not list everything the channel earned."
            ),
            summed=short.summed,
            metric=short.metric,
            stated=short.stated,
        )
