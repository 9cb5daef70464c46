"""Large files are read as columns, and give what the reader of small files gives."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.files import context, read_one, table, zipped
from tests.sources.youtube_files import days

from vaekst.core.errors import BadFile
from vaekst.sources import table as own_table
from vaekst.sources import youtube
from vaekst.sources.contract import Document, Source
from vaekst.sources.reading import large, members
from vaekst.sources.reading.documents import document
from vaekst.sources.reading.grid import Column, Grid, both
from vaekst.sources.reading.members import Member
from vaekst.sources.sifting import sift

cells = st.text(st.sampled_from('ab1æ ,;"\n\r\u00a0\u00ad#'), max_size=5) | st.sampled_from(
    ["2026-10-01", "12", "Total"]
)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=2, max_size=9)
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A table as programs write it, then perhaps edited by hand or damaged."""
    out = StringIO(newline="")
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer = csv.writer(out, delimiter=draw(st.sampled_from(",;\t|")), lineterminator=end, quoting=quoting)
    for row in draw(tables):
        writer.writerow(row)
        out.write(draw(st.sampled_from(["", "", "", "", end, "# note" + end, "one,two;three" + end, ",,," + end])))
    text = draw(st.sampled_from(["", "", "sep=;\n", '"sep=,"\r\n'])) + out.getvalue()
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.text('",\n;a', max_size=3)) + text[at + draw(st.integers(0, 3)) :]
    content = draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()
    return content if draw(st.integers(0, 9)) else content[:-1] + draw(st.binary(max_size=2))


def taken(content: bytes) -> tuple[Document | str, Document | str]:
    """The file as the reader of large files takes it, and as the other does; a refusal by its code."""
    found: list[Document | str] = []
    for smallest in (0, 1 << 40):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(large, "LARGE", smallest)
            patch.setattr(large, "_PIECE", 96)
            try:
                found.append(document(Member("export.csv", content)))
            except BadFile as error:
                found.append(error.code)
    return found[0], found[1]


def spelled_out(read: Document | str) -> object:
    if isinstance(read, str):
        return read
    blocks = [(block.notes, [list(row) for row in block.rows], list(block.lines)) for block in read.blocks]
    return blocks, read.encoding, read.delimiter, read.unfinished, read.warnings


@given(files())
def test_a_file_read_as_columns_has_the_same_rows_lines_and_blocks(content: bytes) -> None:
    as_columns, as_rows = taken(content)
    assert spelled_out(as_columns) == spelled_out(as_rows)


def test_an_ordinary_table_with_a_caption_of_several_lines_is_read_as_columns() -> None:
    content = 'Date,Title,Views\r\n2026-10-01,"one, ""two""\r\nthree",5\r\n\r\n2026-10-02,æ,7\r\nnote\r\n'.encode()
    read, other = taken(content)
    assert isinstance(read, Document)
    assert all(isinstance(block.rows, Grid) for block in read.blocks)
    assert [list(block.lines) for block in read.blocks] == [[1, 2], [5, 6]]
    assert spelled_out(read) == spelled_out(other)


@given(st.lists(st.text("ab", max_size=2)))
def test_a_column_knows_every_cell_and_where_each_spelling_stands_first(column: list[str]) -> None:
    spelled = Column.of(column)
    assert spelled.values() == column
    assert spelled.distinct == list(dict.fromkeys(column))
    assert spelled.first_rows().tolist() == [column.index(cell) for cell in spelled.distinct]


def test_a_text_too_large_to_hold_is_read_from_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = table(["Date", "Views", "Watch time (hours)"], *([day, 3, "1.5"] for day in days("2025-01-01", 400)))
    monkeypatch.setattr(large, "LARGE", 0)
    whole = read_one(tmp_path, content, "Totals.csv")
    monkeypatch.setattr(members, "MAX_BYTES", 500)
    assert read_one(tmp_path, content, "Totals.csv").receipt == whole.receipt
    assert whole.receipt.rows_kept == 400


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Dato;Navn\n".encode("utf-16") * 200, "too_large_to_hold"),
        (zipped({"Totals.csv": b"Date,Views\n" * 9_000}) * 9, "too_large_to_hold"),
        (b"Date,Views\n" * 400, "too_large"),
    ],
)
def test_what_cannot_be_read_from_disk_is_refused_before_it_fills_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, code: str
) -> None:
    monkeypatch.setattr(large, "LARGE", 0)
    monkeypatch.setattr(members, "MAX_BYTES", 500)
    monkeypatch.setattr(members, "MOST_TEXT", len(content) - (code == "too_large"))
    refusal = read_one(tmp_path, content).receipt.refusal
    assert refusal is not None
    assert refusal.code == code


