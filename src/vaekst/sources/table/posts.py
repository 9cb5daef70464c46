"""Tables of posts and of a channel's days as facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Tag
from vaekst.sources.ledger import Row
from vaekst.sources.reading.permalinks import intact_id, platform_of, post_key_of
from vaekst.sources.table.own import Made, Own, below_zero, first_reason

_METRICS: Mapping[str, str] = {
    "views": "views_start",
    "reach": "reach_unique",
    "likes": "likes",
    "comments": "comments",
    "saves": "saves",
    "link_clicks": "clicks_out",
    "retention_3s": "retention_3s",
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
    made = Made()
    seen: set[tuple[str, str]] = set()
    zone = _zone(own)
    for place in own.places():
        own.ledger.read += 1
        link = own.values.cell("permalink", place)
        number = own.values.cell("post_id", place)
        owner = own.owner(place, platform=platform_of(link) if link else None)
        key = _key(owner["platform"], link, number)
        figures = _figures(own, place, owner["platform"])
        instant, day = _published(own.values.cell("published_at", place), zone)
        reason = first_reason(
            (key is None, "no_identity"),
            (own.ledger.is_future(day), "future_date"),
            (below_zero(list(figures.values())), "negative_count"),
            ((owner["channel"], key or "") in seen, "duplicate"),
        )
        if reason:
            own.ledger.drop(reason)
            continue
        seen.add((owner["channel"], key or ""))
        described = {
            name: own.values.cell(name, place) for name in ("permalink", "title", "text", "format", "duration_s")
        }
        row = {
            **owner,
            **described,
            **figures,
            "post_key": key,
            "external_id": intact_id(number) if number else None,
            "published_at": instant,
            "published_date": day,
            "iso_week": Week.of(day).monday if day else None,
            "grain": "lifetime",
            "source_row": own.line(place),
        }
        made.add("post_snapshot", row, day=day)
    return made


def make_days(own: Own) -> Made:
    """One row per channel and day. A day that stands twice with other figures is left out the second time."""
    made = Made()
    seen: set[tuple[str, date | None]] = set()
    for place in own.places():
        own.ledger.read += 1
        day = own.values.cell("date", place)
        owner = own.owner(place)
        figures = _figures(own, place, owner["platform"])
        unsigned = [value for name, value in figures.items() if name not in _SIGNED]
        reason = first_reason(
            (day is None, "no_date"),
            (own.ledger.is_future(day), "future_date"),
            (not figures, "no_figures"),
            (below_zero(unsigned), "negative_count"),
            ((owner["channel"], day) in seen, "duplicate"),
        )
        if reason:
            own.ledger.drop(reason)
            continue
        seen.add((owner["channel"], day))
        week = Week.of(day).monday
        row = {**owner, "local_date": day, "iso_week": week, "source_row": own.line(place), **figures}
        made.add("channel_day", row, day=day)
    return made


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


def _figures(own: Own, place: int, platform: str) -> Row:
    """The canonical metrics of a row that are not missing."""
    names = {
        **_METRICS,
        "shares": "reshares_public" if platform in _SHARED_IN_PUBLIC else "shares_sent",
        "impressions": "impressions_thumb" if platform == "youtube" else "impressions_feed",
    }
    found = {metric: own.values.cell(field, place) for field, metric in names.items()}
    return {metric: value for metric, value in found.items() if value is not None}


def _zone(own: Own) -> ZoneInfo:
    """The zone that times of day are in: the channel's, else UTC, which the receipt tells."""
    has_times = any(isinstance(value, datetime) for value in own.values.columns.get("published_at", ()))
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
