"""Lines of a table that are no rows: remarks, sums, footers. They are counted and never read as figures."""

from __future__ import annotations

import pytest
from tests.sources.uploads import codes, document_of, reading_of, rows_of

from vaekst.sources.table import SOURCE
from vaekst.sources.table.lines import Line, layout

COSTS = "date,category,amount\n2026-10-01,media,5\n2026-10-02,media,7\n"


@pytest.mark.parametrize("word", ["Total", "I alt", "I alt:", "Sum i alt", "TOTAL:"])
@pytest.mark.parametrize("place", ["{word},,12", ",{word},12"])
def test_a_sum_is_no_row_whatever_it_is_called(word: str, place: str) -> None:
    reading = reading_of(SOURCE, (COSTS + place.format(word=word) + "\n").encode())
    assert reading.receipt.totals == {"amount_minor": 1200}
    assert reading.receipt.rows_dropped == {"total_row": 1}


def test_a_remark_below_the_table_is_no_row() -> None:
    content = COSTS + "\nExported on 24 November by Mette,,\n"
    reading = reading_of(SOURCE, content.encode())
    assert (reading.receipt.rows_kept, reading.receipt.rows_dropped) == (2, {"footer": 1})


def test_a_row_with_one_word_inside_the_table_is_not_taken_for_a_remark() -> None:
    reading = reading_of(SOURCE, b"date,category,amount\n2026-10-01,media,5\n2026-10-02,,\n2026-10-03,media,7\n")
    assert reading.receipt.rows_dropped == {"no_figures": 1}
    assert len(rows_of(reading, "cost")) == 2


def test_a_tag_that_is_taken_away_is_no_remark() -> None:
    assert reading_of(SOURCE, b"permalink,concept\nhttps://youtu.be/dQw4w9WgXcQ,\n").tags


def test_tags_need_no_day_of_export() -> None:
    assert codes(reading_of(SOURCE, b"permalink,concept\nhttps://youtu.be/dQw4w9WgXcQ,ride\n")) == set()


def test_a_layout_tells_what_every_line_was_taken_for() -> None:
    text = "# Spend of the shop\nOct 2026\n" + COSTS + "a,b,c,d\nI alt,,12\nWritten by hand in October\n"
    found = layout(document_of(text.encode()), most_rows=100)
    assert found.remarks == ("# Spend of the shop", "Oct 2026")
    assert (found.header_line, found.rows, found.uneven) == (3, 2, 1)
    assert found.totals == (Line(7, "I alt · 12"),)
    assert found.footers == (Line(8, "Written by hand in October"),)
