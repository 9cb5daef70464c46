"""Columns of event files as Arrow arrays: millions of cells are never made Python's own objects one by one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.grid import Grid
from vaekst.sources.reading.numbers import MISSING

_ISO = r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$"
_ZONED = r"(Z|[+-]\d\d:?\d\d)$"
_NUMBER = re.compile(r"^\d{10}$|^\d{13}$|^\d{16}$")
_PER_SECOND = {10: 1, 13: 1_000, 16: 1_000_000}
"""Digits of a moment since 1970 written as a number -> how many of its unit make a second."""

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
MOMENT = pa.timestamp("ms", tz="UTC")


def texts(table: Fields, field: str) -> pa.DictionaryArray:
    """The cells of a column, each spelling once, ends stripped; empty ones and words for missing are NULL."""
    place = table.columns.get(field)
    if place is None:
        return pa.nulls(len(table), pa.string()).dictionary_encode()
    cells = table.rows.columns[place] if isinstance(table.rows, Grid) else pa.array(row[place] for row in table.rows)
    told = _used(cells) if pa.types.is_dictionary(cells.type) else cells.cast(pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(told.indices, _stripped(told.dictionary))


def each(column: pa.DictionaryArray, reading: Callable[[str], str | bool | None], kind: pa.DataType) -> pa.Array:
    """What a function makes of every cell, asked once for each spelling; NULL stays NULL."""
    made = [None if text is None else reading(text) for text in column.dictionary.to_pylist()]
    return pa.array(made, kind).take(column.indices)


def filled(first: pa.Array, *others: pa.Array) -> pa.Array:
    """Row by row the first value there is."""
    return pc.coalesce(*(plain(column) for column in (first, *others)))


def plain(column: pa.Array) -> pa.Array:
    """The values of the rows, spelled out."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def instants(table: Fields, field: str, *, zone: str) -> pa.Array:
    """Moments in whole milliseconds, UTC; those without a zone of their own are in `zone`. NULL where none is told.

    Read are ISO 8601, seconds, milliseconds or microseconds since 1970 as numbers, and what `Fields.dates` knows. Where
    clocks are put back, an hour stands twice: the earlier is meant. Raises BadFile for cells that are no moment.
    """
    column = texts(table, field)
    distinct = column.dictionary.drop_null()
    sample = distinct[0].as_py() if len(distinct) else ""
    if match := _NUMBER.match(sample):
        found = _numbered(column.dictionary, len(match[0]))
    else:
        found = _written(column.dictionary, zone)
    if found is None or (len(found) and pc.any(pc.less(found, pa.scalar(_EARLIEST, MOMENT))).as_py()):
        return _by_date(table, field, zone)
    return found.take(column.indices)


def days(moments: pa.Array, zone: str) -> pa.Array:
    """The day of each moment on the clocks of a zone."""
    return pc.local_timestamp(moments.cast(pa.timestamp("ms", tz=zone))).cast(pa.date32(), safe=False)


def milliseconds(moments: pa.Array) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Milliseconds since 1970; 0 for NULL."""
    found: np.ndarray[Any, np.dtype[np.int64]] = moments.cast(pa.int64()).fill_null(0).to_numpy()
    return found


def _used(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """The column without spellings that stand in other rows alone, such as the header's."""
    codes = column.indices.to_numpy()
    used = np.flatnonzero(np.bincount(codes, minlength=len(column.dictionary)))
    moved = np.zeros(len(column.dictionary), codes.dtype)
    moved[used] = np.arange(len(used))
    return pa.DictionaryArray.from_arrays(pa.array(moved[codes]), column.dictionary.take(pa.array(used)))


def _stripped(cells: pa.StringArray) -> pa.StringArray:
    trimmed = pc.utf8_trim_whitespace(cells)
    is_missing = pc.is_in(pc.utf8_lower(trimmed), value_set=pa.array(sorted(MISSING)))
    return pc.if_else(is_missing, pa.scalar(None, pa.string()), trimmed)


def _numbered(cells: pa.StringArray, digits: int) -> pa.Array | None:
    """Moments written as numbers of so many digits, or None where one is not."""
    if not pc.all(pc.match_substring_regex(cells, rf"^\d{{{digits}}}$")).as_py():
        return None
    number, unit = cells.cast(pa.int64()), _PER_SECOND[digits]
    ms = pc.multiply(number, 1_000) if unit == 1 else pc.divide(number, unit // 1_000)
    return ms.cast(MOMENT)


def _written(cells: pa.StringArray, zone: str) -> pa.Array | None:
    """Moments as ISO 8601 writes them, or None where one is written in another way."""
    iso = pc.replace_substring_regex(cells, r" ?UTC$", "Z")
    if not pc.all(pc.match_substring_regex(iso, _ISO)).as_py():
        return None
    is_zoned = pc.match_substring_regex(iso, _ZONED)
    nothing = pa.scalar(None, pa.string())
    try:
        told = pc.if_else(is_zoned, iso, nothing).cast(pa.timestamp("ns", tz="UTC"))
        local = pc.if_else(is_zoned, nothing, iso).cast(pa.timestamp("ns"))
    except pa.ArrowInvalid:  # such as February 30
        return None
    assumed = pc.assume_timezone(local, zone, ambiguous="earliest", nonexistent="latest")
    both = pc.coalesce(told, assumed.cast(pa.timestamp("ns", tz="UTC")))
    return both.cast(MOMENT, safe=False)


def _by_date(table: Fields, field: str, zone: str) -> pa.Array:
    """Moments in any way a date is printed. Raises BadFile for cells that are none."""
    values = table.dates(field).values
    own = pa.array([None if value is None or value.tzinfo is None else value for value in values], MOMENT)
    local = [None if value is None or value.tzinfo is not None else value for value in values]
    assumed = pc.assume_timezone(
        pa.array(local, pa.timestamp("us")), zone, ambiguous="earliest", nonexistent="latest"
    ).cast(MOMENT, safe=False)
    return pc.coalesce(own, assumed)
