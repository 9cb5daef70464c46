"""The strategy document broken, mended, applied with a reason, and compared with what it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.people import BAKERY, NORA, Visit
from tests.browser.watch import readable_at_any_size, unfold

pytestmark = pytest.mark.browser

SELECTED = "() => { const at = document.activeElement; return at.value.slice(at.selectionStart, at.selectionEnd) }"


def test_a_strategy_is_broken_mended_applied_and_compared(visit: Visit):
    page = visit(NORA, f"/{BAKERY}/strategy/edit/")
    document = page.get_by_label("The document", exact=True)
    sound = document.input_value()
    assert "stop: {posts: 3}" in sound

    broken = re.sub(r"currency: \w+", "currency: CROWNS", sound).replace("days: 90", "days: soon")
    document.fill(broken)
    page.get_by_role("button", name="Apply").click()
    faults = page.get_by_role("alert")
    expect(faults.get_by_role("heading")).to_have_text("2 faults to mend")
    expect(faults.get_by_role("listitem")).to_have_count(2)
    for place, wrong in ((0, "CROWNS"), (1, "soon")):
        line = next(n for n, text in enumerate(broken.splitlines(), 1) if wrong in text)
        told = faults.get_by_role("listitem").nth(place)
        expect(told).to_contain_text(f"Line {line}, column")
        told.get_by_role("link").click()
        expect(document).to_be_focused()
        assert wrong in page.evaluate(SELECTED)
    unfold(page)
    readable_at_any_size(page)

    document.fill(sound.replace("stop: {posts: 3}", "stop: {posts: 5}"))
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("status").get_by_role("insertion")).to_have_text("5")
    readable_at_any_size(page)
    page.get_by_label("Why this change").fill("Three posts are chance.")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("status")).to_contain_text("Version 2 governs from now on.")

    page.get_by_role("link", name="Versions").click()
    expect(page.locator("tbody tr").first).to_contain_text("Three posts are chance.")
    page.get_by_role("button", name="Show the difference").click()
    expect(page.get_by_role("deletion")).to_have_text("3")
    expect(page.get_by_role("insertion")).to_have_text("5")
    readable_at_any_size(page)
