"""What a few can tell: known answers, and words where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.costs.counts import Counted, cost_per, expected, share


def per_lead(total: float, events: int, least: int = 5) -> Counted:
    return cost_per(total, events, level=0.95, least=least, currency="DKK", what="leads")


def test_the_interval_of_a_count_is_garwoods():
    low, high = expected(10, level=0.95)
    assert (low, high) == (pytest.approx(4.795, abs=5e-4), pytest.approx(18.390, abs=5e-4))
    assert expected(0, level=0.95) == (0, pytest.approx(3.689, abs=5e-4))


def test_a_cost_per_event_lies_between_the_costs_of_the_intervals_ends():
    found = per_lead(1000, 10)
    assert found.value == 100
    assert found.low == pytest.approx(1000 / 18.390, abs=0.01)
    assert found.high == pytest.approx(1000 / 4.795, abs=0.03)


@given(events=st.integers(1, 5000), total=st.floats(0, 1e9))
def test_the_interval_holds_the_figure(events, total):
    found = per_lead(total, events, least=1)
    assert found.low <= found.value <= found.high


def test_too_few_tell_nothing_but_the_interval():
    found = per_lead(300, 3)
    assert found.value is None
    assert found.reason.code == "too_few"
    assert found.reason.english().startswith("3 leads: too few to tell.")
    assert found.low < 100 < found.high


def test_none_at_all_sets_a_lower_bound():
    found = per_lead(300, 0)
    assert found.value is None
    assert found.high is None
    assert found.low == pytest.approx(300 / 2.9957, abs=0.01)
    assert found.reason.code == "none_for_this"


def test_a_share_has_jeffreys_interval():
    found = share(1, 10, level=0.95, least=5, what="leads")
    assert found.value == 0.1
    assert (found.low, found.high) == (pytest.approx(0.011, abs=5e-4), pytest.approx(0.381, abs=5e-4))


def test_none_and_all_end_at_zero_and_one():
    assert share(0, 10, level=0.9, least=5, what="leads").low == 0
    assert share(10, 10, level=0.9, least=5, what="leads").high == 1


def test_a_share_of_nothing_or_of_few_says_so():
    assert share(0, 0, level=0.9, least=5, what="leads").reason.code == "nothing_judged"
    few = share(1, 3, level=0.9, least=5, what="leads")
    assert few.value is None
    assert few.reason.english() == "1 of 3 leads: too few to tell."


def test_a_figure_without_value_needs_a_reason():
    with pytest.raises(ValueError, match="either a value or the reason"):
        Counted(3)
