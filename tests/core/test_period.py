"""Spans of days and ISO weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.errors import BadInput
from vaekst.core.period import DAY, Period, Week

days = st.dates(date(3, 1, 1), date(9990, 1, 1))


@st.composite
def periods(draw):
    return Period.ending(draw(days.filter(lambda day: day.year > 20)), days=draw(st.integers(1, 3000)))


@given(periods())
def test_the_previous_period_is_as_long_and_ends_the_day_before(period):
    before = period.previous()
    assert before.days == period.days
    assert before.after == period.first


@given(periods().filter(lambda period: period.days < 60))
def test_a_period_holds_the_days_it_lists_and_no_others(period):
    listed = list(period)
    assert len(listed) == period.days
    assert all(day in period for day in listed)
    assert period.first - DAY not in period
    assert period.after not in period


def test_a_period_holds_days_alone():
    assert "2026-11-02" not in Period(date(2026, 11, 1), date(2026, 11, 3))


def test_a_period_ends_on_or_after_its_first_day():
    with pytest.raises(ValueError, match="2026-11-02 to 2026-11-01"):
        Period(date(2026, 11, 2), date(2026, 11, 1))


def test_a_period_is_written_with_both_ends():
    assert str(Period(date(2026, 11, 1), date(2026, 11, 28))) == "2026-11-01 to 2026-11-28"


@given(days)
def test_a_week_is_read_back_as_it_is_written(day):
    week = Week.of(day)
    assert Week.parse(str(week)) == week
    assert day in week.period
    assert week.period.days == 7


@given(days.filter(lambda day: day.year > 20), st.integers(0, 500))
def test_weeks_earlier_and_later_undo_each_other(day, weeks):
    week = Week.of(day)
    assert week.earlier(weeks).later(weeks) == week
    assert week.later().earlier() == week


@given(days)
def test_the_last_complete_week_ends_before_the_day(day):
    week = Week.last_complete(as_of=day)
    assert week.period.last < day
    assert week.later().period.last >= day


@pytest.mark.parametrize("text", ["2026-W47", "2026W47", " 2026-w47 "])
def test_a_week_may_be_written_in_a_few_ways(text):
    assert Week.parse(text).monday == date(2026, 11, 16)


@pytest.mark.parametrize("text", ["", "2026-47", "2026-W54", "0000-W01", "week 47", "2026-W471", "9999-W52"])
def test_what_is_no_week_is_refused_with_an_example(text):
    with pytest.raises(BadInput, match="2026-W47") as caught:
        Week.parse(text)
    assert caught.value.code == "bad_week"


def test_a_week_is_known_by_its_monday():
    with pytest.raises(ValueError, match="Monday"):
        Week(date(2026, 11, 17))


def test_periods_and_weeks_are_in_order_of_time():
    first = Period(date(2026, 1, 1), date(2026, 1, 2))
    assert first < Period(date(2026, 1, 2), date(2026, 1, 2))
    assert Week.of(date(2026, 1, 1)) < Week.of(date(2026, 1, 1) + timedelta(days=7))


def test_a_period_knows_the_weeks_that_hold_its_days():
    period = Period(date(2026, 11, 4), date(2026, 11, 16))
    assert [week.monday.day for week in period.weeks()] == [2, 9, 16]
