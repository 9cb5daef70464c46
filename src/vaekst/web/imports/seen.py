"""A table as it would be read, in words: the value beside the printed cell, and what its lines were taken for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.core.money import Money
from vaekst.present import numbers
from vaekst.sources.table.kinds import Holds
from vaekst.sources.table.lines import Layout
from vaekst.sources.table.preview import Cell, Preview
from vaekst.web.imports.field_names import field_name
from vaekst.web.shell.words import day, number, percent, reader

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell: as printed, and what it is read as (empty where nothing is)."""

    label: str
    printed: str
    read: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row by its line in the file."""

    line: str
    cells: tuple[SeenCell, ...]
    after_gap: bool


@dataclass(frozen=True, slots=True)
class SeenTable:
    """Some rows under what their columns mean."""

    columns: tuple[tuple[str, str], ...]  # meaning, header
    rows: tuple[SeenRow, ...]
    width: int


def seen_table(preview: Preview) -> SeenTable:
    """The preview in the reader's words and numbers."""
    names = {name: field_name(name) for name in preview.fields}
    return SeenTable(
        columns=tuple(zip(names.values(), preview.headers, strict=True)),
        rows=tuple(
            SeenRow(
                str(row.line),
                tuple(_cell(cell, names[cell.field], preview.fields[cell.field]) for cell in row.cells),
                row.after_gap,
            )
            for row in preview.rows
        ),
        width=len(names) + 1,
    )


def _cell(cell: Cell, label: str, holds: Holds) -> SeenCell:
    read = _read(cell.value, holds)
    return SeenCell(label, cell.printed, read, is_same=read == cell.printed)


def _read(value: Any, holds: Holds) -> str:
    """A value as people write it."""
    match value:
        case None:
            return ""
        case Money():
            return numbers.money(value, reader())
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return numbers.moment(value, reader())
        case date():
            return day(value)
        case int() | float():
            return _figure(value, holds)
        case _:
            return str(value)[:_LONGEST]


def _figure(value: float, holds: Holds) -> str:
    if holds is Holds.SHARE:
        return percent(value)
    if holds is Holds.SECONDS:
        return numbers.duration(value, reader())
    return numbers.duration(value * 60, reader()) if holds is Holds.MINUTES else number(value)


def lines_taken(layout: Layout) -> tuple[str, ...]:
    """What the lines of the file were taken for, one sentence each."""
    told = [_("Line %(line)s is the header.") % {"line": layout.header_line}]
    told += [_("Taken as a remark: %(text)s") % {"text": text} for text in layout.remarks]
    told += [
        _("Line %(line)s is a total and no row: %(text)s") % {"line": line.number, "text": line.text}
        for line in layout.totals
    ]
    told += [
        _("Line %(line)s is a remark below the table: %(text)s") % {"line": line.number, "text": line.text}
        for line in layout.footers
    ]
    told += [words % {"n": number(count)} for count, words in _counted(layout) if count]
    return tuple(told)


def _counted(layout: Layout) -> tuple[tuple[int, str], ...]:
    """How many lines there are of each sort, with the sentence for so many."""
    uneven, again, below, rows = layout.uneven, layout.repeated_headers, layout.tables_below, layout.rows
    return (
        (
            uneven,
            ngettext(
                "%(n)s row has fewer or more cells than the header.",
                "%(n)s rows have fewer or more cells than the header.",
                uneven,
            ),
        ),
        (
            again,
            ngettext("The header stands there %(n)s time more.", "The header stands there %(n)s times more.", again),
        ),
        (
            below,
            ngettext(
                "%(n)s more table stands below and is not read.",
                "%(n)s more tables stand below and are not read.",
                below,
            ),
        ),
        (rows, ngettext("%(n)s row was looked at.", "%(n)s rows were looked at.", rows)),
    )
