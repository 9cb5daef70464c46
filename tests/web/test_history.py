"""The record of who changed what."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.store.models import AuditEvent, Brand, Person
from vaekst.web.history import events


def test_every_change_stands_with_who_and_when(bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]):
    owner.locale = "en"
    owner.save()
    text = Page(browser(owner).get(reverse("history:page", args=[bicycle_shop.slug])).content).text
    assert "froze a baseline" in text
    assert "imported a file" in text
    assert "Freja" in text
    assert "5 Oct 2026, 11:00" in text  # in Copenhagen, where the brand's team lives


def test_every_deed_the_actions_record_has_its_words(
    bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]
):
    client = browser(owner)
    role = {"email": "lone@example.org", "role": "viewer"}
    client.post(reverse("accounts:invite", args=[bicycle_shop.slug]), role)
    client.post(reverse("accounts:role", args=[bicycle_shop.slug]), role | {"role": "editor"})
    client.post(reverse("accounts:remove", args=[bicycle_shop.slug]), role)
    recorded = set(AuditEvent.objects.filter(brand=bicycle_shop).values_list("action", flat=True))
    assert len(recorded) >= 5
    assert not [action for action in recorded if events.event(AuditEvent(action=action)).icon == "info"]
