"""Whether a document is a report of Pinterest Ads."""

from __future__ import annotations

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.pinterest_ads.headers import PLATFORM
from vaekst.sources.spend.recognise import recognised


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the report is about, by its header below the lines at the top; None when it is not one of Pinterest Ads."""
    return recognised(document, PLATFORM)
