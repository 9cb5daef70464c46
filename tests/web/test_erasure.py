"""Erasing in the browser: seen first, typed to be meant, for owners alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.sources.files import table
from tests.store import builders
from tests.web.pages import Page

from vaekst.actions import facts, imports
from vaekst.store import queries
from vaekst.store.models import AuditEvent, Brand, Person, Role

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LONE = "lone@example.org"
HEADER = ("Record ID", "First Name", "Email", "Create Date", "Lifecycle Stage")


@pytest.fixture
def client(shop: Brand, owner: Person, browser: Callable[[Person], Client], settings: Any, tmp_path: Path) -> Client:
    """The owner's browser, in a shop that has imported a lead."""
    settings.VAEKST_HOME = tmp_path / "home"
    (tmp_path / "leads.csv").write_bytes(table(HEADER, ("501", "Lone", LONE, "2026-11-02 09:12", "lead")))
    imports.import_file(builders.actor(owner), shop, tmp_path / "leads.csv", now=NOW)
    return browser(owner)


def send(client: Client, **told: str) -> Any:
    return client.post(reverse("erasure:erase", args=["fjord-cykler"]), told, follow=True)


def leads(brand: Brand) -> int:
    return len(facts.lake(brand).rows("lead").collect())


def test_what_there_is_of_somebody_is_shown_and_nothing_is_erased(client, shop):
    page = Page(send(client, what="person", who=LONE).content)
    assert "This would be erased" in page.text
    assert "leads.csv" in page.text
    assert "Type fjord-cykler to erase it for good" in page.text
    assert (leads(shop), AuditEvent.objects.filter(action="erase.person").count()) == (1, 0)


def test_somebody_is_erased_when_the_short_name_was_typed(client, shop):
    refused = send(client, what="person", who=LONE, typed="yes")
    assert "Type the brand" in Page(refused.content).text
    assert leads(shop) == 1
    done = send(client, what="person", who=LONE, typed="fjord-cykler")
    assert "The person was erased" in Page(done.content).text
    assert leads(shop) == 0
    history = Page(client.get(reverse("history:page", args=["fjord-cykler"])).content).text
    assert "erased a person from facts and files" in history
    assert LONE not in history


def test_nobody_found_is_told(client):
    assert "Nothing is known of them here" in Page(send(client, what="person", who="karl@example.org").content).text


def test_a_member_is_erased_and_what_they_did_is_a_pseudonyms(client, shop, colleague):
    assert colleague.email in Page(send(client, what="member", who=colleague.email).content).text
    done = Page(send(client, what="member", who=colleague.email, typed="fjord-cykler").content).text
    colleague.refresh_from_db()
    assert f"as done by {colleague.name}" in done
    assert queries.role_of(colleague, shop) is None


def test_the_only_owner_is_not_erased(client, owner):
    assert "only owner" in Page(send(client, what="member", who=owner.email).content).text


def test_an_owner_who_erases_themselves_is_signed_out(client, shop, owner):
    builders.member(shop, builders.person("liv"), Role.OWNER)
    done = send(client, what="member", who=owner.email, typed="fjord-cykler")
    assert done.redirect_chain[-1][0] == reverse("accounts:signed_out")
    assert client.get("/brands/").status_code == 302


def test_the_brand_is_erased_when_its_short_name_was_typed(client, shop):
    assert "Rows of the database" in Page(send(client, what="brand").content).text
    assert Brand.objects.filter(pk=shop.pk).exists()
    done = send(client, what="brand", typed="fjord-cykler")
    assert "The brand was erased" in Page(done.content).text
    assert not Brand.objects.filter(pk=shop.pk).exists()
    assert "fjord" not in str(dict(client.session))


def test_only_owners_are_shown_the_way(client, colleague, browser):
    people = reverse("accounts:people", args=["fjord-cykler"])
    way = reverse("erasure:page", args=["fjord-cykler"])
    assert way in client.get(people).content.decode()
    assert way not in browser(colleague).get(people).content.decode()
