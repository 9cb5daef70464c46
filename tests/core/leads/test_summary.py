"""Leads counted by what became of them and where they came from."""

from __future__ import annotations

from datetime import date

from tests.core.costs.made import NOVEMBER, known, lead

from vaekst.core.leads.lead import leads_of
from vaekst.core.leads.summary import ADDRESS, WAY_LABELS, Group, Way, summary
from vaekst.core.period import Period

ALL = Period(NOVEMBER, date(2026, 11, 30))


def counted(*rows, period=ALL):
    return summary(leads_of(known(leads=list(rows))), period)


def test_leads_are_counted_by_stage_with_what_was_judged_and_won():
    found = counted(
        lead(stage="Customer", qualified=1),
        lead(stage="customer"),
        lead(stage="open_deal", leads=3, qualified=2),
        lead(),
    )
    assert found.total == Group(None, 6, 4, 3, 2)
    assert found.by[Way.STAGE] == (
        Group("open_deal", 3, 3, 2, 0),
        Group("Customer", 2, 1, 1, 2),
        Group(None, 1, 0, None, 0),
    )


def test_a_source_is_the_tag_of_the_link_else_what_the_system_tells():
    found = counted(
        lead(utm_source="instagram", original_source="Organic Social"),
        lead(original_source="Direct Traffic"),
        lead(utm_source="bo@example.org"),
        lead(utm_source="Instagram", channel="instagram", concept="workshop"),
    )
    assert [(group.key, group.leads) for group in found.by[Way.SOURCE]] == [
        ("instagram", 2),
        (ADDRESS, 1),
        ("Direct Traffic", 1),
    ]
    assert found.by[Way.CHANNEL][0] == Group("instagram", 1, 0, None, 0)
    assert [group.key for group in found.by[Way.CONCEPT]] == ["workshop", None]


def test_other_days_and_deals_are_not_counted():
    found = counted(lead(), lead(leads=0, value_minor=100, value_currency="DKK"))
    later = counted(lead(), period=Period(date(2026, 12, 1), date(2026, 12, 2)))
    assert (found.total.leads, later.total.leads, later.by[Way.STAGE]) == (1, 0, ())


def test_every_way_has_its_word():
    assert WAY_LABELS.keys() == set(Way)
