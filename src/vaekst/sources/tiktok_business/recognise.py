"""Whether a document is an export of TikTok Business Suite, and of what: the account, its audience, its videos."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.reading.columns import columns_named
from vaekst.sources.tiktok_business.headers import DAYS
from vaekst.sources.tiktok_business.headers import VIDEOS as VIDEO_WORDS

NAME = "tiktok_business"
PLATFORM = "tiktok"
ACCOUNT, AUDIENCE, VIDEOS = "account days", "audience days", "videos"

_ONLY_HERE = frozenset({"reach", "engaged", "net_growth", "lost_followers", "phone_clicks", "leads"})


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the first table of the document is, by its header; None when Business Suite does not export it."""
    header = document.blocks[0].header
    days = columns_named(header, DAYS)
    if "date" in days and days.keys() & _ONLY_HERE:
        kind = ACCOUNT if days.keys() & {"views", "profile_views"} else AUDIENCE
        return _recognition(kind, "en", days) if len(days) > 2 else None
    found = {language: columns_named(header, words) for language, words in VIDEO_WORDS.items()}
    language = max(found, key=lambda known: len(found[known]))  # the first of equals
    columns = found[language]
    if {"permalink", "published"} <= columns.keys() and columns.keys() & {"views", "likes"}:
        return _recognition(VIDEOS, language, columns)
    return None


def _recognition(kind: str, language: str, columns: Mapping[str, int]) -> Recognition:
    return Recognition(
        source=NAME, kind=kind, known_headers=len(columns), platform=PLATFORM, language=language, columns=columns
    )
