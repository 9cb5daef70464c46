"""What was made lives on: the cost of work is carried by the days on which it can bring something, not by the day of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vaekst.core.period import DAY, Period


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long concepts and batches have lived: the last day something was made, published or won by each.

    `days` is the least number of days a piece of work is carried over.
    """

    days: int
    last: Mapping[str, date]

    @classmethod
    def of(cls, seen: Iterable[tuple[str | None, date]], *, days: int) -> Lifetime:
        """The lifetimes told by (concept or batch, day) of whatever happened."""
        last: dict[str, date] = {}
        for name, day in seen:
            if name is not None:
                last[name] = max(last.get(name, day), day)
        return cls(days, last)

    def span(self, day: date, name: str | None) -> Period:
        """The days that carry work of that day: to the end of the life of what it was done for, and never fewer than `days`."""
        least = day + (self.days - 1) * DAY
        return Period(day, max(least, self.last.get(name, least) if name else least))


def carried(minor: int, span: Period, period: Period) -> int:
    """The part of an amount, spread evenly over the span, that the period's days carry. Parts of all days add up to it."""
    first, last = max(span.first, period.first), min(span.last, period.last)
    if last < first:
        return 0
    before, through = (first - span.first).days, (last - span.first).days + 1
    return minor * through // span.days - minor * before // span.days
