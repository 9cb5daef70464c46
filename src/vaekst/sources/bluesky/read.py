"""Bluesky's answers as facts: a snapshot per post, and the followers of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vaekst.core.period import Week
from vaekst.sources.bluesky.pull import made_on
from vaekst.sources.contract import Context, Reading, Upload
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.pulling.contract import Answer, Pulled
from vaekst.sources.pulling.reading import ledger_of, reading_of
from vaekst.sources.reading.permalinks import post_key_of

COUNTERS: Mapping[str, tuple[str, ...]] = {
    "likes": ("likeCount",),
    "reshares_public": ("repostCount", "quoteCount"),
    "comments": ("replyCount",),
    "saves": ("bookmarkCount",),
}
"""Canonical metric -> the counters it is the sum of."""

_MEDIA: Mapping[str, str] = {
    "app.bsky.embed.video": "short_video",  # none lasts longer than three minutes
    "app.bsky.embed.external": "link",
    "app.bsky.embed.record": "text",  # a quote
}


def read(pulled: Pulled, upload: Upload, context: Context) -> Reading:
    """The posts and the followers of one pull. Times are UTC; days are those of the channel's zone."""
    ledger = ledger_of(pulled, upload, context)
    zone = ZoneInfo(context.timezone or context.zone)
    counted = {post["uri"]: (answer.at, post) for answer in pulled.of("posts") for post in answer.body.get("posts", ())}
    posts = _posts(pulled, ledger, zone, counted)
    days = [_followers(answer, ledger, zone) for answer in pulled.of("profile")]
    return reading_of(
        pulled,
        ledger,
        {"post_snapshot": posts, "channel_day": days},
        platform="bluesky",
        timezone=str(zone),
        days=[row["published_date"] for row in posts],
    )


def _posts(
    pulled: Pulled, ledger: Ledger, zone: ZoneInfo, counted: Mapping[str, tuple[datetime, Mapping[str, Any]]]
) -> list[Row]:
    rows: list[Row] = []
    seen: set[str] = set()
    for answer in pulled.of("records"):
        for record in answer.body["records"]:
            ledger.read += 1
            if reason := _reason(record, seen, pulled.span.posts_from):
                ledger.drop(reason)
                continue
            seen.add(record["uri"])
            at, counters = counted.get(record["uri"], (answer.at, {}))
            rows.append(
                {
                    **_post(record["uri"], record["value"], pulled.account.handle, zone),
                    "observed_at": at,
                    **{metric: _sum(counters, names) for metric, names in COUNTERS.items()},
                }
            )
    return rows


def _reason(record: Mapping[str, Any], seen: set[str], first: date) -> str | None:
    """Why a record is no post of the period, or None."""
    if record["uri"] in seen:
        return "duplicate"
    if record["value"].get("reply"):
        return "answer"
    return "before_span" if made_on(record["value"]) < first else None


def _post(uri: str, value: Mapping[str, Any], handle: str, zone: ZoneInfo) -> Row:
    published = datetime.fromisoformat(value["createdAt"]).astimezone(UTC)
    day = published.astimezone(zone).date()
    link = f"https://bsky.app/profile/{handle}/post/{uri.rpartition('/')[2]}"
    return {
        "platform": "bluesky",
        "post_key": post_key_of(platform="bluesky", permalink=link),
        "external_id": uri,
        "permalink": link,
        "text": value.get("text") or None,
        "format": format_of(value.get("embed")),
        "published_at": published,
        "published_date": day,
        "iso_week": Week.of(day).monday,
        "grain": "lifetime",
    }


def _sum(counters: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    """The counters together; unknown where none of them was told."""
    told = [counters[name] for name in names if counters.get(name) is not None]
    return sum(told) if told else None


def _followers(answer: Answer, ledger: Ledger, zone: ZoneInfo) -> Row:
    ledger.read += 1
    day = answer.at.astimezone(zone).date()
    return {
        "platform": "bluesky",
        "local_date": day,
        "iso_week": Week.of(day).monday,
        "followers_total": answer.body.get("followersCount"),
        "observed_at": answer.at,
    }


def format_of(embed: Mapping[str, Any] | None) -> str:
    """The format of a post by what is embedded in it."""
    if not embed:
        return "text"
    kind = embed["$type"]
    if kind == "app.bsky.embed.recordWithMedia":
        return format_of(embed["media"])
    if kind == "app.bsky.embed.images":
        return "carousel" if len(embed["images"]) > 1 else "image"
    return _MEDIA.get(kind, "other")
