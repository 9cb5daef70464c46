"""Every cost as a line: priced, converted, carried over its life, or with the reason it cannot be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.core.costs.made import NOVEMBER, cost, counted, known, lead, work

from vaekst.core.costs.kinds import Distribution, Kind, Purpose
from vaekst.core.costs.lines import Costs
from vaekst.core.costs.rates import Rate, Rates
from vaekst.core.costs.structure import by_kind, weekly
from vaekst.core.costs.vat import Vat, VatTerms
from vaekst.core.money import Money
from vaekst.core.period import Period, Week

ALL = Period(NOVEMBER, date(2026, 11, 30))


def total(costs: Costs, period: Period = ALL):
    return costs.total(costs.within(period))


def test_media_and_work_are_added():
    costs = counted(known(costs=[cost(kroner=100)], production=[work(minutes=30)]))
    assert total(costs).money == Money(250_00, "DKK")
    assert [(line.kind, line.distribution) for line in costs.lines] == [
        (Kind.MEDIA, Distribution.PAID),
        (Kind.WORK, Distribution.OWNED),
    ]


def test_a_stated_cost_of_work_is_all_of_it():
    entry = work(minutes=60, ai_tokens=1_000_000, cost_minor=90_00, currency="DKK")
    assert total(counted(known(production=[entry]), tokens=20)).money == Money(90_00, "DKK")


def test_tokens_cost_what_a_million_of_them_costs():
    costs = counted(known(production=[work(minutes=None, ai_tokens=500_000)]), tokens=20)
    assert [(line.kind, line.money) for line in costs.lines] == [(Kind.AI, Money(10_00, "DKK"))]


def test_work_and_tokens_without_a_price_are_left_out_and_told():
    costs = counted(known(production=[work(ai_tokens=5)]), hour=None)
    assert costs.lines == ()
    assert [each.code for each in costs.left_out] == ["work_unpriced", "tokens_unpriced"]
    assert counted(known(production=[work()])).left_out == ()


def test_work_on_what_was_made_before_is_iteration():
    again = [work(asset_id="A-2"), work(asset_id="A-2", reused_from="A-1"), work()]
    assert [line.purpose for line in counted(known(production=again)).lines] == [
        Purpose.ITERATION,
        Purpose.ITERATION,
        Purpose.PRODUCTION,
    ]


def test_work_is_carried_until_its_concept_has_stopped_to_bring_anything():
    facts = known(production=[work(1, concept="ride")], leads=[lead(30, concept="ride")])
    costs = counted(facts, lifetime_days=7)
    assert costs.lines[0].span == ALL
    assert total(costs, Period(NOVEMBER, date(2026, 11, 15))).money == Money(150_00, "DKK")
    assert costs.still_to_carry(date(2026, 11, 16)) == Money(150_00, "DKK")


def test_a_batch_lives_as_a_concept_does():
    facts = known(production=[work(1, batch="w45")], leads=[lead(30, batch="w45")])
    assert counted(facts, lifetime_days=7).lines[0].span == ALL


def test_foreign_money_is_converted_at_the_rate_of_its_day():
    rates = Rates.of("DKK", [Rate("EUR", NOVEMBER, Decimal("7.46"))])
    assert total(counted(known(costs=[cost(kroner=10, currency="EUR")]), rates=rates)).money == Money(74_60, "DKK")


def test_without_a_rate_the_sum_is_unknown_and_never_mixed():
    found = total(counted(known(costs=[cost(), cost(kroner=10, currency="EUR")])))
    assert found.money is None
    assert found.reason.code == "no_rate"
    assert found.lines == 2


def test_amounts_with_vat_and_without_are_converted_by_the_stated_rate():
    facts = known(costs=[cost(kroner=125, vat="incl"), cost(kroner=100, vat="excl")])
    assert total(counted(facts, terms=VatTerms(rate=0.25))).money == Money(200_00, "DKK")
    refused = total(counted(facts))
    assert refused.reason.code == "vat_mixed"


def test_amounts_that_say_nothing_of_vat_are_not_added_to_those_that_do():
    facts = known(costs=[cost(vat="excl"), cost()])
    assert total(counted(facts)).reason.code == "vat_unknown"
    told = counted(facts, terms=VatTerms(unstated=Vat.EXCL))
    assert told.vat is Vat.EXCL
    assert total(told).money == Money(200_00, "DKK")


def test_no_cost_at_all_is_unknown_and_not_nothing():
    assert total(counted(known())).reason.code == "no_cost_told"


def test_costs_outside_the_period_are_not_in_it():
    costs = counted(known(costs=[cost(3), cost(20)]))
    assert total(costs, Period(NOVEMBER, date(2026, 11, 10))).money == Money(100_00, "DKK")


def test_the_budget_splits_by_purpose_week_by_week():
    facts = known(costs=[cost(3, 300), cost(4, 100, category="tools"), cost(11, 50, category="data")])
    first, second, third = weekly(counted(facts), [Week(date(2026, 11, 2)).later(n) for n in range(3)])
    assert first.total.money == Money(400_00, "DKK")
    assert (first.share(Purpose.DISTRIBUTION), first.share(Purpose.PRODUCTION)) == (0.75, 0.25)
    assert second.share(Purpose.PRODUCTION) == 0
    assert second.share(Purpose.DATA) == 1
    assert third.share(Purpose.DATA) is None


def test_a_tool_without_a_class_serves_all():
    (line,) = counted(known(costs=[cost(category="tools")])).lines
    assert line.distribution is None


def test_kinds_stand_in_order_of_their_cost_with_the_unknown_last():
    facts = known(costs=[cost(3, 10), cost(3, 99, category="tools"), cost(3, 1, category="data", currency="EUR")])
    assert list(by_kind(counted(facts), ALL)) == [Kind.TOOLS, Kind.MEDIA, Kind.DATA]
