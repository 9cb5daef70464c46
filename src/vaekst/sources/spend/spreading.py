"""A figure of a whole period shared out over its days, so that the days add up to it exactly."""

from __future__ import annotations

from itertools import pairwise

_MILLION = 1_000_000


def spread(total: int, days: int) -> list[int]:
    """The total in as many whole parts as there are days: none differs from another by more than one.

    All days have the same claim, so that the largest remainder falls where the sum up to a day crosses a whole number.
    """
    reached = [total * day // days for day in range(days + 1)]
    return [after - before for before, after in pairwise(reached)]


def spread_number(total: float, days: int) -> list[float]:
    """As `spread`, in millionths: platforms print fractions of a conversion with few decimals."""
    return [part / _MILLION for part in spread(round(total * _MILLION), days)]
