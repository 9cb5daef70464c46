"""Experiments in the browser: registered with all faults at their fields, read, revised and closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.store import builders
from tests.web.pages import Page

from vaekst.actions import experiments, strategies
from vaekst.core.experiments import Draft
from vaekst.store.models import Brand, ExperimentClosing, ExperimentVersion, Person, Role

Browser = Callable[[Person], Client]
TYPED = {
    "name": "Short hook",
    "hypothesis": "A shorter hook keeps more people.",
    "channel": "instagram",
    "concept": "ride-along",
    "variable": "concept",
    "metric": "save_rate",
    "bar": "2,5 %",
    "min_posts": "6",
    "start": "2026-10-05",
    "end": "2026-11-01",
}
RAN = Draft(**TYPED | {"name": "Rides", "bar": "+10 %", "start": "2026-09-07", "end": "2026-10-20"})


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    owner.locale = "en"
    owner.save()
    return browser(owner)


@pytest.fixture
def rides(bicycle_shop: Brand, owner: Person) -> str:
    """The key of an experiment that was registered before the sprint and has its verdict."""
    evening = datetime(2026, 9, 6, 18, tzinfo=UTC)
    return experiments.register(builders.actor(owner), bicycle_shop, RAN, now=evening).key


def address(name: str, *named: str) -> str:
    return reverse(f"experiments:{name}", args=["fjord-cykler", *named])


def test_without_experiments_the_page_says_what_will_be_here(client: Client):
    page = Page(client.get(address("page")).content)
    assert "No experiment is registered yet" in page.text
    assert page.all("a", href=address("register"))


def test_the_form_begins_with_the_concept_and_what_the_strategy_says(client: Client):
    page = Page(client.get(address("register"), {"channel": "instagram", "concept": "workshop"}).content)
    assert page.all("option", value="workshop", selected=None)
    assert page.all("option", value="save_rate", selected=None)
    assert page.all("input", name="bar", value="+10 %")
    assert page.all("input", name="start", value="2026-10-05")
    assert page.all("input", name="end", value="2026-11-01")


def test_the_review_leads_to_the_form_and_the_list(client: Client):
    page = Page(client.get(reverse("review:page", args=["fjord-cykler"])).content)
    assert page.all("a", href=address("page"))
    assert page.all("a", href=address("register") + "?channel=instagram&concept=ride-along")


def test_a_registered_experiment_is_shown(client: Client):
    answer = client.post(address("register"), TYPED, follow=True)
    assert answer.redirect_chain == [(address("one", "short-hook"), 302)]
    text = Page(answer.content).text
    for words in ("Short hook is registered", "A shorter hook keeps more people.", "more than 2.5%", "not enough data"):
        assert words in text
    assert ExperimentVersion.objects.get().plan["bar"] == "2.5 %"


def test_every_fault_stands_at_its_field_and_what_was_typed_stays(client: Client):
    answer = client.post(address("register"), TYPED | {"bar": "high", "start": "2026-09-01", "hypothesis": " "})
    assert answer.status_code == 422
    page = Page(answer.content)
    faulty = {has["name"]: has["aria-describedby"] for has in page.all("input", aria_invalid="true")}
    assert faulty == {"bar": "hint-bar fault-bar", "start": "hint-start fault-start"}
    assert page.all("textarea", name="hypothesis", aria_invalid="true")
    assert page.all("input", name="bar", value="high")
    assert "Posts published before an experiment is registered do not count" in page.text
    assert "Faults in the registration: 3" in page.text
    assert not ExperimentVersion.objects.exists()


def test_the_list_shows_level_bar_and_verdict(client: Client, rides: str):
    page = Page(client.get(address("page")).content)
    for words in (
        "1 bar cleared",
        "Rides",
        "Save rate: +10% against the baseline",
        "Chance to clear the bar: over 99%",
    ):
        assert words in page.text
    (drawing,) = page.all("svg", role="img")
    assert "Line: the bar" in str(drawing["aria-label"])


def test_an_experiment_shows_its_question_posts_and_versions(client: Client, rides: str):
    page = Page(client.get(address("one", rides)).content)
    for words in ("How it stands", "every post of the concept", "Posts that count", "Chance to beat the baseline"):
        assert words in page.text
    assert len([has for has in page.all("a") if "/posts/post/" in str(has["href"])]) > 6


def test_a_day_in_the_address_shows_it_as_it_was_known(client: Client, rides: str):
    text = Page(client.get(address("one", rides), {"as_of": "2026-09-20"}).content).text
    assert "No post with a figure counts yet" in text


def revision(client: Client, key: str, **typed: str) -> Any:
    return client.post(
        address("revise", key), {**TYPED, "name": "Rides", "bar": "+10 %", "start": "2026-09-07", "number": "1"} | typed
    )


def test_a_revision_shows_what_it_changed_and_why(client: Client, rides: str):
    form = Page(client.get(address("revise", rides)).content)
    assert not form.all("select", name="channel")
    assert revision(client, rides, end="2026-11-20", why="Two weeks of holiday.").status_code == 302
    text = Page(client.get(address("one", rides)).content).text
    assert "Last day: 20 Oct 2026 → 20 Nov 2026" in text
    assert "Two weeks of holiday." in text
    assert "The end was moved" in text


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ({"end": "2026-11-20", "why": ""}, 422, "Say why the experiment is changed"),
        ({"end": "2026-08-01", "why": "x"}, 422, "Choose a day from"),
        ({"end": "2026-11-20", "why": "x", "number": "7"}, 409, "put version 1"),
    ],
)
def test_a_revision_that_cannot_be_comes_back_with_the_reason(client: Client, rides: str, typed, status, told):
    answer = revision(client, rides, **typed)
    assert (answer.status_code, told in Page(answer.content).text) == (status, True)
    assert ExperimentVersion.objects.count() == 1


def test_a_concept_that_left_the_strategy_is_told_above_the_form(
    client: Client, bicycle_shop: Brand, owner: Person, rides: str
):
    text = strategies.show(bicycle_shop).text.replace(
        "  ride-along: {name: Ride-along, match: [{hashtag: ridealong}]}\n", ""
    )
    strategies.apply(builders.actor(owner), bicycle_shop, text)
    refused = Page(revision(client, rides, end="2026-11-20", why="Holiday.").content)
    assert "There is no concept on this channel called 'ride-along'" in refused.text


def test_closing_records_the_verdict_and_takes_the_forms_away(client: Client, rides: str):
    answer = client.post(address("close", rides), {"number": "1", "reason": "Clear enough."}, follow=True)
    page = Page(answer.content)
    assert "Closed as: bar cleared." in page.text
    assert "Closed: bar cleared, by Freja" in page.text
    assert "Shown as it was closed" in page.text
    assert not page.all("a", href=address("revise", rides))
    assert not page.all("form", action=address("close", rides))
    assert "Closed: bar cleared, by Freja" in Page(client.get(address("page")).content).text


def test_stopping_early_wants_a_reason_and_a_second_closing_is_a_conflict(client: Client):
    client.post(address("register"), TYPED)
    refused = client.post(address("close", "short-hook"), {"number": "1"})
    assert refused.status_code == 422
    assert Page(refused.content).all("textarea", name="reason", aria_invalid="true")
    client.post(address("close", "short-hook"), {"number": "1", "reason": "Season over."})
    assert ExperimentClosing.objects.get().outcome == "stopped early"
    assert client.post(address("close", "short-hook"), {"number": "1", "reason": "x"}).status_code == 409


def test_a_viewer_sees_it_without_the_buttons(people: dict[Role, Person], browser: Browser, rides: str):
    client = browser(people[Role.VIEWER])
    for url in (address("page"), address("one", rides)):
        page = Page(client.get(url).content)
        assert not page.all("a", href=address("register"))
        assert not page.all("form", action=address("close", rides))


def test_the_danish_page_writes_danish(bicycle_shop: Brand, owner: Person, browser: Browser, rides: str):
    owner.locale = "da"
    owner.save()
    client = browser(owner)
    assert "tærsklen nået" in Page(client.get(address("page")).content).text
    form = client.get(address("register"), {"channel": "instagram", "concept": "workshop"}).content.decode()
    assert "Hvad der er anderledes" in form


def test_an_unknown_experiment_is_not_found(client: Client, rides: str):
    assert client.get(address("one", "ridez")).status_code == 404
    assert client.get(address("revise", "ridez")).status_code == 404
