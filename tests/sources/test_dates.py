"""Printed dates are read by what the whole column looks like."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.errors import BadFile
from vaekst.sources.reading.dates import guess_date_style, parse_date, parse_dates

NBSP = "\u00a0"
DAYS = st.dates(date(2005, 1, 1), date(2099, 12, 31))


def days(*cells: str, **options: object) -> list[date | None]:
    return list(parse_dates(cells, **options).days)  # type: ignore[arg-type]  # any option of parse_dates


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-11-24", "2026-11-24T00:00:00"),
        ("2025-11-03T01:00:00", "2025-11-03T01:00:00"),
        ("2026-11-24 13:45:10.250", "2026-11-24T13:45:10.250000"),
        ("05/26/2026 10:23", "2026-05-26T10:23:00"),
        ("24-11-2026", "2026-11-24T00:00:00"),
        ("24/11/2026 09:05", "2026-11-24T09:05:00"),
        ("24.11.2026", "2026-11-24T00:00:00"),
        ("03.04.2026", "2026-04-03T00:00:00"),
        ("24. nov. 2026", "2026-11-24T00:00:00"),
        ("24. november 2026 kl. 13.45", "2026-11-24T13:45:00"),
        (f"24.{NBSP}november{NBSP}2026", "2026-11-24T00:00:00"),
        ("tirsdag den 24. november 2026", "2026-11-24T00:00:00"),
        ("\u200e24\u200f-\u200e11\u200f-\u200e2026", "2026-11-24T00:00:00"),
        ("Sep 29, 2025", "2025-09-29T00:00:00"),
        ("Sept. 29, 2025", "2025-09-29T00:00:00"),
        ("Tue, Aug 26, 2025", "2025-08-26T00:00:00"),
        ("2 de set. de 2025", "2025-09-02T00:00:00"),
        ("29. März 2025", "2025-03-29T00:00:00"),
        ("11/24/2026, 1:45 PM", "2026-11-24T13:45:00"),
        ("11/24/2026 12:05 a.m.", "2026-11-24T00:05:00"),
        ("20261124", "2026-11-24T00:00:00"),
        ("2026/11/24", "2026-11-24T00:00:00"),
        ("2025/10/31 18:19:10", "2025-10-31T18:19:10"),
        ("01.09.2026 18:00", "2026-09-01T18:00:00"),
        ("2026-11-24T10:00:00Z", "2026-11-24T10:00:00+00:00"),
    ],
)
def test_a_date_as_exports_print_it(cell: str, moment: str) -> None:
    assert parse_dates([cell]).values == (datetime.fromisoformat(moment),)


def test_an_offset_is_kept() -> None:
    (moment,) = parse_dates(["2026-11-24T10:00:00+02:00"]).values
    assert moment is not None
    assert moment.utcoffset() == timedelta(hours=2)


def test_a_clock_beside_the_day_does_not_move_the_day() -> None:
    assert days("2025-11-02T00:00:00", "2025-11-03T01:00:00") == [date(2025, 11, 2), date(2025, 11, 3)]


@pytest.mark.parametrize("word", ["", "--", "NAN", " "])
def test_a_missing_date_is_unknown(word: str) -> None:
    assert days(word) == [None]


def test_a_value_above_twelve_settles_the_order() -> None:
    assert days("03/04/2026", "13/04/2026")[0] == date(2026, 4, 3)
    assert days("03/04/2026", "04/13/2026")[0] == date(2026, 3, 4)


def test_days_that_follow_each_other_settle_the_order() -> None:
    assert days("01-06-2026", "02-06-2026", "03-06-2026")[0] == date(2026, 6, 1)
    assert days("06/01/2026", "06/02/2026", "06/03/2026")[0] == date(2026, 6, 1)


def test_close_days_with_small_gaps_settle_the_order() -> None:
    cells = [f"{day:02d}/06/2026" for day in (1, 2, 4, 5, 8, 9, 11)]
    assert days(*cells)[-1] == date(2026, 6, 11)


def test_a_reading_in_the_future_is_ruled_out() -> None:
    assert days("03/12/2026", not_after=date(2026, 11, 23)) == [date(2026, 3, 12)]


def test_two_possible_orders_are_asked_for() -> None:
    with pytest.raises(BadFile) as asked:
        days("03/04/2026", "05/08/2026", name="Date")
    assert asked.value.code == "ambiguous_dates"
    assert "2026-04-03" in str(asked.value)
    assert "2026-03-04" in str(asked.value)
    assert guess_date_style(["03/04/2026"]) is None


def test_the_same_day_in_both_orders_needs_no_answer() -> None:
    assert days("04/04/2026") == [date(2026, 4, 4)]


def test_a_given_order_decides_and_is_held_to() -> None:
    assert days("03/04/2026", order="dmy") == [date(2026, 4, 3)]
    assert days("03-04-26", order="dmy") == [date(2026, 4, 3)]
    with pytest.raises(BadFile) as refused:
        days("04/13/2026", order="dmy")
    assert refused.value.code == "not_a_date"


@pytest.mark.parametrize("cell", ["x", "2026-13-01", "31.02.2026", "May 2026", "12", "Lifetime", "2026-11-24T99:00:00"])
def test_other_text_is_not_a_date(cell: str) -> None:
    with pytest.raises(BadFile) as refused:
        parse_dates(["2026-11-24", cell], name="Date", rows=[5, 6])
    assert refused.value.code == "not_a_date"
    assert "Row 6" in str(refused.value)
    assert parse_date(cell) is None


@given(
    st.lists(DAYS, min_size=1, max_size=20),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y", "%b %d, %Y", "%d. %B %Y", "%Y-%m-%dT01:00:00"]),
)
def test_what_is_printed_without_choice_comes_back(dates: list[date], pattern: str) -> None:
    assert days(*[day.strftime(pattern) for day in dates]) == dates


@given(DAYS, st.integers(13, 60), st.sampled_from(["%d-%m-%Y", "%m/%d/%Y", "%d/%m/%Y"]))
def test_a_daily_series_comes_back_in_any_order_of_day_and_month(first: date, count: int, pattern: str) -> None:
    dates = [first + timedelta(days=n) for n in range(count)]
    assert days(*[day.strftime(pattern) for day in dates]) == dates


@given(st.text(max_size=16))
def test_any_text_is_a_date_missing_or_refused_by_name(cell: str) -> None:
    code = "read"
    try:
        assert len(parse_dates([cell]).values) == 1
    except BadFile as refused:
        code = refused.code
    assert code in {"read", "not_a_date", "ambiguous_dates"}


@pytest.mark.parametrize("cell", ["1899-12-30", "0001-01-01", "01/01/1970", "31.12.1969"])
def test_a_day_before_anything_could_be_measured_is_damage(cell):
    with pytest.raises(BadFile, match="most likely a spreadsheet") as caught:
        parse_dates(["2026-10-01", cell] if "-" in cell else [cell], name="Date")
    assert caught.value.code == "damaged_date"
    assert parse_date(cell) is None
