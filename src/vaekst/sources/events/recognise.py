"""Whether a table holds events one by one: visits with the link they came by, or what visitors did there."""

from __future__ import annotations

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.events.headers import AT, CONVERSIONS, MARKS, NAMED, NEEDED, TOUCHES
from vaekst.sources.reading.words import signature

SOURCE_NAME = "events"


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the table is, by its header alone. A lead's number or an event's name makes rows conversions."""
    header = [cell.replace(" ", "_") for cell in signature(document.blocks[0].header)]
    for kind in (CONVERSIONS, TOUCHES):
        columns = _columns(kind, header)
        if kind == CONVERSIONS and _are_visits(columns, header):
            continue
        if columns.keys() >= {*NEEDED[kind]} and MARKS[kind] & columns.keys() and _is_alone(kind, columns):
            return Recognition(SOURCE_NAME, kind, len(columns), platform=SOURCE_NAME, language="en", columns=columns)
    return None


def _columns(kind: str, header: list[str]) -> dict[str, int]:
    """Where each field stands; a header's own name comes before other words for it."""
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        field = NAMED[kind].get(cell)
        if field is not None and (field not in found or cell == field):
            found[field] = place
    return found


def _are_visits(columns: dict[str, int], header: list[str]) -> bool:
    """Whether nothing but an id that both kinds may have speaks for conversions, and a tag or a page for visits."""
    if columns.keys() & {"kind", "external_id", "value"} or "conversion_id" in header:
        return False
    return bool(_columns(TOUCHES, header).keys() & MARKS[TOUCHES] - {"touch_id"})


def _is_alone(kind: str, columns: dict[str, int]) -> bool:
    """Whether the file says itself when each thing happened and to whom; days and posts are told in other tables."""
    return AT in columns and (kind == TOUCHES or "conversion_id" in columns or "user_id" in columns)
