"""What the makers of facts share: the rows made, their days, and how LinkedIn prints days and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from vaekst.core.errors import BadFile
from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.counts import counts_of
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import Number, NumberStyle

POINT = NumberStyle(decimal=".")
"""What LinkedIn prints; used where a column could be read in two ways."""

_RATE_ROUNDING = 0.001
Figures = Mapping[str, Sequence[Number | None]]


@dataclass(slots=True)
class Made:
    """The facts of a sheet without their owner, and the days they belong to."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    days: list[date | None] = field(default_factory=list)
    control_totals: list[ControlTotal] = field(default_factory=list)


def counts(table: Fields, names: Sequence[str]) -> dict[str, Sequence[Number | None]]:
    """Those of the fields the table has, as whole numbers. Raises BadFile as `counts_of`."""
    return {name: counts_of(table, name, otherwise=POINT) for name in names if name in table}


def days_of(table: Fields, name: str, ledger: Ledger) -> Sequence[date | None]:
    """The days of a column. LinkedIn prints the month first; a file saved again is read by what its days look like."""
    today = ledger.context.now.date()
    try:
        found = table.dates(name, order="mdy").days
    except BadFile as error:
        if error.code != "not_a_date":
            raise
        return table.dates(name, not_after=today).days
    if any(ledger.is_future(day) for day in found):  # then another order may fit better
        with suppress(BadFile):
            return table.dates(name, not_after=today).days
    return found


def check_rate(
    table: Fields, rate: str, parts: Sequence[Sequence[Number | None]], whole: Sequence[Number | None], ledger: Ledger
) -> None:
    """Warns where a printed rate is not its parts by its whole. Rates are worked out anew and never stored."""
    if rate not in table or not parts:
        return
    printed = table.numbers(rate, otherwise=POINT).fractions(percent_points=False)
    differing = 0
    for place, stated in enumerate(printed):
        values, base = [part[place] for part in parts], whole[place]
        if stated is None or not base or None in values:
            continue
        differing += abs(stated - sum(value or 0 for value in values) / base) > _RATE_ROUNDING
    if differing:
        ledger.warn(
            "rate_differs",
            N_("In {rows} rows '{column}' is not what its own parts make. Rates are worked out from the parts."),
            rows=differing,
            column=table.name(rate),
        )


def left_out(table: Fields, kept: Callable[[str], bool]) -> list[str]:
    """The headers of columns that hold something and are not kept. `kept` is asked by field."""
    fields = {place: name for name, place in table.columns.items()}
    return [
        header
        for place, header in enumerate(table.header)
        if not (place in fields and kept(fields[place])) and any(row[place].strip() for row in table.rows)
    ]
