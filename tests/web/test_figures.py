"""Where a figure comes from, in two clicks from the board; the definitions; the original files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.core.board.brand import facts as made
from tests.core.board.brand import strategy
from tests.core.metrics.made_facts import channel_day
from tests.store import builders
from tests.web.pages import Page

from vaekst.actions import facts
from vaekst.core.board import read_board
from vaekst.store.models import Brand, ImportRecord, Person, Role
from vaekst.web.board.chart import chart

Browser = Callable[[Person], Client]


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    owner.locale = "en"
    owner.save()
    return browser(owner)


def lineage(client: Client, brand: Brand, kpi: str = "posting_cadence", **asked: str) -> Page:
    answer = client.get(reverse("figures:page", args=[brand.slug, kpi]), asked)
    assert answer.status_code == 200
    return Page(answer.content)


def test_every_figure_of_the_board_leads_to_its_lineage(client: Client, bicycle_shop: Brand):
    board = Page(client.get(reverse("board:page", args=[bicycle_shop.slug]), {"as_of": "2026-09-21"}).content)
    found = [has["href"] or "" for has in board.all("a") if "/figures/" in (has.get("href") or "")]
    assert len(found) >= 8
    assert all("as_of=2026-09-21" in address for address in found)
    for address in found:
        assert client.get(address).status_code == 200, address


def test_a_lineage_names_the_formula_the_files_and_the_rows(client: Client, bicycle_shop: Brand):
    page = lineage(client, bicycle_shop, channel="instagram")
    newest = bicycle_shop.imports.order_by("-recorded_at")[0]
    assert "Posts published in the last complete week." in page.text
    assert newest.file in page.text
    assert page.all("a", href=reverse("imports:receipt", args=[bicycle_shop.slug, newest.import_id]))
    assert page.all("a", href=reverse("figures:original", args=[bicycle_shop.slug, newest.import_id]))
    assert len(page.all("tr")) > 4


def test_many_rows_come_page_by_page_and_keep_the_question(
    client: Client, bicycle_shop: Brand, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("vaekst.web.figures.views.LISTED", 2)
    page = lineage(client, bicycle_shop, channel="instagram")
    (later,) = (has["href"] or "" for has in page.all("a", rel="next"))
    assert later == "?channel=instagram&page=2"
    assert "Page 2 of" in lineage(client, bicycle_shop, channel="instagram", page="2").text


def test_a_figure_without_data_says_what_would_supply_it(client: Client, bicycle_shop: Brand):
    page = lineage(client, bicycle_shop, "cost_per_lead")
    assert "No data" in page.text
    assert "No file states what leads cost." in page.text
    assert "No file supplies this figure yet." in page.text


def test_what_its_files_are_warned_of_stands_at_the_figure(client: Client, bicycle_shop: Brand):
    for record in bicycle_shop.imports.all():
        ImportRecord.objects.filter(pk=record.pk).update(receipt=record.receipt | {"is_truncated": True})
    cut = lineage(client, bicycle_shop, channel="instagram")
    assert "at least" in cut.text
    assert "was cut off by the platform" in cut.text


def test_what_nobody_knows_is_answered_with_the_nearest(client: Client, bicycle_shop: Brand):
    for address, asked in (("posting_cadense", {}), ("posting_cadence", {"channel": "instagran"})):
        answer = client.get(reverse("figures:page", args=[bicycle_shop.slug, address]), asked)
        assert answer.status_code == 404
    future = client.get(reverse("figures:page", args=[bicycle_shop.slug, "ctr"]), {"as_of": "2030-01-01"})
    assert future.status_code == 400


def test_the_original_comes_as_it_was_imported(client: Client, bicycle_shop: Brand):
    record = bicycle_shop.imports.all()[0]
    answer = client.get(reverse("figures:original", args=[bicycle_shop.slug, record.import_id]))
    assert b"".join(answer.streaming_content) == facts.archive(bicycle_shop).path(record.sha256).read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{record.file}"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert client.get(reverse("figures:original", args=[bicycle_shop.slug, "none-such"])).status_code == 404


def test_an_original_of_another_brand_is_not_there(client: Client, bicycle_shop: Brand, owner: Person):
    other = builders.brand("other-shop", owner=owner)
    record = bicycle_shop.imports.all()[0]
    assert client.get(reverse("figures:original", args=[other.slug, record.import_id])).status_code == 404


def test_a_viewer_sees_the_lineage_without_the_originals(
    bicycle_shop: Brand, people: dict[Role, Person], browser: Browser
):
    page = lineage(browser(people[Role.VIEWER]), bicycle_shop, channel="instagram")
    assert not [has for has in page.all("a") if "/originals/" in (has.get("href") or "")]


def test_the_definitions_show_each_version_with_its_days_and_how_it_is_known(client: Client, bicycle_shop: Brand):
    url = reverse("figures:definitions", args=[bicycle_shop.slug])
    page = Page(client.get(url, {"platform": "youtube"}).content)
    assert page.all("tr", id="youtube.views_start.3")
    assert "since 24 Aug 2026" in page.text
    assert "documented by the platform" in page.text
    assert not page.all("tr", id="tiktok.saves.1")
    assert Page(client.get(url).content).all("tr", id="any.likes.0")
    assert client.get(url, {"platform": "myspace"}).status_code == 404


def test_pages_are_danish_for_danes(client: Client, bicycle_shop: Brand, owner: Person):
    owner.locale = "da"
    owner.save()
    assert "Sådan er det regnet ud" in lineage(client, bicycle_shop, channel="instagram").text


def test_a_broken_trend_is_drawn_broken_and_says_why():
    days = [
        channel_day(
            date(2026, 6, 1) + timedelta(days=n), channel="youtube", platform="youtube", clicks_out=8, views_start=900
        )
        for n in range(120)
    ]
    plan = strategy(channels="youtube: {platform: youtube}")
    board = read_board(plan, made(channel_days=days), None, as_of=datetime(2026, 9, 28, 8, tzinfo=UTC))
    (row,) = (row for row in board.rows if row.kpi.id == "ctr")
    with translation.override("en"):
        picture = chart(plan, row)
    assert "redefined" in picture.wide
    assert picture.notes[0].startswith("YouTube redefined Views on 24 Aug 2026.")
    assert [cells[0] for cells in picture.rows if "YouTube redefined" in cells[2]] == ["24 Aug 2026"]


def test_a_receipt_offers_the_original_and_another_zone_to_those_who_may_import(
    client: Client, bicycle_shop: Brand, people: dict[Role, Person], browser: Browser
):
    record = bicycle_shop.imports.order_by("-recorded_at")[0]
    url = reverse("imports:receipt", args=[bicycle_shop.slug, record.import_id])
    again = reverse("imports:again", args=[bicycle_shop.slug, record.import_id])
    assert Page(client.get(url).content).all("form", action=again)
    assert not Page(browser(people[Role.VIEWER]).get(url).content).all("form", action=again)
    answer = client.post(again, {"timezone": "Europe/Copenhagen"}, follow=True)
    assert "The file was read again in Europe/Copenhagen." in Page(answer.content).text
    assert "It takes the place of the reading of" in Page(answer.content).text
    refused = client.post(again, {"timezone": "Copenhagen"}, follow=True)
    assert "is not a time zone" in Page(refused.content).text


def test_a_review_and_a_baseline_say_what_their_files_are_warned_of(client: Client, bicycle_shop: Brand):
    review = reverse("review:page", args=[bicycle_shop.slug])
    assert "What to mind" not in Page(client.get(review).content).text
    for record in bicycle_shop.imports.all():
        ImportRecord.objects.filter(pk=record.pk).update(receipt=record.receipt | {"is_truncated": True})
    page = Page(client.get(review).content)
    assert "What to mind" in page.text
    assert "was cut off by the platform" in page.text
