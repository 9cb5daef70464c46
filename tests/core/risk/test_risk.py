"""How much hangs on one channel, whose audience it is, and where the portfolio stands."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.costs.made import NOVEMBER, cost, counted, known, lead, work

from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.rates import Rates
from vaekst.core.costs.returns import Caution, returns
from vaekst.core.leads.funnel import funnel
from vaekst.core.leads.lead import leads_of
from vaekst.core.period import Period, Week
from vaekst.core.risk.audience import audience, days_of
from vaekst.core.risk.concentration import Alarm, concentration
from vaekst.core.risk.portfolio import leads_by_week, positions
from vaekst.core.sentence import Sentence
from vaekst.core.strategy import read_strategy

ALL = Period(NOVEMBER, date(2026, 11, 30))


def hangs(**counts: int):
    given = {name if name != "untold" else None: count for name, count in counts.items()}
    return concentration(given, what="leads", limit=0.55, level=0.9, least=5)


@pytest.mark.parametrize(
    ("counts", "alarm"),
    [
        ({"instagram": 60, "tiktok": 40}, Alarm.RAISED),
        ({"instagram": 52, "tiktok": 48}, Alarm.NEAR),
        ({"instagram": 400, "tiktok": 600, "youtube": 500}, Alarm.QUIET),
        ({"instagram": 2, "tiktok": 1}, Alarm.NEAR),
        ({}, Alarm.UNKNOWN),
        ({"untold": 9}, Alarm.UNKNOWN),
    ],
)
def test_the_alarm_is_raised_at_the_limit_and_near_where_the_count_allows_it(counts, alarm):
    assert hangs(**counts).alarm is alarm


def test_leads_of_no_channel_are_part_of_the_whole():
    found = hangs(instagram=50, untold=50)
    assert (found.share.value, found.untold, found.top) == (0.5, 50, "instagram")


def test_leads_of_no_channel_may_all_be_the_largest_ones():
    found = hangs(instagram=40, tiktok=60, youtube=200, untold=300)
    assert (found.alarm, found.most) == (Alarm.NEAR, pytest.approx(500 / 600))
    assert "300 name no channel: with them it may be up to 83.3" in found.sentence("YouTube").english()
    few = hangs(instagram=52, tiktok=48, untold=1)
    assert (few.alarm, few.sentence().code) == (Alarm.NEAR, "concentration_near")
    assert hangs(instagram=100, tiktok=100, youtube=100, untold=5).alarm is Alarm.QUIET


def test_visits_known_to_be_of_no_channel_are_part_of_the_whole_and_nobodys():
    found = concentration({"x": 30, "y": 20}, what="visits", limit=0.55, level=0.9, least=5, elsewhere=50)
    assert (found.share.value, found.untold, found.most, found.alarm) == (0.3, 0, None, Alarm.QUIET)
    assert found.elsewhere == 50


def test_what_nobody_told_is_not_none():
    unknown = Sentence("no_lead_table", "Nobody knows.")
    found = concentration({}, what="leads", limit=0.55, level=0.9, least=5, unknown=unknown)
    assert (found.alarm, found.sentence()) == (Alarm.UNKNOWN, unknown)


def test_the_portfolio_does_not_say_none_while_leads_name_no_channel():
    facts = known(costs=[cost(channel="instagram")], leads=[lead(3)])
    found = returns(
        counted(facts), leads_of(facts), by=Dimension.CHANNEL, period=ALL, rates=Rates("DKK"), caution=Caution()
    )
    assert [each.leads for each in positions(found, [], STRATEGY)] == [None, None]


def test_the_sentence_names_the_channel_as_people_do():
    assert (
        hangs(instagram=6, tiktok=4)
        .sentence("Insta")
        .english()
        .startswith("Insta brings 60 % of all leads: at or over")
    )
    assert "below the limit" in hangs(instagram=40, tiktok=60, x=50, y=50).sentence().english()
    assert "may well be" in hangs(instagram=52, tiktok=48).sentence().english()
    assert hangs().sentence().code == "nothing_judged"
    assert hangs(instagram=2).sentence().code == "too_few_for_share"


def web(day: int, sessions: int | None, report: str = "channel_group", **cells):
    told = date(2026, 11, day)
    row = {"property": "shop", "report": report, "local_date": told, "period_from": told, "sessions": sessions}
    return row | cells


def test_the_report_that_knows_most_days_is_used_alone():
    rows = [
        web(1, 10, channel_group="Direct"),
        web(2, 30, channel_group="Organic Social"),
        web(2, 99, "source_medium", source="instagram", medium="social"),
        web(2, None, channel_group="Email"),
        web(3, 500, "country", member="Denmark"),
        {**web(4, 500, channel_group="Direct"), "period_from": date(2026, 10, 1)},
    ]
    found = audience(days_of(rows, ALL), level=0.9, least=5)
    assert (found.sessions, dict(found.by_group)) == (40, {"Organic Social": 30, "Direct": 10})
    assert found.owned.value == 0.25
    assert found.returning is None
    assert found.returning_unknown.code == "no_returning"


def test_source_and_medium_are_grouped_as_ga4_groups_them():
    rows = [
        web(1, 5, "source_medium", source="instagram", medium="social"),
        web(1, 5, "source_medium", source="x", medium="?"),
    ]
    assert set(audience(days_of(rows, ALL), level=0.9, least=5).by_group) == {"Organic Social", "Unassigned"}


def test_people_who_come_back_are_told_for_a_median_day():
    rows = [
        web(1, 10, channel_group="Organic Social", users=10, new_users=5),
        web(1, 10, channel_group="Paid Social", users=10, new_users=10),
        web(2, 10, channel_group="Organic Social", users=10, new_users=9),
        web(3, 10, channel_group="Organic Social", users=0, new_users=0),
        web(3, 10, channel_group="Direct", users=10, new_users=1),
    ]
    assert audience(days_of(rows, ALL), level=0.9, least=5).returning == pytest.approx((0.25 + 0.1) / 2)


def test_without_a_report_of_days_nothing_is_known():
    assert days_of([web(1, 5, "country", member="Denmark")], ALL) == []


STRATEGY = read_strategy(
    """\
