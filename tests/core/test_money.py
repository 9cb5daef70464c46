"""Amounts in minor units of one currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.errors import BadInput
from vaekst.core.money import Money, minor_digits

amounts = st.builds(Money, st.integers(-(10**15), 10**15), st.just("DKK"))


@given(amounts, amounts, amounts)
def test_money_adds_in_any_order(one, two, three):
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Money(0, "DKK") == one


@given(st.integers(-(10**12), 10**12), st.sampled_from(["DKK", "JPY", "KWD"]))
def test_an_amount_survives_being_written_in_whole_units(minor, currency):
    amount = Money(minor, currency)
    assert Money.of(Decimal(minor).scaleb(-minor_digits(currency)), currency) == amount
    assert amount.major == pytest.approx(minor / 10 ** minor_digits(currency))


def test_half_a_minor_unit_goes_to_the_even_neighbour():
    assert Money.of(Decimal("0.125"), "DKK").minor == 12
    assert Money.of(Decimal("0.135"), "DKK").minor == 14


def test_a_yen_has_no_smaller_unit():
    assert Money.of(Decimal(220), "JPY").minor == 220
    assert Money(22000, "DKK").major == 220.0


def test_unlike_currencies_are_not_added():
    with pytest.raises(BadInput, match="DKK and EUR") as caught:
        Money(1, "DKK") + Money(1, "EUR")
    assert caught.value.code == "unlike_currencies"
