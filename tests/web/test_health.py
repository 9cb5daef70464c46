"""The data health screen."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.store.models import Brand, Person


def test_every_stream_has_a_calendar_of_thirteen_weeks_and_says_in_words_what_it_shows(
    bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]
):
    owner.locale = "en"
    owner.save()
    page = Page(browser(owner).get(reverse("health:page", args=[bicycle_shop.slug])).content)
    calendars = page.all("svg", class_="days")
    assert len(calendars) >= 5
    assert len(page.all("rect")) == 91 * len(calendars)
    assert any("days with figures" in (one["aria-label"] or "") for one in calendars)
    assert "Next step" in page.text
    assert "not supplied" in page.text


def test_the_imports_screen_leads_there(bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]):
    page = Page(browser(owner).get(reverse("imports:page", args=[bicycle_shop.slug])).content)
    assert page.all("a", href=reverse("health:page", args=[bicycle_shop.slug]))
