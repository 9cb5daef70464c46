"""The review: what is proposed, what is decided, and that nothing is rewritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.store import builders
from tests.web.pages import Page

from vaekst.store.models import Brand, Person, Role

Browser = Callable[[Person], Client]
WINNER = {"channel": "instagram", "concept": "ride-along"}


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    owner.locale = "en"
    owner.save()
    return browser(owner)


@pytest.fixture
def url(bicycle_shop: Brand) -> str:
    return reverse("review:page", args=[bicycle_shop.slug])


@pytest.fixture
def decide(bicycle_shop: Brand) -> str:
    return reverse("review:decide", args=[bicycle_shop.slug]) + "?week=2026-W40"


def test_the_newest_complete_week_comes_first(client: Client, url: str):
    text = Page(client.get(url).content).text
    assert "Review of week 40" in text
    assert "Ride-along" in text
    assert "Workshop" in text


def test_the_week_is_in_the_address(client: Client, url: str):
    page = Page(client.get(url, {"week": "2026-W38"}).content)
    assert "Review of week 38" in page.text
    links = {has.get("data-key"): has.get("href") for has in page.all("a")}
    assert links["["] == "?week=2026-W37"
    assert links["]"] == "?week=2026-W39"
    assert client.get(url, {"week": "soon"}).status_code == 400


def test_estimates_are_drawn_and_said_in_words(client: Client, url: str):
    page = Page(client.get(url).content)
    pictures = [has["aria-label"] or "" for has in page.all("svg", role="img")]
    assert any("90% sure it lies between" in words for words in pictures)


def test_posts_without_a_concept_are_a_row_of_their_own(client: Client, url: str, bicycle_shop: Brand):
    page = Page(client.get(url).content)
    assert "1 post belongs to no concept" in page.text
    posts = reverse("posts:page", args=[bicycle_shop.slug])
    assert page.all("a", href=f"{posts}?channel=instagram&concept=none")


def test_a_proposal_is_confirmed_with_one_button(client: Client, url: str, decide: str, bicycle_shop: Brand):
    page = Page(client.get(url).content)
    proposed = page.all("input", type="hidden", name="verdict")[0]["value"]
    answer = client.post(decide, WINNER | {"verdict": proposed})
    assert answer.status_code == 302
    assert answer.url == f"{url}?week=2026-W40#instagram-ride-along"
    decision = bicycle_shop.decisions.get()
    assert (decision.week, decision.verdict, decision.proposal) == ("2026-W40", proposed, proposed)
    assert "Freja" in Page(client.get(url).content).text


def test_deciding_otherwise_needs_a_reason_and_keeps_what_was_written(client: Client, decide: str, bicycle_shop: Brand):
    refused = client.post(decide, WINNER | {"verdict": "stop", "reason": "  "})
    assert refused.status_code == 422
    page = Page(refused.content)
    assert "say why" in page.text
    assert page.all("textarea", aria_invalid="true")
    assert not bicycle_shop.decisions.exists()


def test_a_change_of_mind_supersedes_and_both_stay(client: Client, url: str, decide: str, bicycle_shop: Brand):
    client.post(decide, WINNER | {"verdict": "stop", "reason": "We are out of bikes."})
    first = bicycle_shop.decisions.get()
    client.post(decide, WINNER | {"verdict": "iterate", "reason": "They came.", "seen": first.pk})
    text = Page(client.get(url).content).text
    assert "They came." in text
    assert "We are out of bikes." in text
    assert bicycle_shop.decisions.count() == 2


def test_two_people_never_overwrite_each_other(client: Client, decide: str, bicycle_shop: Brand):
    client.post(decide, WINNER | {"verdict": "stop", "reason": "First."})
    first = bicycle_shop.decisions.get()
    client.post(decide, WINNER | {"verdict": "iterate", "reason": "Second.", "seen": first.pk})
    late = client.post(decide, WINNER | {"verdict": "stop", "reason": "Late.", "seen": first.pk})
    assert late.status_code == 409
    assert "meanwhile" in Page(late.content).text
    assert bicycle_shop.decisions.count() == 2


def test_an_unknown_verdict_or_concept_becomes_a_message(client: Client, decide: str, bicycle_shop: Brand):
    for wrong in ({"verdict": "maybe"}, {"verdict": "stop", "concept": "nobody", "reason": "x"}):
        answer = client.post(decide, WINNER | wrong, follow=True)
        assert answer.status_code == 200
        assert Page(answer.content).all("div", class_="notice", data_tone="bad")
    assert not bicycle_shop.decisions.exists()


def test_a_viewer_reads_and_decides_nothing(
    bicycle_shop: Brand, people: dict[Role, Person], browser: Browser, url: str, decide: str
):
    client = browser(people[Role.VIEWER])
    page = Page(client.get(url).content)
    assert not page.all("input", name="verdict")
    assert client.post(decide, WINNER | {"verdict": "stop", "reason": "x"}).status_code == 403


def test_a_channel_has_one_picture_of_all_its_concepts(client: Client, bicycle_shop: Brand):
    page = Page(client.get(reverse("review:picture", args=[bicycle_shop.slug, "instagram"]) + "?week=2026-W40").content)
    assert page.all("svg", class_="picture")
    assert "Ride-along" in page.text


def test_a_brand_without_concepts_is_told_the_next_step(owner: Person, browser: Browser):
    brand = builders.brand("newcomer", owner=owner)
    page = Page(browser(owner).get(reverse("review:page", args=[brand.slug])).content)
    assert page.all("a", href=reverse("strategy:page", args=[brand.slug]), class_="button")


def test_a_decision_leads_back_to_the_review_it_was_taken_on(client: Client, url: str, decide: str):
    client.post(decide, WINNER | {"verdict": "stop", "reason": "We are out of bikes."})
    page = Page(client.get(url).content)
    (replay,) = {str(has["href"]) for has in page.all("a") if "as_of=" in str(has.get("href"))}
    assert "This is a replay" in Page(client.get(replay).content).text


def test_to_wait_is_an_outcome_that_leaves_the_concept_undecided(
    client: Client, url: str, decide: str, bicycle_shop: Brand
):
    client.post(decide, WINNER | {"verdict": "wait", "reason": "The weather was odd."})
    text = Page(client.get(url).content).text
    assert "The weather was odd." in text
    assert "0 of 2 concepts decided" in text
    assert bicycle_shop.decisions.get().verdict == "wait"


def test_a_decision_shows_the_new_brief_it_asks_for(client: Client, url: str, decide: str):
    client.post(decide, WINNER | {"verdict": "stop", "reason": "We are out of bikes."})
    assert "New brief (angle): Content Lead, by 12 Oct 2026" in Page(client.get(url).content).text


def test_a_reason_calls_the_channel_what_people_call_it(owner: Person, browser: Browser):
    text = "vaekst: 1\nbrand: {name: Empty}\nchannels: {ln: {platform: linkedin, name: Our page}}\nconcepts: {tour: {name: Tour}}\n"
    builders.brand("empty", owner=owner, text=text)
    page = Page(browser(owner).get(reverse("review:page", args=["empty"])).content).text
    assert "The baseline of Our page holds no post" in page
    assert "of ln " not in page
