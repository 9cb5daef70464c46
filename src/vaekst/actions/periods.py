"""The days a question is about, as a person named them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from vaekst.actions import strategies
from vaekst.core.errors import BadInput
from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_
from vaekst.store.models import Brand


def named_period(brand: Brand, first: date | None, last: date | None, *, now: datetime) -> Period | None:
    """The days from `first` to `last`, by default to yesterday; None when no first day was named.

    Raises BadInput where the last day comes before the first, or stands alone.
    """
    if first is None and last is None:
        return None
    yesterday = now.astimezone(ZoneInfo(strategies.in_force(brand).brand.timezone)).date() - DAY
    last = last or yesterday
    if first is None:
        raise BadInput("no_first_day", N_("Name the first day, too: there is only a last one, {last:day}."), last=last)
    if last < first:
        raise BadInput(
            "no_such_period",
            N_(
                "There are no days from {first:day} to {last:day}. Name a first day, and a last one that comes after it."
            ),
            first=first,
            last=last,
        )
    return Period(first, last)
