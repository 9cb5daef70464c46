"""The tables of an export: told apart by empty lines, each with the remarks above it and its own period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from vaekst.core.period import Period
from vaekst.sources.contract import Block, Cells, Document
from vaekst.sources.ga4.headers import (
    DIMENSIONS,
    END,
    EVERYBODY,
    FIRST_USER,
    METRICS,
    NOT_CUT_BY,
    PROPERTY,
    RULER,
    SPAN,
    START,
)
from vaekst.sources.reading.words import plain, signature, visible

_SLUG = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the columns it is cut by and those it counts, both by name, at their places in the header.

    A dimension that has no name here is called after its header. `others` are the columns that are not read.
    """

    block: Block
    period: Period | None
    dimensions: Mapping[str, int]
    metrics: Mapping[str, int]
    others: tuple[str, ...]
    of_first_visit: bool = False
    audience: str | None = None

    @property
    def known(self) -> int:
        """How many header cells are known."""
        return len(self.metrics) + sum(name in _KNOWN for name in self.dimensions)

    @property
    def title(self) -> str:
        """The header in one line, to speak of the table."""
        return ", ".join(visible(cell) for cell in self.block.header)


_KNOWN = frozenset(name for words in DIMENSIONS.values() for name in words)


def tables_of(document: Document, language: str) -> list[Table]:
    """Every table of the document that has a header."""
    period: Period | None = None
    found = []
    for block in _blocks(document):
        if block.notes:  # only a table without any remarks shares those of the table above
            period = _period(block.notes)
        found.append(_table(block, period, language))
    if len({signature(table.block.header) for table in found}) != 1:
        return found  # cards of a snapshot: the remark above each is its question
    return [_with_audience(table) for table in found]


def remarks_of(document: Document) -> list[str]:
    """All lines above the tables that begin with `#`."""
    return [note for block in _blocks(document) for note in block.notes if note.startswith("#")]


def property_of(document: Document) -> str | None:
    """The property as the remarks name it; in an exploration it is the first of them. None where they are gone."""
    remarks = remarks_of(document)
    for remark in remarks:
        if found := PROPERTY.fullmatch(remark):
            return found[1]
    if any(SPAN.fullmatch(remark) for remark in remarks):
        named = next((text for remark in remarks if not RULER.fullmatch(remark) and (text := _said(remark))), "")
        return named if named and not SPAN.fullmatch(f"# {named}") else None
    return None


def _blocks(document: Document) -> Iterator[Block]:
    """The blocks that are tables. Remarks that hold a comma, or stand alone, belong above the next table."""
    above: list[str] = []
    for block in document.blocks:
        first = next((place for place, row in enumerate(block.rows) if not _is_remark(row)), len(block.rows))
        notes = [*block.notes, *(", ".join(filter(None, map(visible, row))) for row in block.rows[:first])]
        if first == len(block.rows):
            above += notes
        else:
            yield Block((*above, *notes), block.rows[first:], block.lines[first:])
            above = []


def _is_remark(row: Cells) -> bool:
    return bool(row) and visible(row[0]).startswith("# ")


def _period(notes: Sequence[str]) -> Period | None:
    """The period the remarks state, the last of them if several do."""
    first = last = None
    for note in notes:
        if found := SPAN.fullmatch(note):
            first, last = _day(found[1]), _day(found[2])
        elif found := START.fullmatch(note):
            first, last = _day(found[1]), None
        elif found := END.fullmatch(note):
            last = _day(found[1])
    return Period(first, last) if first and last and first <= last else None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


def _table(block: Block, period: Period | None, language: str) -> Table:
    header = [plain(cell) for cell in block.header]
    of_first_visit = any(FIRST_USER.fullmatch(cell) for cell in header)
    counted = _places(header, METRICS[language])
    begins = min(counted.values(), default=len(header))
    cutting = [place for place in range(begins) if not NOT_CUT_BY.fullmatch(header[place])]
    cut: dict[str, int] = {}
    words = {word: name for name, spelled in DIMENSIONS[language].items() for word in spelled}
    for place in cutting:
        cell = header[place]
        first_visit = FIRST_USER.fullmatch(cell)
        bare = (first_visit[1] or first_visit[2]) if first_visit else cell
        name = words.get(bare) or _SLUG.sub("_", bare).strip("_") or f"column_{place + 1}"
        cut.setdefault(name, place)
    read = {*counted.values(), *cutting}
    others = tuple(visible(cell) for place, cell in enumerate(block.header) if place not in read and visible(cell))
    return Table(block, period, cut, counted, others, of_first_visit)


def _places(header: Sequence[str], words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places = {cell: place for place, cell in reversed(list(enumerate(header)))}
    return {name: places[word] for name, spelled in words.items() for word in spelled if word in places}


def _with_audience(table: Table) -> Table:
    """The table with the audience a report was narrowed to: the remark between the ruler and the start date."""
    notes = [note for note in table.block.notes if note.startswith("#")]
    if not any(START.fullmatch(note) for note in notes):
        return table
    rulers = [place for place, note in enumerate(notes) if RULER.fullmatch(note)]
    below = notes[rulers[-1] + 1 if rulers else 0 :]
    said = [_said(note) for note in below if not START.fullmatch(note) and not END.fullmatch(note)]
    named = next((text for text in said if text and not text.endswith("?")), None)
    if named is None or plain(named) in EVERYBODY:
        return table
    return replace(table, audience=named)


def _said(remark: str) -> str:
    return remark.lstrip("#").strip()
