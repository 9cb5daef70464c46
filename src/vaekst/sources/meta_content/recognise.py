"""Whether a document is a Meta content export, and of what: Instagram posts, Facebook posts, or Facebook videos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.meta_content.headers import HEADERS
from vaekst.sources.reading.words import signature

NAME = "meta_content"
INSTAGRAM_POSTS, FACEBOOK_POSTS, FACEBOOK_VIDEOS = "instagram posts", "facebook posts", "facebook videos"


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the first table of the document is, by its header; None when it is no content export."""
    header = signature(document.blocks[0].header)
    columns = {language: _columns(header, words) for language, words in HEADERS.items()}
    language = max(columns, key=lambda known: len(columns[known]))  # the first of equals
    found = columns[language]
    kind = _kind(found)
    if kind is None:
        return None
    return Recognition(
        source=NAME,
        kind=kind,
        known_headers=len(found),
        platform="instagram" if kind == INSTAGRAM_POSTS else "facebook",
        language=language,
        columns=found,
    )


def _columns(header: Sequence[str], words: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The fields the header names in one language, and at which position each stands first."""
    places = {cell: position for position, cell in reversed(list(enumerate(header)))}
    return {field: places[word] for field, spelled in words.items() for word in spelled if word in places}


def _kind(found: Mapping[str, int]) -> str | None:
    """Identity, publishing time and a count are what every shape of the export has in common."""
    if {"asset_id", "views_3s", "published"} <= found.keys():
        return FACEBOOK_VIDEOS
    if not {"post_id", "published"} <= found.keys() or not found.keys() & {"views", "reach", "likes", "reactions"}:
        return None
    if found.keys() & {"account_id", "account_username"}:
        return INSTAGRAM_POSTS
    if "page_id" in found or found.keys() & {"reactions", "average_seconds"}:
        return FACEBOOK_POSTS
    return INSTAGRAM_POSTS if found.keys() >= {"likes", "saves"} else None
