"""What every page knows: the brand, the person's other brands, what they may do, and how they like to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from vaekst.store import queries
from vaekst.web.shell.access import Visit, rights
from vaekst.web.shell.keys import KEYS, ROOMS


def shell(request: HttpRequest) -> dict[str, Any]:
    """The values the base layout reads."""
    session = getattr(request, "session", {})
    values: dict[str, Any] = {
        "theme": session.get("theme", ""),
        "keys_off": session.get("keys") == "off",
        "rooms": ROOMS,
        "shell_keys": KEYS,
    }
    visit = getattr(request, "visit", None)
    if isinstance(visit, Visit):
        values |= {"brand": visit.brand, "may": rights(visit)}
        values["brands"] = queries.brands_of(visit.person).only("slug", "name")
    return values
