"""Files of one ZIP that explain each other: a table without days, and beside it the one that has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vaekst.sources.contract import Document
from vaekst.sources.reading.members import Unreadable

SMALL = 20_000_000
"""Up to so many bytes in all, the members of a ZIP are held together; larger ones are read one after another."""


def introduced(found: Iterator[Document | Unreadable], *, small: int = SMALL) -> Iterator[Document | Unreadable]:
    """The documents, each with the tables of the others beside it where all of them together are small."""
    held: list[Document | Unreadable] = []
    size = 0
    for each in found:
        held.append(each)
        size += each.size if isinstance(each, Document) else 0
        if size > small:
            yield from held
            yield from found
            return
    tables = {each.name: each.blocks for each in held if isinstance(each, Document)}
    for each in held:
        if isinstance(each, Document):
            yield replace(each, beside={name: blocks for name, blocks in tables.items() if name != each.name})
        else:
            yield each
