"""Imports: files through the browser, and the receipts they get."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.actions import bicycles
from tests.sources.files import workbook
from tests.web.pages import Page

from vaekst.actions import posts
from vaekst.actions.known import known_at
from vaekst.store.models import Brand, Person

Browser = Callable[[Person], Client]


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    owner.locale = "en"
    owner.save()
    return browser(owner)


@pytest.fixture
def upload(bicycle_shop: Brand) -> str:
    return reverse("imports:upload", args=[bicycle_shop.slug])


def fresh_export(folder: Path) -> SimpleUploadedFile:
    path = bicycles.export(folder, bicycles.sprint_posts("workshop", [12, 14], at=18), until=date(2026, 10, 2))
    return SimpleUploadedFile(path.name, path.read_bytes(), content_type="text/csv")


def test_files_are_taken_in_and_each_gets_a_receipt(client: Client, upload: str, tmp_path: Path, bicycle_shop: Brand):
    answer = client.post(upload, {"files": [fresh_export(tmp_path)]}, follow=True)
    text = Page(answer.content).text
    assert answer.redirect_chain[0][1] == 302
    assert "All files were taken in." in text
    assert "2 of 2 rows kept" in text
    assert bicycle_shop.imports.count() == 3


def test_the_same_file_again_changes_nothing(client: Client, upload: str, tmp_path: Path, bicycle_shop: Brand):
    client.post(upload, {"files": [fresh_export(tmp_path)]})
    answer = client.post(upload, {"files": [fresh_export(tmp_path)]}, follow=True)
    assert "already imported" in Page(answer.content).text
    assert bicycle_shop.imports.count() == 3


def test_a_file_that_cannot_be_used_says_why_and_leaves_nothing(client: Client, upload: str, bicycle_shop: Brand):
    picture = SimpleUploadedFile("holiday.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    answer = client.post(upload, {"files": [picture]}, follow=True)
    page = Page(answer.content)
    assert "refused" in page.text
    assert "holiday.csv" in page.text
    assert bicycle_shop.imports.count() == 2


def test_receipts_just_handed_out_are_shown_once(client: Client, upload: str, tmp_path: Path, bicycle_shop: Brand):
    client.post(upload, {"files": [fresh_export(tmp_path)]}, follow=True)
    again = Page(client.get(reverse("imports:page", args=[bicycle_shop.slug])).content)
    assert "Just now" not in again.text


def test_choosing_no_file_becomes_a_message(client: Client, upload: str):
    assert "No file was chosen" in Page(client.post(upload, follow=True).content).text


def test_far_too_much_is_turned_away_before_it_is_read(client: Client, upload: str):
    answer = client.post(upload, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="10000000000")
    assert answer.status_code == 302


def test_an_upload_from_another_site_is_refused(bicycle_shop: Brand, owner: Person, upload: str):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    assert client.post(upload, {}).status_code == 403


def test_a_receipt_accounts_for_every_row(client: Client, bicycle_shop: Brand):
    record = bicycle_shop.imports.all()[0]
    text = Page(client.get(reverse("imports:receipt", args=[bicycle_shop.slug, record.import_id])).content).text
    assert "Read 31" in text
    assert "Kept 31" in text
    assert "Saves" in text
    assert "Instagram" in text


def test_a_receipt_shows_money_in_the_currency_of_the_file(client: Client, upload: str, bicycle_shop: Brand):
    for currencies in (("GBP", "GBP"), ("GBP", "EUR")):
        header = "date,amount,currency,note\n"
        rows = "".join(f"2026-10-0{n},{n}00,{code},{'-'.join(currencies)}\n" for n, code in enumerate(currencies, 1))
        table = SimpleUploadedFile("costs.csv", (header + rows).encode())
        client.post(upload, {"files": [table]}, follow=True)
    shown = [
        Page(client.get(reverse("imports:receipt", args=[bicycle_shop.slug, record.import_id])).content).text
        for record in bicycle_shop.imports.filter(file="costs.csv")
    ]
    assert sorted("£300" in text for text in shown) == [False, True]
    assert sum("£100" in text and "€200" in text for text in shown) == 1
    assert not any("kr" in text for text in shown)


def test_an_unknown_receipt_is_not_found(client: Client, bicycle_shop: Brand):
    assert client.get(reverse("imports:receipt", args=[bicycle_shop.slug, "nothing"])).status_code == 404


COSTS = "Dag;Beløb;Hvad\r\n01/10/2026;1.250,50;Annoncer\r\n13/10/2026;300,00;Musik\r\n"


@pytest.fixture
def unknown_table() -> SimpleUploadedFile:
    return SimpleUploadedFile("udgifter.csv", COSTS.encode())


@pytest.fixture
def columns(client: Client, upload: str, unknown_table: SimpleUploadedFile) -> str:
    """The address of the form for a table nobody knows."""
    page = Page(client.post(upload, {"files": [unknown_table]}, follow=True).content)
    (link,) = (str(has["href"]) for has in page.all("a") if "/columns/" in str(has.get("href")))
    return link


def test_an_unknown_table_waits_for_its_columns_to_be_named(client: Client, columns: str, bicycle_shop: Brand):
    page = Page(client.get(columns, {"kind": "cost"}).content)
    assert "udgifter.csv" in page.text
    assert "Beløb" in page.text
    assert "1.250,50" in page.text
    assert bicycle_shop.imports.count() == 2


def test_named_columns_are_remembered_and_the_table_imported(
    client: Client, columns: str, upload: str, bicycle_shop: Brand
):
    sent = {"kind": "cost", "column-0": "date", "column-1": "amount", "column-2": "note", "dates": "day first"}
    answer = client.post(columns, sent | {"decimals": "comma", "currency": "DKK"}, follow=True)
    assert "The columns are remembered" in Page(answer.content).text
    assert bicycle_shop.mappings.get().kind == "cost"
    assert bicycle_shop.imports.count() == 3
    november = SimpleUploadedFile("november.csv", COSTS.replace("/10/", "/11/").replace("01/", "02/").encode())
    client.post(upload, {"files": [november]})
    assert "/columns/" not in client.get(reverse("imports:page", args=[bicycle_shop.slug])).content.decode()


def test_the_sheets_of_a_workbook_are_named_one_after_the_other(client: Client, upload: str, bicycle_shop: Brand):
    sheets = {
        "Costs": [["Dag", "Udgift"], ["2026-10-01", 1200.0]],
        "Known": [["date", "leads"], ["2026-10-02", 3.0]],
        "Leads": [["Dato", "Emner"], ["2026-10-01", 3.0]],
    }
    book = SimpleUploadedFile("book.xlsx", workbook(sheets))
    page = Page(client.post(upload, {"files": [book]}, follow=True).content)
    assert "book.xlsx/Known" in page.text
    (link,) = (str(has["href"]) for has in page.all("a") if "/columns/" in str(has.get("href")))
    assert "book.xlsx/Costs" in Page(client.get(link).content).text
    sent = {"kind": "cost", "column-0": "date", "column-1": "amount", "currency": "DKK"}
    answer = client.post(link, sent, follow=True)
    assert "Another sheet" in Page(answer.content).text
    assert "book.xlsx/Leads" in Page(answer.content).text
    answer = client.post(link, {"kind": "lead", "column-0": "date", "column-1": "leads"}, follow=True)
    assert "The columns are remembered, and the table is imported." in Page(answer.content).text
    assert bicycle_shop.imports.count() == 5


def test_an_answer_that_cannot_hold_keeps_what_was_chosen(client: Client, columns: str, bicycle_shop: Brand):
    answer = client.post(columns, {"kind": "cost", "column-0": "date", "column-2": "note"})
    page = Page(answer.content)
    assert answer.status_code == 422
    assert "the table needs a column for one of these: amount" in page.text
    assert {"value": "note", "selected": None} in page.all("option", value="note")
    assert not bicycle_shop.mappings.exists()


def test_a_file_that_no_longer_waits_is_explained(client: Client, bicycle_shop: Brand):
    answer = client.get(reverse("imports:columns", args=[bicycle_shop.slug, "0" * 64]))
    assert answer.status_code == 400
    assert "Import it again" in Page(answer.content).text


def test_what_waits_in_one_brand_is_not_there_in_another(
    columns: str, neighbour: Person, browser: Browser, bicycle_shop: Brand
):
    elsewhere = columns.replace(bicycle_shop.slug, "bakery-next-door")
    assert browser(neighbour).get(elsewhere).status_code == 400


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")]
)
def test_a_full_disk_is_told_on_a_page_of_its_own(
    client: Client, upload: str, tmp_path: Path, bicycle_shop: Brand, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    def fail(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr("vaekst.actions.imports.record_import", fail)
    answer = client.post(upload, {"files": [fresh_export(tmp_path)]})
    assert answer.status_code == 503
    assert "The disk is full" in Page(answer.content).text
    assert bicycle_shop.imports.count() == 2
    assert len(posts.read_posts(known_at(bicycle_shop, timezone.now()))) == 31
