"""Rows as CSV for spreadsheets, the one way they leave the house: no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""Signs a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), in both widths."""

_BLANKS = " \u00a0\u200b\ufeff"


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows under their column names: UTF-8 text, comma-separated, lists joined by `; `, unknown left empty.

    Line breaks inside a cell are kept, all as line feeds.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue()


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula. Numbers stay numbers."""
    start = text.lstrip(_BLANKS)
    return f"'{text}" if start.startswith(_FORMULA) and not _is_number(start) else text


def _cell(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        value = "; ".join(map(str, value))
    return harmless(str(value).replace("\r\n", "\n").replace("\r", "\n"))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.lstrip("+-")[:1].isdigit()
