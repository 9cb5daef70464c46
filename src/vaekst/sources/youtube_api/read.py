"""YouTube's answers as facts: a snapshot per video, the days of the channel, and its subscribers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Reading, Upload
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.pulling.contract import Pulled
from vaekst.sources.pulling.google import PACIFIC
from vaekst.sources.pulling.reading import ledger_of, reading_of
from vaekst.sources.youtube.views import REDEFINED, format_of, is_mixed, is_short, views_metric

COUNTERS: Mapping[str, str] = {"likeCount": "likes", "commentCount": "comments"}
"""Counter of a video -> canonical metric. Views depend on the day: see `views_metric`."""

REPORTED: Mapping[str, tuple[str, Callable[[float], float]]] = {
    "engagedViews": ("views_engaged", round),
    "estimatedMinutesWatched": ("watch_time_s", lambda minutes: minutes * 60),
    "averageViewDuration": ("avg_view_s", float),
    "averageViewPercentage": ("avg_view_share", lambda percent: percent / 100),
    "likes": ("likes", round),
    "comments": ("comments", round),
    "shares": ("shares_sent", round),
    "subscribersLost": ("unfollows", round),
}
"""Metric of a report -> canonical metric, and how its number becomes that metric's."""

_LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_LENGTHS = (86_400, 3_600, 60, 1)  # seconds

Reported = dict[str, dict[str, float]]
"""Figures by day or video, then by the report's own names."""


@dataclass(frozen=True, slots=True)
class _Report:
    figures: Reported
    at: Mapping[str, datetime]


def read(pulled: Pulled, upload: Upload, context: Context) -> Reading:
    """The videos and days of one pull. Days are Pacific; a snapshot holds as of the moment it was answered."""
    ledger = ledger_of(pulled, upload, context)
    posts = _posts(pulled, ledger, _report(pulled, "video"))
    days = _days(_report(pulled, "day"), ledger)
    return reading_of(
        pulled,
        ledger,
        {"post_snapshot": posts, "channel_day": [*days, *_subscribers(pulled, ledger)]},
        platform="youtube",
        timezone=str(PACIFIC),
        days=[*(row["local_date"] for row in days), *(row["published_date"] for row in posts)],
    )


def _report(pulled: Pulled, dimension: str) -> _Report:
    """The figures of a report, put together from as many answers as it took."""
    figures: Reported = {}
    at: dict[str, datetime] = {}
    for answer in pulled.of("report"):
        if answer.given["dimensions"] != dimension:
            continue
        names = [header["name"] for header in answer.body["columnHeaders"]]
        for row in answer.body.get("rows") or ():
            told = dict(zip(names, row, strict=True))
            key = told.pop(dimension)
            figures.setdefault(key, {}).update({name: value for name, value in told.items() if value is not None})
            at[key] = max(answer.at, at.get(key, answer.at))
    return _Report(figures, at)


def _canonical(told: Mapping[str, float], last: date, *, short: bool | None) -> Row:
    """A report's figures under canonical names. Before views were redefined they were engaged views."""
    row: Row = {}
    if "views" in told:
        row[views_metric(last, short=short)] = round(told["views"])
    row |= {metric: turn(told[name]) for name, (metric, turn) in REPORTED.items() if name in told}
    if "subscribersGained" in told and "subscribersLost" in told:
        row["follows"] = round(told["subscribersGained"]) - round(told["subscribersLost"])
    return row


def _days(report: _Report, ledger: Ledger) -> list[Row]:
    rows: list[Row] = []
    for printed, told in sorted(report.figures.items()):
        ledger.read += 1
        day = date.fromisoformat(printed)
        rows.append(
            {
                "platform": "youtube",
                "local_date": day,
                "iso_week": Week.of(day).monday,
                "observed_at": report.at[printed],
                **_canonical(told, day, short=None),
            }
        )
    return rows


