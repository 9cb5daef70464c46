"""Whether a document is a HubSpot export, and of what: contacts or deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.hubspot.headers import HEADERS
from vaekst.sources.reading.words import signature

NAME = "hubspot"
CONTACTS, DEALS = "hubspot contacts", "hubspot deals"


def recognise(document: Document, context: Context) -> Recognition | None:
    """What the first table is, by its header. No social platform: a channel may be named for all its rows."""
    header = signature(document.blocks[0].header)
    columns = {language: _columns(header, words) for language, words in HEADERS.items()}
    language = max(columns, key=lambda known: len(columns[known]))  # the first of equals
    found = columns[language]
    if not {"id", "created"} <= found.keys():
        return None
    if found.keys() & {"deal_stage", "deal_name"}:
        kind = DEALS
    elif found.keys() & {"stage", "source"}:
        kind = CONTACTS
    else:
        return None
    return Recognition(
        source=NAME,
        kind=kind,
        known_headers=len(found),
        platform=context.platform,
        language=language,
        columns=found,
    )


def _columns(header: Sequence[str], words: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The fields the header names in one language, and at which position each stands first."""
    places = {cell: position for position, cell in reversed(list(enumerate(header)))}
    return {field: places[word] for field, spelled in words.items() for word in reversed(spelled) if word in places}
