"""What tables of one's own may hold, as data: kinds, their fields, and which of these a table of the kind must have.

The field's name is its canonical header: a table whose headers are all of one kind's names is read at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What the cells of a field are."""

    TEXT = "text"
    NAME = "name"  # the id of a channel or a concept
    DAY = "day"
    INSTANT = "instant"
    COUNT = "count"
    SECONDS = "seconds"
    MINUTES = "minutes"
    SHARE = "share"
    MONEY = "money"
    CURRENCY = "currency"
    FLAG = "flag"  # yes or no
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table. Of every group in `needs` the table has at least one field."""

    name: str
    fields: Mapping[str, Holds]
    needs: tuple[frozenset[str], ...]

    def is_complete(self, fields: frozenset[str]) -> bool:
        """Whether a table with these fields, and no others, is of this kind."""
        return fields <= self.fields.keys() and all(group & fields for group in self.needs)


_POST_FIELDS: Mapping[str, Holds] = {
    "post_id": Holds.TEXT,
    "permalink": Holds.TEXT,
    "published_at": Holds.INSTANT,
    "title": Holds.TEXT,
    "text": Holds.TEXT,
    "format": Holds.TEXT,
    "duration_s": Holds.SECONDS,
    "views": Holds.COUNT,
    "reach": Holds.COUNT,
    "likes": Holds.COUNT,
    "comments": Holds.COUNT,
    "shares": Holds.COUNT,
    "saves": Holds.COUNT,
    "link_clicks": Holds.COUNT,
    "retention_3s": Holds.SHARE,
    "retention_15s": Holds.SHARE,
    "avg_view_s": Holds.SECONDS,
    "watch_time_s": Holds.SECONDS,
    "follows": Holds.COUNT,
    "impressions": Holds.COUNT,
    "channel": Holds.NAME,
}
_IDENTITY = frozenset({"post_id", "permalink"})
_POST_FIGURES = frozenset(
    name for name, holds in _POST_FIELDS.items() if holds in (Holds.COUNT, Holds.SHARE, Holds.SECONDS)
) - {"duration_s"}

POSTS = Kind("posts", _POST_FIELDS, (_IDENTITY, frozenset({"published_at"}), _POST_FIGURES))
CHANNEL_DAYS = Kind(
    "channel_days",
    {
        "date": Holds.DAY,
        "channel": Holds.NAME,
        "views": Holds.COUNT,
        "reach": Holds.COUNT,
        "link_clicks": Holds.COUNT,
        "likes": Holds.COUNT,
        "comments": Holds.COUNT,
        "shares": Holds.COUNT,
        "saves": Holds.COUNT,
        "follows": Holds.COUNT,
        "profile_visits": Holds.COUNT,
    },
    (
        frozenset({"date"}),
        frozenset(
            {"views", "reach", "link_clicks", "likes", "comments", "shares", "saves", "follows", "profile_visits"}
        ),
    ),
)
PRODUCTION = Kind(
    "production",
    {
        "entry_id": Holds.TEXT,
        "asset_id": Holds.TEXT,
        "date": Holds.DAY,
        "channel": Holds.NAME,
        "concept": Holds.NAME,
        "format": Holds.TEXT,
        "stage": Holds.TEXT,
        "minutes": Holds.MINUTES,
        "ai_minutes": Holds.MINUTES,
        "ai_tokens": Holds.COUNT,
        "creator": Holds.NAME,
        "batch": Holds.NAME,
        "cost": Holds.MONEY,
        "currency": Holds.CURRENCY,
        "post_id": Holds.TEXT,
        "permalink": Holds.TEXT,
        "reused_from": Holds.TEXT,
    },
    (
        frozenset({"asset_id"}),
        frozenset({"date"}),
        frozenset({"minutes", "ai_minutes", "ai_tokens", "cost", "stage", "post_id", "permalink", "reused_from"}),
    ),
)
COST = Kind(
    "cost",
    {
        "entry_id": Holds.TEXT,
        "date": Holds.DAY,
        "channel": Holds.NAME,
        "concept": Holds.NAME,
        "category": Holds.TEXT,
        "amount": Holds.MONEY,
        "currency": Holds.CURRENCY,
        "vat": Holds.TEXT,
        "distribution": Holds.TEXT,
        "supplier": Holds.TEXT,
        "format": Holds.NAME,
        "creator": Holds.NAME,
        "batch": Holds.NAME,
        "note": Holds.TEXT,
    },
    (frozenset({"date"}), frozenset({"amount"})),
)
LEAD = Kind(
    "lead",
    {
        "lead_id": Holds.TEXT,
        "date": Holds.DAY,
        "channel": Holds.NAME,
        "concept": Holds.NAME,
        "leads": Holds.COUNT,
        "qualified": Holds.COUNT,
        "visits": Holds.COUNT,
        "email": Holds.TEXT,
        "stage": Holds.TEXT,
        "stage_date": Holds.DAY,
        "value": Holds.MONEY,
        "currency": Holds.CURRENCY,
        "original_source": Holds.TEXT,
        "utm_source": Holds.TEXT,
        "utm_medium": Holds.TEXT,
        "utm_campaign": Holds.TEXT,
        "utm_content": Holds.TEXT,
        "utm_term": Holds.TEXT,
        "is_test": Holds.FLAG,
    },
    (frozenset({"date"}), frozenset({"leads", "qualified", "visits", "lead_id", "email"})),
)
POLICY_EVENTS = Kind(
    "policy_events",
    {
        "entry_id": Holds.TEXT,
        "date": Holds.DAY,
        "channel": Holds.NAME,
        "platform": Holds.PLATFORM,
        "post_id": Holds.TEXT,
        "permalink": Holds.TEXT,
        "event": Holds.TEXT,
        "reason": Holds.TEXT,
        "appealed_on": Holds.DAY,
        "outcome": Holds.TEXT,
        "outcome_date": Holds.DAY,
    },
    (frozenset({"date"}), frozenset({"event"})),
)
COMMENTS = Kind(
    "comments",
    {
        "comment_id": Holds.TEXT,
        "date": Holds.DAY,
        "channel": Holds.NAME,
        "platform": Holds.PLATFORM,
        "post_id": Holds.TEXT,
        "permalink": Holds.TEXT,
        "author": Holds.TEXT,
        "text": Holds.TEXT,
        "kind": Holds.TEXT,
        "words": Holds.COUNT,
        "likes": Holds.COUNT,
        "is_reply": Holds.FLAG,
    },
    (frozenset({"date"}), frozenset({"text", "kind"}), frozenset({"comment_id", "post_id", "permalink", "author"})),
)
TAGS = Kind(
    "tags",
    {"post_id": Holds.TEXT, "permalink": Holds.TEXT, "concept": Holds.NAME},
    (_IDENTITY, frozenset({"concept"})),
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (POSTS, CHANNEL_DAYS, PRODUCTION, COST, LEAD, POLICY_EVENTS, COMMENTS, TAGS)
}
