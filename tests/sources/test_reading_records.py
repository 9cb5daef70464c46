"""Text becomes rows: the delimiter, wrapped lines, and the places where a file was cut."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.errors import BadFile
from vaekst.sources.reading.blocks import blocks_of
from vaekst.sources.reading.records import DELIMITERS, read_records


def cells_of(text: str) -> list[list[str]]:
    return read_records(text, file="x.csv").rows


def wrapped(text: str) -> str:
    """The text as a spreadsheet under another list separator saves it: lines with quotes or commas become one cell."""
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([line] for line in text.splitlines())
    return out.getvalue()


words = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=8)
tables = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=2, max_size=12)
)


@given(tables, st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n"]))
def test_a_table_under_a_stated_delimiter_comes_back_as_it_was(table, delimiter, end):
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    records = read_records(f"sep={delimiter}{end}{out.getvalue()}", file="x")
    assert records.rows == table
    assert records.delimiter == delimiter
    assert records.lines[0] == 2


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_the_delimiter_is_found_by_reading(delimiter):
    text = (
        delimiter.join(["Title", "Views", "Date"]) + "\n" + delimiter.join(['"One, two; three"', "3", "1. nov"]) + "\n"
    )
    assert cells_of(text) == [["Title", "Views", "Date"], ["One, two; three", "3", "1. nov"]]


def test_decimal_commas_do_not_make_a_comma_file():
    assert cells_of("Dato;Seertid\n01-10-2026;3,5\n02-10-2026;4,25\n")[1] == ["01-10-2026", "3,5"]


def test_lines_are_counted_as_an_editor_counts_them():
    records = read_records('Title,Views\n"two\nlines",1\nlast,2\n', file="x")
    assert records.lines == [1, 2, 4]


def test_lines_wrapped_in_quotes_are_taken_apart_with_their_captions():
    text = 'Post ID,"Account name",Description,Views\n1,"A, B","first\nmiddle without comma\nlast, with ""quotes""",7\n2,C,plain,8\n'
    records = read_records(wrapped(text), file="x")
    assert records.rows == list(csv.reader(StringIO(text, newline="")))
    assert [warning.code for warning in records.warnings] == ["lines_unwrapped"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_that_a_spreadsheet_padded_are_taken_apart(end):
    text = 'Post ID,Description,Date,Views,Reach\n1,"Nye hjul, ""flotte""",Lifetime,5,4\n2,Kort,Lifetime,7,6\n'
    padded = wrapped(text).replace('"\n', f'";;{end}')
    assert read_records(padded, file="x").rows == read_records(text, file="x").rows


def test_a_padded_sentence_above_a_table_is_not_a_wrapped_line():
    text = '"Views, clicks, and more";;\n"1 May, 2026 - 31 May, 2026";;\nDay;Views;Clicks\n1;2;3\n'
    assert read_records(text, file="x").rows[-1] == ["1", "2", "3"]


def test_wrapped_lines_below_notes_that_are_not_are_taken_apart():
    text = "# Free form\n# 20250428-20260428\n\nChannel,Date,Sessions\nDirect,20250428,5\nEmail,20250428,7\n"
    saved = "".join(f'"{line}"\n' if "," in line else f"{line}\n" for line in text.splitlines())
    assert read_records(saved, file="x").rows == read_records(text, file="x").rows


def test_a_stated_delimiter_is_believed_even_where_cells_look_like_lines():
    assert read_records('sep=;\n"a,b";\n"c,d";\n', file="x").rows == [["a,b", ""], ["c,d", ""]]


def test_a_note_amid_wrapped_lines_is_no_note():
    with pytest.raises(BadFile) as error:
        read_records('"a,b,""c"""\n"d,e,""f"""\nalone\n"d,e,""f"""\n', file="x")
    assert error.value.code == "wrapped_lines"


def test_wrapped_lines_that_no_longer_line_up_are_refused():
    with pytest.raises(BadFile) as error:
        read_records('"a,""b"",c"\n"1,2"\n', file="x.csv")
    assert error.value.code == "wrapped_lines"


def test_a_header_cell_that_holds_a_comma_is_not_a_wrapped_line():
    assert cells_of('"Views, all"\n12\n') == [["Views, all"], ["12"]]


@pytest.mark.parametrize(
    "text",
    [
        'a,b,c\n1,2,3\n4,"open',
        'a,b,c\n1,"open\n4,5,6\n',
        "a,b,c\n1,2,3\n4,5",
        'a,b,c\n1,"' + "long open text, " * 20_000,
    ],
)
def test_a_file_cut_inside_a_record_is_refused(text):
    with pytest.raises(BadFile) as error:
        cells_of(text)
    assert error.value.code == "cut_off"


def test_a_missing_last_line_end_is_noted():
    assert read_records("a,b\n1,2", file="x").unfinished
    assert not read_records("a,b\n1,2\n", file="x").unfinished


def test_progress_reaches_what_there_is():
    told: list[tuple[int, int]] = []
    read_records("a,b\n" + "1,2\n" * 50_000, file="x", progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert all(0 < done <= total for done, total in told)


def blocks(text: str):
    records = read_records(text, file="x")
    return blocks_of(records.rows, records.lines)


def test_blocks_end_at_empty_lines_and_keep_their_titles():
    first, second = blocks('sep=,\n"Reach"\n"Date","Primary"\n"d",1\n\n"Views"\n"Date","Primary"\n"d",2\n')
    assert (first.title, first.header, first.lines) == ("Reach", ["Date", "Primary"], [3, 4])
    assert (second.title, list(second.body())) == ("Views", [(8, ["d", "2"])])


def test_a_line_of_padding_is_an_empty_line():
    first, second = blocks("Views;;\nReels;Links;\n3;2;\n;;\nFollows;;\nDate;Primary;\nd;1;\n")
    assert (first.title, second.title) == ("Views", "Follows")


def test_an_empty_line_inside_a_caption_is_part_of_it():
    (block,) = blocks('Title,Views\n"one\n\ntwo",1\n')
    assert block.rows[1] == ["one\n\ntwo", "1"]