def _posts(pulled: Pulled, ledger: Ledger, report: _Report) -> list[Row]:
    rows: dict[str, Row] = {}
    mixed = 0
    for answer in pulled.of("videos"):
        for video in answer.body.get("items", ()):
            ledger.read += 1
            if reason := _reason(video, rows, pulled.span.posts_from):
                ledger.drop(reason)
                continue
            post = _post(video)
            short = post["format"] == "short_video"
            today = answer.at.astimezone(PACIFIC).date()
            mixed += is_mixed(post["published_date"], today, short=short)
            told = _canonical(report.figures.get(video["id"], {}), today, short=short)
            counted = _counted(video.get("statistics", {}), today, short=short)
            rows[video["id"]] = {**post, **told, **counted, "observed_at": answer.at}
    if mixed:
        ledger.warn(
            "views_redefined",
            N_(
                "YouTube changed what a view is on {day:day}. The views of {rows:number} rows began before and are kept under the newer definition: do not compare them with views counted wholly under one."
            ),
            day=REDEFINED,
            rows=mixed,
        )
    return list(rows.values())


def _reason(video: Mapping[str, Any], known: Mapping[str, Row], first: date) -> str | None:
    """Why a video is no post of the period, or None."""
    if video["id"] in known:
        return "duplicate"
    is_coming = video["snippet"].get("liveBroadcastContent") == "upcoming"
    if is_coming or video.get("status", {}).get("privacyStatus") == "private":
        return "not_public"
    published = datetime.fromisoformat(video["snippet"]["publishedAt"]).astimezone(PACIFIC)
    return "before_span" if published.date() < first else None


def _post(video: Mapping[str, Any]) -> Row:
    snippet = video["snippet"]
    published = datetime.fromisoformat(snippet["publishedAt"]).astimezone(UTC)
    day = published.astimezone(PACIFIC).date()
    length = length_of(video.get("contentDetails", {}).get("duration", ""))
    was_live = "actualStartTime" in video.get("liveStreamingDetails", {})
    return {
        "platform": "youtube",
        "post_key": f"youtube:{video['id']}",
        "external_id": video["id"],
        "permalink": f"https://www.youtube.com/watch?v={video['id']}",
        "title": snippet["title"],
        "text": snippet.get("description") or None,
        "format": "live" if was_live else format_of(is_short(length, snippet["title"])),
        "duration_s": length,
        "published_at": published,
        "published_date": day,
        "iso_week": Week.of(day).monday,
        "grain": "lifetime",
    }


def _counted(statistics: Mapping[str, str], today: date, *, short: bool) -> Row:
    """The public counters. One the channel hides is missing, and unknown."""
    row: Row = {metric: int(statistics[name]) for name, metric in COUNTERS.items() if name in statistics}
    if "viewCount" in statistics:
        row[views_metric(today, short=short)] = int(statistics["viewCount"])
    return row


def _subscribers(pulled: Pulled, ledger: Ledger) -> list[Row]:
    """The subscribers of the day, which YouTube rounds to three figures; none where the channel hides them."""
    rows: list[Row] = []
    for answer in pulled.of("channel"):
        statistics = answer.body["items"][0].get("statistics", {})
        if statistics.get("hiddenSubscriberCount") or "subscriberCount" not in statistics:
            continue
        ledger.read += 1
        day = answer.at.astimezone(PACIFIC).date()
        rows.append(
            {
                "platform": "youtube",
                "local_date": day,
                "iso_week": Week.of(day).monday,
                "followers_total": int(statistics["subscriberCount"]),
                "observed_at": answer.at,
            }
        )
    return rows


def length_of(stated: str) -> float | None:
    """Seconds of an ISO 8601 length such as PT4M13S; None for one that is not stated, or still 0."""
    found = _LENGTH.fullmatch(stated)
    if found is None:
        return None
    return float(sum(int(part or 0) * unit for part, unit in zip(found.groups(), _LENGTHS, strict=True))) or None