figures = st.sampled_from(["0", "", "-", "12", "1234", "-3", "0.5"])
chart_rows = st.tuples(
    st.sampled_from(["2026-08-20", "2026-09-01", "2025-01-05", "", "2027-03-01"]),
    st.sampled_from(["aB3dE5gH7jK", " aB3dE5gH7jK", "q-W_rT1yU2i", "Total", "no"]),
    st.sampled_from(["A ride", "One, two #shorts", ""]),
    st.sampled_from(["Sep 29, 2025", "Aug 25, 2026", ""]),
    st.sampled_from(["44", "612", ""]),
    *[figures] * 3,
)
CHART = ["Date", "Content", "Video title", "Video publish time", "Duration", "Views", "Watch time (hours)", "Likes"]
edits = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from(["", "Total,,,,,9,9", "Showing top 500 results", "1,2"]))
)


@given(st.lists(chart_rows, min_size=1, max_size=12), edits, st.booleans())
def test_facts_and_receipt_of_a_chart_do_not_depend_on_how_it_was_read(
    rows: list[tuple[str, ...]], edits: list[tuple[int, str]], finished: bool
) -> None:
    lines = table(CHART, *rows).decode().splitlines()
    for place, line in edits:
        lines.insert(1 + min(place, len(lines) - 1), line)
    assert_read_alike(youtube.SOURCE, ("\n".join(lines) + "\n" * finished).encode())


def assert_read_alike(source: Source, content: bytes, **known: Any) -> None:
    """Compares the source's readings of a file taken as columns and as rows."""
    as_columns, as_rows = (outcome(source, read, **known) for read in taken(content))
    assert as_columns == as_rows


def outcome(source: Source, read: Document | str, **known: Any) -> object:
    """What a source makes of a document: facts and receipt, or the refusal."""
    if isinstance(read, str):
        return read
    told = context(**known)
    recognition = source.recognise(read, told)
    if recognition is None:
        return None
    try:
        reading = source.read(read, recognition, told)
    except BadFile as error:
        return error.sentence
    return {name: facts.to_pylist() for name, facts in reading.batch.items()}, reading.receipt


own_days = st.tuples(
    st.sampled_from(["2026-08-20", "2026-09-01", "", "2027-03-01", "Total", "date"]),
    st.sampled_from(["instagram", "youtube", "Facebook side", "tiktok"]),
    *[figures] * 3,
)
own_posts = st.tuples(
    st.sampled_from(["2026-08-20", "2026-09-01 10:30", "2027-03-01"]),
    st.sampled_from(["https://www.instagram.com/p/Cab12345/", "https://x.com/a/status/1234567", "", "i alt"]),
    st.sampled_from(["instagram:abc", "1.2E+17", "17900000000000001", ""]),
    *[figures] * 3,
)


@given(st.lists(own_days, min_size=1, max_size=9) | st.lists(own_posts, min_size=1, max_size=9), edits)
def test_facts_and_receipt_of_ones_own_table_do_not_depend_on_how_it_was_read(
    rows: list[tuple[str, ...]], edits: list[tuple[int, str]]
) -> None:
    header = ["date", "channel"] if len(rows[0]) == 5 else ["published_at", "permalink", "post_id"]
    lines = table([*header, "views", "shares", "likes"], *rows).decode().splitlines()
    for place, line in edits:
        lines.insert(1 + min(place, len(lines) - 1), line)
    assert_read_alike(own_table.SOURCE, ("\n".join(lines) + "\n").encode(), platform="instagram")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2))))
def test_two_columns_are_read_together_row_by_row(pairs: list[tuple[str, int]]) -> None:
    letters, numbers = Column.of(letter for letter, _ in pairs), Column.of(number for _, number in pairs)
    assert both(letters, numbers, lambda letter, number: letter * number).values() == [a * n for a, n in pairs]


class Counted:
    """As much of a ledger as sifting needs."""

    def __init__(self) -> None:
        self.dropped: list[tuple[str, int]] = []

    def drop(self, reason: str, rows: int) -> None:
        self.dropped.append((reason, rows))


def test_a_row_is_left_out_for_its_first_flaw_and_the_first_of_its_kind_is_kept() -> None:
    ledger = Counted()
    flaws = [("no_date", np.array([1, 0, 0, 0, 0], bool)), ("no_figures", np.array([1, 1, 0, 0, 0], bool))]
    kept = sift(ledger, flaws, key=[np.array([0, 0, 0, 0, 1]), np.array([2, 2, 2, 2, 0])])  # type: ignore[arg-type]
    assert kept.tolist() == [2, 4]
    assert ledger.dropped == [("no_date", 1), ("no_figures", 1), ("duplicate", 1)]
