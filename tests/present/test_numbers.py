"""Numbers as English and Danish readers write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.metrics.units import Better, Unit
from vaekst.core.money import Money
from vaekst.core.period import Period, Week
from vaekst.present import numbers
from vaekst.present.language import DANISH, ENGLISH
from vaekst.present.numbers import Direction, Shift

_ = numbers.NBSP
MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("write", "value", "english", "danish"),
    [
        (numbers.number, 0, "0", "0"),
        (numbers.number, 7.5, "7.5", "7,5"),
        (numbers.number, 12.345, "12.3", "12,3"),
        (numbers.number, 0.0123, "0.012", "0,012"),
        (numbers.number, 1234567, "1,234,567", "1.234.567"),
        (numbers.number, -1234, "−1,234", "−1.234"),
        (numbers.number, -0.0001, "0", "0"),
        (numbers.percent, 0.52, "52%", f"52{_}%"),
        (numbers.percent, 0.0123456, "1.23%", f"1,23{_}%"),
        (numbers.percent, -0.08, "−8%", f"−8{_}%"),
        (numbers.percent, 12.5, "1,250%", f"1.250{_}%"),
        (numbers.percent, 0.00004, "0.004%", f"0,004{_}%"),
        (numbers.change, 0.12, "+12%", f"+12{_}%"),
        (numbers.change, 0.056, "+5.6%", f"+5,6{_}%"),
        (numbers.change, -0.081, "−8.1%", f"−8,1{_}%"),
        (numbers.change, 0.0004, "0%", f"0{_}%"),
        (numbers.points, 0.08, f"+8{_}pp", f"+8{_}pp."),
        (numbers.points, -0.004, f"−0.4{_}pp", f"−0,4{_}pp."),
        (numbers.points, 0.0, f"0{_}pp", f"0{_}pp."),
        (numbers.chance, 0.62, "62%", f"62{_}%"),
        (numbers.chance, 0.978, "97.8%", f"97,8{_}%"),
        (numbers.chance, 0.05, "5.0%", f"5,0{_}%"),
        (numbers.chance, 1.0, "over 99%", f"over 99{_}%"),
        (numbers.chance, 0.0001, "under 1%", f"under 1{_}%"),
        (numbers.duration, 7.5, f"7.5{_}s", f"7,5{_}s"),
        (numbers.duration, 0, f"0{_}s", f"0{_}s"),
        (numbers.duration, 59.7, f"1{_}min", f"1{_}min"),
        (numbers.duration, 75, f"1{_}min{_}15{_}s", f"1{_}min{_}15{_}s"),
        (numbers.duration, -3, f"−3{_}s", f"−3{_}s"),
        (numbers.duration, 7500, f"2{_}h{_}5{_}min", f"2{_}t{_}5{_}min"),
        (numbers.duration, 3600, f"1{_}h", f"1{_}h"),
        (numbers.money, Money(22000, "DKK"), f"DKK{_}220", f"220{_}kr."),
        (numbers.money, Money(-123456, "DKK"), f"−DKK{_}1,234.56", f"−1.234,56{_}kr."),
        (numbers.money, Money(999, "EUR"), "€9.99", f"9,99{_}€"),
        (numbers.money, Money(1250, "DKK"), f"DKK{_}12.50", f"12,50{_}kr."),
        (numbers.day, MONDAY, "16 Nov 2026", "16. nov. 2026"),
        (numbers.days, Period(MONDAY, date(2026, 11, 22)), "16\N{EN DASH}22 Nov 2026", "16.\N{EN DASH}22. nov. 2026"),
        (numbers.days, Period(MONDAY, MONDAY), "16 Nov 2026", "16. nov. 2026"),
        (numbers.moment, datetime(2026, 11, 16, 14, 5, tzinfo=UTC), "16 Nov 2026, 14:05", "16. nov. 2026, 14:05"),
        (numbers.week, Week(MONDAY), "week 47, 2026", "uge 47, 2026"),
    ],
)
def test_each_reader_gets_their_own_signs(write: Any, value: Any, english: str, danish: str) -> None:
    assert write(value, ENGLISH) == english
    assert write(value, DANISH) == danish


@pytest.mark.parametrize(
    "write",
    [
        numbers.number, numbers.percent, numbers.change, numbers.points, numbers.chance, numbers.duration,
        numbers.money, numbers.day, numbers.moment,
    ],
)  # fmt: skip
def test_unknown_is_said_and_never_zero(write: Any) -> None:
    assert write(None, ENGLISH) == "no data"
    assert write(None, DANISH) == "ingen data"


def test_decimals_can_be_fixed_so_that_a_column_lines_up() -> None:
    assert numbers.number(7.5, DANISH, decimals=2) == "7,50"
    assert numbers.percent(0.5, ENGLISH, decimals=1) == "50.0%"


def test_a_day_may_leave_its_year_out() -> None:
    assert numbers.day(MONDAY, DANISH, year=False) == "16. nov."


@pytest.mark.parametrize(
    ("unit", "value", "english", "danish"),
    [
        (Unit.PERCENT, 0.016, "1.6%", f"1,6{_}%"),
        (Unit.SECONDS, 9.5, f"9.5{_}s", f"9,5{_}s"),
        (Unit.MINUTES, 75, f"75{_}min", f"75{_}min"),
        (Unit.MONEY, 219.6, f"DKK{_}220", f"220{_}kr."),
        (Unit.MONEY, 3.5, f"DKK{_}3.50", f"3,50{_}kr."),
        (Unit.PER_WEEK, 14, "14 a week", "14 om ugen"),
        (Unit.COUNT, 1200, "1,200", "1.200"),
        (Unit.PEOPLE, 1200, "1,200", "1.200"),
        (Unit.PEOPLE, None, "no data", "ingen data"),
    ],
)
def test_a_figure_is_written_in_its_unit(unit: Unit, value: float | None, english: str, danish: str) -> None:
    assert numbers.figure(value, unit, ENGLISH, currency="DKK") == english
    assert numbers.figure(value, unit, DANISH, currency="DKK") == danish


def test_every_unit_can_be_written() -> None:
    assert all(numbers.figure(1.0, unit, ENGLISH, currency="EUR") for unit in Unit)


@pytest.mark.parametrize(
    ("before", "now", "unit", "better", "expected"),
    [
        (0.52, 0.6, Unit.PERCENT, Better.HIGHER, Shift(f"+8{_}pp", Direction.UP, True)),
        (220, 170, Unit.MONEY, Better.LOWER, Shift("−23%", Direction.DOWN, True)),
        (75, 90, Unit.MINUTES, Better.LOWER, Shift("+20%", Direction.UP, False)),
        (0.5, 0.5, Unit.PERCENT, Better.HIGHER, Shift(f"0{_}pp", Direction.FLAT, None)),
        (0, 0, Unit.COUNT, Better.HIGHER, Shift("0%", Direction.FLAT, None)),
        (0, 3, Unit.COUNT, Better.HIGHER, Shift("new", Direction.NEW, None)),
        (None, 3, Unit.COUNT, Better.HIGHER, Shift("no data", Direction.UNKNOWN, None)),
        (3, None, Unit.COUNT, Better.HIGHER, Shift("no data", Direction.UNKNOWN, None)),
    ],
)
def test_better_follows_the_metric_not_the_direction(
    before: float | None, now: float | None, unit: Unit, better: Better, expected: Shift
) -> None:
    assert numbers.shift(before, now, unit, better, ENGLISH) == expected


def test_every_direction_but_unknown_has_a_sign_of_its_own() -> None:
    signs = [Shift("", direction, None).arrow for direction in Direction if direction is not Direction.UNKNOWN]
    assert len(set(signs)) == len(signs)
    assert all(signs)


@given(st.floats(-1e9, 1e9), st.sampled_from([ENGLISH, DANISH]))
def test_no_hyphen_stands_for_minus_and_nothing_is_minus_zero(value: float, reader: Any) -> None:
    for text in (numbers.number(value, reader), numbers.percent(value, reader), numbers.change(value, reader)):
        assert "-" not in text
        assert text.rstrip(f"%{_}") != "−0"
