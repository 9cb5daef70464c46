"""Tables whose columns are remembered: shown, renamed, forgotten, taken along and taken in; and the table as it would be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.store.models import Brand, Person

Browser = Callable[[Person], Client]
COSTS = "# Butikken\r\nDag;Beløb;Hvad\r\n01/10/2026;1.250,50;Annoncer\r\n13/10/2026;300,00;Musik\r\nI alt;1.550,50;\r\n"
NAMED = {"kind": "cost", "column-0": "date", "column-1": "amount", "column-2": "note", "dates": "day first"}


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    owner.locale = "en"
    owner.save()
    return browser(owner)


@pytest.fixture
def columns(client: Client, bicycle_shop: Brand) -> str:
    """The address of the form for a table nobody knows."""
    upload = reverse("imports:upload", args=[bicycle_shop.slug])
    table = SimpleUploadedFile("udgifter.csv", COSTS.encode())
    page = Page(client.post(upload, {"files": [table]}, follow=True).content)
    return next(str(has["href"]) for has in page.all("a") if "/columns/" in str(has.get("href")))


def to(name: str, brand: Brand, *named: str) -> str:
    return reverse(f"imports:{name}", args=[brand.slug, *named])


def test_the_value_stands_beside_the_printed_cell_and_lines_are_accounted_for(client: Client, columns: str):
    text = Page(client.get(columns).content).text
    assert "DKK 1,250.50 1.250,50" in text
    assert "1 Oct 2026 01/10/2026" in text
    assert "'beløb' is a known header." in text
    assert "Line 5 is a total and no row: I alt · 1.550,50" in text
    assert "Taken as a remark: # Butikken" in text


def test_looking_remembers_and_imports_nothing(client: Client, columns: str, bicycle_shop: Brand):
    answer = client.post(columns, NAMED | {"unit-1": "thousands", "look": "1"})
    assert answer.status_code == 200
    assert "DKK 1,250,500" in Page(answer.content).text
    assert not bicycle_shop.mappings.exists()


@pytest.fixture
def remembered(client: Client, columns: str, bicycle_shop: Brand) -> str:
    """The id of a table whose columns were named."""
    client.post(columns, NAMED)
    return bicycle_shop.mappings.get().fingerprint


def test_the_receipt_says_which_remembered_table_read_it(client: Client, remembered: str, bicycle_shop: Brand):
    record = bicycle_shop.imports.get(file="udgifter.csv")
    assert (
        "Columns read as in udgifter.csv"
        in Page(client.get(to("receipt", bicycle_shop, record.import_id)).content).text
    )


def test_a_remembered_table_is_renamed_and_forgotten(client: Client, remembered: str, bicycle_shop: Brand):
    answer = client.post(to("rename", bicycle_shop), {"table": remembered, "name": "Bogholderi"}, follow=True)
    assert "The table is called Bogholderi now." in Page(answer.content).text
    answer = client.post(to("forget", bicycle_shop), {"table": remembered}, follow=True)
    assert "Nothing is remembered yet" in Page(answer.content).text
    assert bicycle_shop.imports.filter(file="udgifter.csv").exists()


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_remembered_tables_are_taken_along_and_in_again(
    client: Client, remembered: str, bicycle_shop: Brand, form: str
):
    file = client.get(to("remembered_file", bicycle_shop, form))
    assert f'filename="{bicycle_shop.slug}-columns.{form}"' in file.headers["Content-Disposition"]
    bicycle_shop.mappings.all().delete()
    taken = SimpleUploadedFile(f"columns.{form}", file.content)
    answer = client.post(to("take_in", bicycle_shop), {"file": taken}, follow=True)
    assert "These tables are remembered now: udgifter.csv" in Page(answer.content).text
    assert bicycle_shop.mappings.get().fingerprint == remembered


@pytest.mark.parametrize(
    ("content", "told"), [(b"nothing", "format: vaekst-columns"), (b"\xff\xfe\x00", "cannot be read as text")]
)
def test_a_file_that_holds_none_is_refused_in_words(client: Client, bicycle_shop: Brand, content: bytes, told: str):
    answer = client.post(to("take_in", bicycle_shop), {"file": SimpleUploadedFile("x.yaml", content)}, follow=True)
    assert told in Page(answer.content).text
    assert not bicycle_shop.mappings.exists()


def test_choosing_no_file_is_told(client: Client, bicycle_shop: Brand):
    assert "up to 2 MB" in Page(client.post(to("take_in", bicycle_shop), follow=True).content).text
