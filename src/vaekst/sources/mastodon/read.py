"""Mastodon's answers as facts: a snapshot per post, and the followers of the day."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vaekst.core.period import Week
from vaekst.sources.contract import Context, Reading, Upload
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.pulling.contract import Answer, Pulled
from vaekst.sources.pulling.reading import ledger_of, reading_of
from vaekst.sources.reading.permalinks import post_key_of

COUNTERS: Mapping[str, str] = {
    "favourites_count": "likes",
    "reblogs_count": "reshares_public",
    "replies_count": "comments",
}
"""Counter of a status -> canonical metric."""

SHORT_S = 180
"""Longest short video, in seconds."""

_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")


def read(pulled: Pulled, upload: Upload, context: Context) -> Reading:
    """The posts and the followers of one pull. Times are UTC; days are those of the channel's zone."""
    ledger = ledger_of(pulled, upload, context)
    zone = ZoneInfo(context.timezone or context.zone)
    posts = {row["post_key"]: row for row in _posts(pulled, ledger, zone)}
    days = [_followers(answer, ledger, zone) for answer in pulled.of("account")]
    return reading_of(
        pulled,
        ledger,
        {"post_snapshot": list(posts.values()), "channel_day": days},
        platform="mastodon",
        timezone=str(zone),
        days=[row["published_date"] for row in posts.values()],
    )


def _posts(pulled: Pulled, ledger: Ledger, zone: ZoneInfo) -> list[Row]:
    rows: list[Row] = []
    seen: set[str] = set()
    for answer in pulled.of("statuses"):
        for status in answer.body["statuses"]:
            ledger.read += 1
            if reason := _reason(status, seen, pulled.span.posts_from):
                ledger.drop(reason)
                continue
            seen.add(status["id"])
            rows.append(_post(status, answer.at, zone))
    return rows


def _reason(status: Mapping[str, Any], seen: set[str], first: date) -> str | None:
    """Why a status is no post of the period, or None."""
    if status["id"] in seen:
        return "duplicate"
    if status.get("reblog"):
        return "shared_on"
    if status.get("in_reply_to_id"):
        return "answer"
    return "before_span" if _instant(status["created_at"]).date() < first else None


def _post(status: Mapping[str, Any], at: datetime, zone: ZoneInfo) -> Row:
    published = _instant(status["created_at"])
    day = published.astimezone(zone).date()
    link = status.get("url") or status["uri"]
    text = text_of(status["content"])
    format_, duration = format_of(status)
    return {
        "platform": "mastodon",
        "post_key": post_key_of(platform="mastodon", external_id=status["id"], permalink=link),
        "external_id": status["id"],
        "permalink": link,
        "title": status.get("spoiler_text") or None,
        "text": text or None,
        "format": format_,
        "platform_type": "poll" if status.get("poll") else None,
        "duration_s": duration,
        "published_at": published,
        "published_date": day,
        "iso_week": Week.of(day).monday,
        "grain": "lifetime",
        "observed_at": at,
        **{metric: status.get(counter) for counter, metric in COUNTERS.items()},
    }


def _followers(answer: Answer, ledger: Ledger, zone: ZoneInfo) -> Row:
    ledger.read += 1
    day = answer.at.astimezone(zone).date()
    return {
        "platform": "mastodon",
        "local_date": day,
        "iso_week": Week.of(day).monday,
        "followers_total": answer.body.get("followers_count"),
        "observed_at": answer.at,
    }


def text_of(content: str) -> str:
    """The words of a post without its markup; paragraphs on lines of their own."""
    return html.unescape(_MARKUP.sub("", _BREAK.sub("\n", content))).strip()


def format_of(status: Mapping[str, Any]) -> tuple[str, float | None]:
    """The format of a post by what is attached to it, and the length of a video in seconds."""
    attached = status.get("media_attachments") or []
    for each in attached:
        if each.get("type") in ("video", "gifv"):
            length = ((each.get("meta") or {}).get("original") or {}).get("duration")
            is_long = length is not None and length > SHORT_S
            return "long_video" if is_long else "short_video", length
    if len(attached) > 1:
        return "carousel", None
    if attached:
        return ("image" if attached[0].get("type") == "image" else "other"), None
    return ("link" if status.get("card") else "text"), None


def _instant(stated: str) -> datetime:
    return datetime.fromisoformat(stated).astimezone(UTC)
