"""The comparison of models on its screen, and the loss of reach on both screens that show it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions import bicycles
from tests.sources.files import table
from tests.store import builders
from tests.web.conftest import MONDAY
from tests.web.pages import Page

from vaekst.actions import attribution, counting
from vaekst.store.models import Brand, Person

Browser = Callable[[Person], Client]


@pytest.fixture
def visited_shop(bicycle_shop: Brand, owner: Person, tmp_path: Path) -> Brand:
    """Ten visitors, each by Instagram and then directly; half of them became leads, as did one nobody saw come."""
    owner.locale = "en"
    owner.save()
    days = range(8, 18)
    touches = [
        row
        for day in days
        for row in (
            (f"v{day}", f"2026-09-{day:02}T09:00:00Z", "instagram", "social"),
            (f"v{day}", f"2026-09-{day:02}T10:00:00Z", "", ""),
        )
    ]
    leads = [(f"v{day}", f"2026-09-{day:02}T11:00:00Z", "lead", str(day)) for day in days if day % 2]
    files = {
        "touches": table(("user_id", "at", "utm_source", "utm_medium"), *touches),
        "leads": table(("user_id", "at", "kind", "lead_id"), *leads, ("", "2026-09-09T11:00:00Z", "lead", "99")),
    }
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_bytes(content)
        bicycles.take_in(builders.actor(owner), bicycle_shop, tmp_path / f"{name}.csv", now=MONDAY)
    return bicycle_shop


def read(browser: Browser, who: Person, name: str, brand: Brand, query: str = "") -> Page:
    return Page(browser(who).get(reverse(name, args=[brand.slug]) + query).content)


def test_models_stand_side_by_side_with_what_none_can_credit(visited_shop: Brand, owner: Person, browser: Browser):
    page = read(browser, owner, "attribution:page", visited_shop, "?from=2026-09-01&to=2026-09-20")
    assert "83% of 6 leads have a tagged touch" in page.text
    for words in ("Last non-direct", "Shapley", "Markov removal", "unattributed", "direct visits", "Contract"):
        assert words in page.text
    assert "The models differ most about" in page.text


def test_what_was_kept_is_told_with_the_contract(
    visited_shop: Brand, owner: Person, browser: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(counting, "KEPT_FROM", 1)
    page = read(browser, owner, "attribution:page", visited_shop)
    assert "nothing: all was counted for this answer" in page.text
    monkeypatch.setattr(attribution, "_COUNTED", attribution.Memory(size=1))  # another process
    page = read(browser, owner, "attribution:page", visited_shop)
    assert "all up to" in page.text


def test_leads_that_no_conversion_tells_of_are_credited_and_said(
    visited_shop: Brand, owner: Person, browser: Browser, tmp_path: Path
):
    leads = [("L-1", "2026-09-12", "ann@example.com", "tiktok"), ("L-2", "2026-09-12", "bo@example.com", "")]
    path = tmp_path / "crm.csv"
    path.write_bytes(table(("lead_id", "date", "email", "utm_source"), *leads, ("9", "2026-09-09", "", "")))
    bicycles.take_in(builders.actor(owner), visited_shop, path, now=MONDAY)
    page = read(browser, owner, "attribution:page", visited_shop, "?from=2026-09-01&to=2026-09-20")
    assert "75% of 8 leads have a tagged touch" in page.text
    assert "Leads known from the customer system alone, without a conversion: 2" in page.text
    assert "only touch is the origin noted in the customer system: 1" in page.text
    assert "Of leads without a touch (2) nothing is known" in page.text


def test_another_dimension_and_days_are_in_the_address(visited_shop: Brand, owner: Person, browser: Browser):
    page = read(browser, owner, "attribution:page", visited_shop, "?by=utm_medium&from=2026-09-01&to=2026-09-20")
    assert "social" in page.text
    assert "no tag" in page.text


def test_the_loss_of_reach_is_an_interval_with_both_assumptions(visited_shop: Brand, owner: Person, browser: Browser):
    for screen in ("attribution:page", "risk:page"):
        page = read(browser, owner, screen, visited_shop)
        assert "of the reach were lost" in page.text
        assert "is replaceable" in page.text
        assert "is necessary" in page.text


def test_without_visits_the_screen_says_what_to_import(bicycle_shop: Brand, owner: Person, browser: Browser):
    owner.locale = "en"
    owner.save()
    page = read(browser, owner, "attribution:page", bicycle_shop)
    assert "Who gets credit will stand here" in page.text
    assert "of the reach were lost" not in read(browser, owner, "risk:page", bicycle_shop).text


def test_money_leads_to_it(visited_shop: Brand, owner: Person, browser: Browser):
    response = browser(owner).get(reverse("money:page", args=[visited_shop.slug]))
    assert reverse("attribution:page", args=[visited_shop.slug]).encode() in response.content
