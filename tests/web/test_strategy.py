"""The strategy: read, edited with all faults at once, applied as a version, compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.bicycles import STRATEGY
from tests.store import builders
from tests.web.pages import Page

from vaekst.store.models import Brand, Person, Role

Browser = Callable[[Person], Client]


@pytest.fixture
def brand(owner: Person) -> Brand:
    owner.locale = "en"
    owner.save()
    return builders.brand("fjord-cykler", owner=owner, text=STRATEGY)


@pytest.fixture
def client(brand: Brand, owner: Person, browser: Browser) -> Client:
    return browser(owner)


@pytest.fixture
def edit(brand: Brand) -> str:
    return reverse("strategy:edit", args=[brand.slug])


def test_the_document_is_shown_in_readable_form(client: Client, brand: Brand):
    text = Page(client.get(reverse("strategy:page", args=[brand.slug])).content).text
    for said in ("Fjord Cykler", "Instagram", "Ride-along", "#ridealong", "Cost per lead", "after 3 posts"):
        assert said in text


def test_the_editor_holds_the_document_in_force(client: Client, edit: str):
    assert "ride-along" in Page(client.get(edit).content).text


def test_checking_says_what_would_change_and_changes_nothing(client: Client, edit: str, brand: Brand):
    sent = {"text": STRATEGY.replace("start: 2026-09-07", "start: 2026-09-14"), "do": "check", "edited_from": "1"}
    page = Page(client.post(edit, sent).content)
    assert "sprint.start" in page.text
    assert brand.strategies.count() == 1


def test_all_faults_are_listed_at_once_each_linked_to_its_line(client: Client, edit: str, brand: Brand):
    broken = STRATEGY.replace("currency: DKK", "currency: KRONER").replace("metric: save_rate", "metric: safe_rate")
    answer = client.post(edit, {"text": broken, "do": "apply", "edited_from": "1"})
    page = Page(answer.content)
    assert answer.status_code == 422
    assert [has["data-line"] for has in page.all("a") if "data-line" in has] == ["2", "5"]
    assert page.all("span", id="L2")
    assert "save_rate" in page.text
    assert "KRONER" in page.text
    assert brand.strategies.count() == 1


def test_applying_makes_a_version_with_its_reason(client: Client, edit: str, brand: Brand):
    sent = {"text": STRATEGY.replace("Workshop", "Atelier"), "do": "apply", "edited_from": "1", "why": "A new name."}
    text = Page(client.post(edit, sent, follow=True).content).text
    assert "Version 2 governs from now on." in text
    assert "Atelier" in text
    versions = Page(client.get(reverse("strategy:versions", args=[brand.slug])).content).text
    assert "A new name." in versions


def test_a_browsers_line_ends_make_no_new_version(client: Client, edit: str, brand: Brand):
    sent = {"text": brand.strategies.get().text.replace("\n", "\r\n"), "do": "apply", "edited_from": "1"}
    assert "nothing was changed" in Page(client.post(edit, sent, follow=True).content).text
    assert brand.strategies.count() == 1


def test_an_overtaken_edit_is_kept_in_the_editor(client: Client, edit: str, brand: Brand):
    client.post(edit, {"text": STRATEGY.replace("Workshop", "Atelier"), "do": "apply", "edited_from": "1"})
    late = client.post(edit, {"text": STRATEGY.replace("Workshop", "Garage"), "do": "apply", "edited_from": "1"})
    assert late.status_code == 409
    page = Page(late.content)
    assert "Garage" in page.text
    assert "after the version 1 you started from" in page.text
    assert brand.strategies.count() == 2


def test_two_versions_are_compared_setting_by_setting(client: Client, edit: str, brand: Brand):
    client.post(edit, {"text": STRATEGY.replace("Workshop", "Atelier"), "do": "apply", "edited_from": "1"})
    difference = reverse("strategy:difference", args=[brand.slug])
    page = Page(client.get(difference, {"from": "1", "to": "2"}).content)
    assert "concepts.workshop.name" in page.text
    assert page.all("del")
    assert page.all("ins")
    assert client.get(difference).status_code == 400
    assert client.get(difference, {"from": "1", "to": "9"}).status_code == 404


def test_a_version_stays_readable_exactly_as_it_was_applied(client: Client, brand: Brand):
    page = Page(client.get(reverse("strategy:version", args=[brand.slug, 1])).content)
    assert page.all("span", id="L1")
    assert "vaekst: 1" in page.text


def test_a_reviewer_reads_and_does_not_edit(brand: Brand, browser: Browser, edit: str):
    someone = builders.person("rita")
    builders.member(brand, someone, Role.REVIEWER)
    client = browser(someone)
    page = Page(client.get(reverse("strategy:page", args=[brand.slug])).content)
    assert not page.all("a", href=edit)
    assert client.get(edit).status_code == 403
