"""Days and weeks in addresses and forms."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from vaekst.core.errors import BadInput
from vaekst.core.period import Week
from vaekst.core.sentence import N_


def day_of(given: str) -> date | None:
    """The day written as year-month-day; None for nothing. Raises BadInput for anything else."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        template = N_("'{given}' is not a day. Write year-month-day, such as 2026-11-23.")
        raise BadInput("bad_day", template, given=given) from None


def week_of(request: HttpRequest) -> Week:
    """The week in the address, by default the newest complete one. Raises BadInput when it is none."""
    given = request.GET.get("week")
    return Week.parse(given) if given else Week.last_complete(as_of=timezone.localdate())
