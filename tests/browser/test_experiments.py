"""An experiment from the concept it tries to its end: refused, mended, registered, revised and stopped."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.people import METTE, SHOP, Visit
from tests.browser.watch import readable_at_any_size

pytestmark = pytest.mark.browser


def test_an_experiment_is_registered_revised_and_stopped_early(visit: Visit):
    page = visit(METTE, f"/{SHOP}/review/")
    card = page.get_by_role("article").filter(has_text="Før og efter")
    card.get_by_text("Stop rule, gates and posts").click()
    card.get_by_role("link", name="Experiment with it").click()
    expect(page.get_by_label("Concept")).to_have_value("foer-efter")
    expect(page.get_by_label("Metric")).to_have_value("save_rate")

    page.get_by_label("Name", exact=True).fill("Kortere før og efter")
    page.get_by_label("Hypothesis").fill("A shorter clip is saved more.")
    page.get_by_label("What is different").select_option("length")
    page.get_by_label("Bar", exact=True).fill("a lot")
    page.get_by_label("How its posts are told").fill("title=før og efter*")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_label("Bar", exact=True)).to_have_attribute("aria-invalid", "true")
    readable_at_any_size(page)

    page.get_by_label("Bar", exact=True).fill("+20 %")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("status")).to_contain_text("is registered")

    page.get_by_role("link", name="Revise").click()
    page.get_by_label("Least posts").fill("6")
    page.get_by_label("Why this change").fill("Four say too little.")
    page.get_by_role("button", name="Register the new version").click()
    expect(page.get_by_role("table").last).to_contain_text("Least posts: 4 → 6")

    page.get_by_text("Stop it early").first.click()
    page.get_by_label("Reason").fill("The season is over.")
    page.get_by_role("button", name="Stop it early").click()
    expect(page.get_by_text("Closed: stopped early")).to_be_visible()
    readable_at_any_size(page)
