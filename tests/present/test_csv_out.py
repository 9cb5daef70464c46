"""What leaves as CSV comes back as it was, and never acts as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaekst.present.csv_out import harmless, to_csv

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)


def back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "title",
    [
        '=HYPERLINK("http://x","y")',
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "＝1+1",
        "-",
        "+inf",
    ],
)
def test_a_cell_that_could_be_a_formula_is_text(title):
    assert back(to_csv(["title"], [{"title": title}]))[1] == ["'" + title.replace("\r", "\n")]


@pytest.mark.parametrize("text", ["-12.5", "+4", "-3e-4", "2026-10-01", "Out #ride", "a=b", "'quoted'", ""])
def test_numbers_and_plain_words_stay_as_they_are(text):
    assert harmless(text) == text


def test_unknown_is_empty_and_zero_is_zero():
    rows = [{"a": None, "b": 0, "c": -1.5, "d": ("x", "y")}]
    assert to_csv(["a", "b", "c", "d", "e"], rows) == "a,b,c,d,e\n,0,-1.5,x; y,\n"


def test_without_rows_the_header_remains():
    assert to_csv(["a", "b"], []) == "a,b\n"


@given(WORDS)
@example("=")
@example('say "hi"\nand, go')
def test_any_words_come_back_whole_behind_at_most_an_apostrophe(words):
    (cell,) = back(to_csv(["words"], [{"words": words}]))[1] or [""]
    broken = words.replace("\r\n", "\n").replace("\r", "\n")
    assert cell in (broken, f"'{broken}")
    assert not cell.startswith(("=", "@"))
