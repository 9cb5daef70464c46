"""Exports of TikTok Business Suite as facts: days of the channel, or one snapshot per video."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.daily import channel_days, figures_of, rows_of
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.permalinks import tiktok_instant, tiktok_kind
from vaekst.sources.snapshots import agreeing, as_utc, checkable, identities, kept, printed_times, snapshots
from vaekst.sources.tiktok_business.headers import METRICS, VERIFIED
from vaekst.sources.tiktok_business.recognise import PLATFORM, VIDEOS

ZONE = "UTC"
"""The zone of publishing times, measured on the links of videos; assumed for days."""

_TOLERANCE = timedelta(minutes=5)
"""A video is numbered seconds before it is published."""


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one file. Raises BadFile for damaged figures and dates."""
    ledger = Ledger(document, recognition, context)
    table = rows_of(document, recognition, ledger)
    if recognition.language not in VERIFIED:
        ledger.warn(
            "headers_unverified",
            N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
        )
    read_kind = _videos if recognition.kind == VIDEOS else _days
    name, facts, days = read_kind(table, ledger)
    observed_at = ledger.observed_at(newest=max(days, default=None))
    owner = {"channel": context.channel or PLATFORM, "platform": PLATFORM, "observed_at": observed_at}
    return ledger.reading(
        {name: [{**owner, **fact} for fact in facts]},
        observed_at=observed_at,
        channel=context.channel or PLATFORM,
        platform=PLATFORM,
        timezone=ZONE if recognition.kind == VIDEOS else context.timezone or ZONE,
        days=days,
    )


Facts = tuple[str, list[Row], list[date]]
"""Fact table, its rows, and the days they belong to."""


def _days(table: Fields, ledger: Ledger) -> Facts:
    days = table.dates("date", not_after=ledger.context.now.date()).days
    facts = channel_days(table, days, figures_of(table, METRICS), METRICS, ledger)
    _check_growth(facts, ledger)
    if ledger.context.timezone is None:
        ledger.warn(
            "timezone_assumed", N_("The days are taken as days in {timezone}; the file does not say."), timezone=ZONE
        )
    return "channel_day", facts, [fact["local_date"] for fact in facts]


def _check_growth(facts: Sequence[Row], ledger: Ledger) -> None:
    """Warn where the net growth is not what its parts add up to."""
    unlike = sum(
        fact["followers_net"] != fact["follows"] - fact["unfollows"]
        for fact in facts
        if {"followers_net", "follows", "unfollows"} <= fact.keys()
    )
    if unlike:
        ledger.warn(
            "growth_differs",
            N_("On {days} days net growth is not new followers less lost followers. All three were kept as printed."),
            days=unlike,
        )


def _videos(table: Fields, ledger: Ledger) -> Facts:
    posts = identities(table, PLATFORM, ledger)
    published = _published(table, posts.links, ledger)
    figures = figures_of(table, METRICS)
    places = kept(posts, published.days, figures, ledger)
    texts = table.texts("text")
    facts = snapshots(
        table,
        posts,
        figures,
        places,
        days=published.days,
        instants=published.instants,
        described=lambda place: {"text": texts[place], **tiktok_kind(posts.links[place])},
    )
    return "post_snapshot", facts, [day for place in places if (day := published.days[place])]


@dataclass(frozen=True, slots=True)
class _Published:
    """Publishing instants, and the days they fall on in the channel's zone, else in UTC."""

    instants: tuple[datetime | None, ...]
    days: tuple[date | None, ...]


def _published(table: Fields, links: Sequence[str | None], ledger: Ledger) -> _Published:
    """The publishing times as printed in UTC, unless the numbers in the links say that they are in another zone."""
    made = [tiktok_instant(link) if link else None for link in links]
    printed = printed_times(table, "published", made, ledger)
    instants = tuple(None if moment is None else as_utc(moment) for moment in printed)
    total, near = checkable(printed, made), agreeing(printed, made, _TOLERANCE)
    if near * 2 < total:
        instants = tuple(known or moment for known, moment in zip(made, instants, strict=True))
        ledger.warn(
            "publish_zone_doubtful",
            N_(
                "The publishing times of {differing} of {posts} videos are not UTC, as the numbers in their links show. "
                "The times in the links were taken."
            ),
            differing=total - near,
            posts=total,
        )
    elif total:
        ledger.warn(
            "publish_zone",
            N_("Publishing times are UTC; the numbers in the links confirm it for {agreeing} of {posts} posts."),
            agreeing=near,
            posts=total,
        )
    zone = ZoneInfo(ledger.context.timezone or ZONE)
    days = tuple(None if moment is None else moment.astimezone(zone).date() for moment in instants)
    return _Published(instants, days)
