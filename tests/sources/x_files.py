"""X's files as bytes: the real shapes with invented numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

OVERVIEW = [
    *("Date", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares", "New follows", "Unfollows"),
    *("Replies", "Reposts", "Profile visits", "Create Post", "Video views", "Media views"),
]
POSTS = [
    *("Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares"),
    *("New follows", "Replies", "Reposts", "Profile visits"),
    *("Detail Expands", "URL Clicks", "Hashtag Clicks", "Permalink Clicks"),
]
TWEETS = [
    *("Tweet id", "Tweet permalink", "Tweet text", "time", "impressions", "engagements", "engagement rate"),
    *("retweets", "replies", "favorites", "user profile clicks", "url clicks", "hashtag clicks"),
]

MADE = datetime(2026, 9, 1, 16, 30, tzinfo=UTC)
"""When the first made-up post was published."""


def number(made: datetime) -> str:
    """The number X would give a post made at this instant."""
    return str(((int(made.timestamp() * 1000) - 1_288_834_974_657) << 22) + 4711)


def link(made: datetime) -> str:
    return f"https://x.com/made_up_cycles/status/{number(made)}"


def overview(newest: date, *figures: Mapping[str, object]) -> bytes:
    """Days from the newest back, the weekday in the date, LF, no line end after the last row."""
    usual = dict(zip(OVERVIEW[1:], (400, 9, 31, 2, 1, 3, 1, 4, 2, 12, 1, 50, 80), strict=True))
    rows = [
        [f'"{newest - timedelta(days=n):%a, %b %d, %Y}"', *map(str, ({**usual} | dict(day)).values())]
        for n, day in enumerate(figures)
    ]
    return "\n".join(",".join(row) for row in (OVERVIEW, *rows)).encode()


def post(n: int = 0, **cells: object) -> list[object]:
    """A post published `n` days after the first."""
    made = MADE + timedelta(days=n)
    row = {
        "Post id": number(made),
        "Date": f"{made:%a, %b %d, %Y}",
        "Post text": "Wet leaves,\n“warm” gloves 🚲",
        "Post Link": link(made),
        "Impressions": 500 + n,
        "Likes": 12,
        "Engagements": 40,
        "Bookmarks": 3,
        "Shares": 1,
        "New follows": 2,
        "Replies": 4,
        "Reposts": 5,
        "Profile visits": 6,
        "Detail Expands": 7,
        "URL Clicks": 8,
        "Hashtag Clicks": 0,
        "Permalink Clicks": 1,
    }
    return [*(row | cells).values()]


def tweet(n: int = 0, **cells: object) -> list[object]:
    """A post as it stood in the older table."""
    made = MADE - timedelta(days=2000 - n)
    row = {
        "Tweet id": number(made),
        "Tweet permalink": link(made).replace("x.com", "twitter.com"),
        "Tweet text": "Wet leaves",
        "time": f"{made:%Y-%m-%d %H:%M} +0000",
        "impressions": "500.0",
        "engagements": "40.0",
        "engagement rate": "0.08",
        "retweets": "5.0",
        "replies": "4.0",
        "favorites": "12.0",
        "user profile clicks": "6.0",
        "url clicks": "8.0",
        "hashtag clicks": "0.0",
    }
    return [*(row | cells).values()]
