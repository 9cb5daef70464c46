"""The rows of an export taken apart: facts, total rows, and the note that only the top 500 are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.contract import Cells, Document, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.words import filled, plain, visible
from vaekst.sources.youtube.headers import TOTAL_WORDS

LIMIT = 500
"""The most rows YouTube Studio exports."""

_LIMIT_NOTE = re.compile(r"(?<!\d)500(?!\d)")


@dataclass(slots=True)
class Rows:
    """The rows below the header by what they are. `total` is the last total row, or None."""

    header: Cells
    columns: Mapping[str, int]
    lines: list[int] = field(default_factory=list)
    facts: list[Cells] = field(default_factory=list)
    total: Cells | None = None
    has_limit_note: bool = False

    def cells(self, name: str) -> list[str] | None:
        """The column's cells in the fact rows; None when the file does not have it."""
        position = self.columns.get(name)
        return None if position is None else [row[position] for row in self.facts]

    def total_cell(self, name: str) -> str:
        """The column's cell in the total row, empty when there is none."""
        position = self.columns.get(name)
        return self.total[position] if self.total is not None and position is not None else ""


def take_apart(document: Document, recognition: Recognition, ledger: Ledger) -> Rows:
    """The rows of all blocks: an empty line may stand before the total. Raises BadFile for a file that was cut off."""
    header = document.blocks[0].header
    rows = Rows(header, recognition.columns)
    width = len(header)
    for number, block in enumerate(document.blocks):
        start = 1 if number == 0 else 0
        for line, row in zip(block.lines[start:], block.rows[start:], strict=True):
            ledger.read += 1
            _sort(rows, line, _fitted(row, width), width, ledger)
    if document.unfinished:
        _settle_end(document, rows, ledger)
    return rows


def _sort(rows: Rows, line: int, row: Cells, width: int, ledger: Ledger) -> None:
    """Puts one row where it belongs."""
    if row.count("") >= len(row) - 1 and filled(row) == 1 and _is_limit_note(row):
        rows.has_limit_note = True
        ledger.drop("footer")
    elif row[0][:1].isalpha() and plain(row[0]) in TOTAL_WORDS:
        rows.total = [*row, *[""] * (width - len(row))]
        ledger.drop("total_row")
    elif len(row) != width:
        ledger.drop("uneven_row")
    else:
        rows.lines.append(line)
        rows.facts.append(row)


def _fitted(row: Cells, width: int) -> Cells:
    """The row without the empty cells a spreadsheet pads it with."""
    return row[:width] if len(row) > width and not any(row[width:]) else row


def _is_limit_note(row: Sequence[str]) -> bool:
    text = visible("".join(row))
    return " " in text and _LIMIT_NOTE.search(text) is not None


def _settle_end(document: Document, rows: Rows, ledger: Ledger) -> None:
    """Leaves out a last row that may have been cut. A note or total as the last row shows that nothing is missing."""
    last = document.blocks[-1].rows[-1]
    if filled(last) == 1 and not _is_limit_note(last) and len(last) < len(rows.header):
        raise BadFile(
            "cut_off",
            N_("The last record of {file} has {found} of {needed} cells: the file was cut off. Download it again."),
            file=document.name,
            found=len(last),
            needed=len(rows.header),
        )
    if rows.lines and rows.lines[-1] == document.blocks[-1].lines[-1]:
        rows.lines.pop()
        rows.facts.pop()
        ledger.drop("maybe_cut")
