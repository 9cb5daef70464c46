"""The rows of a report: those that are about something, and those that add others up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaekst.sources.contract import Block, Cells
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import MISSING
from vaekst.sources.reading.words import plain
from vaekst.sources.spend.frame import Frame
from vaekst.sources.spend.platform import NAMES, Platform

Numbered = tuple[int, Cells]
"""A row with its number in the file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows in one table, so that their columns are read alike: first the `rows` that count, then the totals."""

    table: Fields
    rows: int

    @property
    def totals(self) -> range:
        """The places of the total rows."""
        return range(self.rows, len(self.table))


def sheet_of(frame: Frame, platform: Platform, ledger: Ledger) -> Sheet:
    """The rows of the frame, sorted; those that fit nowhere are accounted for in the ledger.

    Totals are told by their first cell; a first or last row without any name adds the others up, too.
    """
    rows: list[Numbered] = []
    totals: list[Numbered] = []
    for line, row in zip(frame.lines, frame.rows, strict=True):
        ledger.read += 1
        (totals if row and platform.totals.fullmatch(plain(row[0])) else rows).append((line, row))
    named = [frame.columns[name] for name in NAMES if name in frame.columns]
    nameless = [number for number, (_, row) in enumerate(rows) if named and _is_nameless(row, named)]
    for number in reversed(nameless):
        if number in (0, len(rows) - 1):
            totals.insert(0, rows.pop(number))
        else:
            rows.pop(number)
            ledger.drop("no_identity")
    table, others = fields_of([_block(frame, rows)], frame.columns)
    for reason, dropped in others.items():
        ledger.drop(reason, dropped)
    if totals:
        ledger.drop("total_row", len(totals))
    width = len(frame.header)
    every = [*table.rows, *(_fitted(row, width) for _, row in totals)]
    lines = [*table.lines, *(line for line, _ in totals)]
    return Sheet(Fields(frame.header, lines, every, frame.columns), len(table))


def _is_nameless(row: Cells, named: Sequence[int]) -> bool:
    return all(plain(row[place]) in MISSING for place in named if place < len(row))


def _block(frame: Frame, rows: Sequence[Numbered]) -> Block:
    return Block((), [frame.header, *(row for _, row in rows)], [0, *(line for line, _ in rows)])


def _fitted(row: Cells, width: int) -> Cells:
    """A total row as wide as the header: it may be wider or narrower."""
    return [*row[:width], *[""] * (width - len(row))]
