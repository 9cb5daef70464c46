"""One person is one lead, however many files and rows state them."""

from __future__ import annotations

from datetime import date
from typing import Any

from vaekst.core.metrics.counted_once import counted_once, merged
from vaekst.core.metrics.gather import Told


def lead(day: int = 3, *, told_in: str = "a", observed: int = 1, **cells: Any) -> Told:
    return Told(date(2026, 11, day), {"leads": 1, **cells}, told_in, observed, line=day)


def test_the_same_contact_in_two_files_is_one_lead_on_its_first_day():
    rows = [lead(9, told_in="hubspot", contact_key="k1"), lead(3, contact_key="k1"), lead(4, contact_key="k2")]
    found = counted_once(rows)
    assert [(row.day.day, row.cells["contact_key"]) for row in found] == [(3, "k1"), (4, "k2")]
    assert merged(rows, found) == 1


def test_the_same_number_is_one_lead_unless_the_contacts_differ():
    assert len(counted_once([lead(external_id="7"), lead(4, external_id="7", contact_key="k1")])) == 1
    assert len(counted_once([lead(external_id="7", contact_key="k2"), lead(4, external_id="7", contact_key="k1")])) == 2


def test_what_the_first_row_lacks_comes_from_the_others_with_its_origin():
    first, later = (
        lead(contact_key="k1", channel="tiktok"),
        lead(9, told_in="b", contact_key="k1", channel="x", concept="ride"),
    )
    (found,) = counted_once([first, later])
    assert (found.cells["channel"], found.cells["concept"]) == ("tiktok", "ride")
    assert [row.import_id for row in found.rows("concept")] == ["b"]
    assert [row.import_id for row in found.rows("channel")] == ["a"]


def test_the_newest_word_on_what_became_of_a_lead_counts():
    first = lead(contact_key="k1", stage="lead", qualified=0, observed=5)
    newer = lead(9, told_in="b", contact_key="k1", stage="customer", qualified=1, observed=6)
    older = lead(8, told_in="c", contact_key="k1", stage="open", observed=4)
    (found,) = counted_once([first, newer, older])
    assert (found.cells["stage"], found.cells["qualified"]) == ("customer", 1)


def test_leads_of_nobody_days_counts_and_deals_stay():
    rows = [
        lead(),
        lead(4),
        Told(date(2026, 11, 5), {"external_id": "7", "value_minor": 5}, "a", 1),
        lead(6, external_id="7"),
    ]
    found = counted_once(rows)
    assert found == rows
    assert merged(rows, found) == 0
