"""A small workbook can spread over billions of cells; it is refused before they take all memory."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from string import ascii_uppercase

import pytest
from tests.sources.files import read_one, workbook, zipped


def spread_out(*places: str) -> bytes:
    """A workbook with a word at each of these places."""
    content = workbook({"Ark1": [["a", "b"]]})
    cells = "".join(
        f'<row r="{place.lstrip(ascii_uppercase)}"><c r="{place}" t="str"><v>x</v></c></row>' for place in places
    )
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = re.sub("<row>.*</row>", cells, sheet).encode()
    return zipped(parts)


@pytest.mark.parametrize("places", [("A1", "XFD1048576"), ("XFD1", "A1048576"), ("XFD1048576", "A1")])
def test_a_small_workbook_that_spreads_over_billions_of_cells_is_not_opened(tmp_path, places):
    content = spread_out(*places)
    assert len(content) < 2000
    reading = read_one(tmp_path, content, "bomb.xlsx")
    assert reading.receipt.refusal.code == "too_wide"
    assert "16,384" in reading.receipt.refusal.english() or "16384" in reading.receipt.refusal.english()


def test_a_workbook_may_be_long_or_wide(tmp_path):
    for places in (("A1", "A1048576"), ("A1", "XFD1")):
        assert read_one(tmp_path, spread_out(*places), "odd.xlsx").receipt.refusal.code != "too_wide"


def test_a_repeated_cell_of_an_open_document_is_not_repeated_without_end(tmp_path):
    sheet = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    for rows in (1300, 1_000_000):
        content = zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": b"<manifest/>",
                "content.xml": sheet.format(rows=rows).encode(),
            }
        )
        assert read_one(tmp_path, content, "bomb.ods").receipt.refusal.code in {"too_wide", "broken_workbook"}


def test_lines_a_spreadsheet_left_in_one_column_are_taken_apart(tmp_path):
    lines = ["Date,Views", "2025-06-01,5", '2025-06-02,"1,007"']
    reading = read_one(tmp_path, workbook({"Ark1": [[line] for line in lines]}), "Totals.xlsx")
    assert (reading.receipt.platform, reading.receipt.kind) == ("youtube", "totals")
    assert reading.receipt.totals == {"views_engaged": 1012}


def test_a_column_of_text_with_open_quotes_stays_a_column(tmp_path):
    reading = read_one(tmp_path, workbook({"Ark1": [["Notes"], ['"never closed, at all']]}), "notes.xlsx")
    assert reading.receipt.refusal.code == "not_a_table"


def test_a_title_above_a_table_in_a_sheet_tells_metas_series(tmp_path):
    rows = [["Instagram profile visits"], ["Date", "Instagram followers"], ["2023-01-01T00:00:00", 5]]
    reading = read_one(tmp_path, workbook({"Ark1": rows}), "visits.xlsx")
    assert reading.receipt.totals == {"profile_visits": 5}
