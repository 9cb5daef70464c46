"""All sources, by name. A new platform is a folder beside the others and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources import (
    events,
    ga4,
    google_ads,
    hubspot,
    linkedin,
    linkedin_ads,
    matomo,
    meta_ads,
    meta_content,
    meta_daily,
    pinterest,
    pinterest_ads,
    plausible,
    search_console,
    table,
    tiktok_ads,
    tiktok_business,
    tiktok_studio,
    umami,
    x,
    youtube,
)
from vaekst.sources.contract import Context, Document, Recognition, Source

SOURCES: Mapping[str, Source] = {
    source.name: source
    for source in (
        *(youtube.SOURCE, meta_content.SOURCE, meta_daily.SOURCE),
        *(tiktok_studio.SOURCE, tiktok_business.SOURCE, x.SOURCE, linkedin.SOURCE, pinterest.SOURCE),
        *(google_ads.SOURCE, meta_ads.SOURCE, linkedin_ads.SOURCE, tiktok_ads.SOURCE, pinterest_ads.SOURCE),
        *(ga4.SOURCE, search_console.SOURCE, plausible.SOURCE, matomo.SOURCE, umami.SOURCE),
        *(hubspot.SOURCE, events.SOURCE),
        table.SOURCE,
    )
}


def recognise(document: Document, context: Context) -> Recognition | None:
    """What the document is, by the source that knows the most of its header; None when no source knows it."""
    found = [
        recognition for source in SOURCES.values() if (recognition := source.recognise(document, context)) is not None
    ]
    return max(found, key=lambda recognition: recognition.known_headers, default=None)
