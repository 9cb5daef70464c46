"""The weekly meeting: by keyboard alone, without scripts, and with two people at once. Each journey has a week of its own."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import LARS, METTE, SHOP, VERA, Visit
from tests.browser.test_keyboard import tab_to
from tests.browser.watch import readable, readable_at_any_size

pytestmark = pytest.mark.browser

BY_KEYBOARD, WITHOUT_SCRIPTS, TOGETHER, AT_ONCE = 2, 3, 4, 5
"""How many weeks before the newest."""


def week(page: Page, before: int) -> str:
    """The week so many before the newest, as the agenda lists it."""
    page.goto(f"/{SHOP}/standup/")
    return page.locator("#week option").nth(before).get_attribute("value") or ""


def begin(page: Page, before: int) -> str:
    chosen = week(page, before)
    page.goto(f"/{SHOP}/standup/?week={chosen}")
    page.get_by_role("button", name="Begin").click()
    return chosen


def open_concept(page: Page) -> None:
    """Goes to the first concept nobody has decided on."""
    page.locator(".agenda li").filter(has_not=page.locator(".hidden-word")).first.get_by_role("link").click()


def test_a_meeting_is_held_by_keyboard_alone(visit: Visit):
    page = visit(METTE, f"/{SHOP}/review/")
    chosen = week(page, BY_KEYBOARD)
    page.goto(f"/{SHOP}/review/?week={chosen}")
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(f"/standup/.*{chosen}"))
    tab_to(page, page.get_by_role("button", name="Begin the meeting"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"(30:00|29:\d\d)"))

    page.keyboard.press("]")
    page.wait_for_url("**at=1")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Stop this concept")
    readable(page)
    page.keyboard.press("Escape")

    total = page.locator(".agenda li").count()
    for key in "wixs" * total:
        name = page.locator("h1").inner_text()
        page.keyboard.press(key)
        expect(page.get_by_label("Reason")).to_be_focused()
        expect(page.locator("#plan")).to_contain_text(re.compile("If “.+” is recorded for"))
        expect(page.locator(".new-brief")).to_be_visible(visible=key in "ix")
        page.keyboard.type(f"Said of {name}.")
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Recorded for {name}")).to_be_visible()
        if "/minutes/" in page.url:
            break

    expect(page).to_have_url(re.compile("/standup/minutes/"))
    tab_to(page, page.get_by_role("button", name="Write the minutes"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The minutes are written.")
    decisions = page.get_by_role("region", name="Decisions")
    expect(decisions.locator(".entry")).to_have_count(total)
    expect(page.get_by_role("main")).to_contain_text("There: ")
    readable_at_any_size(page)


def test_a_meeting_is_held_without_scripts(visit: Visit):
    page = visit(METTE, f"/{SHOP}/standup/", javascript=False)
    chosen = begin(page, WITHOUT_SCRIPTS)
    expect(page.locator(".clock")).to_contain_text("ends")
    open_concept(page)
    name = page.locator("h1").inner_text()
    proposed = page.locator("label.choice", has_text="as proposed").locator("input").get_attribute("value")
    other = "iterate" if proposed != "iterate" else "stop"
    page.locator(f'input[name="verdict"][value="{other}"]').check()
    page.get_by_label("Who writes it").fill("Signe")
    page.get_by_role("button", name="Record and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("say why")
    expect(page.locator(f'input[name="verdict"][value="{other}"]')).to_be_checked()
    expect(page.get_by_label("Who writes it")).to_have_value("Signe")

    page.get_by_label("Reason").fill("The season is over.")
    page.get_by_role("button", name="Record and go on").click()
    expect(page.locator("h1")).not_to_have_text(name)
    page.get_by_role("link", name=name).click()
    expect(page.locator(".ruling")).to_contain_text("Signe")

    page.goto(f"/{SHOP}/standup/minutes/?week={chosen}")
    page.get_by_label("A note for the minutes").fill("The heating is broken.")
    page.get_by_role("button", name="Write the minutes").click()
    expect(page.get_by_role("main")).to_contain_text("The heating is broken.")
    expect(page.get_by_role("region", name="Decisions")).to_contain_text("The season is over.")


def test_people_in_one_meeting_see_each_other_and_lose_nothing(visit: Visit):
    mette, lars, vera = (visit(one, f"/{SHOP}/standup/") for one in (METTE, LARS, VERA))
    begin(mette, TOGETHER)
    open_concept(mette)
    for page in (lars, vera):
        page.goto(mette.url)
    name = mette.locator("h1").inner_text()
    mette.keyboard.press("x")
    mette.keyboard.type("I have looked at it for an hour.")

    lars.locator('input[name="verdict"][value="wait"]').check()
    lars.get_by_label("Begrundelse").fill("Vejret var mærkeligt.")
    lars.get_by_role("button", name="Gem, og gå videre").click()
    for page in (mette, vera):
        expect(page.locator("#news")).to_contain_text(f"decided “wait” for {name}")
    expect(mette.locator("#news")).to_contain_text("while you were looking")
    expect(mette.get_by_label("Reason")).to_have_value("I have looked at it for an hour.")
    expect(mette.get_by_label("Reason")).to_be_focused()
    readable(mette)

    mette.keyboard.press("Enter")
    expect(mette.get_by_role("alert")).to_contain_text("meanwhile")
    expect(mette.locator(".ruling")).to_contain_text("Vejret var mærkeligt.")
    expect(mette.get_by_label("Reason")).to_have_value("I have looked at it for an hour.")
    mette.get_by_role("button", name="Record and go on").click()
    expect(vera.locator("#news")).to_contain_text(f"decided “stop” for {name}")
    expect(vera.locator('input[name="verdict"]')).to_have_count(0)


def test_of_decisions_sent_in_the_same_moment_one_stands_and_the_others_are_told(visit: Visit):
    page = visit(METTE, f"/{SHOP}/standup/")
    begin(page, AT_ONCE)
    open_concept(page)
    form = page.locator("form.decide")
    sent = {
        field: form.locator(f'[name="{field}"]').input_value()
        for field in ("csrfmiddlewaretoken", "channel", "concept", "seen")
    }
    cookies = "; ".join(f"{one.get('name')}={one.get('value')}" for one in page.context.cookies())
    address = urljoin(page.url, form.get_attribute("action"))

    def decide(verdict: str) -> int:
        fields = sent | {"verdict": verdict, "reason": f"I say {verdict}."}
        asked = Request(address, urlencode(fields).encode(), {"Cookie": cookies})  # noqa: S310 (our own site)
        try:
            return build_opener(Stay).open(asked).status
        except HTTPError as answer:
            return answer.code

    with ThreadPoolExecutor(4) as at_once:
        answers = sorted(at_once.map(decide, ("scale", "stop", "iterate", "wait")))
    assert answers == [302, 409, 409, 409]
    page.reload()
    expect(page.locator(".ruling")).to_have_count(1)
    expect(page.get_by_text("earlier decision")).to_have_count(0)


class Stay(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_args: object, **_options: object) -> None:
        return None
