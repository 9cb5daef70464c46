"""Tables of visits in the simplest shape: one header, one row per member and day, whole counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaekst.sources.contract import Block, Cells
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import Number
from vaekst.sources.reading.words import signature
from vaekst.sources.web.visits import Visits

Span = tuple[date | None, date | None]
"""The first and the last day a row speaks of; the last is None where the row names no day."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table is: its report, the columns it is cut by, and those it counts, all by header.

    `needed` are headers without which the table is another one.
    """

    kind: str
    report: str
    touch: Mapping[str, str]
    counts: Mapping[str, str]
    needed: frozenset[str]


def shape_of(header: Sequence[str], shapes: Iterable[Shape]) -> Shape | None:
    """The shape whose needed headers are all there; of several the one that is cut by the most of them."""
    here = set(signature(header))
    fitting = [shape for shape in shapes if shape.needed <= here]
    return max(fitting, key=lambda shape: (len(here & shape.touch.keys()), len(shape.needed)), default=None)


def table_of(blocks: Sequence[Block], ledger: Ledger) -> Fields:
    """The rows as wide as the header, by header; the others are accounted for."""
    header = signature(blocks[0].header)
    places = {cell: place for place, cell in reversed(list(enumerate(header))) if cell}
    table, others = fields_of(blocks, places)
    ledger.read += len(table) + others.total()
    for reason, times in others.items():
        ledger.drop(reason, times)
    return table


def visits_of(
    table: Fields,
    shape: Shape,
    spans: Sequence[Span],
    ledger: Ledger,
    *,
    touch: Callable[[Mapping[str, str]], dict[str, str]] = dict,
) -> list[Visits]:
    """The rows as visits, each accounted for. `touch` makes a row's place in the report from its cells by column."""
    figures = {
        column: table.numbers(header, whole=True).values for header, column in shape.counts.items() if header in table
    }
    places = {column: table.columns[header] for header, column in shape.touch.items() if header in table}
    found: list[Visits] = []
    seen: set[tuple[str, ...]] = set()
    for place, (row, (first, last)) in enumerate(zip(table.rows, spans, strict=True)):
        told = {column: values[place] for column, values in figures.items()}
        known = {column: value for column, value in told.items() if value is not None}
        reason = _reason(row, last, known, seen, ledger)
        if reason or last is None:
            ledger.drop(reason or "no_date")
            continue
        cells = {column: row[where] for column, where in places.items()}
        found.append(Visits(shape.report, touch(cells), first, last, _whole(known), table.lines[place]))
    return found


def _reason(
    row: Cells, last: date | None, told: Mapping[str, Number], seen: set[tuple[str, ...]], ledger: Ledger
) -> str | None:
    """Why a row is not kept, or None. A row that says the same in every cell was copied."""
    cells = tuple(row)
    if last is None:
        return "no_date"
    if ledger.is_future(last):
        return "future_date"
    if not told:
        return "no_figures"
    if any(value < 0 for value in told.values()):
        return "negative_count"
    if cells in seen:
        return "duplicate"
    seen.add(cells)
    return None


def _whole(told: Mapping[str, Number]) -> dict[str, Number]:
    return {column: value if column == "engagement_s" else round(value) for column, value in told.items()}
