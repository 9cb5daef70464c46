"""Days without a year: where the year comes from, and when nobody may guess it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.files import table, workbook
from tests.sources.tiktok_files import OVERVIEW, days, studio
from tests.sources.uploads import codes, reading_of, refusal, rows_of

from vaekst.sources.contract import Reading
from vaekst.sources.tiktok_studio import SOURCE

CELLS = (900, 20, 30, 3, 4)


def overview(first: date, count: int) -> bytes:
    return studio(OVERVIEW, *days(first, [CELLS] * count))


def span(reading: Reading) -> tuple[date, date]:
    found = [row["local_date"] for row in rows_of(reading, "channel_day")]
    return found[0], found[-1]


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@given(first=st.dates(date(2019, 1, 1), date(2025, 11, 1)), count=st.integers(1, 365), later=st.integers(0, 200))
def test_any_year_of_days_exported_within_months_of_its_end_gets_its_years_back(first: date, count: int, later: int):
    last = first + timedelta(days=count - 1)
    exported = min(at(last + timedelta(days=later)), datetime(2026, 11, 23, tzinfo=UTC))
    assert span(reading_of(SOURCE, overview(first, count), exported_at=exported)) == (first, last)


def test_without_a_day_of_export_the_latest_possible_year_is_taken_and_told():
    reading = reading_of(SOURCE, overview(date(2025, 11, 20), 365))
    assert span(reading) == (date(2025, 11, 20), date(2026, 11, 19))
    assert "year_assumed" in codes(reading)


def test_a_day_of_export_or_a_period_in_the_name_leaves_nothing_to_assume():
    last_year = reading_of(SOURCE, overview(date(2024, 7, 1), 365), exported_at=at(date(2025, 7, 1)))
    assert span(last_year) == (date(2024, 7, 1), date(2025, 6, 30))
    assert "year_assumed" not in codes(last_year)
    named = reading_of(SOURCE, overview(date(2025, 2, 1), 28), "Overview 2025-02-01_2025-02-28.csv")
    assert span(named) == (date(2025, 2, 1), date(2025, 2, 28))
    both = reading_of(
        SOURCE, overview(date(2025, 2, 1), 28), "2025-02-01_2025-02-28.csv", exported_at=at(date(2026, 6, 1))
    )
    assert span(both) == (date(2025, 2, 1), date(2025, 2, 28))


def test_days_that_ended_long_ago_are_asked_about():
    error = refusal(SOURCE, overview(date(2026, 1, 1), 28))
    assert error.code == "year_unknown"
    assert "--exported-on" in error.sentence.english()


def test_29_february_decides_the_year():
    reading = reading_of(SOURCE, overview(date(2024, 2, 20), 20), exported_at=at(date(2026, 11, 1)))
    assert span(reading) == (date(2024, 2, 20), date(2024, 3, 10))
    without = reading_of(SOURCE, overview(date(2023, 2, 20), 20), exported_at=at(date(2024, 4, 1)))
    assert span(without) == (date(2023, 2, 20), date(2023, 3, 11))


def test_days_that_do_not_follow_each_other_are_asked_about():
    rows = days(date(2026, 11, 1), [CELLS] * 10)
    assert refusal(SOURCE, studio(OVERVIEW, *rows[:3], *rows[5:])).code == "year_unknown"


def test_with_a_day_of_export_missing_days_stay_unknown():
    rows = days(date(2025, 12, 28), [CELLS] * 10)
    reading = reading_of(SOURCE, studio(OVERVIEW, *rows[:3], *rows[6:]), exported_at=at(date(2026, 1, 8)))
    assert span(reading) == (date(2025, 12, 28), date(2026, 1, 6))
    assert "days_missing" in codes(reading)


def test_days_of_several_years_or_none_in_order_are_refused_even_then():
    rows = [["March 1", *CELLS], ["January 1", *CELLS], ["June 1", *CELLS], ["February 1", *CELLS]]
    error = refusal(SOURCE, studio(OVERVIEW, *rows), exported_at=at(date(2026, 11, 1)))
    assert error.code == "days_disordered"


def test_days_from_the_newest_back_are_read_too():
    rows = days(date(2025, 12, 30), [CELLS] * 5)
    reading = reading_of(SOURCE, studio(OVERVIEW, *reversed(rows)), exported_at=at(date(2026, 1, 4)))
    assert span(reading) == (date(2025, 12, 30), date(2026, 1, 3))
    two = reading_of(SOURCE, studio(OVERVIEW, *reversed(rows[:2])), exported_at=at(date(2026, 1, 4)))
    assert span(two) == (date(2025, 12, 30), date(2025, 12, 31))


def test_a_spreadsheets_years_are_put_right_where_they_cannot_be():
    real = [date(2025, 12, 20) + timedelta(days=n) for n in range(20)]
    printed = [[f"{day.replace(year=2026):%d-%m-%Y}", *CELLS] for day in real]
    reading = reading_of(SOURCE, table(OVERVIEW, *printed, delimiter=";"), exported_at=at(date(2026, 1, 10)))
    assert span(reading) == (real[0], real[-1])
    assert "years_replaced" in codes(reading)


def test_a_spreadsheets_years_that_can_be_are_kept():
    cells = [OVERVIEW, *([f"2026-10-{n:02d}", *map(float, CELLS)] for n in range(1, 6))]
    reading = reading_of(SOURCE, workbook({"Overview": cells}))
    assert span(reading) == (date(2026, 10, 1), date(2026, 10, 5))
    assert "year_assumed" not in codes(reading)


@pytest.mark.parametrize("printed", ["1-Nov", "01-nov", "1. november", "nov-01", "Nov 1"])
def test_a_day_is_read_as_spreadsheets_write_it(printed: str):
    reading = reading_of(SOURCE, table(OVERVIEW, [printed, *CELLS]), exported_at=at(date(2026, 11, 5)))
    assert span(reading) == (date(2026, 11, 1), date(2026, 11, 1))


@pytest.mark.parametrize("printed", ["Smarch 3", "February 30", "soon", "3 4"])
def test_what_is_no_day_is_refused(printed: str):
    assert refusal(SOURCE, table(OVERVIEW, [printed, *CELLS])).code == "not_a_date"


def test_a_file_of_which_no_row_has_a_day_is_refused_with_its_rows_counted():
    reading = reading_of(SOURCE, studio(OVERVIEW, ["undefined", *CELLS]))
    assert reading.receipt.refusal is not None
    assert reading.receipt.rows_dropped == {"no_date": 1}
