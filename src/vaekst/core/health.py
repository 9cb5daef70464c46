"""How healthy a brand's data is: what is covered, how fresh it is, and the one next step, stream by stream.

A stream is one sort of fact of one channel, or of the brand. Days are covered one by one; readings of posts are
snapshots, of which one a week is enough, because a post is compared seven to fourteen days after it came out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vaekst.core.period import DAY, Period

WINDOW = 91
"""Days a calendar shows: thirteen weeks, a sprint."""
PATIENCE = 8
"""Days after which a stream that is exported every week is late."""
_SETTLING = 3
"""The newest days platforms still count on; a later file restates them."""
_READ_BACK = 14
"""Days before the newest reading whose posts still change."""


class Grain(StrEnum):
    """How a stream comes: a value for every day, or a reading now and then."""

    DAYS = "days"
    READINGS = "readings"


class State(StrEnum):
    """How a stream stands today."""

    FRESH = "fresh"
    GAPS = "gaps"
    LATE = "late"
    NEVER = "never"


class DayState(StrEnum):
    """How one day of a calendar stands."""

    COVERED = "covered"
    SETTLING = "settling"
    MISSING = "missing"
    BEFORE = "before"  # nothing had begun yet


@dataclass(frozen=True, slots=True)
class Stream:
    """One sort of fact: the days it speaks of, and the imports that told each. `channel` is None for the brand's own."""

    name: str
    grain: Grain
    channel: str | None = None
    platform: str | None = None
    days: Mapping[date, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StreamHealth:
    """A stream as it stands: its calendar, what is missing, and the days to export next (None when nothing is due)."""

    stream: Stream
    window: Period
    state: State
    newest: date | None
    calendar: tuple[DayState, ...]
    missing: tuple[Period, ...]
    export: Period | None

    @property
    def covered(self) -> int:
        """How many days of the window are known."""
        return sum(state in (DayState.COVERED, DayState.SETTLING) for state in self.calendar)

    @property
    def imports(self) -> frozenset[str]:
        """The imports behind the window."""
        return frozenset().union(*(told for day, told in self.stream.days.items() if day in self.window))


def health_of(stream: Stream, *, today: date) -> StreamHealth:
    """How the stream stands on the day. Yesterday is the last day anything can be known of in full."""
    window = Period.ending(today - DAY, days=WINDOW)
    told = [day for day in stream.days if day <= today]
    newest = max(told, default=None)
    calendar = tuple(_day(stream, day, first=min(told, default=None), today=today) for day in window)
    missing = _spans(day for day, state in zip(window, calendar, strict=True) if state is DayState.MISSING)
    return StreamHealth(
        stream=stream,
        window=window,
        state=_state(stream, newest, missing, today=today),
        newest=newest,
        calendar=calendar,
        missing=missing,
        export=_export(stream, window, newest, missing, today=today),
    )


def _day(stream: Stream, day: date, *, first: date | None, today: date) -> DayState:
    if day in stream.days:
        is_settling = stream.grain is Grain.DAYS and day >= today - _SETTLING * DAY
        return DayState.SETTLING if is_settling else DayState.COVERED
    if first is None or day < first or stream.grain is Grain.READINGS:
        return DayState.BEFORE
    return DayState.MISSING


def _spans(days: Iterable[date]) -> tuple[Period, ...]:
    """The days as unbroken periods."""
    spans: list[Period] = []
    for day in days:
        if spans and spans[-1].after == day:
            spans[-1] = Period(spans[-1].first, day)
        else:
            spans.append(Period(day, day))
    return tuple(spans)


def _state(stream: Stream, newest: date | None, missing: tuple[Period, ...], *, today: date) -> State:
    if newest is None:
        return State.NEVER
    if newest < today - PATIENCE * DAY:
        return State.LATE
    # Days not exported yet are no gap: the last weekly file ends where it was made.
    return State.GAPS if any(span.last < newest for span in missing) and stream.grain is Grain.DAYS else State.FRESH


def _export(
    stream: Stream, window: Period, newest: date | None, missing: tuple[Period, ...], *, today: date
) -> Period | None:
    """The days the next file should hold: from the first gap, or from the newest days that still change."""
    yesterday = today - DAY
    if newest is None:
        return window
    state = _state(stream, newest, missing, today=today)
    if state is State.FRESH:
        return None
    if stream.grain is Grain.READINGS:
        return Period(min(max(window.first, newest - _READ_BACK * DAY), yesterday), yesterday)
    first = missing[0].first if missing else newest
    return Period(min(first, newest - (_SETTLING - 1) * DAY), yesterday)
