"""The same money, told by several reports, is counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

from vaekst.core.metrics.gather import Told
from vaekst.core.metrics.spent_once import spent_once


def cost(report: str, day: int = 3, *, observed: int = 1, amount: int = 100, **cells: Any) -> Told:
    known = {"platform": "google_ads", "campaign": "Lamps", "amount_minor": amount, "spend_basis": "reported_daily"}
    return Told(date(2026, 11, day), {**known, **cells}, report, observed)


def estimate(report: str, day: int, **cells: Any) -> Told:
    period = {"period_from": date(2026, 11, 1), "period_to": date(2026, 11, 4)}
    return cost(report, day, spend_basis="spread_from_period", **period, **cells)


def test_reports_of_one_level_all_count():
    rows = [cost("a", 3), cost("b", 4, observed=2), cost("a", 3, campaign="Shades")]
    assert spent_once(rows) == rows


def test_of_ads_and_their_campaign_the_newer_report_counts():
    ads = [cost("ads", ad="one", ad_group="x"), cost("ads", ad="two", ad_group="x")]
    by_campaign = cost("campaigns", observed=2)
    assert spent_once([*ads, by_campaign]) == [by_campaign]
    older = cost("campaigns", observed=0)
    assert spent_once([*ads, older]) == ads


def test_a_campaign_or_day_the_newer_report_does_not_hold_stays():
    other, later = cost("a", campaign="Shades"), cost("a", 9)
    newer = cost("b", observed=2, ad_group="x")
    assert spent_once([other, later, cost("a"), newer]) == [other, later, newer]


def test_the_days_replace_an_estimate_also_where_nothing_was_spent():
    spread = [estimate("month", day) for day in (1, 2, 3, 4)]
    report = {"period_from": date(2026, 11, 1), "period_to": date(2026, 11, 3)}
    days = [cost("days", 2, observed=2, amount=300, **report)]
    assert spent_once([*spread, *days]) == [spread[3], *days]


def test_of_two_told_at_one_moment_days_count_before_estimates():
    spread, day = estimate("z", 3), cost("a", 3)
    assert spent_once([spread, day]) == [day]


def test_an_account_and_its_campaigns_are_the_same_money():
    account = Told(date(2026, 11, 3), {"platform": "google_ads", "amount_minor": 500}, "account", 1)
    newer = cost("campaigns", observed=2)
    assert spent_once([account, newer]) == [newer]
    newest = Told(account.day, account.cells, "account", 3)
    assert spent_once([newest, newer]) == [newest]


def test_accounts_and_platforms_are_apart_and_own_entries_stay():
    own = Told(date(2026, 11, 3), {"amount_minor": 500}, "table", 1)
    rows = [own, cost("a", account="one"), cost("b", observed=2, account="two", ad="x"), cost("c", platform="meta_ads")]
    assert spent_once(rows) == rows


def test_the_number_names_a_campaign_without_a_name():
    nameless = Told(date(2026, 11, 3), {"platform": "google_ads", "campaign_id": "7", "amount_minor": 5}, "a", 1)
    assert spent_once([nameless, cost("b", observed=2, ad="x")])[0] == nameless
