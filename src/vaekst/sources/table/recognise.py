"""Whether a table is one's own: canonical headers, or headers a person confirmed before."""

from __future__ import annotations

from vaekst.sources.contract import Context, Document, Profile, Recognition
from vaekst.sources.reading.words import plain, signature
from vaekst.sources.table.kinds import CHANNEL_DAYS, KINDS
from vaekst.sources.table.profiles import fingerprint

NAME = "table"
_CONFIRMED = 10_000
"""Known headers of a confirmed table: a person's answer outweighs every guess."""


def recognise(document: Document, context: Context) -> Recognition | None:
    """What the first table of the document is, by its headers alone; None when nobody has said."""
    profile = profile_of(document, context)
    if profile is not None and (found := _by_profile(document, profile)) is not None:
        return found
    header = signature(document.blocks[0].header)
    names = frozenset(header)
    if len(names) < len(header):
        return None
    for kind in KINDS.values():
        if not kind.is_complete(names):
            continue
        if kind is CHANNEL_DAYS and "channel" not in names:
            continue  # `date, views` is also what platforms call their own
        return Recognition(
            source=NAME,
            kind=kind.name,
            known_headers=len(header),
            platform=context.platform,
            language="en",
            columns={name: place for place, name in enumerate(header)},
        )
    return None


def profile_of(document: Document, context: Context) -> Profile | None:
    """What was confirmed for tables of this shape, or None."""
    return context.profiles.get(fingerprint(document)) if context.profiles else None


def _by_profile(document: Document, profile: Profile) -> Recognition | None:
    places: dict[str, int] = {}
    for place, cell in enumerate(document.blocks[0].header):
        places.setdefault(plain(cell), place)
    columns = {field: places[plain(header)] for field, header in profile.columns.items() if plain(header) in places}
    if profile.kind not in KINDS or not KINDS[profile.kind].is_complete(frozenset(columns)):
        return None
    return Recognition(
        source=NAME,
        kind=profile.kind,
        known_headers=_CONFIRMED,
        platform=profile.options.get("platform"),
        columns=columns,
    )
