"""Exchange rates in the browser: given, listed, never changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions import bicycles
from tests.store import builders
from tests.web.conftest import MONDAY
from tests.web.pages import Page

from vaekst.store.models import Brand, ExchangeRate, Person, Role

Browser = Callable[[Person], Client]
GOOD = {"currency": "eur", "per_unit": "7,46", "since": "2026-09-01"}


@pytest.fixture
def english(owner: Person) -> Person:
    owner.locale = "en"
    owner.save()
    return owner


def give(browser: Browser, who: Person, brand: Brand, **other: str) -> Page:
    answer = browser(who).post(reverse("rates:give", args=[brand.slug]), {**GOOD, **other}, follow=True)
    return Page(answer.content)


def test_a_rate_is_given_with_who_and_when(bicycle_shop: Brand, english: Person, browser: Browser):
    page = give(browser, english, bicycle_shop)
    assert "From now on 1 EUR is 7.46 DKK." in page.text
    assert "5 Oct 2026" in page.text
    assert str(english) in page.text
    assert ExchangeRate.objects.get().since.isoformat() == "2026-09-01"


def test_a_rate_of_the_same_day_takes_the_place_of_the_earlier_which_stays(
    bicycle_shop: Brand, english: Person, browser: Browser
):
    give(browser, english, bicycle_shop)
    page = give(browser, english, bicycle_shop, per_unit="7.5")
    assert page.text.count("superseded") == 1
    assert page.text.index("1 EUR is 7.5 DKK") < page.text.index("1 EUR is 7.46 DKK superseded")


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"currency": ""}, "currency", "Name the currency by its three letters"),
        ({"currency": "EURO"}, "currency", "'EURO' is no currency in use"),
        ({"currency": "DKK"}, "currency", "needs no rate"),
        ({"per_unit": ""}, "per_unit", "Write what one EUR is worth in DKK"),
        ({"per_unit": "-7"}, "per_unit", "'-7' is not a rate"),
        ({"per_unit": "1.234,56"}, "per_unit", "'1.234,56' is not a rate"),
        ({"per_unit": "9" * 200}, "per_unit", "is not a rate"),
        ({"since": ""}, "since", "Choose the first day"),
        ({"since": "soon"}, "since", "'soon' is not a day"),
        ({"since": "2027-01-01"}, "since", "Nobody knows the rate"),
    ],
)
def test_what_is_no_rate_comes_back_with_the_fault_at_its_field(
    bicycle_shop: Brand, english: Person, browser: Browser, wrong: dict[str, str], field: str, said: str
):
    page = give(browser, english, bicycle_shop, **wrong)
    assert said in page.text
    (told,) = page.all("input", name=field)
    assert told["aria-invalid"] == "true"
    assert page.all("p", id=f"fault-{field}")
    assert {name: page.all("input", name=name)[0]["value"] for name in GOOD if name not in wrong} == {
        name: value for name, value in GOOD.items() if name not in wrong
    }
    assert not ExchangeRate.objects.exists()


def test_money_leads_to_the_rate_it_misses(bicycle_shop: Brand, english: Person, browser: Browser, tmp_path: Path):
    costs = tmp_path / "costs.csv"
    costs.write_text(
        "date,channel,category,amount,currency\n2026-09-21,instagram,ads,100,USD\n2026-09-08,,ads,10,USD\n"
    )
    bicycles.take_in(builders.actor(english), bicycle_shop, costs, now=MONDAY)
    page = Page(browser(english).get(reverse("money:page", args=[bicycle_shop.slug])).content)
    assert "Give a rate for USD from 8 Sept 2026" in page.text
    (link,) = [each["href"] for each in page.all("a") if "currency=USD" in (each.get("href") or "")]
    form = Page(browser(english).get(link).content)
    assert form.all("input", name="currency", value="USD")
    assert form.all("input", name="since", value="2026-09-08")


def test_the_board_leads_to_the_rate_its_cost_per_lead_misses(
    bicycle_shop: Brand, english: Person, browser: Browser, tmp_path: Path
):
    costs, leads = tmp_path / "costs.csv", tmp_path / "leads.csv"
    costs.write_text("date,channel,category,amount,currency\n2026-09-21,instagram,ads,100,USD\n")
    leads.write_text("lead_id,date,channel\n1,2026-09-22,instagram\n")
    bicycles.take_in(builders.actor(english), bicycle_shop, costs, leads, now=MONDAY)
    page = Page(browser(english).get(reverse("board:page", args=[bicycle_shop.slug])).content)
    assert "Give a rate for USD" in page.text
    assert page.all("a", href=f"/{bicycle_shop.slug}/rates/?currency=USD")


def test_each_cost_per_lead_says_which_it_is_and_leads_to_the_other(
    bicycle_shop: Brand, english: Person, browser: Browser, tmp_path: Path
):
    leads = tmp_path / "leads.csv"
    leads.write_text("lead_id,date,channel\n1,2026-09-22,instagram\n")
    bicycles.take_in(builders.actor(english), bicycle_shop, leads, now=MONDAY)
    board, money = (
        Page(browser(english).get(reverse(name, args=[bicycle_shop.slug])).content)
        for name in ("board:page", "money:page")
    )
    assert "Work counts on the day it was done" in board.text
    assert board.all("a", href=f"/{bicycle_shop.slug}/money/")
    assert "Work is spread over the life of what it made" in money.text
    assert money.all("a", href=f"/{bicycle_shop.slug}/board/#cost-per-lead")
    assert board.all("article", id="cost-per-lead")


def test_a_viewer_reads_rates_and_gives_none(bicycle_shop: Brand, people: dict[Role, Person], browser: Browser):
    page = Page(browser(people[Role.VIEWER]).get(reverse("rates:page", args=[bicycle_shop.slug])).content)
    assert not [form for form in page.all("form") if "rates" in (form.get("action") or "")]
