"""The money screen and the risk cards."""

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

from vaekst.store.models import Brand, Person

Browser = Callable[[Person], Client]


@pytest.fixture
def counted_shop(bicycle_shop: Brand, owner: Person, tmp_path: Path) -> Brand:
    """The shop with leads, costs, and two weeks of its website."""
    owner.locale = "en"
    owner.save()
    leads = [
        f"{n},2026-09-{n:02},instagram,{'ride-along' if n % 2 else 'workshop'},{n % 2},1000,DKK,paid-social"
        for n in range(8, 20)
    ]
    tables = {
        "leads": "\n".join(["lead_id,date,channel,concept,qualified,value,currency,utm_medium", *leads]),
        "visits": "date,channel,visits\n2026-09-08,instagram,400\n2026-09-09,tiktok,100",
        "costs": "date,channel,concept,category,amount,currency\n2026-09-08,instagram,ride-along,ads,1200,DKK\n2026-09-09,,,tools,90,DKK",
        "ads": "Campaign report\n",
    }
    paths = []
    for name in ("leads", "visits", "costs"):
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(tables[name] + "\n")
    bicycles.take_in(builders.actor(owner), bicycle_shop, *paths, now=MONDAY)
    return bicycle_shop


def read(browser: Browser, who: Person, name: str, brand: Brand, query: str = "") -> Page:
    return Page(browser(who).get(reverse(name, args=[brand.slug]) + query).content)


def test_the_answer_stands_first_with_its_interval(counted_shop: Brand, owner: Person, browser: Browser):
    page = read(browser, owner, "money:page", counted_shop)
    assert "A lead costs" in page.text
    assert "DKK 108" in page.text  # 1,290 for 12 leads
    assert "6 of 12 leads that somebody judged" in page.text
    assert "DKK 12,000" in page.text


def test_the_members_of_a_dimension_stand_with_what_names_none(counted_shop: Brand, owner: Person, browser: Browser):
    page = read(browser, owner, "money:page", counted_shop, "?by=concept")
    assert "Ride-along" in page.text
    assert "not told" in page.text
    assert "DKK 90 of DKK 1,290 name no concept" in page.text


def test_the_days_can_be_named_and_stay_in_the_address(counted_shop: Brand, owner: Person, browser: Browser):
    page = read(browser, owner, "money:page", counted_shop, "?from=2026-09-08&to=2026-09-12")
    assert "5 leads" in page.text
    assert page.all("a", href="?by=concept&from=2026-09-08&to=2026-09-12")


@pytest.mark.parametrize(
    ("query", "status"),
    [("?by=weather", 404), ("?from=yesterday", 400), ("?from=2026-09-12&to=2026-09-08", 400)],
)
def test_a_question_nobody_can_answer_is_refused_in_words(
    counted_shop: Brand, owner: Person, browser: Browser, query: str, status: int
):
    answer = browser(owner).get(reverse("money:page", args=[counted_shop.slug]) + query)
    assert answer.status_code == status


def test_only_the_part_is_sent_to_htmx(counted_shop: Brand, owner: Person, browser: Browser):
    answer = browser(owner).get(reverse("money:page", args=[counted_shop.slug]), headers={"HX-Request": "true"})
    assert b"<html" not in answer.content


def test_an_empty_screen_says_what_will_be_there(bicycle_shop: Brand, owner: Person, browser: Browser):
    owner.locale = "en"
    owner.save()
    assert "What a lead costs will stand here" in read(browser, owner, "money:page", bicycle_shop).text
    assert "No table of leads was imported" in read(browser, owner, "risk:page", bicycle_shop).text


def test_the_largest_channel_raises_the_alarm_over_the_limit(counted_shop: Brand, owner: Person, browser: Browser):
    page = read(browser, owner, "risk:page", counted_shop)
    assert "over the limit" in page.text
    assert "Instagram brings 100% of all leads" in page.text
    assert "Instagram brings 80% of all visits to the landing page" in page.text


def test_the_portfolio_stands_with_the_strategys_channels(counted_shop: Brand, owner: Person, browser: Browser):
    page = read(browser, owner, "risk:page", counted_shop)
    assert "The channel portfolio" in page.text
    assert "core" in page.text
    assert "No file tells of visits to the website by day" in page.text


def test_the_files_behind_the_figures_are_named_and_lead_to_their_receipts(
    counted_shop: Brand, owner: Person, browser: Browser
):
    page = read(browser, owner, "money:page", counted_shop)
    assert "14 rows, the newest told" in page.text
    assert "leads.csv" in page.text
    assert "costs.csv" in page.text


GA4 = """\
# ----------------------------------------
# Traffic acquisition: Session source / medium
# Account: Fjord
# Property: GA4 - fjord.example
# ----------------------------------------
#
# All Users
# Start date: 20260908
# End date: 20260910
Date,Session source / medium,Sessions,Key events
20260908,instagram / organic-social,400,3
20260909,instagram / organic-social,380,2
20260910,instagram / organic-social,420,4
20260910,google / organic,99,1
"""


def test_key_events_and_visits_by_channel_stand_beside_the_ledger(
    counted_shop: Brand, owner: Person, browser: Browser, tmp_path: Path
):
    before = read(browser, owner, "money:page", counted_shop)
    assert "How many visits become leads" not in before.text
    (tmp_path / "ga4.csv").write_text(GA4)
    bicycles.take_in(builders.actor(owner), counted_shop, tmp_path / "ga4.csv", now=MONDAY)
    page = read(browser, owner, "money:page", counted_shop)
    assert "key events of any kind" in page.text
    assert "3 of 28 days" in page.text
    assert "How many visits become leads" in page.text
    assert "99 of 1,299 visits came by no channel of yours" in page.text
    assert "3 leads of 1,200 visits: too few to tell" in page.text
