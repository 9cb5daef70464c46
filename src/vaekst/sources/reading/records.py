"""Text to rows of cells: `sep=`, the delimiter, records wrapped whole in quotes, and the place where a file was cut."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Cells, Progress
from vaekst.sources.reading.words import filled

DELIMITERS = (",", ";", "\t", "|")

_SAMPLE = 400
"""Records looked at to find the delimiter."""

_WRAPPED_SAMPLE = 1 << 16

_QUOTED_LINE = re.compile(r'^"', re.MULTILINE)
_MOST_NOTES = 12
"""Lines a report may have above its header."""

_NEARLY_ALL = 0.9
"""The share of records that are single cells where a spreadsheet padded whole lines with empty cells."""

_STEP = 20_000
"""Records between two calls of the progress function."""

_END = "\x00end of file\x00"
"""A last record of our own: when it does not come back alone, a quote before it was never closed."""

_SEP = re.compile(r'"?sep=(.)"?[;,\t|]*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a text with their line numbers, from 1. `unfinished`: the text does not end with a line end."""

    rows: Sequence[Cells]
    lines: Sequence[int]
    delimiter: str
    unfinished: bool
    warnings: tuple[Sentence, ...] = ()


def read_records(text: str, *, file: str, progress: Progress | None = None) -> Records:
    """The text as rows. Raises BadFile where it is cut off inside a record or cannot be taken apart."""
    body, stated, first_line = without_sep(text)
    delimiter = stated or likely_delimiter(body)
    warnings: tuple[Sentence, ...] = ()
    if is_wrapped(body, delimiter, stated=stated is not None):
        body, delimiter = _unwrapped(_unpadded(body, delimiter), file)
        warnings = (
            Sentence(
                "lines_unwrapped",
                N_("Every line was one quoted cell, as a spreadsheet saves it; the lines were taken apart again."),
            ),
        )
    unfinished = not body.endswith(("\n", "\r"))
    rows, lines = _parsed(body, delimiter, first_line, file, progress)
    if unfinished:
        _refuse_cut(rows, file)
    return Records(rows, lines, delimiter, unfinished, warnings)


def without_sep(text: str) -> tuple[str, str | None, int]:
    """The text below a `sep=,` line, the delimiter it states, and the number of the first line kept."""
    end = text.find("\n")
    if match := _SEP.fullmatch(text[: end if end >= 0 else None].rstrip("\r")):
        return text[end + 1 :] if end >= 0 else "", match[1], 2
    return text, None, 1


def likely_delimiter(body: str) -> str:
    """The delimiter under which most records are alike in width; a comma when no other makes any cells."""
    sample = body[: 1 << 18]
    scores = {mark: _score(_sample(sample, mark)) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: scores[mark])  # the first of equals


def likely_width(body: str, delimiter: str) -> int:
    """The width most records have, at least of those that have several cells; 1 when none has."""
    return _score(_sample(body[: 1 << 18], delimiter))[1]


def _sample(body: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(_reader(body, delimiter), _SAMPLE))
    except csv.Error:
        return []


def _score(records: list[list[str]]) -> tuple[float, int]:
    """How alike the records are (share with the commonest width above one), and that width."""
    widths = Counter(len(record) for record in records if record)
    if not widths:
        return (0.0, 0)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return (0.0, 1)
    width = max(wide, key=lambda known: (wide[known], known))
    return (wide[width] / widths.total(), width)


def _reader(body: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(body, newline=""), delimiter=delimiter)


def is_wrapped(body: str, delimiter: str, *, stated: bool = False) -> bool:
    """Whether the first records below the notes are each one cell that holds a whole line, delimiters included.

    No spreadsheet pads lines with empty cells and states the delimiter as well.
    """
    if not _QUOTED_LINE.search(body, 0, _WRAPPED_SAMPLE):
        return False
    records = [record for record in _sample(body[:_WRAPPED_SAMPLE], delimiter) if any(record)]
    notes = next((at for at, record in enumerate(records[:_MOST_NOTES]) if not _is_note(record)), None)
    if notes is None:
        return False
    lines = [_is_line(record) for record in records[notes:]]
    if (stated and len(records[notes]) > 1) or (notes and len(lines) < 2):
        return False
    if len(records[notes]) == 1 or not all(lines[:2]):
        return all(lines[:2])
    return len(lines) > 1 and sum(lines) >= _NEARLY_ALL * (len(lines) - 1)  # the last may be cut by the sample


