"""Whether a document is a table of Plausible's export, and which."""

from __future__ import annotations

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.plausible.headers import DATE, SHAPES
from vaekst.sources.reading.words import signature
from vaekst.sources.web.counted import shape_of

NAME = "plausible"


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the first table of the document is, by its header; None when it is none of Plausible's."""
    header = document.blocks[0].header
    shape = shape_of(header, SHAPES)
    if shape is None:
        return None
    known = {DATE, *shape.touch, *shape.counts}
    return Recognition(
        source=NAME,
        kind=shape.kind,
        known_headers=sum(cell in known for cell in signature(header)),
        platform=NAME,
        language="en",
    )
