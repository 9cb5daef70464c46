"""Coverage, freshness and the next file to export."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.health import PATIENCE, WINDOW, DayState, Grain, State, Stream, health_of
from vaekst.core.period import DAY, Period

TODAY = date(2026, 11, 24)


def days(*ago: int, grain: Grain = Grain.DAYS) -> Stream:
    """A stream that speaks of the days so many days ago."""
    told = {TODAY - n * DAY: frozenset({f"import-{n % 2}"}) for n in ago}
    return Stream("days", grain, "instagram", "instagram", told)


def test_a_stream_nobody_supplied_asks_for_the_whole_window():
    found = health_of(days(), today=TODAY)
    assert (found.state, found.newest, found.covered, found.missing) == (State.NEVER, None, 0, ())
    assert found.export == found.window == Period.ending(date(2026, 11, 23), days=WINDOW)
    assert set(found.calendar) == {DayState.BEFORE}


def test_a_stream_without_gaps_is_fresh_and_asks_for_nothing():
    found = health_of(days(*range(1, 40)), today=TODAY)
    assert (found.state, found.export, found.missing) == (State.FRESH, None, ())
    assert found.covered == 39
    assert found.calendar[-3:] == (DayState.SETTLING,) * 3
    assert found.calendar[-4] is DayState.COVERED
    assert found.imports == {"import-0", "import-1"}


def test_days_after_the_last_weekly_file_are_missing_but_no_gap():
    found = health_of(days(*range(5, 40)), today=TODAY)
    assert found.state is State.FRESH
    assert found.missing == (Period(date(2026, 11, 20), date(2026, 11, 23)),)


def test_a_gap_is_named_and_asked_for():
    found = health_of(days(1, 2, 3, 8, 9, 10), today=TODAY)
    assert found.state is State.GAPS
    assert found.missing == (Period(date(2026, 11, 17), date(2026, 11, 20)),)
    assert found.export == Period(date(2026, 11, 17), date(2026, 11, 23))


def test_a_late_stream_asks_from_the_days_that_were_still_settling():
    found = health_of(days(12, 13, 14), today=TODAY)
    assert found.state is State.LATE
    assert found.export == Period(date(2026, 11, 10), date(2026, 11, 23))


def test_a_stream_that_ended_before_the_window_is_late():
    found = health_of(days(200), today=TODAY)
    assert found.state is State.LATE
    assert found.export == Period(TODAY - 202 * DAY, TODAY - DAY)
    assert found.imports == frozenset()


def test_one_reading_a_week_is_enough():
    fresh = health_of(days(3, 10, grain=Grain.READINGS), today=TODAY)
    assert (fresh.state, fresh.missing, fresh.export) == (State.FRESH, (), None)
    late = health_of(days(20, grain=Grain.READINGS), today=TODAY)
    assert late.state is State.LATE
    assert late.export == Period(TODAY - 34 * DAY, TODAY - DAY)


def test_what_was_told_of_days_to_come_is_not_counted():
    assert health_of(days(-3), today=TODAY).state is State.NEVER


@given(st.sets(st.integers(0, 200)), st.sampled_from(Grain))
def test_every_day_of_the_window_is_either_known_missing_or_before(ago: set[int], grain: Grain):
    found = health_of(days(*ago, grain=grain), today=TODAY)
    assert len(found.calendar) == WINDOW
    missing = {day for span in found.missing for day in span}
    assert missing == {d for d, s in zip(found.window, found.calendar, strict=True) if s is DayState.MISSING}
    assert all(
        later.first - earlier.last > DAY for earlier, later in zip(found.missing, found.missing[1:], strict=False)
    )
    assert (found.export is None) == (found.state is State.FRESH)
    if found.export is not None:
        assert found.export.last == TODAY - timedelta(days=1)
    if found.newest is not None:
        assert (found.state is State.LATE) == (found.newest < TODAY - PATIENCE * DAY)
