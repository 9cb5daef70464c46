"""Bluesky as it answers: a data server with posts, and, unless it is away, the AppView that counts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.sources.servers import Asked, Says

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DID = "did:plc:mhz4gm7xnqk2v5w3jd6ratbe"
PASSWORD = "abcd-efgh-2345-wxyz"
ACCESS = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJIUzI1NiJ9.eyJzY29wZSI6ImFwcFBhc3MifQ.c2lnbmF0dXJl"


def record(number: int, *, days: float = 1, **fields: Any) -> dict[str, Any]:
    """A post record, made so many days before now."""
    made = (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {
        "uri": f"at://{DID}/app.bsky.feed.post/3m{number:011d}",
        "cid": "bafyreib2rxk3rh6kzwq",
        "value": {"$type": "app.bsky.feed.post", "text": f"Tur {number}", "langs": ["da"], "createdAt": made} | fields,
    }


@dataclass
class BlueskyServer:
    """Answers like an account's data server. `counters` are the AppView's, by the post's number."""

    records: list[dict[str, Any]] = field(default_factory=list)
    has_app_view: bool = True
    lacks: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()  # posts the AppView does not know
    hiccups: dict[str, list[Says]] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Says:
        name = asked.path.removeprefix("/xrpc/")
        if waiting := self.hiccups.get(name):
            return waiting.pop(0)
        if name == "com.atproto.server.createSession":
            return self._session(json.loads(asked.body))
        if asked.headers.get("Authorization") != f"Bearer {ACCESS}":
            return Says({"error": "AuthMissing", "message": "Authentication Required"}, 401)
        if name == "com.atproto.repo.listRecords":
            return self._records(asked)
        if not self.has_app_view:
            return Says({"error": "UpstreamFailure", "message": "Upstream service unreachable"}, 502)
        if name == "app.bsky.actor.getProfile":
            return Says({"did": DID, "handle": "fjord.example", "followersCount": 640, "postsCount": len(self.records)})
        if name == "app.bsky.feed.getPosts":
            return self._posts(asked.query["uris"])
        return Says({"error": "MethodNotImplemented", "message": "Method Not Implemented"}, 501)

    def _session(self, sent: dict[str, str]) -> Says:
        if sent["password"] != PASSWORD:
            return Says({"error": "AuthenticationRequired", "message": "Invalid identifier or password"}, 401)
        return Says(
            {
                "did": DID,
                "handle": sent["identifier"],
                "accessJwt": ACCESS,
                "refreshJwt": ACCESS,
                "email": "freja@example.org",
                "active": True,
            }
        )

    def _records(self, asked: Asked) -> Says:
        newest = sorted(self.records, key=lambda one: one["uri"], reverse=True)
        start = int(asked.one("cursor") or 0)
        end = start + int(asked.one("limit") or 50)
        return Says({"records": newest[start:end]} | ({"cursor": str(end)} if end < len(newest) else {}))

    def _posts(self, uris: list[str]) -> Says:
        if len(uris) > 25:
            return Says({"error": "InvalidRequest", "message": "uris must not have more than 25 elements"}, 400)
        counters = {"replyCount": 1, "repostCount": 2, "likeCount": 9, "quoteCount": 3, "bookmarkCount": 4}
        told = {name: value for name, value in counters.items() if name not in self.lacks}
        return Says({"posts": [{"uri": uri, "cid": "bafy", **told} for uri in uris if uri not in self.gone]})
