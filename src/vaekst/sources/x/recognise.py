"""Whether a document is an export of X, and of what: days of the account, posts, or the older table of tweets."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.reading.columns import columns_named
from vaekst.sources.x.headers import DAYS
from vaekst.sources.x.headers import POSTS as POST_WORDS
from vaekst.sources.x.headers import TWEETS as TWEET_WORDS

NAME = "x"
PLATFORM = "x"
OVERVIEW, POSTS, TWEETS = "account days", "posts", "tweets"

_ONLY_HERE = frozenset({"bookmarks", "follows", "unfollows", "reposts"})


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the first table of the document is, by its header; None when X does not export it."""
    header = document.blocks[0].header
    for kind, words in ((POSTS, POST_WORDS), (TWEETS, TWEET_WORDS)):
        columns = columns_named(header, words)
        if columns.keys() & {"post_id", "permalink"} and {"published", "impressions"} <= columns.keys():
            named_by_x = columns.keys() & {"engagements", "bookmarks", "reposts"}
            return _recognition(kind, columns) if named_by_x else None
    columns = columns_named(header, DAYS)
    if {"date", "impressions", "engagements"} <= columns.keys() and len(columns.keys() & _ONLY_HERE) > 1:
        return _recognition(OVERVIEW, columns)
    return None


def _recognition(kind: str, columns: Mapping[str, int]) -> Recognition:
    return Recognition(
        source=NAME, kind=kind, known_headers=len(columns), platform=PLATFORM, language="en", columns=columns
    )
