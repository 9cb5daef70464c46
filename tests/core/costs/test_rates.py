"""Exchange rates: none that nobody gave, and always that of the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vaekst.core.costs.rates import NO_RATE, Rate, Rates, checked_rate
from vaekst.core.errors import BadInput
from vaekst.core.money import Money
from vaekst.core.sentence import Sentence

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
RATES = Rates.of(
    "DKK",
    [
        Rate("EUR", OCTOBER, Decimal("7.50")),
        Rate("EUR", SEPTEMBER, Decimal("7.46")),
        Rate("JPY", SEPTEMBER, Decimal("0.046")),
    ],
)


def test_money_is_converted_at_the_rate_of_its_day():
    assert RATES.convert(Money(10_00, "EUR"), date(2026, 9, 30)) == Money(74_60, "DKK")
    assert RATES.convert(Money(10_00, "EUR"), OCTOBER) == Money(75_00, "DKK")


def test_currencies_without_hundredths_are_converted_too():
    assert RATES.convert(Money(1000, "JPY"), SEPTEMBER) == Money(46_00, "DKK")


def test_the_brands_own_currency_needs_no_rate():
    assert RATES.convert(Money(5, "DKK"), SEPTEMBER) == Money(5, "DKK")
    assert RATES.on("DKK", SEPTEMBER).per_unit == 1


def test_before_the_first_rate_and_without_one_nothing_is_converted():
    early = RATES.convert(Money(1, "EUR"), date(2026, 8, 31))
    assert isinstance(early, Sentence)
    assert early.code == "rate_too_late"
    none = RATES.convert(Money(1, "SEK"), OCTOBER)
    assert isinstance(none, Sentence)
    assert none.code == "no_rate"
    assert "vaekst costs rate SEK" in none.english()
    assert {early.code, none.code} == NO_RATE
    assert none.values["day"] == OCTOBER


def test_of_two_rates_from_one_day_the_later_told_holds():
    rates = Rates.of("DKK", [Rate("EUR", OCTOBER, Decimal(7)), Rate("EUR", OCTOBER, Decimal(8))])
    assert rates.on("EUR", OCTOBER).per_unit == 8


@pytest.mark.parametrize(
    ("currency", "per_unit", "since", "code"),
    [
        ("EURO", "7.46", SEPTEMBER, "bad_currency"),
        ("QQQ", "7.46", SEPTEMBER, "bad_currency"),
        ("DKK", "1", SEPTEMBER, "own_currency"),
        ("EUR", "seven", SEPTEMBER, "bad_rate"),
        ("EUR", "0", SEPTEMBER, "bad_rate"),
        ("EUR", "-7", SEPTEMBER, "bad_rate"),
        ("EUR", "NaN", SEPTEMBER, "bad_rate"),
        ("EUR", "1.234,56", SEPTEMBER, "bad_rate"),
        ("EUR", "0.0000000001", SEPTEMBER, "bad_rate"),
        ("EUR", "1e30", SEPTEMBER, "bad_rate"),
        ("", "7.46", SEPTEMBER, "currency_missing"),
        ("EUR", "  ", SEPTEMBER, "rate_missing"),
        ("EUR", "7.46", None, "rate_from_when"),
        ("EUR", "7.46", date(2026, 12, 3), "rate_to_come"),
    ],
)
def test_what_is_no_rate_is_refused(currency, per_unit, since, code):
    with pytest.raises(BadInput) as refused:
        checked_rate(currency, per_unit, since, brand="DKK", today=date(2026, 12, 1))
    assert refused.value.code == code


def test_a_rate_may_be_written_with_a_comma_and_small_letters():
    assert checked_rate(" eur ", "7,46", SEPTEMBER, brand="DKK", today=OCTOBER) == Rate(
        "EUR", SEPTEMBER, Decimal("7.46")
    )
