"""The words TikTok Studio prints above the columns of its exports, and inside the columns that hold words.

All were seen in real English files; no file in another language was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vaekst.sources.reading.columns import Words

OVERVIEW, VIEWERS, FOLLOWERS = "overview", "viewers", "follower history"
CONTENT = "content"
ACTIVITY, GENDER, TERRITORIES = "follower activity", "follower gender", "follower territories"


@dataclass(frozen=True, slots=True)
class StudioKind:
    """A file of the export: the words of its columns, and the headers without which it is another one."""

    words: Words
    needed: tuple[str, ...]


KINDS: Mapping[str, StudioKind] = {
    OVERVIEW: StudioKind(
        {
            "date": ("date",),
            "views": ("video views",),
            "profile_views": ("profile views",),
            "likes": ("likes",),
            "comments": ("comments",),
            "shares": ("shares",),
        },
        ("Date", "Video Views", "Profile Views"),
    ),
    VIEWERS: StudioKind(
        {
            "date": ("date",),
            "viewers": ("total viewers",),
            "new_viewers": ("new viewers",),
            "returning_viewers": ("returning viewers",),
        },
        ("Date", "Total Viewers"),
    ),
    FOLLOWERS: StudioKind(
        {
            "date": ("date",),
            "followers": ("followers",),
            "difference": ("difference in followers from previous day",),
        },
        ("Date", "Followers", "Difference in followers from previous day"),
    ),
    CONTENT: StudioKind(
        {
            "time": ("time",),
            "text": ("video title",),
            "permalink": ("video link",),
            "published": ("post time",),
            "likes": ("total likes",),
            "comments": ("total comments",),
            "shares": ("total shares",),
            "views": ("total views",),
        },
        ("Video link", "Post time", "Total views"),
    ),
    ACTIVITY: StudioKind(
        {"date": ("date",), "hour": ("hour",), "active": ("active followers",)},
        ("Date", "Hour", "Active followers"),
    ),
    GENDER: StudioKind({"member": ("gender",), "share": ("distribution",)}, ("Gender", "Distribution")),
    TERRITORIES: StudioKind(
        {"member": ("top territories",), "share": ("distribution",)}, ("Top territories", "Distribution")
    ),
}

METRICS: Mapping[str, str] = {
    "views": "views_start",
    "profile_views": "profile_visits",
    "likes": "likes",
    "comments": "comments",
    "shares": "shares_sent",
    "viewers": "reach_unique",
    "new_viewers": "viewers_new",
    "returning_viewers": "viewers_returning",
    "followers": "followers_total",
    "difference": "followers_net",
}
"""Field of the export -> canonical metric."""

DIMENSIONS: Mapping[str, str] = {GENDER: "gender", TERRITORIES: "country"}
"""Kind of a file with shares -> dimension."""

MEMBERS: Mapping[str, str] = {"female": "women", "male": "men", "other": "other", "others": "other"}
"""Word in such a file -> member; countries keep their codes."""
