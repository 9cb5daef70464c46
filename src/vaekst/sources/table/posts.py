"""Tables of posts and of a channel's days as facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from vaekst.core.facts import CHANNEL_DAY, POST_SNAPSHOT, FactTable
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Tag
from vaekst.sources.reading.grid import Column, Places, both
from vaekst.sources.reading.permalinks import intact_id, platform_of, post_key_of
from vaekst.sources.sifting import sift
from vaekst.sources.table.own import Made, Own

_METRICS: Mapping[str, str] = {
    "views": "views_start",
    "reach": "reach_unique",
    "likes": "likes",
    "comments": "comments",
    "saves": "saves",
    "link_clicks": "clicks_out",
    "retention_3s": "retention_3s",
    "retention_15s": "retention_15s",
    "avg_view_s": "avg_view_s",
    "watch_time_s": "watch_time_s",
    "follows": "follows",
    "profile_visits": "profile_visits",
}
_SHARED_IN_PUBLIC = frozenset({"facebook", "linkedin", "x", "threads", "bluesky", "mastodon"})
"""Platforms on which a share is a post of one's own; elsewhere it is sent in private."""

_SIGNED = frozenset({"likes", "comments", "follows"})
"""What a day may take back."""


def make_posts(own: Own) -> Made:
    """One snapshot per post. Raises BadFile for rows whose platform nobody told."""
    links, numbers = own.column("permalink"), own.column("post_id")
    channels, platforms = own.owners(links.map(lambda link: platform_of(link) if link else None))
    owned_links = both(platforms, links, lambda platform, link: (platform, link))
    keys = both(owned_links, numbers, lambda owned, number: _key(*owned, number))
    zone = _zone(own)
    moments = own.column("published_at").map(lambda value: _published(value, zone))
    days = moments.map(lambda moment: moment[1])
    figures = _figures(own, platforms)
    flaws = [
        ("no_identity", keys.flags(_is_missing)),
        ("future_date", days.flags(own.ledger.is_future)),
        ("negative_count", _below_zero(figures, len(keys))),
    ]
    own.ledger.read += len(keys)
    rows = sift(own.ledger, flaws, key=[channels.ids(), keys.ids()])
    described = {name: own.column(name) for name in ("permalink", "title", "text", "format", "duration_s")}
    told = {
        **described,
        **figures,
        "channel": channels,
        "platform": platforms,
        "post_key": keys,
        "external_id": numbers.map(lambda number: intact_id(number) if number else None),
        "published_at": moments.map(lambda moment: moment[0]),
        "published_date": days,
        "iso_week": days.map(_monday),
    }
    return _made(own, POST_SNAPSHOT, told, rows, days=days, grain="lifetime")


def make_days(own: Own) -> Made:
    """One row per channel and day. A day that stands twice with other figures is left out the second time."""
    channels, platforms = own.owners()
    days = own.column("date")
    figures = _figures(own, platforms)
    nothing = np.ones(len(days), bool)
    for column in figures.values():
        nothing &= column.flags(_is_missing)
    unsigned = {name: column for name, column in figures.items() if name not in _SIGNED}
    flaws = [
        ("no_date", days.flags(_is_missing)),
        ("future_date", days.flags(own.ledger.is_future)),
        ("no_figures", nothing),
        ("negative_count", _below_zero(unsigned, len(days))),
    ]
    own.ledger.read += len(days)
    rows = sift(own.ledger, flaws, key=[channels.ids(), days.ids()])
    told = {**figures, "channel": channels, "platform": platforms, "local_date": days, "iso_week": days.map(_monday)}
    return _made(own, CHANNEL_DAY, told, rows, days=days)


def _made(
    own: Own, table: FactTable, told: Mapping[str, Column[Any]], rows: Places, *, days: Column[date | None], **same: str
) -> Made:
    """The facts of these rows; `same` stands in all of them."""
    columns = {name: column.arrow(table.schema.field(name).type, rows) for name, column in told.items()}
    lines = pa.array(np.asarray(own.values.table.lines, np.int64)[rows])
    facts = table.table({**columns, **same, "source_row": lines}, rows=len(rows))
    known = [days.distinct[code] for code in np.unique(days.codes[rows])]
    return Made(tables={table.name: facts} if len(rows) else {}, days=known)


def _is_missing(value: object) -> bool:
    return value is None


def _monday(day: date | None) -> date | None:
    return None if day is None else Week.of(day).monday


def _below_zero(figures: Mapping[str, Column[Any]], rows: int) -> Places:
    """Marks the rows in which any of these is below zero."""
    found = np.zeros(rows, bool)
    for column in figures.values():
        found |= column.flags(lambda value: value is not None and value < 0)
    return found


def make_tags(own: Own) -> Made:
    """Which concept each post belongs to: no facts, but answers for the tagging. An empty concept takes the tag away."""
    tags: list[Tag] = []
    for place in own.places():
        own.ledger.read += 1
        link, number = own.values.cell("permalink", place), own.values.cell("post_id", place)
        post = (post_key_of(platform=own.context.platform or "other", permalink=link) if link else None) or number
        if post is None:
            own.ledger.drop("no_identity")
            continue
        tags.append(Tag(post, own.values.cell("concept", place), own.context.channel))
    return Made(tags=tuple(tags))


def _key(platform: str, link: str | None, number: str | None) -> str | None:
    """The post's key; a number may already be written as one (`instagram:Cxyz`)."""
    if number and not link and number.startswith(f"{platform}:"):
        return number
    return post_key_of(platform=platform, permalink=link, external_id=number)


def _figures(own: Own, platforms: Column[str]) -> dict[str, Column[Any]]:
    """The canonical metrics the table has; what a platform means by a word decides which metric its rows hold."""
    columns = {
        field: own.column(field) for field in (*_METRICS, "shares", "impressions") if field in own.values.columns
    }
    found = {metric: columns[field] for field, metric in _METRICS.items() if field in columns}
    if "shares" in columns:
        in_public = platforms.map(lambda platform: platform in _SHARED_IN_PUBLIC)
        found["reshares_public"] = both(in_public, columns["shares"], lambda public, value: value if public else None)
        found["shares_sent"] = both(in_public, columns["shares"], lambda public, value: None if public else value)
    if "impressions" in columns:
        of_thumbs = platforms.map(lambda platform: platform == "youtube")
        shown = columns["impressions"]
        found["impressions_thumb"] = both(of_thumbs, shown, lambda thumbs, value: value if thumbs else None)
        found["impressions_feed"] = both(of_thumbs, shown, lambda thumbs, value: None if thumbs else value)
    return found


def _zone(own: Own) -> ZoneInfo:
    """The zone that times of day are in: the channel's, else UTC, which the receipt tells."""
    has_times = any(isinstance(value, datetime) for value in own.column("published_at").distinct)
    if own.context.timezone is None and has_times:
        own.ledger.warn(
            "timezone_assumed",
            N_("The publishing times name no time zone; {timezone} was assumed."),
            timezone="UTC",
        )
    return ZoneInfo(own.context.timezone or "UTC")


def _published(value: Any, zone: ZoneInfo) -> tuple[datetime | None, date | None]:
    """The instant, where a time of day is known, and the day in the channel's zone."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=zone)
        return moment.astimezone(UTC), moment.astimezone(zone).date()
    return None, value
