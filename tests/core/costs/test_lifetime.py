"""Work is carried by the life of what it was done for."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.costs.lifetime import Lifetime, carried
from vaekst.core.period import Period

NOVEMBER = date(2026, 11, 1)


def test_work_is_carried_for_the_least_number_of_days_where_nothing_lives_longer():
    assert Lifetime(28, {}).span(NOVEMBER, None) == Period(NOVEMBER, date(2026, 11, 28))
    assert Lifetime(28, {"a": NOVEMBER}).span(NOVEMBER, "a").days == 28
    assert Lifetime(28, {}).span(NOVEMBER, "b").days == 28


def test_a_concept_that_lives_longer_carries_its_work_longer():
    lifetime = Lifetime.of([("a", NOVEMBER), ("a", date(2026, 12, 31)), (None, date(2027, 5, 1))], days=28)
    assert lifetime.span(NOVEMBER, "a") == Period(NOVEMBER, date(2026, 12, 31))


@given(
    minor=st.integers(0, 10**9),
    days=st.integers(1, 120),
    cut=st.integers(0, 150),
)
def test_the_parts_of_all_days_add_up_to_the_amount(minor, days, cut):
    span = Period(NOVEMBER, NOVEMBER + timedelta(days=days - 1))
    before = Period(NOVEMBER - timedelta(days=9), NOVEMBER + timedelta(days=cut))
    after = Period(before.after, before.after + timedelta(days=200))
    assert carried(minor, span, before) + carried(minor, span, after) == minor


def test_days_outside_the_span_carry_nothing():
    span = Period(NOVEMBER, NOVEMBER)
    assert carried(100, span, Period(date(2026, 12, 1), date(2026, 12, 2))) == 0
