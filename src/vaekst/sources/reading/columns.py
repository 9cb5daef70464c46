"""Which columns of a header a list of words names, and which nobody named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vaekst.sources.reading.words import signature, visible

Words = Mapping[str, tuple[str, ...]]
"""Field -> headers as compared (see `reading.words.plain`)."""


def columns_named(header: Sequence[str], words: Words) -> dict[str, int]:
    """The fields the header names, and at which position each stands first."""
    places = {cell: place for place, cell in reversed(list(enumerate(signature(header))))}
    return {field: places[word] for field, spelled in words.items() for word in spelled if word in places}


def columns_unnamed(header: Sequence[str], columns: Mapping[str, int]) -> tuple[str, ...]:
    """The headers no field was found for, as the file writes them."""
    named = set(columns.values())
    return tuple(word for place, cell in enumerate(header) if place not in named and (word := visible(cell)))