vaekst: 1
brand: {name: Shop, currency: DKK}
channels:
  instagram: {platform: instagram, budget: 5000, hours_per_week: 6}
  youtube: {platform: youtube, role: experimental}
"""
)


def test_the_portfolio_tells_what_each_channel_was_given_used_and_brought():
    facts = known(
        costs=[cost(channel="instagram"), cost(channel="tiktok")],
        production=[work(minutes=600, channel="instagram"), work(minutes=60)],
        leads=[lead(3, channel="instagram") for _ in range(6)],
    )
    found = returns(
        counted(facts, hour=None),
        leads_of(facts),
        by=Dimension.CHANNEL,
        period=ALL,
        rates=Rates("DKK"),
        caution=Caution(),
    )
    instagram, youtube, tiktok = positions(found, facts.production, STRATEGY)
    assert (instagram.role, instagram.budget, instagram.hours_planned) == ("core", 5000, 6)
    assert instagram.hours_used == pytest.approx(10 / (30 / 7))
    assert instagram.share_of_leads.value == 1
    assert (youtube.role, youtube.leads, youtube.spent.reason.code) == ("experimental", 0, "nothing_of_channel")
    assert (tiktok.role, tiktok.hours_used) == (None, None)


def test_without_a_table_of_leads_the_portfolio_does_not_say_none():
    facts = known(costs=[cost(channel="instagram")])
    found = returns(
        counted(facts), leads_of(facts), by=Dimension.CHANNEL, period=ALL, rates=Rates("DKK"), caution=Caution()
    )
    assert [each.leads for each in positions(found, [], STRATEGY)] == [None, None]


def test_leads_stand_in_their_weeks_by_channel():
    facts = known(
        leads=[
            lead(3, channel="x"),
            lead(3),
            lead(10, channel="x"),
            lead(29, channel="x"),
            lead(4, leads=None, value_minor=1, value_currency="DKK"),
        ]
    )
    weeks = [Week(date(2026, 11, 2)), Week(date(2026, 11, 9))]
    assert leads_by_week(leads_of(facts), weeks) == [(weeks[0], {"x": 1, None: 1}), (weeks[1], {"x": 1})]


def test_the_funnel_goes_from_visits_to_customers_by_channel_and_concept():
    told = [
        lead(3, channel="x", concept="ride", qualified=1, stage="customer"),
        lead(3, channel="x", qualified=0),
        lead(4),
        lead(5, leads=None, channel="x", visits=40),
        lead(5, leads=None, channel="y", visits=4),
        lead(5, leads=None, channel="x"),
    ]
    facts = known(leads=told)
    first, second, last = funnel(leads_of(facts), facts.leads, period=ALL)
    assert (first.name, first.visits, first.leads, first.qualified, first.won) == ("x", 40, 2, 1, 1)
    assert [(each.name, each.leads, each.visits) for each in first.concepts] == [("ride", 1, None), (None, 1, None)]
    assert (second.name, second.leads, second.qualified) == ("y", 0, None)
    assert (last.name, last.leads, last.qualified) == (None, 1, None)
