"""No mouse: everything can be reached, is seen when it is, and the keys do what their list says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.people import METTE, SHOP, Visit, sign_in
from tests.browser.running import Site
from tests.browser.watch import readable

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
  const all = [...document.querySelectorAll("*")];
  return {
    what: at.outerHTML.slice(0, 160),
    place: all.indexOf(at),
    isPage: at === document.body,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    onTop: Boolean(top) && (at.contains(top) || top.contains(at) || [...(at.labels ?? [])].some((one) => one.contains(top))),
  };
}"""


def tab_to(page: Page, wanted: Locator, *, at_most: int = 80) -> None:
    """Presses Tab until the wanted element has the focus."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"{wanted} was not reached in {at_most} steps.")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("place", ["board", "review", "posts", "imports", "strategy/edit"])
def test_focus_walks_in_reading_order_and_is_always_seen(place: str, width: int, visit: Visit):
    page = visit(METTE, f"/{SHOP}/{place}/", width=width)
    before, faults = -1, list[str]()
    for _ in range(30):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["isPage"]:
            break  # past the last stop
        if at["place"] < before:  # a date has a stop for each of its parts
            faults.append(f"out of order: {at['what']}")
        if not at["ringed"]:
            faults.append(f"no ring: {at['what']}")
        if not at["onTop"]:
            faults.append(f"covered: {at['what']}")
        before = at["place"]
    assert not faults, "\n".join(faults)


def test_the_first_stop_skips_to_the_content(visit: Visit):
    page = visit(METTE, f"/{SHOP}/board/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_room_has_a_key_and_the_list_of_keys_has_one(visit: Visit):
    page = visit(METTE, f"/{SHOP}/board/")
    for key, room in (("r", "review"), ("p", "posts"), ("i", "imports"), ("s", "strategy"), ("b", "board")):
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"/{SHOP}/{room}/$"))

    page.keyboard.press("[")
    expect(page).to_have_url(re.compile("as_of="))
    page.keyboard.press("]")
    expect(page.get_by_role("link", name="One week later")).to_be_hidden()
    page.keyboard.press("[")
    expect(page.get_by_role("link", name="Today")).to_be_visible()
    page.keyboard.press("t")
    expect(page.get_by_role("link", name="Today")).to_be_hidden()

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    readable(page)
    page.keyboard.press("r")
    expect(keys).to_be_visible()  # no key works behind the list
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()

    page.keyboard.press("p")
    page.wait_for_url("**/posts/")
    page.keyboard.press("/")
    page.keyboard.type("bri")
    expect(page.get_by_label("Search")).to_have_value("bri")  # letters typed into a field are no keys


def test_keys_can_be_turned_off(site: Site, visit: Visit):
    page = visit(None, "/sign-in/")
    sign_in(page, site.sign_in_link())
    page.goto("/keys/")
    page.locator('main form[method="post"] button').click()
    page.goto(f"/{SHOP}/board/")
    page.keyboard.press("r")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page).to_have_url(re.compile("/board/$"))


def test_a_menu_opens_closes_and_gives_the_focus_back(visit: Visit):
    page = visit(METTE, f"/{SHOP}/board/")
    menu = page.locator("summary", has_text="mette")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    readable(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(menu).to_be_focused()


def test_a_concept_is_decided_without_a_mouse(visit: Visit):
    page = visit(METTE, f"/{SHOP}/review/")
    anchor = page.get_by_role("article").filter(has=page.locator('input[name="verdict"]')).last.get_attribute("id")
    card = page.locator(f"#{anchor}")
    page.goto(f"/{SHOP}/review/#{anchor}")  # as the agenda's link does
    tab_to(page, card.get_by_text("Decide otherwise", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, card.locator('input[type="radio"]').first, at_most=2)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    chosen = card.locator('input[type="radio"]:checked').get_attribute("value")
    tab_to(page, card.get_by_label("Reason"), at_most=2)
    page.keyboard.type("Without a mouse.")
    tab_to(page, card.get_by_role("button", name="Record decision"), at_most=2)
    page.keyboard.press("Enter")
    expect(card.locator(".ruling")).to_contain_text("Without a mouse.")
    expect(card.locator(".ruling .pill")).to_have_text(re.compile(chosen or "", re.IGNORECASE))
