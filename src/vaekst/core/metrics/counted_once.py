"""Leads that several files or rows state, counted once: one person is one lead, on the day they first came.

Rows of one number restate each other by their key. The same person under another number, in another file or a second time,
does not; both would be counted. So rows with the same contact are one lead, and so are rows with the same number whose
contacts do not differ. A deal is no lead, and days' counts name nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `gather` counts its leads once
    from vaekst.core.metrics.gather import Told

COLUMNS = ("contact_key", "external_id")
"""What has to be known of a lead to tell it from another."""

KNOWN_AS = "known_as"
"""The cell that holds every contact and number of a person whom several rows state."""

_STANDING = frozenset({"stage", "stage_date", "qualified", "value_minor", "value_currency"})
"""What becomes of a lead: the newest word counts. Of everything else the first does."""


def counted_once(leads: Sequence[Told]) -> list[Told]:
    """The rows with those of one person made one, in order of their days."""
    groups: list[list[Told]] = []
    by_contact: dict[str, list[Told]] = {}
    by_number: dict[str, list[Told]] = {}
    for row in sorted(leads, key=lambda each: each.day):
        contact, number = row.cells.get("contact_key"), row.cells.get("external_id")
        group = _group_of(row, by_contact.get(contact or ""), by_number.get(number or ""))
        if group is None:
            groups.append(group := [])
        group.append(row)
        if "leads" not in row.cells:
            continue
        if contact:
            by_contact[contact] = group
        if number:
            by_number.setdefault(number, group)
    return sorted((_one(group) for group in groups), key=lambda row: (row.day, row.import_id, row.observed))


def merged(before: Sequence[Told], after: Sequence[Told]) -> int:
    """How many rows that count leads became part of another."""
    return sum("leads" in row.cells for row in before) - sum("leads" in row.cells for row in after)


def _group_of(row: Told, contacts: list[Told] | None, numbers: list[Told] | None) -> list[Told] | None:
    """The rows the row belongs to."""
    if "leads" not in row.cells:
        return None
    if contacts is not None:
        return contacts
    own = row.cells.get("contact_key")
    if numbers is None or (own and any(own != key for key in _contacts(numbers))):
        return None
    return numbers


def _contacts(rows: Iterable[Told]) -> Iterable[str]:
    return (row.cells["contact_key"] for row in rows if "contact_key" in row.cells)


def _one(rows: Sequence[Told]) -> Told:
    """The first row, with what it lacks from the others, and the newest word on what became of the lead."""
    first, *others = rows
    if not others:
        return first
    cells, origin = dict(first.cells), dict(first.origin)
    for row in sorted(others, key=lambda each: each.observed):
        for name, value in row.cells.items():
            if name not in cells or (name in _STANDING and row.observed >= first.observed):
                cells[name] = value
                origin[name] = row.origin_of(name)
    cells["leads"] = first.cells["leads"]
    cells[KNOWN_AS] = frozenset(str(row.cells[name]) for row in rows for name in COLUMNS if name in row.cells)
    return replace(first, cells=cells, origin=origin)
