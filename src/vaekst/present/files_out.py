"""Sheets as files: CSV, Excel, Parquet and JSON, the same columns and the same unknowns in each."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pyarrow.parquet as pq

from vaekst.core.facts import Kind
from vaekst.core.sheet import Sheet
from vaekst.present.csv_out import harmless, to_csv


class Form(StrEnum):
    """The file formats a sheet can leave in."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, and what to call them in an HTTP answer."""

    content: bytes
    media_type: str


def written(sheet: Sheet, form: Form) -> Written:
    """The sheet in that format. Texts can never act as a formula; unknown is empty, or null."""
    return _WRITERS[form](sheet)


def _csv(sheet: Sheet) -> Written:
    # With a byte order mark, or Excel reads æøå wrongly; every other reader knows it.
    rows = ({name: _stated(value) for name, value in row.items()} for row in sheet.rows)
    return Written(to_csv(sheet.names, rows).encode("utf-8-sig"), "text/csv; charset=utf-8")


def _json(sheet: Sheet) -> Written:
    rows = [{name: _stated(row.get(name)) for name in sheet.names} for row in sheet.rows]
    return Written(json.dumps(rows, ensure_ascii=False, allow_nan=False).encode(), "application/json; charset=utf-8")


def _parquet(sheet: Sheet) -> Written:
    held = io.BytesIO()
    pq.write_table(sheet.arrow(), held, compression="zstd")
    return Written(held.getvalue(), "application/vnd.apache.parquet")


_WIDTHS = {Kind.TEXT: 24, Kind.INSTANT: 20, Kind.DAY: 12}
_CELL_TEXT = 32_767  # characters Excel takes in a cell
_EXACT = 10**15  # Excel keeps fifteen digits of a number


def _xlsx(sheet: Sheet) -> Written:
    import xlsxwriter

    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        page = book.add_worksheet(sheet.name[:31])
        formats = {
            Kind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
            Kind.INSTANT: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        bold = book.add_format({"bold": True})
        for place, field in enumerate(sheet.fields):
            page.write_string(0, place, field.name, bold)
            page.set_column(place, place, _WIDTHS.get(field.kind, 14), formats.get(field.kind))
            for line, row in enumerate(sheet.rows, start=1):
                if (value := row.get(field.name)) is not None:
                    page.write(line, place, _in_a_cell(value), formats.get(field.kind))
        page.freeze_panes(1, 0)
        if sheet.fields:
            page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.fields) - 1)
    return Written(held.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


_WRITERS: Mapping[Form, Callable[[Sheet], Written]] = {
    Form.CSV: _csv,
    Form.XLSX: _xlsx,
    Form.PARQUET: _parquet,
    Form.JSON: _json,
}


def _in_a_cell(value: Any) -> Any:
    """The value as Excel holds it: instants without a zone (they are UTC), long numbers as text."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    return harmless(value)[:_CELL_TEXT]


def _stated(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
