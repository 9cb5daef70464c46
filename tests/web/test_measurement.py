"""The measurement plan in the browser and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.actions.measurement import for_machines, read_plan
from vaekst.core.metrics.kpis import KPIS
from vaekst.store.models import Brand, Person


def test_one_page_says_kpi_source_cadence_and_owner(
    bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]
):
    owner.locale = "en"
    owner.save()
    page = Page(browser(owner).get(reverse("measurement:page", args=[bicycle_shop.slug])).content)
    assert len(page.all("tr")) == 1 + len(KPIS)
    for word in (
        "Creative Strategist",
        "every two weeks",
        "Posts: Instagram",
        "up to date",
        "not supplied",
        "add to cart",
    ):
        assert word in page.text, word
    assert {reverse("figures:page", args=[bicycle_shop.slug, kpi]) for kpi in KPIS} <= {
        link.get("href") for link in page.all("a")
    }


def test_machines_read_the_same_plan(bicycle_shop: Brand, monday: datetime):
    told = for_machines(read_plan(bicycle_shop, now=monday))
    assert [each["kpi"] for each in told["kpis"]] == list(KPIS)
    posts = told["kpis"][1]["sources"][0]
    assert (posts["stream"], posts["channel"], posts["state"]) == ("posts", "instagram", "fresh")
    assert posts["files"] == [{"platform": "instagram", "kind": "instagram posts"}]
    assert (told["strategy_version"], told["primary_conversion"]) == (1, "lead")


def test_the_strategy_screen_leads_there(bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]):
    page = Page(browser(owner).get(reverse("strategy:page", args=[bicycle_shop.slug])).content)
    assert page.all("a", href=reverse("measurement:page", args=[bicycle_shop.slug]))
