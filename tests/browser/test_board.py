"""From a figure to where it comes from, back in time, and a baseline frozen again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.people import METTE, SHOP, Visit
from tests.browser.watch import readable

pytestmark = pytest.mark.browser


def test_from_a_figure_to_its_picture_and_the_file_it_came_from(visit: Visit):
    page = visit(METTE, f"/{SHOP}/board/")
    tile = page.get_by_role("article", name="Average watch time")
    expect(tile.locator(".figure").first).to_have_text(re.compile(r"^\d+\.\d+\ss$"))
    expect(tile.locator(".pill").first).to_have_text(re.compile("on track|at risk|off track"))

    tile.get_by_text("Week by week").first.click()
    expect(tile.locator("svg.picture").first).to_be_visible()

    tile.get_by_text("Where this comes from").first.click()
    origin = tile.locator("details[open]", has_text="Where this comes from").first
    expect(origin).to_contain_text("Files")
    origin.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What became of the rows")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Board", level=1)).to_be_visible()


def test_the_board_of_another_day_is_an_address(visit: Visit):
    page = visit(METTE, f"/{SHOP}/board/")
    newest = page.locator("#cost-per-lead .figure").first.inner_text()
    page.get_by_role("link", name="One week earlier").click()
    expect(page).to_have_url(re.compile(r"as_of=\d{4}-\d\d-\d\d"))
    expect(page.get_by_role("link", name="One week later")).to_be_visible()

    page.get_by_label("Channel shown first").select_option("youtube")
    expect(page.locator("#posting-cadence .tile-channel")).to_contain_text("YouTube")
    expect(page).to_have_url(re.compile("channel=youtube"))
    asked = page.url
    page.reload()
    expect(page).to_have_url(asked)
    expect(page.locator("#posting-cadence .tile-channel")).to_contain_text("YouTube")

    page.get_by_label("As of").fill("2020-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#cost-per-lead .figure").first).to_have_text("No data")
    page.get_by_role("link", name="Today").click()
    expect(page.locator("#cost-per-lead .figure").first).to_have_text(newest)


def test_a_baseline_is_frozen_again_with_a_reason(visit: Visit):
    page = visit(METTE, f"/{SHOP}/board/")
    baseline = page.get_by_role("region", name="Baseline")
    expect(baseline).to_contain_text("Baseline 1,")
    baseline.get_by_text("Freeze it again").click()
    baseline.get_by_role("button", name="Freeze baseline").click()
    expect(baseline.locator("#why:invalid")).to_be_focused()  # a reason is asked for before anything is sent

    baseline.get_by_label("Why").fill("Late figures of August came in.")
    baseline.get_by_role("button", name="Freeze baseline").click()
    expect(page.get_by_role("status")).to_contain_text("Baseline 2 is frozen.")
    expect(page.get_by_role("region", name="Baseline")).to_contain_text("Baseline 2,")
    readable(page)
    page.goto(f"/{SHOP}/history/")
    expect(page.get_by_role("main")).to_contain_text("Late figures of August came in.")
