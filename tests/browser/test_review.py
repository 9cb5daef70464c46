"""A concept's numbers, and what a person decides on them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.people import METTE, SHOP, Visit
from tests.browser.watch import readable, readable_at_any_size

pytestmark = pytest.mark.browser


def concept(page: Page, place: int) -> Locator:
    """The card of the place-th concept that has a proposal, whatever becomes of it on the page."""
    anchor = (
        page.get_by_role("article").filter(has=page.locator('input[name="verdict"]')).nth(place).get_attribute("id")
    )
    return page.locator(f"#{anchor}")


def test_a_proposal_is_confirmed_with_one_button(visit: Visit):
    page = visit(METTE, f"/{SHOP}/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Review of week \d+"))
    card = concept(page, 0)
    confirm = card.get_by_role("button", name="Confirm:")
    proposed = confirm.inner_text().removeprefix("Confirm:").split("(")[0].strip()
    confirm.click()
    expect(page.get_by_role("status")).to_contain_text("Recorded for")
    expect(card.locator(".ruling")).to_contain_text(METTE.email.partition("@")[0])
    expect(card.locator(".ruling .pill")).to_have_text(re.compile(proposed, re.IGNORECASE))
    card.get_by_text("What it was based on").click()
    expect(card.locator(".ruling dl")).to_contain_text("post_snapshot@")


def test_deciding_otherwise_wants_a_reason_and_a_second_thought_keeps_the_first(visit: Visit):
    page = visit(METTE, f"/{SHOP}/review/")
    card = concept(page, 1)
    proposed = card.locator('input[name="verdict"][type="hidden"]').get_attribute("value")
    other = "stop" if proposed != "stop" else "iterate"
    card.get_by_text("Decide otherwise", exact=True).click()
    card.locator(f'input[type="radio"][value="{other}"]').check()
    card.get_by_role("button", name="Record decision").click()
    expect(card.get_by_role("alert")).to_contain_text("say why")
    expect(card.locator(f'input[type="radio"][value="{other}"]')).to_be_checked()
    readable(page)

    card.get_by_label("Reason").fill("The season is over.")
    card.get_by_role("button", name="Record decision").click()
    expect(card.locator(".ruling")).to_contain_text("The season is over.")

    card.get_by_text("Decide again", exact=True).click()
    card.locator(f'input[type="radio"][value="{proposed}"]').check()
    card.get_by_role("button", name="Record decision").click()
    expect(card.locator(".ruling")).not_to_contain_text("The season is over.")
    card.get_by_text("1 earlier decision").click()
    expect(card.locator(".concept-more")).to_contain_text("The season is over.")
    readable_at_any_size(page)


def test_two_people_never_overwrite_each_other(visit: Visit):
    mine, theirs = visit(METTE, f"/{SHOP}/review/"), visit(METTE, f"/{SHOP}/review/")
    card = concept(mine, 2)
    anchor = card.get_attribute("id")
    card.get_by_role("button", name="Confirm:").click()
    card.get_by_text("Decide again", exact=True).click()
    late = theirs.locator(f"#{anchor}")
    late.get_by_text("Decide otherwise", exact=True).click()
    late.locator('input[type="radio"]').first.check()
    late.get_by_label("Reason").fill("I looked at it yesterday.")
    late.get_by_role("button", name="Record decision").click()
    expect(late.get_by_role("alert")).to_contain_text("meanwhile")
    expect(late.get_by_label("Reason")).to_have_value("I looked at it yesterday.")


def test_another_week_is_an_address(visit: Visit):
    page = visit(METTE, f"/{SHOP}/review/")
    newest = page.locator("h1").inner_text()
    page.get_by_role("link", name="One week earlier").click()
    expect(page.locator("h1")).not_to_have_text(newest)
    expect(page).to_have_url(re.compile(r"week=\d{4}-W\d\d"))
    page.get_by_role("link", name="Newest week").click()
    expect(page.locator("h1")).to_have_text(newest)
