"""Files of TikTok Studio's export as facts: days of the channel, snapshots of videos, breakdowns of followers."""

from __future__ import annotations

from datetime import date

from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.daily import Figures, channel_days, figures_of, rows_of
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.fields import Fields
from vaekst.sources.tiktok_studio.breakdowns import read_hours, read_shares
from vaekst.sources.tiktok_studio.headers import ACTIVITY, CONTENT, DIMENSIONS, METRICS
from vaekst.sources.tiktok_studio.posts import read_content
from vaekst.sources.tiktok_studio.recognise import PLATFORM
from vaekst.sources.tiktok_studio.years import month_days, with_years


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one file. Raises BadFile for damaged figures and days, and where no year can be told."""
    ledger = Ledger(document, recognition, context)
    table = rows_of(document, recognition, ledger)
    exported: date | None = None
    if recognition.kind == CONTENT:
        content = read_content(table, ledger)
        name, facts, days, exported = "post_snapshot", content.facts, content.days, content.exported
    elif recognition.kind in DIMENSIONS:
        name, facts, days = "breakdown", read_shares(table, recognition.kind, ledger), list[date]()
    else:
        dated = _dated(table, ledger)
        name, facts = _hours_or_days(table, recognition.kind, dated, ledger)
        days = [fact["local_date" if name == "channel_day" else "period_to"] for fact in facts]
    observed_at = ledger.observed_at(newest=max(days, default=None), printed=exported)
    owner = {"channel": context.channel or PLATFORM, "platform": PLATFORM, "observed_at": observed_at}
    return ledger.reading(
        {name: [{**owner, **fact} for fact in facts]},
        observed_at=observed_at,
        channel=context.channel or PLATFORM,
        platform=PLATFORM,
        timezone=context.timezone or context.zone,
        days=days,
    )


def _dated(table: Fields, ledger: Ledger) -> list[date | None]:
    """The days of the rows with their years; the receipt says whose days they are taken for."""
    cells = table.cells("date")
    days = with_years(month_days(cells, name=table.name("date"), lines=table.lines), cells, ledger)
    if ledger.context.timezone is None:
        ledger.warn(
            "timezone_assumed",
            N_("The days are taken as days in {timezone}; the file does not say."),
            timezone=ledger.context.zone,
        )
    return days


def _hours_or_days(table: Fields, kind: str, days: list[date | None], ledger: Ledger) -> tuple[str, list[Row]]:
    if kind == ACTIVITY:
        return "breakdown", read_hours(table, days, ledger)
    figures = figures_of(table, METRICS)
    _forget_first_difference(figures)
    return "channel_day", channel_days(table, days, figures, METRICS, ledger)


def _forget_first_difference(figures: Figures) -> None:
    """The first followers counted are no growth: their difference is to a zero that was not measured."""
    totals, net = figures.get("followers_total", []), figures.get("followers_net", [])
    first = next((place for place, total in enumerate(totals) if total), 0)
    if first and net[first] == totals[first]:
        net[first] = None
