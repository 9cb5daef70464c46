"""Asking YouTube for a channel, its videos, and what each day and each video brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import partial
from typing import Any

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.sources.pulling import google
from vaekst.sources.pulling.contract import Access, Account, Span
from vaekst.sources.pulling.wire import Wire

LABEL = "YouTube"
SCOPES = (
    "https://www.googleapis.com/auth/youtube.readonly",
    "https://www.googleapis.com/auth/yt-analytics.readonly",
)
METRICS = (
    "views",
    "engagedViews",
    "estimatedMinutesWatched",
    "averageViewDuration",
    "averageViewPercentage",
    "likes",
    "comments",
    "shares",
    "subscribersGained",
    "subscribersLost",
)
VIDEOS_A_QUESTION = 50
VIDEOS_A_REPORT = 200


def check(access: Access) -> Account:
    """The channel the credentials belong to. Raises BadInput where there is none, and Failure."""
    with closing(google.client("youtube", "v3", access, SCOPES)) as youtube:
        found = _channel(youtube).get("items", [])
    if not found:
        raise BadInput(
            "no_channel", N_("This Google account has no YouTube channel. Give consent with the one that has.")
        )
    snippet = found[0]["snippet"]
    return Account(id=found[0]["id"], handle=snippet.get("customUrl", ""), name=snippet["title"])


def pull(access: Access, account: Account, span: Span, wire: Wire) -> None:
    """The channel with its subscribers, the videos of the span with their counters, then the reports by day and video."""
    with (
        closing(google.client("youtube", "v3", access, SCOPES)) as youtube,
        closing(google.client("youtubeAnalytics", "v2", access, SCOPES)) as analytics,
    ):
        channel = wire.ask("channel", {}, partial(_channel, youtube, account.id))["items"][0]
        videos = _videos(youtube, channel, span, wire)
        mine = {"ids": f"channel=={account.id}"}
        _report(analytics, wire, {**mine, "dimensions": "day", "sort": "day", **_days(span.first, span.last)})
        began = datetime.fromisoformat(channel["snippet"]["publishedAt"]).date()
        for batch in _batches(videos, VIDEOS_A_REPORT):
            of = {**mine, "dimensions": "video", "filters": f"video=={','.join(batch)}", "maxResults": VIDEOS_A_REPORT}
            _report(analytics, wire, {**of, **_days(began, span.last)})


def _channel(youtube: Any, id_: str | None = None) -> Any:
    """The channel with this id, or the one that gave its consent."""
    which = {"mine": True} if id_ is None else {"id": id_}
    return google.answer(LABEL, youtube.channels().list(part="snippet,contentDetails,statistics", **which))


def _videos(youtube: Any, channel: dict[str, Any], span: Span, wire: Wire) -> list[str]:
    """The ids of the videos uploaded in the span, newest first; what is known of each is asked 50 at a time."""
    playlist = channel["contentDetails"]["relatedPlaylists"]["uploads"]
    ids: list[str] = []
    token: str | None = None
    while True:
        page = wire.ask("uploads", {"page": token}, partial(_uploads, youtube, playlist, token))
        listed = [item["contentDetails"] for item in page.get("items", [])]
        ids += [item["videoId"] for item in listed if _uploaded(item) >= span.posts_from]
        token = page.get("nextPageToken")
        if token is None or not listed or _uploaded(listed[-1]) < span.posts_from:
            break
    for batch in _batches(ids, VIDEOS_A_QUESTION):
        wire.ask("videos", {"ids": batch}, partial(_video_page, youtube, batch))
    return ids


def _uploads(youtube: Any, playlist: str, token: str | None) -> Any:
    listed = youtube.playlistItems().list(
        part="contentDetails", playlistId=playlist, maxResults=VIDEOS_A_QUESTION, pageToken=token
    )
    return google.answer(LABEL, listed)


def _uploaded(item: dict[str, Any]) -> date:
    """The day a listed video was published; today's for one that is not yet."""
    stated = item.get("videoPublishedAt")
    return datetime.fromisoformat(stated).astimezone(google.PACIFIC).date() if stated else date.max


def _video_page(youtube: Any, ids: Sequence[str]) -> Any:
    parts = "snippet,contentDetails,statistics,status,liveStreamingDetails"
    return google.answer(LABEL, youtube.videos().list(part=parts, id=",".join(ids), maxResults=VIDEOS_A_QUESTION))


def _report(analytics: Any, wire: Wire, given: dict[str, Any]) -> None:
    """A report of all metrics or, where one of them is refused, of each by itself."""
    wire.ask_metrics("report", given, METRICS, partial(_rows, analytics, given))


def _rows(analytics: Any, given: dict[str, Any], metrics: Sequence[str]) -> Any:
    sorted_by = {"sort": f"-{metrics[0]}"} if "sort" not in given else {}  # a report of videos must be sorted
    query = analytics.reports().query(metrics=",".join(metrics), **given, **sorted_by)
    return google.answer("YouTube Analytics", query, of_metrics=True)


def _days(first: date, last: date) -> dict[str, str]:
    return {"startDate": first.isoformat(), "endDate": last.isoformat()}


def _batches(ids: Sequence[str], size: int) -> Iterable[list[str]]:
    return [list(ids[place : place + size]) for place in range(0, len(ids), size)]
