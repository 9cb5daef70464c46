"""Spans of days: the span itself, the span to compare it with, and the ISO week as marketers say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

DAY = timedelta(days=1)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """All days from `first` to `last`, both included. Never empty."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A period ends on or after its first day: {self.first} to {self.last}.")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + n * DAY for n in range(self.days))

    def __str__(self) -> str:
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def after(self) -> date:
        """The day after the last: the half-open end."""
        return self.last + DAY

    def previous(self) -> Self:
        """The period just before, of equal length."""
        return type(self)(self.first - self.days * DAY, self.first - DAY)

    def weeks(self) -> list[Week]:
        """The ISO weeks that hold days of the period, earliest first."""
        first, last = Week.of(self.first), Week.of(self.last)
        return [first.later(n) for n in range((last.monday - first.monday).days // 7 + 1)]

    @classmethod
    def ending(cls, last: date, *, days: int) -> Self:
        """The `days` days that end on `last`."""
        return cls(last - (days - 1) * DAY, last)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, known by its Monday; written `2026-W47`."""

    monday: date

    def __post_init__(self) -> None:
        if self.monday.weekday() != 0:
            raise ValueError(f"A week is known by its Monday, and {self.monday} is not one.")

    def __str__(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year:04d}-W{week:02d}"

    @property
    def period(self) -> Period:
        return Period(self.monday, self.monday + 6 * DAY)

    def earlier(self, weeks: int = 1) -> Week:
        return Week(self.monday - 7 * weeks * DAY)

    def later(self, weeks: int = 1) -> Week:
        return Week(self.monday + 7 * weeks * DAY)

    @classmethod
    def of(cls, day: date) -> Week:
        """The week that holds the day."""
        return cls(day - day.weekday() * DAY)

    @classmethod
    def last_complete(cls, *, as_of: date) -> Week:
        """The newest week whose seven days all lie before `as_of`."""
        return cls.of(as_of).earlier()

    @classmethod
    def parse(cls, text: str) -> Week:
        """The week written as `2026-W47`. Raises BadInput for anything else."""
        match = _WEEK.fullmatch(text.strip())
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else date.max
            if monday <= date.max - 6 * DAY:  # its Sunday is a day, too
                return cls(monday)
        except ValueError:
            pass
        raise BadInput(
            "bad_week", N_("'{given}' is not a week. Write the ISO year and week, such as 2026-W47."), given=text
        )
