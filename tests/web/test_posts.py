"""The posts: filters in the address, concepts given to many at once, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.store import queries
from vaekst.store.models import Brand, Person, Role

Browser = Callable[[Person], Client]


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    owner.locale = "en"
    owner.save()
    return browser(owner)


@pytest.fixture
def url(bicycle_shop: Brand) -> str:
    return reverse("posts:page", args=[bicycle_shop.slug])


def keys(page: Page) -> list[str]:
    return [str(has["value"]) for has in page.all("input", name="post")]


def test_all_posts_are_there_with_their_concepts(client: Client, url: str):
    page = Page(client.get(url).content)
    assert len(keys(page)) == 31
    assert "1 to 31 of 31 posts" in page.text


def test_filters_are_in_the_address(client: Client, url: str):
    assert len(keys(Page(client.get(url, {"concept": "workshop"}).content))) == 5
    assert len(keys(Page(client.get(url, {"q": "rain"}).content))) == 1
    assert len(keys(Page(client.get(url, {"concept": "none", "week": "2026-W37"}).content))) == 1
    assert "No post fits these filters" in Page(client.get(url, {"channel": "nowhere"}).content).text


def test_a_page_too_far_shows_the_last_and_a_page_that_is_none_is_explained(client: Client, url: str):
    assert len(keys(Page(client.get(url, {"page": "9"}).content))) == 31
    assert client.get(url, {"page": "last"}).status_code == 400


def test_many_posts_are_given_a_concept_and_taken_back(client: Client, url: str, bicycle_shop: Brand):
    untagged = keys(Page(client.get(url, {"concept": "none"}).content))[:3]
    assign = reverse("posts:assign", args=[bicycle_shop.slug]) + "?concept=none"
    answer = client.post(assign, {"post": untagged, "concept": "workshop"}, follow=True)
    page = Page(answer.content)
    assert answer.redirect_chain[0][0] == f"{url}?concept=none"
    assert "3 posts now belong to: Workshop." in page.text
    assert set(queries.tags(bicycle_shop)) == set(untagged)

    batch = page.all("input", name="batch")[0]["value"]
    undone = client.post(reverse("posts:undo", args=[bicycle_shop.slug]), {"batch": batch}, follow=True)
    assert "3 posts are as they were before." in Page(undone.content).text
    assert not queries.tags(bicycle_shop)


def test_a_post_may_be_given_to_no_concept_whatever_the_rules_say(client: Client, url: str, bicycle_shop: Brand):
    tagged = keys(Page(client.get(url, {"concept": "workshop"}).content))[:1]
    client.post(reverse("posts:assign", args=[bicycle_shop.slug]), {"post": tagged, "concept": ""})
    assert queries.tags(bicycle_shop) == {tagged[0]: None}
    assert len(keys(Page(client.get(url, {"concept": "workshop"}).content))) == 4


def test_choosing_nothing_or_taking_nothing_back_becomes_a_message(client: Client, bicycle_shop: Brand):
    for name, sent in (("posts:assign", {"concept": "workshop"}), ("posts:undo", {"batch": "x"})):
        answer = client.post(reverse(name, args=[bicycle_shop.slug]), sent, follow=True)
        assert Page(answer.content).all("div", class_="notice", data_tone="bad"), name


def test_links_lead_out_without_telling_where_from(client: Client, url: str):
    links = [has for has in Page(client.get(url).content).all("a") if has.get("target") == "_blank"]
    assert links
    assert all("noopener" in str(has["rel"]) and str(has["href"]).startswith("https://") for has in links)


def test_a_viewer_sees_posts_without_boxes_to_tick(
    people: dict[Role, Person], browser: Browser, url: str, bicycle_shop: Brand
):
    page = Page(browser(people[Role.VIEWER]).get(url).content)
    assert not keys(page)
    assert "Out #ridealong" in page.text


def test_a_post_shows_every_reading_with_its_file_line_and_what_is_counted(
    bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]
):
    owner.locale = "en"
    owner.save()
    client = browser(owner)
    listed = Page(client.get(reverse("posts:page", args=[bicycle_shop.slug])).content)
    link, *_others = [a["href"] for a in listed.all("a") if "/posts/post/" in (a.get("href") or "")]
    page = Page(client.get(link).content)
    assert "Every reading, the newest first" in page.text
    assert "people who played or saw it at least once" in page.text
    assert [a for a in page.all("a") if "/imports/" in (a.get("href") or "")]
    gone = client.get(reverse("posts:one", args=[bicycle_shop.slug, "instagram:none"]))
    assert gone.status_code == 404
