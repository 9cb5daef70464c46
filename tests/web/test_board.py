"""The board: eight tiles as of a day, where figures come from, and the baseline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.store import builders
from tests.web.pages import Page

from vaekst.actions import decisions
from vaekst.core.period import Week
from vaekst.store.models import Brand, Person, Role

Browser = Callable[[Person], Client]


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    owner.locale = "en"
    owner.save()
    return browser(owner)


@pytest.fixture
def url(bicycle_shop: Brand) -> str:
    return reverse("board:page", args=[bicycle_shop.slug])


def test_the_board_shows_all_eight_kpis(client: Client, url: str):
    page = Page(client.get(url).content)
    assert len(page.all("article")) == 8
    assert "Posting cadence" in page.text
    assert "Repurpose rate" in page.text


def test_a_kpi_without_data_says_why_and_what_would_supply_it(client: Client, url: str):
    assert "Import a production table with the columns date, asset and minutes." in Page(client.get(url).content).text


def test_a_figure_says_where_it_comes_from(client: Client, url: str, bicycle_shop: Brand):
    page = Page(client.get(url).content)
    receipts = {
        reverse("imports:receipt", args=[bicycle_shop.slug, one.import_id]) for one in bicycle_shop.imports.all()
    }
    assert receipts & {has.get("href") for has in page.all("a")}
    assert "Posts published in the last complete week." in page.text
    assert "Newest data" in page.text


def test_the_day_is_in_the_address(client: Client, url: str):
    page = Page(client.get(url, {"as_of": "2026-09-21"}).content)
    assert "As of 21 Sept 2026" in page.text
    links = {has.get("data-key"): has.get("href") for has in page.all("a")}
    assert links["["] == "?as_of=2026-09-14"
    assert links["]"] == "?as_of=2026-09-28"
    assert links["t"] == "?"


def test_days_to_come_and_days_that_are_none_are_explained(client: Client, url: str):
    future = client.get(url, {"as_of": "2030-01-01"})
    assert future.status_code == 400
    assert "still to come" in Page(future.content).text
    assert client.get(url, {"as_of": "yesterday"}).status_code == 400


def test_htmx_gets_the_part_and_a_reload_gets_the_page(client: Client, url: str):
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Posting cadence" in part
    restored = client.get(url, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()
    assert "HX-Request" in restored.headers["Vary"]


def test_a_kpi_has_a_picture_with_its_table(client: Client, bicycle_shop: Brand):
    page = Page(client.get(reverse("board:chart", args=[bicycle_shop.slug, "posting_cadence"])).content)
    assert page.all("svg", class_="picture")
    assert len(page.all("tr")) > 10


def test_an_unknown_kpi_is_not_found_and_the_nearest_is_named(client: Client, bicycle_shop: Brand):
    answer = client.get(reverse("board:chart", args=[bicycle_shop.slug, "posting_cadense"]))
    assert answer.status_code == 404
    assert "posting_cadence" in answer.content.decode()


def test_the_baseline_says_when_it_was_frozen_by_whom_and_over_what(client: Client, url: str):
    text = Page(client.get(url).content).text
    assert "Baseline 1, frozen 5 Oct 2026 by Freja" in text
    assert "12 posts" in text


def test_freezing_again_asks_why_and_keeps_both(client: Client, url: str, bicycle_shop: Brand):
    freeze = reverse("board:freeze", args=[bicycle_shop.slug])
    refused = client.post(freeze, follow=True)
    assert "frozen already" in Page(refused.content).text
    assert bicycle_shop.baselines.count() == 1
    client.post(freeze, {"why": "A file was missing."})
    assert [one.number for one in bicycle_shop.baselines.all()] == [2, 1]
    assert "A file was missing." in Page(client.get(url).content).text


def test_a_viewer_sees_no_form_to_freeze(bicycle_shop: Brand, people: dict[Role, Person], browser: Browser, url: str):
    page = Page(browser(people[Role.VIEWER]).get(url).content)
    assert not page.all("form", action=reverse("board:freeze", args=[bicycle_shop.slug]))


def test_a_new_brand_is_told_the_one_next_step(owner: Person, browser: Browser):
    brand = builders.brand("newcomer", owner=owner)
    page = Page(browser(owner).get(reverse("board:page", args=[brand.slug])).content)
    assert not page.all("article")
    assert page.all("a", href=reverse("imports:page", args=[brand.slug]), class_="button")


def test_a_danish_brand_is_shown_in_danish_unless_the_person_chose(
    bicycle_shop: Brand, owner: Person, browser: Browser, url: str
):
    bicycle_shop.locale = "da"
    bicycle_shop.save()
    assert Page(browser(owner).get(url).content).all("html")[0]["lang"] == "da"
    owner.locale = "en"
    owner.save()
    assert Page(browser(owner).get(url).content).all("html")[0]["lang"] == "en"


def test_a_written_board_is_shared_by_readers_of_one_language_and_renewed_by_every_deed(
    bicycle_shop: Brand,
    owner: Person,
    people: dict[Role, Person],
    browser: Callable[[Person], Client],
    monday: datetime,
):
    address = reverse("board:page", args=[bicycle_shop.slug])
    viewer = people[Role.VIEWER]
    for person, language, words in ((owner, "en", "waits for its stand-up"), (viewer, "da", "venter på")):
        person.locale = language
        person.save()
        page = Page(browser(person).get(address).content)
        assert words in page.text
        assert bool(page.all("form", action=reverse("board:freeze", args=[bicycle_shop.slug]))) == (person == owner)
    week = Week.parse("2026-W40")
    decisions.decide(
        builders.actor(owner), bicycle_shop, week, "instagram", "ride-along", "scale", reason="It holds", now=monday
    )
    assert "has begun" in Page(browser(owner).get(address).content).text
