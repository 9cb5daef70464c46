"""Workbooks (xls, xlsx, ods) to rows of cells: one block or more per sheet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.contract import Block
from vaekst.sources.reading.blocks import blocks_of

_EXACT = 10**15
"""From here on a workbook's numbers have lost digits; they are printed as `1.22158e+17` so that nobody trusts them."""


def sheets_of(raw: bytes, *, file: str) -> tuple[Block, ...]:
    """The blocks of all sheets; a block without a title of its own is titled with its sheet's name."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        return tuple(block for name in book.sheet_names for block in _sheet(book, name))
    except PasswordError as error:
        raise BadFile(
            "encrypted", N_("{file} is protected by a password. Save it without one and import it again."), file=file
        ) from error
    except (CalamineError, ValueError, OSError) as error:
        raise BadFile(
            "broken_workbook",
            N_("{file} looks like a workbook but cannot be opened. Save it again as XLSX or CSV and import that file."),
            file=file,
        ) from error


def _sheet(book: CalamineWorkbook, name: str) -> list[Block]:
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = [[printed(cell) for cell in row] for row in cells]
    blocks = blocks_of(rows, range(1, len(rows) + 1))
    return [Block(block.notes or (name,), block.rows, block.lines) for block in blocks]


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
