"""Files dropped in: recognised, known again, refused in words, or asked about once."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import FilePayload, Page, expect
from tests.browser.people import BAKERY, NORA, Visit
from tests.browser.watch import readable, readable_at_any_size
from tests.sources.meta_exports import INSTAGRAM, content_export, instagram_post

pytestmark = pytest.mark.browser

NAME = "Sep-01-2026_Sep-30-2026_1493633672508178.csv"
EXPORT = content_export(INSTAGRAM, [instagram_post(n) for n in range(1, 9)])
COSTS = "Day;Spent;What\r\n13/10/2026;1.250,50;Ads\r\n14/10/2026;300,00;Music\r\n"

DROPPED = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, {type: "text/csv"}));
  return carried;
}"""


def file(name: str, content: str | bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content.encode() if isinstance(content, str) else content}


def drop(page: Page, name: str, content: bytes) -> None:
    """Drags the file over the zone and lets it go."""
    carried = page.evaluate_handle(DROPPED, [name, base64.b64encode(content).decode()])
    page.dispatch_event("[data-drop]", "dragover", {"dataTransfer": carried})
    expect(page.locator("[data-drop]")).to_have_attribute("data-over", "")
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": carried})


def choose(page: Page, *files: FilePayload) -> None:
    """Picks the files in the form, and sends it."""
    page.get_by_label("Drop export files here, or choose them").set_input_files(files)
    page.get_by_role("button", name="Import").click()


def test_a_dropped_export_gets_a_receipt_and_is_known_again(visit: Visit):
    page = visit(NORA, f"/{BAKERY}/imports/")
    drop(page, NAME, EXPORT)
    card = page.get_by_role("article").filter(has_text=NAME)
    expect(card.locator(".pill")).to_have_text("imported")
    expect(card).to_contain_text("8 of 8 rows kept")
    expect(page.get_by_role("status")).to_contain_text("All files were taken in.")
    readable(page)

    choose(page, file("the same again.csv", EXPORT))
    expect(page.get_by_role("article").filter(has_text="the same again.csv").locator(".pill")).to_have_text(
        "already imported"
    )
    expect(page.locator("table tbody tr")).to_have_count(1)

    page.locator("table").get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.get_by_role("main")).to_contain_text("Instagram")


def test_a_broken_file_is_refused_in_words_and_the_others_are_taken(visit: Visit):
    page = visit(NORA, f"/{BAKERY}/imports/")
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    costs = file("costs of May.csv", "date,amount,category\n2026-05-04,120.50,ads\n")
    choose(page, file("holiday.csv", picture), file("empty.csv", ""), costs)
    for name in ("holiday.csv", "empty.csv"):
        card = page.get_by_role("article").filter(has_text=name)
        expect(card.locator(".pill")).to_have_text("refused")
        expect(card.locator("p").last).to_have_text(re.compile(r"\w+ \w+.*\."))
    expect(page.get_by_role("article").filter(has_text="costs of May.csv").locator(".pill")).to_have_text("imported")
    expect(page.get_by_role("status")).to_contain_text("Some files could not be imported")
    readable(page)


def test_an_unknown_table_is_explained_once_and_known_the_next_time(visit: Visit):
    page = visit(NORA, f"/{BAKERY}/imports/")
    choose(page, file("spending.csv", COSTS))
    page.get_by_role("link", name="Name its columns").click()
    page.get_by_label("One row of this table is").select_option("cost")
    expect(page).to_have_url(re.compile("kind=cost"))
    for header, meaning in (("Day", "date"), ("Spent", "amount"), ("What", "note")):
        page.get_by_label(f"Meaning of {header}").select_option(meaning)
    readable_at_any_size(page)

    page.get_by_label("Meaning of Spent").select_option("note")
    page.get_by_role("button", name="Remember and import").click()
    expect(page.get_by_role("alert").first).to_be_visible()  # two columns cannot mean the same
    readable(page)
    page.get_by_label("Meaning of Spent").select_option("amount")
    page.get_by_role("button", name="Remember and import").click()
    expect(page.get_by_role("article").filter(has_text="spending.csv")).to_contain_text("2 of 2 rows kept")

    choose(page, file("spending of November.csv", COSTS.replace("/10/", "/11/")))
    card = page.get_by_role("article").filter(has_text="spending of November.csv")
    expect(card.locator(".pill")).to_have_text("imported")
