"""Visits that become leads, by channel: unknown stays unknown, and few leads tell an interval alone."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.costs.made import NOVEMBER, known, lead

from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.returns import Caution
from vaekst.core.leads.claims import KEY_EVENTS, claims_of
from vaekst.core.leads.conversion import WebConversion, web_conversion
from vaekst.core.leads.lead import leads_of, reader_of
from vaekst.core.metrics.gather import Known, Told
from vaekst.core.period import Period
from vaekst.core.strategy import read_strategy
from vaekst.core.utm import standard_of

ALL = Period(NOVEMBER, date(2026, 11, 30))
STANDARD = standard_of(
    read_strategy(
        "vaekst: 1\nbrand: {name: Shop, currency: DKK, timezone: Europe/Copenhagen}\n"
        "channels: {ig: {platform: instagram}, tt: {platform: tiktok}}\n"
    )
)


def visits(day: int, sessions: int, source: str = "instagram", medium: str = "organic-social", **cells) -> Told:
    told = date(2026, 11, day)
    row = {"property": "shop", "platform": "ga4", "report": "source_medium", "period_from": told}
    return Told(told, row | {"sessions": sessions, "source": source, "medium": medium} | cells, "ga4", observed=day)


def conversion(ways: list[Told], *leads: Told) -> WebConversion | None:
    came = leads_of(known(leads=list(leads)))
    return web_conversion(ways, came, period=ALL, read=reader_of(STANDARD), caution=Caution(level=0.9, least=5))


def test_leads_are_set_against_visits_of_their_channel_on_days_that_are_told():
    ways = [
        visits(3, 200, key_events=4.0),
        visits(4, 300, "l.instagram.com", "referral", key_events=2.5),
        visits(4, 500, "google", "organic"),
        visits(4, 90, "(direct)", "(none)"),
    ]
    came = [lead(day, channel="ig") for day in (3, 3, 3, 4, 4)] + [lead(5, channel="ig"), lead(4)]
    found = conversion(ways, *came)
    assert found is not None
    (row,) = found.rows
    assert (row.channel, row.visits, row.key_events, row.leads) == ("ig", 500, 6.5, 5)
    assert row.conversion.value == pytest.approx(5 / 500)
    assert (row.conversion.low, row.conversion.high) == (
        pytest.approx(0.0046, abs=2e-4),
        pytest.approx(0.0196, abs=5e-4),
    )
    assert (found.days, found.visits, found.elsewhere, found.platform) == (2, 1090, 590, "ga4")
    assert (found.untold, found.said.code) == (1, "leads_of_no_channel")
    assert conversion(ways, *came[:6]).said is None


@pytest.mark.parametrize(
    ("ways", "leads", "code", "is_bounded"),
    [
        ([visits(3, 200)], [lead(3, channel="ig")] * 4, "few_leads_of_visits", True),
        ([visits(3, 2)], [lead(3, channel="ig")] * 9, "more_leads_than_visits", False),
        ([visits(3, 9, "google")], [lead(3, channel="ig")], "no_visits_told", False),
        ([visits(3, 200)], [], "no_lead_table", False),
    ],
)
def test_what_cannot_be_told_says_why(ways, leads, code, is_bounded):
    found = conversion(ways, *leads)
    assert found is not None
    (row,) = found.rows
    assert row.conversion.value is None
    assert row.conversion.reason is not None
    assert row.conversion.reason.code == code
    assert (row.conversion.low is not None) == is_bounded
    assert (row.leads is None) == (code == "no_lead_table")
    assert (row.visits is None) == (code == "no_visits_told")


def test_without_a_report_of_these_days_there_is_none():
    assert conversion([]) is None


def test_channels_with_most_visits_come_first():
    found = conversion([visits(3, 5, "tiktok"), visits(3, 9)], lead(3, channel="tt"))
    assert found is not None
    assert [row.channel for row in found.rows] == ["ig", "tt"]


def with_key_events(*rows: Told, leads=()) -> Known:
    facts = known(leads=leads)
    return Known(facts.as_of, facts.histories, {}, [], [], facts.leads, key_events=list(rows))


def test_key_events_stand_beside_the_leads_of_the_days_they_were_counted_on():
    facts = with_key_events(
        visits(3, 5, key_events=2.0), visits(4, 5, key_events=1.5), leads=[lead(3), lead(4, leads=2), lead(9)]
    )
    (claim,) = claims_of(facts, leads_of(facts), period=ALL)
    assert (claim.platform, claim.channel, claim.what) == ("ga4", None, KEY_EVENTS)
    assert (claim.claimed, claim.ledger, claim.difference, claim.days) == (3.5, 3, 0.5, 2)
    assert "leads of these days" in claim.sentence.english()
    assert claims_of(facts, [], period=ALL)[0].ledger is None, "nobody knows how many leads there were"
    whole = claims_of(facts, leads_of(facts), period=Period(date(2026, 11, 3), date(2026, 11, 4)))
    assert whole[0].days is None
    assert claims_of(facts, [], period=Period(NOVEMBER, NOVEMBER)) == []


def test_the_dimension_is_that_of_the_brands_standard():
    tags = {"utm_source": "instagram", "utm_medium": "organic-social"}
    assert reader_of(STANDARD)(tags)[Dimension.CHANNEL] == "ig"
