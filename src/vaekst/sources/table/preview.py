"""A table as it would be read: some rows with the parsed value beside the printed cell, and what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vaekst.core.errors import BadFile, BadInput
from vaekst.core.sentence import Sentence
from vaekst.sources.contract import Context, Document
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.words import plain, visible
from vaekst.sources.table.ask import ask
from vaekst.sources.table.guess import first_rows
from vaekst.sources.table.kinds import KINDS, Holds, Kind
from vaekst.sources.table.money import in_header, money_of
from vaekst.sources.table.values import Amount, values_in

_FIRST, _MIDDLE = 4, 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed and as read; `value` is None where it is missing or the column cannot be read."""

    field: str
    printed: str
    value: Any


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row by its line in the file; `after_gap` where rows between it and the one above are not shown."""

    line: int
    cells: tuple[Cell, ...]
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table and some of its middle, column by column as it would be read."""

    fields: Mapping[str, Holds]
    headers: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    questions: Mapping[str, Sentence]
    faults: Mapping[str, Sentence]
    proposed: Mapping[str, str] = field(default_factory=dict)  # answers the table gives itself


def preview(
    document: Document, kind: str, columns: Mapping[str, str], options: Mapping[str, str], context: Context
) -> Preview:
    """The table under these columns (field -> header) and answers. Columns it does not have are left out."""
    chosen = KINDS[kind]
    table = first_rows(document, _places(document, chosen, columns))
    today = context.now.date()
    asked = ask(table, chosen, today=today, told=options)
    faults, read = dict(asked.faults), dict[str, Sequence[Any]]()
    for name in table.columns.keys() - asked.questions.keys():
        try:
            read[name] = values_in(table, chosen, name, options, today=today).values()
        except BadFile as error:
            if name not in faults and not _is_asked(error.code):
                faults[name] = error.sentence
    if money := next((name for name in read if chosen.fields[name] is Holds.MONEY), None):
        read[money] = _in_currency(table, money, read, options, brand=context.currency)
    return Preview(
        fields={name: chosen.fields[name] for name in table.columns},
        headers=tuple(table.name(name) for name in table.columns),
        rows=tuple(_row(table, read, place, before) for before, place in _shown(len(table))),
        questions=asked.questions,
        faults=faults,
        proposed=asked.options,
    )


def _places(document: Document, kind: Kind, columns: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(document.blocks[0].header):
        places.setdefault(plain(cell), place)
    found = {
        name: places[plain(header)]
        for name, header in columns.items()
        if name in kind.fields and plain(header) in places
    }
    return dict(sorted(found.items(), key=lambda each: each[1]))


def _is_asked(code: str) -> bool:
    return code in ("ambiguous_numbers", "ambiguous_dates", "share_out_of_range")


def _in_currency(
    table: Fields, name: str, read: Mapping[str, Sequence[Any]], options: Mapping[str, str], *, brand: str
) -> list[Any]:
    """Amounts with the currency they would be kept in; None where nobody knows the one that is named."""
    header = options.get("currency") or in_header(table.name(name))
    beside = read.get("currency", [None] * len(table))
    return [
        money_of(amount, beside=unit, header=header, brand=brand) if isinstance(amount, Amount) else None
        for amount, unit in zip(read[name], beside, strict=True)
    ]


def _shown(rows: int) -> list[tuple[int, int]]:
    """The rows to show, each with the one shown before it (-1 for none)."""
    first = list(range(min(rows, _FIRST)))
    middle = [place for place in range(rows // 2, rows // 2 + _MIDDLE) if _FIRST <= place < rows]
    places = first + middle
    return list(zip([-1, *places], places, strict=False))


def _row(table: Fields, read: Mapping[str, Sequence[Any]], place: int, before: int) -> PreviewRow:
    cells = tuple(
        Cell(name, visible(table.rows[place][at])[:60], read[name][place] if name in read else None)
        for name, at in table.columns.items()
    )
    return PreviewRow(table.lines[place], cells, after_gap=place > before + 1)


def settled(
    document: Document, kind: str, columns: Mapping[str, str], options: Mapping[str, str], *, today: date
) -> dict[str, str]:
    """The answers given, with those the table gives itself. Raises BadInput for a question that is open, or a column
    that cannot be read."""
    chosen = KINDS[kind]
    asked = ask(first_rows(document, _places(document, chosen, columns)), chosen, today=today, told=options)
    if open_ := next(iter([*asked.faults.values(), *asked.questions.values()]), None):
        raise BadInput(open_.code, open_.template, **open_.values)
    return {**asked.options, **options}
