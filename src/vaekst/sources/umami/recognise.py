"""Whether a document is one of Umami's: its table of events, or a table of the ZIP that its overview gives."""

from __future__ import annotations

from pathlib import PurePosixPath

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.reading.words import signature
from vaekst.sources.umami.headers import COUNT, EVENT_ID, EVENTS_KIND, MEMBER, NAME, NEEDED, OVERVIEW, TAGS

SOURCE_NAME = "umami"
_TOGETHER = 4
"""So many of the overview's files lie together, or `x` and `y` are anybody's."""


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the document is: by its header, or, where that says `x,y` alone, by the company it keeps."""
    header = signature(document.blocks[0].header)
    if set(header) >= NEEDED:
        known = {*NEEDED, *TAGS, EVENT_ID, NAME}
        return _recognition(EVENTS_KIND, sum(cell in known for cell in header))
    name = base(document)
    others = {PurePosixPath(other).name.casefold() for other in document.siblings}
    if header == (MEMBER, COUNT) and name in OVERVIEW and len(others & OVERVIEW.keys()) >= _TOGETHER:
        return _recognition(OVERVIEW[name].kind, len(header))
    return None


def base(document: Document) -> str:
    """The name of the file, without folders and letter case."""
    return PurePosixPath(document.name).name.casefold()


def _recognition(kind: str, known: int) -> Recognition:
    return Recognition(SOURCE_NAME, kind, known, platform=SOURCE_NAME, language="en")
