"""One sheet, four formats: the same columns, the same unknowns, and nothing that acts as a formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from vaekst.core.facts import Kind
from vaekst.core.sheet import Field, Sheet
from vaekst.present.files_out import Form, written

SHEET = Sheet(
    "posts",
    (
        Field("title", Kind.TEXT, "Its title."),
        Field("published", Kind.DAY, "The day."),
        Field("observed_at", Kind.INSTANT, "The moment."),
        Field("views", Kind.COUNT, "Views."),
        Field("rate", Kind.NUMBER, "Rate."),
        Field("stands", Kind.FLAG, "Whether it stands."),
    ),
    [
        {
            "title": '=HYPERLINK("http://x.example")',
            "published": date(2026, 11, 2),
            "observed_at": datetime(2026, 11, 3, 8, 30, tzinfo=UTC),
            "views": 12,
            "rate": 0.125,
            "stands": True,
        },
        {"title": "Æbler på vej", "views": 9_007_199_254_740_993, "stands": False},
    ],
)


def test_csv_opens_in_excel_with_its_letters_and_no_formula():
    file = written(SHEET, Form.CSV)
    assert file.content.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
    assert first["title"].startswith("'=")
    assert (first["published"], first["observed_at"]) == ("2026-11-02", "2026-11-03T08:30:00+00:00")
    assert (second["title"], second["rate"], second["published"]) == ("Æbler på vej", "", "")


def test_json_keeps_numbers_and_nulls():
    first, second = json.loads(written(SHEET, Form.JSON).content)
    assert (first["views"], first["rate"], first["stands"]) == (12, 0.125, True)
    assert second == {
        "title": "Æbler på vej",
        "published": None,
        "observed_at": None,
        "views": 9_007_199_254_740_993,
        "rate": None,
        "stands": False,
    }


def test_parquet_holds_the_very_types():
    assert pq.read_table(io.BytesIO(written(SHEET, Form.PARQUET).content)).equals(SHEET.arrow())


def test_excel_holds_days_as_days_long_numbers_whole_and_no_formula():
    header, first, second = (
        CalamineWorkbook.from_filelike(io.BytesIO(written(SHEET, Form.XLSX).content)).get_sheet_by_index(0).to_python()
    )
    assert header == list(SHEET.names)
    assert first[0] == '\'=HYPERLINK("http://x.example")'
    assert (first[1], first[3], first[4], first[5]) == (date(2026, 11, 2), 12, 0.125, True)
    assert first[2] == datetime(2026, 11, 3, 8, 30)  # noqa: DTZ001 (Excel knows no zones)
    assert (second[0], second[3], second[1]) == ("Æbler på vej", "9007199254740993", "")


@pytest.mark.parametrize("form", Form)
def test_a_sheet_without_rows_is_a_header(form: Form):
    assert written(Sheet("posts", SHEET.fields, []), form).content
