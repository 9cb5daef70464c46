"""The whole week with scripts turned off: import, baseline, tags, board, decision."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.actions import bicycles
from tests.browser.people import OLAV, WORKBENCH, Visit
from tests.browser.running import Site

pytestmark = pytest.mark.browser

WINNER = [34, 38, 31, 36, 40, 35, 37, 33, 36, 39, 34, 35, 38]
"""Saves of each post; a post of the baseline has about 20."""


@pytest.fixture
def exports(site: Site, tmp_path: Path) -> list[Path]:
    """What was downloaded before the sprint, and four weeks into it. The brand's strategy is the bicycle shop's."""
    document = tmp_path / "workbench.yaml"
    document.write_text(bicycles.STRATEGY.replace("locale: da", "locale: en"), encoding="utf-8")
    site.run("strategy", "apply", str(document), "--brand", WORKBENCH, "--why", "We begin.")
    tips = bicycles.sprint_posts("workshop", [9, 11, 8, 10, 7], at=12)
    stray = bicycles.post(date(2026, 9, 22), saves=20, text="Rain", at=15)
    sprint = [*bicycles.baseline_posts(), *bicycles.sprint_posts("ridealong", WINNER), *tips, stray]
    return [
        bicycles.export(tmp_path, bicycles.baseline_posts(), until=date(2026, 9, 6)),
        bicycles.export(tmp_path, sprint, until=date(2026, 10, 4)),
    ]


def test_the_whole_week_without_scripts(exports: list[Path], visit: Visit):
    page = visit(OLAV, f"/{WORKBENCH}/imports/", javascript=False)
    page.set_input_files("#files", exports)
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("article").locator(".pill")).to_have_text(["imported", "imported"])

    _tag(page)
    _look_at_the_board(page)
    _decide(page)


def _tag(page: Page) -> None:
    page.get_by_role("link", name="Posts", exact=True).click()
    page.get_by_label("Concept", exact=True).first.select_option("none")
    page.locator("form[role=search] button").click()
    expect(page).to_have_url(re.compile("concept=none"))
    row = page.get_by_role("row").filter(has_text="Rain")
    row.get_by_role("checkbox").check()
    bar = page.get_by_role("group", name="With the selected posts")
    bar.get_by_label("Concept").select_option("ride-along")
    bar.get_by_role("button", name="Assign").click()
    expect(page.get_by_role("status")).to_contain_text("1 post now belongs to: Ride-along.")
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row).to_have_count(1)


def _look_at_the_board(page: Page) -> None:
    page.get_by_role("link", name="Board", exact=True).click()
    page.get_by_label("As of").fill("2026-10-05")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("as_of=2026-10-05"))
    tile = page.get_by_role("article", name="Posting cadence")
    expect(tile.locator(".figure").first).not_to_have_text("No data")
    tile.get_by_text("Week by week").first.click()
    tile.locator(".chart a").first.click()
    expect(page.locator("svg.picture:visible")).to_have_count(1)
    page.get_by_role("link", name="Back").click()
    expect(page).to_have_url(re.compile("as_of=2026-10-05"))


def _decide(page: Page) -> None:
    page.goto(f"/{WORKBENCH}/review/?week=2026-W40")
    card = page.get_by_role("article", name="Ride-along")
    card.get_by_text(re.compile("^Decide( otherwise)?$")).click()
    card.locator('input[type="radio"][value="stop"]').check()
    card.get_by_role("button", name="Record decision").click()
    expect(card.get_by_role("alert")).to_contain_text("say why")
    card.get_by_label("Reason").fill("The camera broke.")
    card.get_by_role("button", name="Record decision").click()
    expect(card.locator(".ruling")).to_contain_text("The camera broke.")
    expect(page).to_have_url(re.compile("week=2026-W40"))
