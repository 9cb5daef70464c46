"""What leads cost, read from tables that came in by the ordinary way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.actions.bicycles import STRATEGY, shop, take_in

from vaekst.actions import boards, money, rates
from vaekst.actions.audit import Actor
from vaekst.actions.periods import named_period
from vaekst.core.costs.dimension import Dimension
from vaekst.core.errors import BadInput, NotAllowed
from vaekst.core.money import Money
from vaekst.core.period import Period
from vaekst.store.models import AuditEvent, Brand, Person, Role

NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)
SPRINT = Period(date(2026, 9, 7), date(2026, 10, 4))
PRICED = STRATEGY + "costs: {hourly_rate: 300, lifetime_days: 1, least_leads: 2}\n"

Tables = Callable[..., list[Any]]


@pytest.fixture
def bikes(owner: Person, settings: Any, tmp_path: Path) -> tuple[Actor, Brand]:
    settings.VAEKST_HOME = tmp_path / "home"
    return shop(owner, text=PRICED)


@pytest.fixture
def tables(bikes: tuple[Actor, Brand], tmp_path: Path) -> Tables:
    """Takes in tables by name and lines."""

    def take(**lines: str) -> list[Any]:
        paths = []
        for name, text in lines.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        return take_in(*bikes, *paths, now=NOW)

    return take


def read(brand: Brand, by: Dimension = Dimension.CHANNEL) -> money.Money:
    return money.read_money(brand, by=by, now=NOW)


def test_costs_work_and_leads_come_together(bikes: tuple[Actor, Brand], tables: Tables):
    tables(
        costs="date,channel,category,amount,currency\n2026-09-08,instagram,ads,300,DKK\n",
        production="asset_id,date,channel,minutes\nA,2026-09-08,instagram,60\n",
        leads="lead_id,date,channel,qualified\n1,2026-09-09,instagram,1\n2,2026-09-09,instagram,0\n",
    )
    found = read(bikes[1])
    assert found.period == SPRINT
    row = found.by.rows[0]
    assert row.spent.money == Money(600_00, "DKK")
    assert (row.cost_per_lead.value, row.qualified) == (300, 1)
    assert [each.week.monday.day for each in found.weeks] == [7, 14, 21, 28]


def test_the_same_person_in_two_tables_is_one_lead(bikes: tuple[Actor, Brand], tables: Tables):
    tables(
        leads="lead_id,date,channel,email\n1,2026-09-09,instagram,bo@example.org\n2,2026-09-20,instagram,BO@example.org\n",
        crm="lead_id,date,email,stage\nx-7,2026-09-10,bo@example.org,customer\n",
    )
    found = read(bikes[1])
    assert found.ledger.gathered.leads_merged == 2
    assert (found.by.total.leads, found.by.total.won) == (1, 1)


def test_an_amount_in_a_foreign_currency_waits_for_its_rate(bikes: tuple[Actor, Brand], tables: Tables):
    actor, brand = bikes
    tables(
        costs="date,channel,category,amount,currency\n2026-09-08,instagram,ads,100,EUR\n",
        leads="lead_id,date,channel\n1,2026-09-09,instagram\n2,2026-09-09,instagram\n",
    )
    before = read(brand).by.rows[0]
    assert before.spent.reason.code == "no_rate"
    rates.give_rate(actor, brand, "eur", "7,46", since=date(2026, 9, 1), now=NOW)
    assert read(brand).by.rows[0].cost_per_lead.value == 373
    board = {row.kpi.id: row for row in boards.read_board(brand, now=NOW).board.rows}
    assert board["cost_per_lead"].value == 373


def test_a_rate_is_recorded_and_only_by_who_may(bikes: tuple[Actor, Brand]):
    from tests.store import builders

    actor, brand = bikes
    viewer = builders.person()
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        rates.give_rate(builders.actor(viewer), brand, "EUR", "7.46", since=date(2026, 9, 1), now=NOW)
    with pytest.raises(BadInput, match="no currency in use"):
        rates.give_rate(actor, brand, "EURO", "7.46", since=date(2026, 9, 1), now=NOW)
    given = rates.give_rate(actor, brand, "EUR", "7.46", since=date(2026, 9, 1), now=NOW)
    assert str(given) == "1 EUR = 7.46 DKK from 2026-09-01"
    assert AuditEvent.objects.filter(brand=brand, action="costs.rate").count() == 1
    assert rates.rates_of(brand, "DKK", told_by=datetime(2026, 9, 1, tzinfo=UTC)).given == {}
    assert rates.rates_of(brand, "SEK").given == {}


def test_the_terms_of_a_cost_are_kept_and_words_nobody_knows_are_told(bikes: tuple[Actor, Brand], tables: Tables):
    (receipt,) = tables(
        costs="date,amount,currency,vat,distribution,supplier,creator\n"
        "2026-09-08,100,DKK,ekskl. moms,partner,,sofie\n"
        "2026-09-08,200,DKK,excl,betalt,Panel A/S,\n"
        "2026-09-08,50,DKK,perhaps,sideways,,\n"
    )
    assert "perhaps, sideways" in next(each for each in receipt.warnings if each.code == "unknown_terms").english()
    by_class = {row.key: row.spent for row in read(bikes[1], Dimension.DISTRIBUTION).by.rows}
    assert by_class.keys() == {"partner", "paid", None}
    assert by_class["paid"].reason.code == "vat_unknown"
    suppliers = [row.key for row in read(bikes[1], Dimension.SUPPLIER).by.rows]
    assert "Panel A/S" in suppliers


def test_negative_amounts_and_unknown_currencies_are_dropped_for_a_reason(tables: Tables):
    (receipt,) = tables(costs="date,amount,currency\n2026-09-08,-100,DKK\n2026-09-08,100,QQQ\n2026-09-08,100,DKK\n")
    assert dict(receipt.rows_dropped) == {"negative_amount": 1, "no_currency": 1}


def test_a_period_may_be_named(bikes: tuple[Actor, Brand]):
    _, brand = bikes
    assert named_period(brand, None, None, now=NOW) is None
    assert named_period(brand, date(2026, 9, 1), None, now=NOW) == Period(date(2026, 9, 1), date(2026, 10, 4))
    for first, last, said in (
        (None, date(2026, 9, 1), "Name the first day, too"),
        (date(2026, 9, 2), date(2026, 9, 1), "There are no days"),
    ):
        with pytest.raises(BadInput, match=said):
            named_period(brand, first, last, now=NOW)


def test_without_a_sprint_the_last_28_days_are_asked_for(owner: Person, settings: Any, tmp_path: Path):
    settings.VAEKST_HOME = tmp_path / "home"
    _, brand = shop(owner, slug="quiet", text=STRATEGY.replace("sprint: {start: 2026-09-07}\n", ""))
    assert read(brand).period == Period(date(2026, 9, 7), date(2026, 10, 4))
