"""Exports of X as facts: days of the channel, or one snapshot per post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.daily import channel_days, figures_of, rows_of
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.permalinks import x_instant
from vaekst.sources.snapshots import as_utc, identities, kept, printed_times, snapshots
from vaekst.sources.x.headers import METRICS, VERIFIED
from vaekst.sources.x.recognise import OVERVIEW, PLATFORM

ZONE = "UTC"
"""The zone of X's days. No file says so; the receipt does."""


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one file. Raises BadFile for damaged figures and dates."""
    ledger = Ledger(document, recognition, context)
    table = rows_of(document, recognition, ledger)
    if recognition.kind not in VERIFIED:
        ledger.warn(
            "headers_unverified",
            N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
        )
    read_kind = _days if recognition.kind == OVERVIEW else _posts
    name, facts, days = read_kind(table, ledger)
    observed_at = ledger.observed_at(newest=max(days, default=None))
    owner = {"channel": context.channel or PLATFORM, "platform": PLATFORM, "observed_at": observed_at}
    return ledger.reading(
        {name: [{**owner, **fact} for fact in facts]},
        observed_at=observed_at,
        channel=context.channel or PLATFORM,
        platform=PLATFORM,
        timezone=context.timezone or ZONE,
        days=days,
    )


Facts = tuple[str, list[Row], list[date]]
"""Fact table, its rows, and the days they belong to."""


def _days(table: Fields, ledger: Ledger) -> Facts:
    days = table.dates("date", not_after=ledger.context.now.date()).days
    facts = channel_days(table, days, figures_of(table, METRICS), METRICS, ledger)
    _note_zone(ledger)
    return "channel_day", facts, [fact["local_date"] for fact in facts]


def _posts(table: Fields, ledger: Ledger) -> Facts:
    posts = identities(table, PLATFORM, ledger)
    made = [x_instant(number) if number else None for number in posts.ids]
    printed = printed_times(table, "published", made, ledger)
    instants = _instants(printed, made)
    days = _published_days(printed, instants, ledger)
    figures = figures_of(table, METRICS)
    places = kept(posts, days, figures, ledger)
    texts = table.texts("text")
    facts = snapshots(
        table,
        posts,
        figures,
        places,
        days=days,
        instants=instants,
        described=lambda place: {"text": texts[place]},
    )
    return "post_snapshot", facts, [day for place in places if (day := days[place])]


def _instants(printed: Sequence[datetime | None], made: Sequence[datetime | None]) -> tuple[datetime | None, ...]:
    """When each post was published: the printed instant, else the one in its number; the file's days have no hour."""
    return tuple(
        as_utc(moment) if moment is not None and moment.tzinfo else instant
        for moment, instant in zip(printed, made, strict=True)
    )


def _published_days(
    printed: Sequence[datetime | None], instants: Sequence[datetime | None], ledger: Ledger
) -> tuple[date | None, ...]:
    """The publishing days: in the channel's own zone where the strategy names one, else as printed."""
    pairs = list(zip(printed, instants, strict=True))
    known = [(moment.date(), instant.date()) for moment, instant in pairs if moment and instant and not moment.tzinfo]
    agreeing = sum(day == made for day, made in known)
    if agreeing * 2 > len(known):
        ledger.warn(
            "publish_days",
            N_("Publishing days are days in UTC; the numbers of {agreeing} of {posts} posts confirm it."),
            agreeing=agreeing,
            posts=len(known),
        )
    else:
        _note_zone(ledger)
    zone = ledger.context.timezone
    if zone is None:
        return tuple(moment.date() if moment else instant.date() if instant else None for moment, instant in pairs)
    reporting = ZoneInfo(zone)
    return tuple(
        instant.astimezone(reporting).date() if instant else moment.date() if moment else None
        for moment, instant in pairs
    )


def _note_zone(ledger: Ledger) -> None:
    if ledger.context.timezone is None:
        ledger.warn(
            "timezone_assumed", N_("The days are taken as days in {timezone}; the file does not say."), timezone=ZONE
        )
