"""A file is opened with care: whatever anyone sends is read or refused with its name and a cure."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from tests.sources.files import read_all, table, upload, workbook, zipped

from vaekst.core.errors import BadFile
from vaekst.sources import Upload
from vaekst.sources.reading import members
from vaekst.sources.reading.documents import documents
from vaekst.sources.reading.members import Unreadable
from vaekst.sources.reading.names import made_in, period_in
from vaekst.sources.reading.sheets import printed
from vaekst.sources.reading.words import plain, signature

TABLE = table(["Date", "Views"], ["2026-10-01", 3])


def refusal(folder: Path, content: bytes, name: str = "export.csv") -> BadFile:
    with pytest.raises(BadFile) as error:
        list(documents(upload(folder, content, name)))
    assert name in str(error.value)
    return error.value


def member_refusal(folder: Path, members_: dict[str, bytes]) -> BadFile:
    (found,) = documents(upload(folder, zipped(members_), "export.zip"))
    assert isinstance(found, Unreadable)
    return found.error


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 64, "a picture (JPEG)"),
        (b"RIFF\x00\x01\x02\x03WEBPVP8 ", "a picture (WebP)"),
        (b"\x00\x00\x00\x18ftypheic\x00", "a picture (HEIC)"),
        (b"\x00\x00\x00\x18ftypmp42\x00", "a video"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x1f\x8b\x08" + b"\x00" * 8, "a gzip archive"),
        (b"<!DOCTYPE html><html>", "a web page (HTML)"),
        (b"SQLite format 3\x00", "a SQLite database"),
    ],
)
def test_other_things_are_called_what_they_are(tmp_path, content, what):
    error = refusal(tmp_path, content, "thing.csv")
    assert error.code == "not_a_table"
    assert what in str(error)


def test_a_header_may_begin_like_a_picture(tmp_path):
    (document,) = documents(upload(tmp_path, b"BMI,WAVE\n1,2\n"))
    assert document.blocks[0].header == ["BMI", "WAVE"]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n \n", b"\xff\xfe", b";;;\n;;;\n"])
def test_an_empty_file_is_called_empty(tmp_path, content):
    assert refusal(tmp_path, content).code == "empty_file"


def test_a_file_too_large_is_not_even_opened():
    with pytest.raises(BadFile) as error:
        list(documents(Upload("big.csv", Path("does-not-exist"), "", 10_000_000_000)))
    assert error.value.code == "too_large"


def test_members_of_a_zip_are_read_and_litter_is_not(tmp_path):
    content = zipped(
        {"a/Totals.csv": TABLE, "__MACOSX/a/._Totals.csv": b"\x00", "a/.DS_Store": b"\x00", "empty folder/": b""}
    )
    (document,) = documents(upload(tmp_path, content, "Content 2026-10-01_2026-10-31 Shop.zip"))
    assert document.name == "a/Totals.csv"
    assert str(document.period) == "2026-10-01 to 2026-10-31"


def test_a_members_name_in_utf8_is_read_although_the_zip_does_not_say_so(tmp_path):
    name = "Dados do gráfico.csv"
    content = zipped({"Dados do gr__fico.csv": TABLE}).replace(b"gr__fico", "gráfico".encode())
    (document,) = documents(upload(tmp_path, content, "x.zip"))
    assert document.name == name


def test_two_members_of_one_name_are_told_apart(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped([("Totals.csv", TABLE), ("Totals.csv", TABLE)])
    assert [each.name for each in documents(upload(tmp_path, content, "x.zip"))] == ["Totals.csv", "Totals.csv (2)"]


@pytest.mark.parametrize("path", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:\\evil.csv", "..\\evil.csv"])
def test_a_zip_with_paths_outside_is_refused(tmp_path, path):
    assert refusal(tmp_path, zipped({path: TABLE}), "x.zip").code == "unsafe_path"


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path):
    assert refusal(tmp_path, zipped({"Totals.csv": b"0" * 30_000_000}), "x.zip").code == "zip_bomb"


def test_a_member_that_lies_about_its_size_is_not_believed(tmp_path):
    honest = zipped({"Totals.csv": b"Date,Views\n" + b"2026-10-01,3\n" * 1000})
    size = struct.pack("<I", 13_011)
    assert honest.count(size) == 2
    (found,) = documents(upload(tmp_path, honest.replace(size, struct.pack("<I", 102)), "x.zip"))
    assert isinstance(found, Unreadable)
    assert found.error.code == "broken_zip"


def test_unpacking_stops_at_the_limit(tmp_path, monkeypatch):
    content = zipped({"Totals.csv": b"Date,Views\n" + b"2026-10-01,3\n" * 1000})
    monkeypatch.setattr(members, "MAX_BYTES", 4_000)
    with pytest.raises(BadFile) as error:
        list(members.members(content, file="x.zip"))
    assert error.value.code == "zip_bomb"


def test_a_zip_of_too_much_in_all_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "MAX_BYTES", 4_000)
    content = zipped({f"{n}.csv": b"Date,Views\n" * 100 for n in range(5)})
    assert refusal(tmp_path, content, "x.zip").code == "zip_bomb"


def test_a_zip_of_too_many_files_is_refused(tmp_path):
    content = zipped({f"{n}.csv": b"" for n in range(members.MAX_MEMBERS + 1)})
    assert refusal(tmp_path, content, "x.zip").code == "too_many_files"


def test_a_locked_zip_is_refused(tmp_path):
    content = bytearray(zipped({"Totals.csv": TABLE}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(tmp_path, bytes(content), "x.zip").code == "encrypted"


def test_a_zip_inside_a_zip_is_refused(tmp_path):
    assert member_refusal(tmp_path, {"inner.zip": zipped({"Totals.csv": TABLE})}).code == "nested_zip"


@pytest.mark.parametrize("kept", [10, 60, -30])
def test_a_cut_off_zip_is_refused(tmp_path, kept):
    assert refusal(tmp_path, zipped({"Totals.csv": TABLE})[:kept], "x.zip").code == "broken_zip"


def test_a_damaged_member_does_not_spoil_its_neighbours(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("bad.csv", b"Date,Views\n2026-10-01,7\n")
        archive.writestr("good.csv", TABLE)
    bad, good = documents(upload(tmp_path, out.getvalue().replace(b"10-01,7", b"10-01,8"), "x.zip"))
    assert isinstance(bad, Unreadable)
    assert bad.error.code == "broken_zip"
    assert good.name == "good.csv"


def test_a_zip_with_a_nameless_member_is_refused(tmp_path):
    assert refusal(tmp_path, zipped({"": TABLE}), "x.zip").code == "broken_zip"


def test_an_empty_zip_is_refused(tmp_path):
    assert refusal(tmp_path, zipped({}), "x.zip").code == "empty_file"


def test_other_office_documents_are_called_what_they_are(tmp_path):
    error = refusal(tmp_path, zipped({"word/document.xml": b"<x/>"}), "letter.docx")
    assert "a Word document" in str(error)


def test_each_sheet_of_a_workbook_is_a_document_of_its_own(tmp_path):
    content = workbook(
        {
            "Metrics": [["Explained here", None], ["Date", "Views"], ["2026-10-01", 12100212.0]],
            "Empty": [],
            "Header alone": [["C", "D"]],
            "Posts": [["A", "B"], [1.234, 1.22158e17]],
        }
    )
    first, second = documents(upload(tmp_path, content, "page.xlsx"))
    assert (first.name, second.name) == ("Metrics", "Posts")
    assert first.sha256 != second.sha256
    (metrics,), (posts,) = first.blocks, second.blocks
    assert (metrics.title, metrics.header, metrics.lines[0]) == ("Explained here", ["Date", "Views"], 2)
    assert metrics.rows[1] == ["2026-10-01", "12100212"]
    assert (posts.title, posts.rows[1]) == ("Posts", ["1.2340", "1.221580e+17"])


def test_the_sheets_of_a_workbook_in_a_zip_are_named_after_both(tmp_path):
    book = workbook({"One": [["a", "b"], [1, 2]], "Two": [["c", "d"], [3, 4]]})
    readings = read_all(tmp_path, zipped({"book.xlsx": book, "t.csv": b"a,b\n1,2\n"}), "all.zip")
    assert [reading.receipt.file for reading in readings] == [
        "all.zip/book.xlsx/One",
        "all.zip/book.xlsx/Two",
        "all.zip/t.csv",
    ]


def test_a_sheet_nobody_knows_is_told_and_does_not_hinder_its_neighbour(tmp_path):
    book = workbook({"Notes": [["x", "y"], [1, 2]], "Cost": [["date", "amount"], ["2026-10-01", 5]]})
    notes, cost = read_all(tmp_path, book, "book.xlsx")
    assert (notes.receipt.file, notes.receipt.refusal.code) == ("book.xlsx/Notes", "mapping_needed")
    assert (cost.receipt.file, cost.receipt.rows_kept) == ("book.xlsx/Cost", 1)


def test_a_workbook_with_one_table_keeps_its_own_name_and_hash(tmp_path):
    book = workbook({"Notes": [["Made in October"]], "Cost": [["date", "amount"], ["2026-10-01", 5]]})
    (document,) = documents(upload(tmp_path, book, "book.xlsx"))
    assert (document.name, document.sha256) == ("book.xlsx", hashlib.sha256(book).hexdigest())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (12.0, "12"),
        (12.5, "12.5"),
        (1.234, "1.2340"),  # could be 1234 otherwise
        (1.22158e17, "1.221580e+17"),
        (datetime(2026, 10, 1), "2026-10-01"),  # noqa: DTZ001 (a workbook knows no zone)
        (datetime(2026, 10, 1, 8, 30), "2026-10-01 08:30:00"),  # noqa: DTZ001
        (date(2026, 10, 1), "2026-10-01"),
        (timedelta(minutes=5, seconds=42), "0:05:42"),
        (time(0, 5, 42), "00:05:42"),
    ],
)
def test_a_workbooks_cells_are_printed_as_an_export_would(cell, text):
    assert printed(cell) == text


def test_a_broken_workbook_is_refused(tmp_path):
    assert refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "x.xls").code == "broken_workbook"


def test_headers_are_compared_without_what_nobody_sees():
    assert plain("\u200eDato\u200f") == "dato"  # marks of writing direction
    assert plain("Ver\u00adöf\u00adfent\u00adli\u00adchungs\u00a0zeit") == "veröffentlichungs zeit"
    assert plain("  Phone number clicks ") == "phone number clicks"
    assert plain("\ufeffDate") == "date"
    assert signature(["Date", " Views", "", ""]) == ("date", "views")


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("Content 2026-10-01_2026-10-31 Fjord Cykler.zip", "2026-10-01 to 2026-10-31"),
        ("May-25-2026_Jun-21-2026_1493633672508178.csv", "2026-05-25 to 2026-06-21"),
        ("Content 2026-10-31_2026-10-01 x.zip", "None"),
        ("Content 2026-13-01_2026-14-31 x.zip", "None"),
        ("Table data.csv", "None"),
    ],
)
def test_a_file_name_may_state_a_period(name, period):
    assert str(period_in(name)) == period


def test_a_name_that_ends_in_milliseconds_tells_when_the_file_was_exported():
    assert made_in("acme_content_1793865600000.xls") == datetime(2026, 11, 5, 8, tzinfo=UTC)
    assert made_in("acme_followers_1793865600000 (1).xls") == datetime(2026, 11, 5, 8, tzinfo=UTC)
    assert made_in("hubspot-crm-exports-all-contacts-2026-11-05.csv").date() == date(2026, 11, 5)
    assert made_in("hubspot-crm-exports-all-contacts-2026-13-45.csv") is None
    assert made_in("Oct-31-2025_Dec-30-2025_1664278361210560.csv") is None
