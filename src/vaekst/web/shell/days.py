"""Days in addresses and forms."""

from __future__ import annotations

from datetime import date

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_


def day_of(given: str) -> date | None:
    """The day written as year-month-day; None for nothing. Raises BadInput for anything else."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        template = N_("'{given}' is not a day. Write year-month-day, such as 2026-11-23.")
        raise BadInput("bad_day", template, given=given) from None
