"""Whether a document is a report of spend of one advertising platform."""

from __future__ import annotations

from vaekst.sources.contract import Document, Recognition
from vaekst.sources.spend.frame import frame
from vaekst.sources.spend.platform import Platform


def recognised(document: Document, platform: Platform) -> Recognition | None:
    """What the document is, by the header below the lines at its top; None when it is not the platform's."""
    found = frame(document, platform)
    if found is None:
        return None
    return Recognition(
        source=platform.name,
        kind=found.kind,
        known_headers=len(found.columns),
        platform=platform.name,
        language=found.language,
        columns=found.columns,
    )
