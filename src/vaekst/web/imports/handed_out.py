"""What a person's session remembers of imports: receipts not shown yet, and tables that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vaekst.core.receipt import Receipt
from vaekst.web.shell.access import Request, Visit

MOST_RECEIPTS = 60
"""Receipts shown on the page an upload leads to; the others stand in the list."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A table that waits to have its columns named."""

    name: str
    url: str


def hand_out(request: Request, visit: Visit, receipts: Iterable[Receipt]) -> None:
    """Keeps the receipts for the next page."""
    kept = [one.to_json() for one in receipts][:MOST_RECEIPTS]
    request.session["receipts"] = _held(request, "receipts") | {visit.brand.slug: kept}


def handed_out(request: Request, visit: Visit) -> list[Receipt]:
    """The receipts not shown yet; they are shown once."""
    held = _held(request, "receipts")
    kept = held.pop(visit.brand.slug, [])
    if kept:
        request.session["receipts"] = held
    return [Receipt.from_json(one) for one in kept]


def let_wait(request: Request, visit: Visit, sha256: str, name: str) -> None:
    """Remembers that a table kept aside waits, and what it is called."""
    held = _held(request, "waiting")
    request.session["waiting"] = held | {visit.brand.slug: {**held.get(visit.brand.slug, {}), sha256: name}}


def waiting(request: Request, visit: Visit) -> list[Waiting]:
    """The tables that wait in this brand."""
    held = _held(request, "waiting").get(visit.brand.slug, {})
    slug = visit.brand.slug
    return [Waiting(name, reverse("imports:columns", args=[slug, sha256])) for sha256, name in held.items()]


def name_of_waiting(request: Request, visit: Visit, sha256: str) -> str:
    """What the table was called when it was uploaded."""
    return str(_held(request, "waiting").get(visit.brand.slug, {}).get(sha256, "table"))


def no_longer_waiting(request: Request, visit: Visit, sha256: str) -> None:
    held = _held(request, "waiting")
    here = {known: name for known, name in held.get(visit.brand.slug, {}).items() if known != sha256}
    request.session["waiting"] = held | {visit.brand.slug: here}


def _held(request: Request, name: str) -> dict[str, Any]:
    held = request.session.get(name)
    return dict(held) if isinstance(held, dict) else {}
