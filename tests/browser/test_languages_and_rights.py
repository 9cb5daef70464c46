"""What a person reads in, and what a role or another brand leaves out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.people import LARS, METTE, NORA, SHOP, VERA, Visit
from tests.browser.running import Site
from tests.browser.watch import readable, readable_at_any_size

pytestmark = pytest.mark.browser

ROOMS = ("board", "review", "posts", "imports", "strategy", "strategy/versions", "people", "history")
NO_ROOM_FOR_A_VIEWER = ("strategy/edit",)
DARK = "rgb(12, 19, 17)"


def test_the_same_board_in_danish_and_english(visit: Visit):
    danish, english = visit(LARS, f"/{SHOP}/board/"), visit(METTE, f"/{SHOP}/board/")
    expect(danish.get_by_role("heading", level=1)).to_have_text("Tavle")
    expect(english.get_by_role("heading", level=1)).to_have_text("Board")
    figures = [page.locator("#watch-time .figure, #average-watch-time .figure").first for page in (danish, english)]
    said = [figure.inner_text() for figure in figures]
    assert said[0] == said[1].replace(".", ",")


def test_language_and_appearance_are_chosen_and_stay(visit: Visit):
    page = visit(LARS, "/preferences/")
    page.get_by_label("English").check()
    page.get_by_label("Mørkt", exact=True).check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Language and appearance")
    expect(page.locator("body")).to_have_css("background-color", DARK)
    readable_at_any_size(page)
    page.get_by_label("Dansk").check()
    page.get_by_label("As the system").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprog og udseende")
    expect(page.locator("body")).not_to_have_css("background-color", DARK)


@pytest.mark.parametrize("room", ROOMS)
def test_a_viewer_sees_every_room_and_can_change_nothing(room: str, visit: Visit):
    page = visit(VERA, f"/{SHOP}/{room}/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator('main form[method="post"]')).to_have_count(0)
    readable(page)


def test_a_viewer_is_told_what_an_editor_may_do(visit: Visit):
    page = visit(VERA, "/keys/")
    for room in NO_ROOM_FOR_A_VIEWER:
        answer = page.goto(f"/{SHOP}/{room}/")
        assert answer is not None
        assert answer.status == 403
        readable_at_any_size(page)


def test_someone_of_another_brand_finds_nothing_here(site: Site, visit: Visit):
    page = visit(NORA, "/brands/")
    for room in (*ROOMS, *NO_ROOM_FOR_A_VIEWER):
        answer = page.goto(f"{site.address}/{SHOP}/{room}/")
        assert answer is not None
        assert answer.status == 404, room
        expect(page.get_by_role("main")).not_to_contain_text(re.compile("Fjord", re.IGNORECASE))
