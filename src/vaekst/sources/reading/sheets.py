"""Workbooks (xls, xlsx, ods) to rows of cells: a table or more per sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import reduce
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.contract import Block
from vaekst.sources.reading.blocks import blocks_of
from vaekst.sources.reading.members import FAULTS
from vaekst.sources.reading.records import read_records
from vaekst.sources.reading.words import filled

_EXACT = 10**15
"""From here on a workbook's numbers have lost digits; they are printed as `1.22158e+17` so that nobody trusts them."""


MAX_CELLS = 20_000_000
"""The most cells a sheet may spread over, empty ones included: all of them are held in memory at once."""

_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)\b[^<>]*?\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")


def sheets_of(raw: bytes, *, file: str) -> dict[str, tuple[Block, ...]]:
    """Name of the sheet -> its blocks; a block without a title of its own is titled with the sheet's name.

    A sheet without rows below a header is left out, as long as another has some.
    """
    try:
        if raw.startswith(b"PK"):
            _check_spread(raw, file)
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        sheets = {name: blocks for name in book.sheet_names if (blocks := _sheet(book, name, file))}
    except PasswordError as error:
        raise BadFile(
            "encrypted", N_("{file} is protected by a password. Save it without one and import it again."), file=file
        ) from error
    except (CalamineError, ValueError, OSError, *FAULTS) as error:
        raise BadFile(
            "broken_workbook",
            N_("{file} looks like a workbook but cannot be opened. Save it again as XLSX or CSV and import that file."),
            file=file,
        ) from error
    return {name: blocks for name, blocks in sheets.items() if _has_rows(blocks)} or sheets


def _has_rows(blocks: Sequence[Block]) -> bool:
    return any(len(block.rows) > 1 and filled(block.header) > 1 for block in blocks)


def _check_spread(raw: bytes, file: str) -> None:
    """Raises BadFile for a workbook whose few cells lie so far apart that opening it would take all memory."""
    with ZipFile(BytesIO(raw)) as archive:
        for part in archive.namelist():
            down = across = 0
            for place in _PLACE.finditer(archive.read(part)):
                down, across = max(down, int(place[2])), max(across, _column(place[1]))
            _check_area(down, across, file)


def _column(letters: bytes) -> int:
    """The number of a column by its letters: A is 1, AA is 27; none is 0."""
    return reduce(lambda before, letter: 26 * before + letter - ord("A") + 1, letters.upper(), 0)


def _check_area(down: int, across: int, file: str) -> None:
    if down * across > MAX_CELLS:
        raise BadFile(
            "too_wide",
            N_(
                "{file} spreads over {down} rows and {across} columns; at most {most} cells are read. Delete what lies "
                "outside the table, or save the table as CSV."
            ),
            file=file,
            down=down,
            across=across,
            most=MAX_CELLS,
        )


def _sheet(book: CalamineWorkbook, name: str, file: str) -> tuple[Block, ...]:
    sheet = book.get_sheet_by_name(name)
    _check_area(sheet.total_height, sheet.total_width, file)
    cells = sheet.to_python(skip_empty_area=False)
    rows = [[printed(cell) for cell in row] for row in cells]
    blocks = _of_lines(rows, file) if max(map(len, rows), default=0) == 1 else blocks_of(rows, range(1, len(rows) + 1))
    return tuple(Block(block.notes or (name,), block.rows, block.lines) for block in blocks)


def _of_lines(rows: Sequence[Sequence[str]], file: str) -> tuple[Block, ...]:
    """The blocks of a sheet of one column: its cells may be the lines of a text that a spreadsheet did not take apart."""
    text = "".join(f"{row[0]}\n" for row in rows)
    try:
        records = read_records(text, file=file)
    except BadFile:
        return blocks_of(rows, range(1, len(rows) + 1))
    return blocks_of(records.rows, records.lines)


def printed(cell: Any) -> str:
    """A typed cell as an export would print it: ISO dates, point decimals, `H:MM:SS`."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() | int():
            return _number(float(cell))
        case datetime():
            midnight = cell.time() == time()
            return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        case _:
            return str(cell)


def _number(value: float) -> str:
    """Whole numbers without a point; three decimals get a fourth, since `1.234` could also be 1234."""
    if abs(value) >= _EXACT:
        return f"{value:e}"
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
