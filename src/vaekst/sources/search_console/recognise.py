"""Whether a document is a table of Search Console's performance report, and by what it is cut."""

from __future__ import annotations

from collections.abc import Sequence

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.reading.words import signature
from vaekst.sources.search_console.headers import DIMENSIONS, FILTERS, METRICS

NAME = "search_console"
FILTERS_KIND = "search filters"
KINDS = {
    "day": "search daily",
    "query": "search queries",
    "page": "search pages",
    "country": "search countries",
    "device": "search devices",
    "appearance": "search appearance",
}
"""Dimension -> kind."""


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the first table of the document is, by its header; None when it is none of Search Console's.

    Clicks and impressions alone are anybody's: the position must stand beside them.
    """
    header = signature(document.blocks[0].header)
    if header in FILTERS:
        return Recognition(NAME, FILTERS_KIND, len(header), platform=NAME) if _is_among(document) else None
    for language in DIMENSIONS:
        dimension = dimension_of(header, language)
        columns = columns_of(header, language)
        if dimension and {"clicks", "impressions", "position"} <= columns.keys():
            return Recognition(
                source=NAME,
                kind=KINDS[dimension],
                known_headers=1 + len(columns),
                platform=NAME,
                language=language,
                columns={dimension: 0, **columns},
            )
    return None


def dimension_of(header: Sequence[str], language: str) -> str | None:
    """What the first column holds, or None."""
    words = DIMENSIONS[language]
    return next((name for name, spelled in words.items() if header and header[0] in spelled), None)


def columns_of(header: Sequence[str], language: str) -> dict[str, int]:
    """The columns that count, at their places."""
    places = {cell: place for place, cell in reversed(list(enumerate(header)))}
    return {
        name: places[word] for name, spelled in METRICS[language].items() for word in spelled if places.get(word, 0) > 0
    }


def _is_among(document: Document) -> bool:
    """Whether a table of the report lies beside: filters and values are words of many programs."""
    return any(
        blocks and {"clicks", "impressions"} <= columns_of(signature(blocks[0].header), language).keys()
        for blocks in document.beside.values()
        for language in DIMENSIONS
    )
