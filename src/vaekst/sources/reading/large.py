"""Large files of text, read as columns. What is not as plain as exports are is left to the reader of small files.

Both readers give the same rows: here every doubt ends the attempt, and the other reader decides.
"""

from __future__ import annotations

import codecs
import csv
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from vaekst.sources.contract import Cells, Progress
from vaekst.sources.reading.grid import Grid, texts_in
from vaekst.sources.reading.records import DELIMITERS, Records, is_wrapped, likely_delimiter, likely_width, without_sep

LARGE = 1 << 20
"""From this many bytes on, a file is read as columns."""

_PIECE = 1 << 24
"""Bytes taken apart at a time."""

_HEAD = 1 << 20
"""Bytes that hold all that the delimiter is found by."""

_MOST_ODD = 1_000
"""Rows of another width that are borne with; beyond that the file is no table."""

_FEW = 1_000
"""Spellings a column may have before it counts as one in which most cells differ."""

_STRAY_CONTROLS = 8
_LONGEST_CELL = 1 << 17
_MISREAD = re.compile(rb"\xc3[\x82-\x86\xa2\xa3\xb0][\xc2-\xe2]")  # letters such as `Ã¦`, perhaps
_QUOTE, _FEED, _RETURN = b'"\n\r'

Bytes = bytes | memoryview
Array = np.ndarray[Any, Any]


class Doubt(Exception):
    """The file is not plain enough to be read as columns."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A large text as records, and the encoding it is in."""

    records: Records
    encoding: str


def read_columns(content: Bytes, *, progress: Progress | None = None) -> Columns | None:
    """The text as columns, or None where a closer look is needed."""
    marked = bytes(content[:3]) == codecs.BOM_UTF8
    try:
        records = _records(memoryview(content)[3 if marked else 0 :], progress)
    except (Doubt, UnicodeDecodeError, pa.ArrowInvalid):
        return None
    return Columns(records, "utf-8 with BOM" if marked else "utf-8")


def _records(text: memoryview, progress: Progress | None) -> Records:
    head = bytes(text[:_HEAD]).decode("utf-8", errors="ignore")
    body, stated, first_line = without_sep(head)
    delimiter = stated or likely_delimiter(body)
    width = likely_width(body, delimiter)
    if delimiter not in DELIMITERS or width < 2 or is_wrapped(body, delimiter):
        raise Doubt
    text = text[len(head[: len(head) - len(body)].encode()) :]
    parts = _Parts(delimiter, width)
    for piece in _pieces(text, delimiter):
        parts.add(piece)
        if progress:
            progress(parts.done, len(text))
    rows = parts.grid()
    unfinished = text[-1] not in (_FEED, _RETURN)
    if unfinished and _ends_oddly(rows):
        raise Doubt  # cut inside a record, or a note
    return Records(rows, _lines(rows, first_line), delimiter, unfinished)


def _ends_oddly(rows: Grid) -> bool:
    """Whether the last row, or the last before it that is not empty, is of another width."""
    before = next((at for at in range(len(rows) - 2, -1, -1) if any(rows[at])), 0)
    return len(rows) - 1 in rows.odd or before in rows.odd


def _pieces(text: memoryview, delimiter: str) -> Iterator[memoryview]:
    """The text in pieces of whole records, each checked. Raises Doubt."""
    start = controls = 0
    while start < len(text):
        piece = text[start : _end_of_record(text, start)]
        controls += _controls(piece)
        str(piece, "utf-8")
        if controls >= _STRAY_CONTROLS or _MISREAD.search(piece):
            raise Doubt
        _check_quotes(np.frombuffer(piece, np.uint8), delimiter)
        yield piece
        start += len(piece)


def _end_of_record(text: memoryview, start: int) -> int:
    """Where the last record that begins and ends within reach of this place ends. Raises Doubt where none does."""
    end = start + _PIECE
    if end >= len(text):
        return len(text)
    reach = np.frombuffer(text[start:end], np.uint8)
    ends = np.flatnonzero(reach == _FEED)
    if not len(ends):
        ends = np.flatnonzero(reach[:-1] == _RETURN)
    quotes = np.flatnonzero(reach == _QUOTE)
    outside = ends[np.searchsorted(quotes, ends) % 2 == 0]
    if not len(outside):
        raise Doubt
    return start + int(outside[-1]) + 1


def _controls(piece: memoryview) -> int:
    """How many control characters there are beside blanks. Raises Doubt for a NUL, which no text has."""
    found = np.frombuffer(piece, np.uint8)
    low = found[found < 0x20]
    if not low.all():
        raise Doubt
    return int(np.count_nonzero((low < 0x09) | (low > 0x0D)))


