"""Whether a document is a table of Matomo, and what it is cut by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vaekst.sources.contract import Block, Context, Document, Recognition
from vaekst.sources.matomo.headers import ABOUT, HEADERS, SEGMENTS, UNKNOWN
from vaekst.sources.reading.words import plain, signature

NAME = "matomo"
DAYS, LABELS = "visits by day", "visits by label"


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the first table of the document is, by its header; None when it is none of Matomo's.

    Visits beside actions or visitors, below a label or a date, are nobody else's words for it.
    """
    header = signature(document.blocks[0].header)
    for language, words in HEADERS.items():
        places = {cell: place for place, cell in reversed(list(enumerate(header)))}
        columns = {name: places[word] for name, spelled in words.items() for word in spelled if word in places}
        about = columns.keys() & {"date", "member"}
        if about and "sessions" in columns and columns.keys() & {"actions", "users"} and len(columns) > len(about) + 1:
            return Recognition(
                source=NAME,
                kind=LABELS if "member" in columns else DAYS,
                known_headers=len(columns),
                platform=NAME,
                language=None if language == "raw" else language,
                columns=columns,
            )
    return None


def report_of(block: Block, place: int | None) -> tuple[str, str]:
    """The report and the column of the labels, by the condition behind most of them."""
    if place is None:
        return UNKNOWN
    found = Counter(key for _, row in block.body() if len(row) > place and (key := _key(row[place])))
    return SEGMENTS[found.most_common(1)[0][0]] if found else UNKNOWN


def _key(segment: str) -> str | None:
    """What a condition asks for; of several the last: `referrerType==campaign;referrerName==week-36`."""
    parts = [plain(part.partition("==")[0]) for part in segment.split(";") if "==" in part]
    if parts and parts[-1] == "referrername" and "referrertype==campaign" in plain(segment):
        return "campaignname"
    return parts[-1] if parts and parts[-1] in SEGMENTS else None


def figures_of(columns: Sequence[str]) -> list[str]:
    """The columns that are figures."""
    return [name for name in columns if name not in ABOUT]
