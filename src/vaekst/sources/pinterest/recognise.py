"""Whether a document is a Pinterest analytics export: blocks of days, or of pins, with Pinterest's own figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vaekst.sources.contract import Block, Context, Document, Recognition
from vaekst.sources.pinterest.headers import CREATED, DATES, LINKS, METRICS, OWN, SPENT, TITLES, VALUES
from vaekst.sources.reading.words import plain, signature

NAME = "pinterest"
DAYS, PINS = "pinterest days", "pins"


@dataclass(frozen=True, slots=True)
class Part:
    """A block that is read: what its rows are, and where each field and metric stands."""

    block: Block
    kind: str
    columns: Mapping[str, int]
    metrics: Mapping[str, int]


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the document is, by the headers and titles of all its blocks; None when it is not Pinterest's."""
    if any(SPENT & set(signature(block.header)) for block in document.blocks):
        return None
    for language, words in METRICS.items():
        parts = parts_of(document, language)
        found = {metric for part in parts for metric in part.metrics}
        if not found & OWN or len(found) < 2:
            continue
        known = [word for block in document.blocks for word in signature(block.header) if word in words]
        return Recognition(
            source=NAME,
            kind=parts[0].kind,
            known_headers=len(known) + len(parts),
            platform=NAME,
            language=language,
        )
    return None


def parts_of(document: Document, language: str) -> list[Part]:
    """The blocks that hold days or pins, in one language."""
    return [part for block in document.blocks if (part := _part(block, METRICS[language])) is not None]


def _part(block: Block, words: Mapping[str, str]) -> Part | None:
    header = signature(block.header)
    places = {cell: place for place, cell in reversed(list(enumerate(header)))}
    metrics = {metric: places[word] for word, metric in words.items() if word in places}
    if not metrics and len(header) == 2 and header[1] in VALUES and (metric := words.get(plain(block.title or ""))):
        metrics = {metric: 1}  # the title names what the column counts
    if not metrics:
        return None
    fields = {"date": DATES, "link": LINKS, "title": TITLES, "created": CREATED}
    columns = {field: places[word] for field, spelled in fields.items() for word in header if word in spelled}
    if "date" in columns and "link" not in columns:
        return Part(block, DAYS, columns, metrics)
    return Part(block, PINS, columns, metrics) if "link" in columns else None