def _check_quotes(piece: Array, delimiter: str) -> None:
    """Raises Doubt where quotes stand in places of which readers disagree what they mean.

    Quotes open at the start of a cell, close at its end and are doubled inside: then every second one is followed by
    the cell's end or by its double, and every other one is preceded by the cell's start or by its double.
    """
    places = np.flatnonzero(piece == _QUOTE)
    if len(places) % 2:
        raise Doubt
    edge = np.zeros(256, bool)
    edge[[ord(delimiter), _FEED, _RETURN, _QUOTE]] = True
    opening, closing = places[::2], places[1::2]
    if not edge[piece[opening[opening > 0] - 1]].all() or not edge[piece[closing[closing + 1 < len(piece)] + 1]].all():
        raise Doubt


@dataclass(slots=True)
class _Parts:
    """The columns of a file while its pieces are taken apart."""

    delimiter: str
    width: int
    done: int = 0  # bytes
    rows: int = 0
    odd: dict[int, Cells] = field(default_factory=dict)
    parts: list[list[pa.Array]] = field(default_factory=list)

    def add(self, piece: memoryview) -> None:
        """Takes a piece apart. Raises Doubt, or ArrowInvalid."""
        texts: dict[int, str] = {}
        table = _parsed(piece, self.delimiter, self.width, texts)
        for place, text in texts.items():
            self.odd[self.rows + place] = next(csv.reader(StringIO(text, newline=""), delimiter=self.delimiter))
        if len(self.odd) > _MOST_ODD:
            raise Doubt
        opened = _opened(len(table) + len(texts), texts) if texts else None
        columns = [_whole(column) if opened is None else _whole(column).take(opened) for column in table.columns]
        self.parts = self.parts or [[] for _ in columns]
        for parts, column in zip(self.parts, columns, strict=True):
            parts.append(_told_once(column, parts[:1]))
        self.rows += len(table) + len(texts)
        self.done += len(piece)

    def grid(self) -> Grid:
        """All rows. The parts are used up meanwhile."""
        return Grid([_joined(self.parts.pop(0)) for _ in range(self.width)], self.odd)


def _parsed(piece: memoryview, delimiter: str, width: int, odd: dict[int, str]) -> pa.Table:
    """The records of that width as columns of text; `odd` takes the others, by their places."""

    def note(row: arrow_csv.InvalidRow) -> str:
        odd[row.number - 1] = row.text
        return "skip"

    names = [str(place) for place in range(width)]
    return arrow_csv.read_csv(
        pa.BufferReader(pa.py_buffer(piece)),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=len(piece) + 1, use_threads=False),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
        ),
    )


def _opened(count: int, odd: Mapping[int, str]) -> pa.Array:
    """The place of every row among those of the right width; none for the odd ones."""
    regular = np.ones(count, bool)
    regular[list(odd)] = False
    return pa.array(np.cumsum(regular) - 1, mask=~regular)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _told_once(column: pa.Array, before: Sequence[pa.Array]) -> pa.Array:
    """The column with each spelling once, unless most are different; the first part decides for all."""
    filled = column.fill_null("")
    if (pc.max(pc.binary_length(filled)).as_py() or 0) > _LONGEST_CELL:
        raise Doubt
    if before and pa.types.is_string(before[0].type):
        return filled
    encoded = filled.dictionary_encode()
    is_varied = not before and len(encoded.dictionary) > max(_FEW, len(encoded) // 2)
    return filled if is_varied else encoded


def _joined(parts: Sequence[pa.Array]) -> pa.Array:
    if len(parts) == 1:
        return parts[0]
    if pa.types.is_string(parts[0].type):
        return pa.concat_arrays(parts)
    return pa.chunked_array(parts).unify_dictionaries().combine_chunks()


def _lines(rows: Grid, first_line: int) -> Sequence[int]:
    """The line each record begins on: cells in quotes may hold line ends."""
    extra = np.zeros(len(rows), np.int64)
    for column in rows.columns:
        if _has_ends(texts_in(column)):
            extra += _each(column, _ends_in(texts_in(column)))
    for at, row in rows.odd.items():
        extra[at] = sum(int(_ends_in(pa.array([cell]))[0]) for cell in row)
    if not extra.any():
        return range(first_line, first_line + len(rows))
    lines = array("q")
    lines.frombytes((first_line + np.arange(len(rows)) + np.cumsum(extra) - extra).tobytes())
    return lines


def _has_ends(cells: pa.StringArray) -> bool:
    """Whether any cell holds a line end, or a neighbour of theirs in memory does."""
    held = np.frombuffer(cells.buffers()[2] or b"", np.uint8)
    return bool((held == _FEED).any() or (held == _RETURN).any())


def _ends_in(cells: pa.StringArray) -> Array:
    """How many line ends each cell holds; a carriage return with a line feed is one."""
    feeds, returns, both = (pc.count_substring(cells, end).to_numpy() for end in ("\n", "\r", "\r\n"))
    ends: Array = feeds + returns - both
    return ends


def _each(column: pa.Array, values: Array) -> Array:
    """The value of each row, from one per text of the column."""
    each: Array = values[column.indices.to_numpy()] if pa.types.is_dictionary(column.type) else values
    return each
