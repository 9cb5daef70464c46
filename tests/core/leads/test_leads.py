"""Leads of the ledger, and what platforms claim beside them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.costs.made import NOVEMBER, cost, known, lead

from vaekst.core.costs.dimension import Dimension
from vaekst.core.leads.claims import ADS, FORMS, RESULTS, claims_of
from vaekst.core.leads.lead import leads_of, reader_of
from vaekst.core.leads.stages import is_lost, is_won
from vaekst.core.metrics.gather import Told
from vaekst.core.money import Money
from vaekst.core.period import Period
from vaekst.core.strategy import read_strategy
from vaekst.core.utm import Placement, standard_of

ALL = Period(NOVEMBER, date(2026, 11, 30))


def one(**cells):
    (found,) = leads_of(known(leads=[lead(**cells)]))
    return found


def test_a_lead_without_a_verdict_is_not_judged():
    assert one().qualified is None
    assert one(qualified=1).qualified == 1


def test_days_counts_never_qualify_more_leads_than_came():
    assert one(leads=3, qualified=5).qualified == 3


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"utm_medium": "paid-social"}, "paid"),
        ({"utm_medium": "Organic_Social"}, "owned"),
        ({"utm_medium": "influencer"}, "partner"),
        ({"original_source": "Direct Traffic"}, "owned"),
        ({"utm_medium": "carrier pigeon"}, None),
        ({}, None),
    ],
)
def test_the_class_of_distribution_is_read_from_medium_or_origin(cells, expected):
    assert one(**cells).names.get(Dimension.DISTRIBUTION) == expected


def test_the_rows_own_columns_count_before_its_link():
    (found,) = leads_of(
        known(leads=[lead(channel="tiktok")]),
        read=lambda _: {Dimension.CHANNEL: "youtube", Dimension.BATCH: "w45", Dimension.DISTRIBUTION: "partner"},
    )
    assert found.names == {Dimension.CHANNEL: "tiktok", Dimension.BATCH: "w45", Dimension.DISTRIBUTION: "partner"}


def test_a_deal_is_no_lead_and_a_lost_one_is_worth_nothing():
    deal = one(leads=None, value_minor=100, value_currency="DKK", stage_date=date(2026, 11, 9))
    assert (deal.leads, deal.value, deal.value_day) == (0, Money(100, "DKK"), date(2026, 11, 9))
    assert one(value_minor=100, value_currency="DKK", stage="Closed_Lost").value is None


def test_visits_are_no_leads():
    assert leads_of(known(leads=[lead(leads=None, visits=5)])) == []


def test_stages_are_won_lost_or_open():
    assert (is_won("Closed Won"), is_lost("Lukket tabt"), is_won(None), is_lost("opportunity")) == (
        True,
        True,
        False,
        False,
    )


def test_claims_stand_beside_the_ledger_with_their_difference():
    facts = known(
        costs=[
            cost(platform="meta_ads", channel="instagram", conversions=4.0),
            cost(4, platform="meta_ads", channel="instagram", conversions=1.5),
            cost(platform="google_ads", conversions=2.0),
            cost(platform="meta_ads", channel="instagram"),
            cost(platform="meta_ads", channel="instagram", results=9.0, result_indicator="reach"),
            cost(platform="tiktok_ads", channel="tiktok", results=2.0, result_indicator="actions:lead"),
            cost(),
        ],
        leads=[lead(3, channel="instagram"), lead(4, channel="instagram")],
        days={
            "instagram": [
                Told(NOVEMBER, {"platform": "instagram", "leads_form": 3}, "import-1", 1),
                Told(NOVEMBER, {"platform": "instagram"}, "import-1", 1),
            ]
        },
    )
    google, forms, meta, tiktok = claims_of(facts, leads_of(facts), period=ALL)
    assert (google.claimed, google.ledger, google.difference) == (2, None, None)
    assert (forms.what, forms.claimed, forms.difference) == (FORMS, 3, 1)
    assert (tiktok.what, tiktok.claimed, tiktok.difference) == (RESULTS, 2, 2)
    assert (meta.what, meta.claimed, meta.ledger, meta.difference) == (ADS, 5.5, 2, 3.5)
    assert (
        meta.sentence.english() == "meta_ads claims 5.5 conversions its ads claim; the ledger holds 2 of that channel."
    )
    assert "does not tell" in google.sentence.english()


def test_leads_outside_the_period_are_not_held_against_its_claims():
    facts = known(
        costs=[cost(3, platform="meta_ads", channel="instagram", conversions=1.0)], leads=[lead(9, channel="instagram")]
    )
    (claim,) = claims_of(facts, leads_of(facts), period=Period(NOVEMBER, date(2026, 11, 5)))
    assert claim.ledger == 0


def test_a_link_by_the_standard_tells_all_names():
    strategy = read_strategy(
        "vaekst: 1\nbrand: {name: Shop}\nchannels:\n  instagram: {platform: instagram}\n"
        "concepts:\n  ride: {name: Ride}\n"
    )
    standard = standard_of(strategy)
    placement = Placement(
        "instagram", batch="w45", concept="ride", format="short_video", distribution="partner", creator="sofie"
    )
    tags = standard.tags(placement).told()
    cells = {
        f"utm_{name}": value
        for name, value in tags.items()
        if name in ("source", "medium", "campaign", "content", "term")
    }
    (found,) = leads_of(known(leads=[lead(**cells)]), read=reader_of(standard))
    assert {each.value: name for each, name in found.names.items()} == {
        "channel": "instagram",
        "batch": "w45",
        "concept": "ride",
        "format": "short_video",
        "creator": "sofie",
        "distribution": "partner",
    }


def test_an_advertisements_claim_stands_beside_the_leads_that_were_paid_for():
    facts = known(
        costs=[cost(platform="meta_ads", channel="instagram", conversions=4.0)],
        leads=[
            lead(3, channel="instagram", utm_medium="paid_social"),
            lead(4, channel="instagram", utm_medium="organic"),
        ],
    )
    (claim,) = claims_of(facts, leads_of(facts), period=ALL)
    assert (claim.ledger, claim.difference) == (1, 3)
