"""Whether a document is a file of TikTok Studio's export, and which."""

from __future__ import annotations

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.reading.columns import columns_named
from vaekst.sources.reading.words import plain, signature
from vaekst.sources.tiktok_studio.headers import KINDS

NAME = "tiktok_studio"
PLATFORM = "tiktok"


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """Which file the first table of the document is, by its header; None when it is none of Studio's."""
    header = document.blocks[0].header
    cells = set(signature(header))
    for name, kind in KINDS.items():
        if all(plain(word) in cells for word in kind.needed):
            columns = columns_named(header, kind.words)
            return Recognition(
                source=NAME,
                kind=name,
                known_headers=len(columns),
                platform=PLATFORM,
                language="en",
                columns=columns,
            )
    return None