def _is_note(record: Sequence[str]) -> bool:
    return not any(record[1:]) and not any(mark in record[0] for mark in DELIMITERS)


def _is_line(record: Sequence[str]) -> bool:
    """Whether the first cell holds a whole line and the others, which a spreadsheet pads with, nothing."""
    return not any(record[1:]) and any(mark in record[0] for mark in DELIMITERS)


def _unpadded(body: str, delimiter: str) -> str:
    """The text without the empty cells a spreadsheet put behind wrapped lines."""
    return re.sub(rf'"{re.escape(delimiter)}+(?=\r?$)', '"', body, flags=re.MULTILINE)


def _unwrapped(body: str, file: str) -> tuple[str, str]:
    """The text with the quotes around each record taken off once. Raises BadFile where that does not help.

    A record with a caption of several lines is quoted as one; where lines were quoted one by one, only those that
    hold quotes are taken apart.
    """
    whole = "".join(f"{record[0]}\n" if record else "\n" for record in _sample_all(body) if len(record) < 2)
    line_by_line = "".join(_unwrapped_line(line) for line in body.splitlines(keepends=True))
    for text in (whole, line_by_line):
        delimiter = likely_delimiter(text)
        if _lines_up(_reader(text, delimiter)):
            return text, delimiter
    raise BadFile(
        "wrapped_lines",
        N_(
            "{file} was saved again by a spreadsheet in a way that cannot be undone: its columns no longer line up. Export it again and import that file unopened."
        ),
        file=file,
    )


def _lines_up(records: Iterable[Sequence[str]]) -> bool:
    """Whether all records have one width above 1, but for notes above them and below empty lines."""
    width, may_be_note = 0, True
    for record in records:
        if len(record) == 1 and may_be_note:
            continue
        may_be_note = not record
        if record and len(record) != (width or len(record)):
            return False
        width = width or len(record)
    return width > 1


def _sample_all(body: str) -> list[list[str]]:
    """All records under a comma; none where the quotes do not close."""
    try:
        return list(_reader(body, ","))
    except csv.Error:
        return []


def _unwrapped_line(line: str) -> str:
    content = line.rstrip("\r\n")
    if len(content) > 1 and content.startswith('"') and content.endswith('"'):
        return content[1:-1].replace('""', '"') + line[len(content) :]
    return line


def _parsed(
    body: str, delimiter: str, first_line: int, file: str, progress: Progress | None
) -> tuple[list[list[str]], list[int]]:
    """All records and the line each begins on."""
    rows: list[list[str]] = []
    lines: list[int] = []
    ended = body if body.endswith(("\n", "\r")) or not body else body + "\n"
    stream = StringIO(ended + _END, newline="")
    reader = csv.reader(stream, delimiter=delimiter)
    line = first_line
    try:
        for record in reader:
            rows.append(record)
            lines.append(line)
            line = first_line + reader.line_num
            if progress and len(rows) % _STEP == 0:
                progress(min(stream.tell(), len(body)), len(body))
    except csv.Error as error:
        raise _open_quote(file, line) from error
    if rows.pop() != [_END]:
        raise _open_quote(file, lines[-1])
    lines.pop()
    return rows, lines


def _open_quote(file: str, line: int) -> BadFile:
    return BadFile(
        "cut_off",
        N_("{file} ends inside the record that begins on line {line}: the file was cut off. Download it again."),
        file=file,
        line=line,
    )


def _refuse_cut(rows: Iterable[Cells], file: str) -> None:
    """Raises BadFile when the last record, without a line end, is narrower than the records above it.

    A single filled cell may be a note below the table (`Showing top 500 results`); the source that knows its notes decides.
    """
    records = [row for row in rows if row]
    if len(records) > 1 and filled(records[-1]) > 1 and len(records[-1]) < len(records[-2]):
        raise BadFile(
            "cut_off",
            N_("The last record of {file} has {found} of {needed} cells: the file was cut off. Download it again."),
            file=file,
            found=len(records[-1]),
            needed=len(records[-2]),
        )
