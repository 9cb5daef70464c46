"""Which of YouTube Studio's exports a table is, by its header alone."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.reading.words import plain, signature
from vaekst.sources.youtube.headers import DIMENSIONS, METRICS, Header, language_of, meaning

NAME = "youtube"

TABLE = "table"  # one row per video
CHART = "chart"  # one row per video and day
TOTALS = "totals"  # one row per day
BREAKDOWN = "breakdown"  # one row per country, age, traffic source, …
BREAKDOWN_CHART = "breakdown chart"  # … and day

_OWN = frozenset({"published", "watch_hours", "revenue", "viewers", "ctr", "subscribers", "views_engaged"})
"""Fields whose header no other platform's file shares."""


def recognise(document: Document, context: Context) -> Recognition | None:
    """What the document is when it is an export of YouTube Studio, else None."""
    header = signature(document.blocks[0].header)
    found = {position: meant for position, cell in enumerate(header) if (meant := meaning(cell)) is not None}
    columns: dict[str, int] = {}
    for position, meant in found.items():
        columns.setdefault(meant.field, position)
    kind = _kind(columns)
    if kind is None or not _is_ours(
        kind, columns, found, unknown=len(header) - len(found), document=document, context=context
    ):
        return None
    return Recognition(
        source=NAME,
        kind=kind,
        known_headers=len(found),
        platform="youtube",
        language=language_of(list(found.values())),
        columns=columns,
    )


def currency(document: Document, recognition: Recognition) -> str | None:
    """The currency the money column names in its header."""
    position = recognition.columns.get("revenue")
    meant = meaning(document.blocks[0].header[position]) if position is not None else None
    return meant.currency if meant else None


def unread(document: Document) -> tuple[str, ...]:
    """The headers nothing is read from."""
    return tuple(cell.strip() for cell in document.blocks[0].header if plain(cell) and meaning(cell) is None)


def _kind(columns: Mapping[str, int]) -> str | None:
    dimension = next((name for name in DIMENSIONS if name in columns), None)
    if not any(metric in columns for metric in METRICS):
        return None
    if "video" in columns and ("title" in columns or "published" in columns):
        return CHART if "day" in columns else TABLE
    if dimension is not None:
        if "day" in columns:
            return BREAKDOWN_CHART
        return BREAKDOWN if columns[dimension] == 0 else None
    return TOTALS if columns.get("day") == 0 else None


def _is_ours(
    kind: str,
    columns: Mapping[str, int],
    found: Mapping[int, Header],
    *,
    unknown: int,
    document: Document,
    context: Context,
) -> bool:
    """Whether the header is YouTube's and nobody else's. `Date, Views` alone could be many a platform's."""
    if kind in (TABLE, CHART):
        return True
    if _OWN & columns.keys() and unknown < len(found):
        return True
    if unknown or context.platform not in (None, "youtube"):
        return False
    verified = all(header.verified for header in found.values())
    return verified or context.platform == "youtube" or _beside_a_table(document)


def _beside_a_table(document: Document) -> bool:
    """Whether the ZIP around the file is one of YouTube Studio: three files, the period in the name."""
    return document.outer is not None and document.period is not None and len(document.siblings) == 2
