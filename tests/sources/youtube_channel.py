"""A YouTube channel as Google's APIs tell of it, with made-up figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.sources.google_server import Question, Refusal

ID = "UCfjordcykler0123456789A"


def video(
    number: int, *, published: str = "2026-11-20T08:00:00Z", length: str = "PT4M13S", **fields: Any
) -> dict[str, Any]:
    """A video as videos.list gives it."""
    return {
        "kind": "youtube#video",
        "id": f"vid{number:08d}",
        "snippet": {
            "publishedAt": published,
            "channelId": ID,
            "title": f"Tur {number}",
            "description": "Ud i det blå",
            "liveBroadcastContent": "none",
        },
        "contentDetails": {"duration": length, "dimension": "2d", "definition": "hd"},
        "status": {"privacyStatus": "public", "uploadStatus": "processed"},
        "statistics": {"viewCount": "1500", "likeCount": "90", "favoriteCount": "0", "commentCount": "12"},
    } | fields


@dataclass
class Channel:
    """Answers for one channel. `retired` are metrics the Analytics API does not know."""

    videos: list[dict[str, Any]] = field(default_factory=list)
    days: list[date] = field(default_factory=lambda: [date(2026, 11, 15) + timedelta(days=n) for n in range(7)])
    retired: frozenset[str] = frozenset()
    statistics: dict[str, Any] = field(
        default_factory=lambda: {
            "viewCount": "99000",
            "subscriberCount": "2310",
            "hiddenSubscriberCount": False,
            "videoCount": "40",
        }
    )
    hiccups: dict[str, list[Refusal]] = field(default_factory=dict)

    def __call__(self, asked: Question) -> Any:
        if waiting := self.hiccups.get(asked.method):
            return waiting.pop(0)
        return {
            "youtube.channels.list": self._channel,
            "youtube.playlistItems.list": self._uploads,
            "youtube.videos.list": self._videos,
            "youtubeAnalytics.reports.query": self._report,
        }[asked.method](asked.given)

    def _channel(self, given: Any) -> Any:
        assert given.get("mine") == "true" or given["id"] == ID
        snippet = {"title": "Fjord Cykler", "customUrl": "@fjordcykler", "publishedAt": "2019-03-01T00:00:00Z"}
        details = {"relatedPlaylists": {"likes": "", "uploads": "UU" + ID[2:]}}
        return {
            "kind": "youtube#channelListResponse",
            "items": [{"id": ID, "snippet": snippet, "contentDetails": details, "statistics": self.statistics}],
        }

    def _uploads(self, given: Any) -> Any:
        assert given["playlistId"] == "UU" + ID[2:]
        newest = sorted(self.videos, key=lambda one: one["snippet"]["publishedAt"], reverse=True)
        start = int(given.get("pageToken", "p0")[1:])
        end = start + int(given["maxResults"])
        items = [
            {"contentDetails": {"videoId": one["id"], "videoPublishedAt": one["snippet"]["publishedAt"]}}
            for one in newest[start:end]
        ]
        return {"items": items} | ({"nextPageToken": f"p{end}"} if end < len(newest) else {})

    def _videos(self, given: Any) -> Any:
        ids = given["id"].split(",")
        assert len(ids) <= 50
        return {"items": [one for one in self.videos if one["id"] in ids]}

    def _report(self, given: Any) -> Any:
        assert given["ids"] == f"channel=={ID}"
        metrics = given["metrics"].split(",")
        for metric in metrics:
            if metric in self.retired:
                return Refusal(
                    400, f"Unknown identifier ({metric}) given in field parameters.metrics.", "invalidParameter"
                )
        assert given["sort"].lstrip("-") in (*metrics, "day")
        if given["dimensions"] == "day":
            keys = [day.isoformat() for day in self.days if given["startDate"] <= day.isoformat() <= given["endDate"]]
        else:
            keys = given["filters"].removeprefix("video==").split(",")
            assert len(keys) <= int(given["maxResults"]) <= 200
        figures = {
            "views": 300,
            "engagedViews": 240,
            "estimatedMinutesWatched": 510,
            "averageViewDuration": 102,
            "averageViewPercentage": 40.5,
            "likes": 20,
            "comments": 4,
            "shares": 6,
            "subscribersGained": 9,
            "subscribersLost": 2,
        }
        headers = [{"name": given["dimensions"], "columnType": "DIMENSION", "dataType": "STRING"}]
        headers += [{"name": name, "columnType": "METRIC", "dataType": "INTEGER"} for name in metrics]
        rows = [[key, *(figures[name] for name in metrics)] for key in keys]
        return {"kind": "youtubeAnalytics#resultTable", "columnHeaders": headers} | ({"rows": rows} if rows else {})
