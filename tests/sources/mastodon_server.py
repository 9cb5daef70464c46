"""A Mastodon server as it answers, with made-up posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.sources.servers import Asked, Says

TOKEN = "ZA-Yj3aBD8U8CmUd2bkZ1mNnX4pQ9w7e"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def status(number: int, *, days: float = 1, likes: int = 3, **fields: Any) -> dict[str, Any]:
    """A status as the API gives it, published so many days before now."""
    id_ = f"1156{number:014d}"
    return {
        "id": id_,
        "created_at": (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": "da",
        "uri": f"https://social.example/users/fjord/statuses/{id_}",
        "url": f"https://social.example/@fjord/{id_}",
        "replies_count": 1,
        "reblogs_count": 2,
        "favourites_count": likes,
        "edited_at": None,
        "content": "<p>Ny cykel &amp; ny rute<br />kom med</p><p>fredag</p>",
        "reblog": None,
        "account": {"id": "42", "username": "fjord", "acct": "fjord"},
        "media_attachments": [],
        "mentions": [],
        "tags": [],
        "emojis": [],
        "card": None,
        "poll": None,
    } | fields


@dataclass
class MastodonServer:
    """Answers like one account's server. `hiccups` are answers given first, by path."""

    statuses: list[dict[str, Any]] = field(default_factory=list)
    followers: int = 812
    hiccups: dict[str, list[Says]] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Says:
        if asked.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Says({"error": "The access token is invalid"}, status=401)
        if waiting := self.hiccups.get(asked.path):
            return waiting.pop(0)
        if asked.path == "/api/v1/accounts/verify_credentials":
            return Says(
                {
                    "id": "42",
                    "username": "fjord",
                    "acct": "fjord",
                    "display_name": "Fjord Cykler",
                    "created_at": "2022-11-05T00:00:00.000Z",
                    "followers_count": self.followers,
                    "following_count": 12,
                    "statuses_count": len(self.statuses),
                }
            )
        if asked.path == "/api/v1/accounts/42/statuses":
            before = asked.one("max_id")
            older = [one for one in self.statuses if before is None or one["id"] < before]
            newest = sorted(older, key=lambda one: one["id"], reverse=True)
            return Says(newest[: int(asked.one("limit") or 20)])
        return Says({"error": "Record not found"}, status=404)
