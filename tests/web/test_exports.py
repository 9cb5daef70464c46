"""Taking figures out in the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.store.models import Brand, Person, Role


def test_every_table_downloads_in_every_format(bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]):
    client = browser(owner)
    page = Page(client.get(reverse("exports:page", args=[bicycle_shop.slug])).content)
    links = [link["href"] for link in page.all("a") if "download" in link]
    assert len(links) == 16
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert answer.content


def test_the_addresses_of_a_feed_are_shown_once_and_work(
    bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client], stranger: Client
):
    client = browser(owner)
    opened = client.post(reverse("exports:open_feed", args=[bicycle_shop.slug]), {"name": "Dashboard"})
    (board, *_others) = [field["value"] for field in Page(opened.content).all("input") if "readonly" in field]
    assert stranger.get(board).status_code == 200
    later = Page(client.get(reverse("exports:page", args=[bicycle_shop.slug])).content)
    assert "token=" not in str(later.elements)
    assert "Dashboard" in later.text
    client.post(reverse("exports:close_feed", args=[bicycle_shop.slug]), {"name": "Dashboard"})
    assert stranger.get(board).status_code == 401


def test_a_viewer_downloads_but_opens_no_feed(
    bicycle_shop: Brand, people: dict[Role, Person], browser: Callable[[Person], Client]
):
    page = Page(browser(people[Role.VIEWER]).get(reverse("exports:page", args=[bicycle_shop.slug])).content)
    assert not [form for form in page.all("form") if "feeds" in (form.get("action") or "")]


def test_an_unknown_format_is_told(bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]):
    answer = browser(owner).get(f"/{bicycle_shop.slug}/export/board.pdf")
    assert answer.status_code == 404
    assert "parquet" in answer.content.decode()


def test_a_feed_makes_links_only_when_that_is_ticked(
    bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]
):
    client, address = browser(owner), reverse("exports:open_feed", args=[bicycle_shop.slug])
    client.post(address, {"name": "Dashboard"})
    client.post(address, {"name": "Planner", "may_link": "on"})
    assert {feed.name: feed.may_link for feed in bicycle_shop.feeds.all()} == {"Dashboard": False, "Planner": True}
    page = Page(client.get(reverse("exports:page", args=[bicycle_shop.slug])).content)
    assert "Planner may also make links" in page.text
    assert "Dashboard may" not in page.text
