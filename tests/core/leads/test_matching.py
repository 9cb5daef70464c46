"""Leads of the customer system beside conversions: one person is one lead, and nobody is dropped."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.costs.made import NOVEMBER, known, lead

from vaekst.core.leads.lead import leads_of
from vaekst.core.leads.matching import Event, Matched, matched
from vaekst.core.metrics.counted_once import counted_once
from vaekst.core.period import Period

ALL = Period(NOVEMBER, date(2026, 11, 30))


def event(day: int, number: str | None = None, visitor: str | None = None) -> Event:
    return Event(date(2026, 11, day), number, visitor)


def of(leads, *events: Event, period: Period = ALL) -> Matched:
    told = counted_once(list(leads))
    return matched(leads_of(known(leads=told)), events, period=period)


def numbers(leads) -> list[str]:
    return [each.told.cells["external_id"] for each in leads]


def numbered(day: int, number: str, **cells):
    return lead(day, entry_id=f"lead:{number}", external_id=number, **cells)


def test_a_lead_that_a_conversion_names_is_no_other_lead():
    leads = [numbered(3, "1"), numbered(4, "2", contact_key="ann"), numbered(5, "3")]
    found = of(leads, event(3, "1", "v1"), event(20, None, "ann"))
    assert (numbers(found.alone), found.unseen, found.paired) == (["3"], (), 0)


def test_a_conversion_of_another_day_names_its_lead_all_the_same():
    assert of([numbered(3, "1")], event(1, "1", "v1"), period=Period(date(2026, 11, 2), ALL.last)).alone == ()


def test_a_person_is_known_by_every_number_they_ever_had():
    leads = [numbered(3, "1", contact_key="ann"), numbered(4, "2", contact_key="ann")]
    assert of(leads, event(4, "2", "v1")).alone == ()


def test_a_number_that_is_an_address_is_known_by_its_hash():
    assert of([lead(3, entry_id="lead:" + "a" * 64)], event(4, "a" * 64)).alone == ()


def test_a_conversion_without_a_visitor_leaves_its_lead_unseen():
    found = of([numbered(3, "1"), numbered(4, "2")], event(3, "1"), event(4, "2", "v2"))
    assert (numbers(found.unseen), found.alone) == (["1"], ())
    assert of([numbered(3, "1")], event(3, "1"), period=Period(date(2026, 11, 4), ALL.last)).unseen == ()


def test_a_conversion_that_could_be_anybody_is_taken_for_the_nearest_lead():
    leads = [numbered(3, "1"), numbered(9, "2"), numbered(10, "3"), numbered(20, "4")]
    found = of(leads, event(3, "1", "v"), event(11, None, "v1"), event(27, None, "v2"), event(2))
    assert (numbers(found.alone), found.paired, found.unlisted) == (["2", "4"], 1, 2)
    assert of(leads, event(27, "77", "v2"), period=Period(NOVEMBER, NOVEMBER)).unlisted == 0
    assert of([], event(3)).unlisted == 0


def test_numbers_of_another_system_tell_nobody_apart():
    found = of([numbered(3, "L-1"), numbered(4, "L-2")], event(3, "form-77", "v1"))
    assert (numbers(found.alone), found.paired) == (["L-2"], 1)
    told_apart = of([numbered(3, "L-1"), numbered(4, "L-2")], event(3, "form-77", "v1"), event(4, "L-2", "v2"))
    assert (numbers(told_apart.alone), told_apart.paired, told_apart.unlisted) == (["L-1"], 0, 1)


def test_leads_counted_by_the_day_name_nobody():
    found = of([lead(3, leads=5, entry_id="lead:2026-11-03"), numbered(4, "2")])
    assert (found.by_day, numbers(found.alone)) == (5, ["2"])


def test_deals_and_leads_of_other_days_are_left_out():
    found = of([lead(3, leads=None, value_minor=1, value_currency="DKK", external_id="1", entry_id="d:1")])
    assert found == Matched()
    assert of([numbered(3, "1")], period=Period(date(2026, 11, 4), ALL.last)) == Matched()


_days = st.integers(1, 28)


@given(st.lists(_days, max_size=12), st.lists(_days, max_size=12))
def test_together_they_are_never_fewer_than_the_longer_table_nor_more_than_both(leads, events):
    found = of([numbered(day, str(nth)) for nth, day in enumerate(leads)], *(event(day) for day in events))
    together = len(events) + len(found.alone)
    assert max(len(leads), len(events)) <= together <= len(leads) + len(events)
    assert found.paired == len(leads) - len(found.alone)


@pytest.mark.parametrize("apart", [0, 3, 4])
def test_a_conversion_is_taken_for_a_lead_of_three_days_before_or_after(apart):
    for day in (10 - apart, 10 + apart):
        assert of([numbered(10, "1")], event(day)).paired == (apart <= 3)
