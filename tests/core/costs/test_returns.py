"""What leads cost and are worth, by what tells them apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.core.costs.made import NOVEMBER, cost, counted, known, lead

from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.rates import Rate, Rates
from vaekst.core.costs.returns import Caution, Returns, returns
from vaekst.core.leads.lead import leads_of
from vaekst.core.metrics.gather import Known
from vaekst.core.money import Money
from vaekst.core.period import Period

ALL = Period(NOVEMBER, date(2026, 11, 30))


def read(
    facts: Known,
    by: Dimension = Dimension.CHANNEL,
    *,
    rates: Rates | None = None,
    least: int = 2,
    period: Period = ALL,
) -> Returns:
    rates = rates or Rates("DKK")
    return returns(
        counted(facts, rates=rates),
        leads_of(facts, suppliers=["Panel"]),
        by=by,
        period=period,
        rates=rates,
        caution=Caution(least=least),
    )


def leads(*days: int, **cells):
    return [lead(day, **cells) for day in days]


def test_costs_stand_against_the_leads_of_the_same_channel():
    facts = known(
        costs=[cost(kroner=300, channel="tiktok"), cost(kroner=100, channel="youtube")],
        leads=[*leads(3, 4, 5, channel="tiktok", qualified=1), *leads(3, 4, channel="youtube", qualified=0)],
    )
    tiktok, youtube = read(facts).rows
    assert (tiktok.key, tiktok.leads, tiktok.cost_per_lead.value, tiktok.cost_per_qualified.value) == (
        "tiktok",
        3,
        100,
        100,
    )
    assert (youtube.cost_per_lead.value, youtube.cost_per_qualified.reason.code) == (50, "none_for_this")
    assert youtube.qualified_rate.value == 0
    assert tiktok.share_of_leads.value == 0.6


def test_none_that_name_a_member_are_not_no_leads_while_others_name_nobody():
    facts = known(
        costs=[cost(kroner=300, channel="tiktok"), cost(kroner=100, channel="youtube")],
        leads=[*leads(3, 4, channel="youtube", qualified=0), *leads(5, qualified=1)],
    )
    found = read(facts)
    youtube, tiktok, nobody = found.rows
    assert (tiktok.leads, tiktok.cost_per_lead.reason.code, tiktok.cost_per_lead.low) == (None, "none_told", None)
    assert tiktok.share_of_leads.reason.code == tiktok.cost_per_qualified.reason.code == "none_told"
    assert (youtube.cost_per_lead.value, youtube.cost_per_qualified.reason.code) == (50, "none_told")
    assert (nobody.leads, found.untold, found.said.code) == (1, 1, "leads_of_none")
    assert found.said.english().startswith("1 of 3 leads")


def test_each_lead_that_names_its_member_leaves_nothing_to_say():
    facts = known(costs=[cost(channel="tiktok")], leads=leads(3, 4, channel="tiktok"))
    assert read(facts).said is None
    assert read(known()).said is None


def test_a_link_without_a_supplier_was_nobody_elses():
    facts = known(
        costs=[cost(kroner=900, category="delivery", supplier="Panel")],
        leads=leads(3, 4, utm_source="instagram", utm_medium="social"),
    )
    found = read(facts, Dimension.SUPPLIER)
    panel = next(row for row in found.rows if row.key == "Panel")
    assert (panel.leads, panel.cost_per_lead.reason.code, found.untold) == (0, "none_for_this", 0)


def test_all_together_hold_what_names_nobody():
    facts = known(costs=[cost(kroner=300, channel="tiktok"), cost(kroner=100)], leads=leads(3, 4, channel="tiktok"))
    found = read(facts)
    assert [row.key for row in found.rows] == ["tiktok", None]
    assert found.rows[1].cost_per_lead.reason.code == "of_nobody"
    assert found.total.cost_per_lead.value == 200


def test_leads_that_nobody_judged_have_no_cost_per_qualified_lead():
    row = read(known(costs=[cost(channel="tiktok")], leads=leads(3, 4, channel="tiktok"))).rows[0]
    assert row.cost_per_qualified.reason.code == "not_judged"
    assert row.qualified_rate.reason.code == "nothing_judged"


def test_a_channel_without_a_known_cost_has_no_cost_per_lead():
    row = read(known(leads=leads(3, 4, channel="tiktok"))).rows[0]
    assert row.cost_per_lead.reason.code == "no_cost_told"
    row = read(known(costs=[cost(channel="tiktok", currency="EUR")], leads=leads(3, 4, channel="tiktok"))).rows[0]
    assert row.cost_per_lead.reason.code == "no_rate"


def test_leads_outside_the_period_are_not_in_it():
    facts = known(costs=[cost(channel="tiktok")], leads=leads(3, 4, channel="tiktok"))
    early = returns(
        counted(facts),
        leads_of(facts),
        by=Dimension.CHANNEL,
        period=Period(NOVEMBER, NOVEMBER),
        rates=Rates("DKK"),
        caution=Caution(),
    )
    assert early.rows == ()
    assert early.total.leads == 0


def test_a_supplier_is_judged_on_the_leads_its_name_brought():
    facts = known(
        costs=[cost(kroner=900, category="delivery", supplier="Panel")],
        leads=[*leads(3, 4, 5, utm_source="panel", qualified=1), *leads(3, channel="tiktok", qualified=1)],
    )
    row = next(row for row in read(facts, Dimension.SUPPLIER).rows if row.key == "Panel")
    assert row.cost_per_qualified.value == 300


def test_the_pipeline_is_what_is_not_lost_at_the_rate_of_its_day():
    rates = Rates.of("DKK", [Rate("EUR", NOVEMBER, Decimal("7.50"))])
    worth = {"value_minor": 100_00, "value_currency": "EUR", "channel": "tiktok"}
    facts = known(
        leads=[
            lead(3, **worth, stage="Closed Won"),
            lead(4, **worth, stage="closed lost"),
            lead(5, **worth, leads=None),  # a deal
        ]
    )
    row = read(facts, rates=rates).rows[0]
    assert row.pipeline.money == Money(1500_00, "DKK")
    assert (row.won, row.leads) == (1, 2)
    assert read(facts).rows[0].pipeline.reason.code == "no_rate"


def test_leads_that_are_worth_nothing_known_have_no_pipeline():
    assert read(known(leads=leads(3, channel="tiktok"))).rows[0].pipeline.reason.code == "no_worth_told"


def test_without_a_table_of_leads_nobody_knows_how_many_there_were():
    found = read(known(costs=[cost(channel="tiktok")]))
    assert [row.leads for row in (*found.rows, found.total)] == [None, None]
    row = found.rows[0]
    assert {row.cost_per_lead.reason.code, row.share_of_leads.reason.code} == {"no_lead_table"}
    assert row.cost_per_lead.low is None, "no claim of what one costs at least"
    assert row.cost_per_qualified == row.cost_per_lead


def test_after_the_newest_table_of_leads_nobody_knows_how_many_came():
    facts = known(costs=[cost(channel="tiktok")], leads=leads(3, channel="tiktok"))
    later = Period(date(2026, 12, 2), date(2026, 12, 31))
    found = read(facts, period=later)
    assert found.total.leads is None
    assert found.total.cost_per_lead.reason.code == "leads_told_until"
    assert found.total.cost_per_lead.reason.values["day"] == date(2026, 12, 1)
    assert read(facts, period=Period(date(2026, 12, 1), date(2026, 12, 31))).total.leads == 0
