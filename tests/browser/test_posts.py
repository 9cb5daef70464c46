"""Posts found by filters, given to a concept many at a time, and given back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.people import METTE, SHOP, Visit
from tests.browser.watch import readable_at_any_size

pytestmark = pytest.mark.browser


def test_many_posts_get_a_concept_and_get_it_back(visit: Visit):
    page = visit(METTE, f"/{SHOP}/posts/")
    page.get_by_label("Concept", exact=True).first.select_option("none")
    expect(page).to_have_url(re.compile("concept=none"))
    page.get_by_label("Channel").select_option("youtube")
    expect(page).to_have_url(re.compile("channel=youtube"))
    counted = page.locator(".pager p")
    untagged = counted.inner_text()

    bar = page.get_by_role("group", name="With the selected posts")
    page.locator('input[name="post"]').nth(0).check()
    expect(bar).to_contain_text("1 post selected")
    page.get_by_label("Select all on this page").check()
    expect(bar).to_contain_text(re.compile(r"\d\d posts selected"))
    page.locator('input[name="post"]').nth(1).uncheck()
    readable_at_any_size(page)

    bar.get_by_label("Concept").select_option(index=1)
    bar.get_by_role("button", name="Assign").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d+ posts now belong to: \w+"))
    expect(page).to_have_url(re.compile("concept=none.*channel=youtube|channel=youtube.*concept=none"))
    expect(counted).not_to_have_text(untagged)

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d+ posts are as they were before"))
    expect(counted).to_have_text(untagged)


def test_posts_are_found_by_their_words(visit: Visit):
    page = visit(METTE, f"/{SHOP}/posts/")
    title = page.locator(".post-title").first.locator("a, span").first.inner_text()
    words = " ".join(re.findall(r"\w+", title)[:2])
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    expect(page.get_by_label("Search")).to_have_value(words)
    expect(page.locator(".post-title").first).to_contain_text(words.split()[0])
    page.get_by_role("link", name="Clear").click()
    expect(page.get_by_label("Search")).to_have_value("")
