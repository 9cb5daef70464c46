"""One table of an export as visits: its total row set apart, its days counted or printed, its sources split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vaekst.core.errors import BadFile
from vaekst.core.facts import WEB_TRAFFIC, Kind
from vaekst.core.money import Money
from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_
from vaekst.sources.contract import Cells
from vaekst.sources.ga4.headers import DATE, NTH_DAY, TOTAL_WORDS
from vaekst.sources.ga4.tables import Table
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.dates import parse_dates
from vaekst.sources.reading.numbers import Number, NumberStyle, parse_numbers
from vaekst.sources.reading.words import plain, signature, visible
from vaekst.sources.web.visits import TOUCH, Visits, report_name

POINT = NumberStyle(decimal=".")
"""What Google prints in every language; used where a column could be read in two ways."""

_OF_TOUCH = {"landing_page": "page"}
"""Dimensions that stand in the column of another one; their reports keep their own names."""

_DAYS = frozenset({DATE, NTH_DAY})
_WHOLE = frozenset(column.name for column in WEB_TRAFFIC.columns if column.kind is Kind.COUNT) | {"total_users"}
_COLUMNS = frozenset(WEB_TRAFFIC.names)
_SIGNED = frozenset({"revenue"})


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a table that are as wide as its header, and its total row."""

    numbers: Sequence[int]
    rows: Sequence[Cells]
    total: Cells | None


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table tells. `averages` hold seconds per person or session, by row; `stated` is the total row."""

    visits: Sequence[Visits]
    averages: Sequence[Mapping[str, Number]]
    stated: Mapping[str, Number] = field(default_factory=dict)
    rates_differ: int = 0


def read_rows(table: Table, ledger: Ledger) -> Rows:
    """The rows of a table, each accounted for. Raises BadFile for damaged cells and for rows that contradict others."""
    lines = _lines(table, ledger)
    figures = _figures(table, lines)
    days = _days(table, lines, ledger)
    name = _report(table)
    visits: list[Visits] = []
    averages: list[Mapping[str, Number]] = []
    seen: dict[tuple[object, ...], Mapping[str, Number]] = {}
    for place, (line, row) in enumerate(zip(lines.numbers, lines.rows, strict=True)):
        told = {metric: value for metric, values in figures.items() if (value := values[place]) is not None}
        span = days[place]
        reason = _reason(span, told, ledger)
        if reason or span is None:
            ledger.drop(reason or "no_date")
            continue
        found = Visits(
            name, _touch(table, row), span.first, span.last, _kept(told), line, _revenue(told, ledger.context.currency)
        )
        if found.key in seen:
            _refuse_unlike(seen[found.key], told, line)
            ledger.drop("duplicate")
            continue
        seen[found.key] = told
        visits.append(found)
        averages.append(told)
    stated = {metric: value for metric, values in figures.items() if (value := values[-1]) is not None}
    return Rows(visits, averages, stated if lines.total else {}, sum(map(_rate_differs, averages)))


def _lines(table: Table, ledger: Ledger) -> Lines:
    """The rows as wide as the header. A total row is wider by one field, which says so."""
    header = table.block.header
    width = max((place + 1 for place, cell in enumerate(header) if visible(cell)), default=0)
    printed = signature(header)
    numbers: list[int] = []
    rows: list[Cells] = []
    total: Cells | None = None
    others: Counter[str] = Counter()
    for line, row in table.block.body():
        beyond = [text for cell in row[width:] if (text := plain(cell))]
        if beyond and beyond[0] in TOTAL_WORDS and len(row) >= width:
            others["total_row"] += 1
            total = total or row[:width]
        elif len(row) < width or beyond:
            others["uneven_row"] += 1
        elif plain(row[0]) == printed[0] and signature(row) == printed:
            others["repeated_header"] += 1
        else:
            numbers.append(line)
            rows.append(row[:width])
    ledger.read += len(rows) + others.total()
    for reason, times in others.items():
        ledger.drop(reason, times)
    return Lines(numbers, rows, total)


def _figures(table: Table, lines: Lines) -> dict[str, Sequence[Number | None]]:
    """The columns that count, each with the total row's figure at its end; None where there is none."""
    found: dict[str, Sequence[Number | None]] = {}
    for metric, place in table.metrics.items():
        cells = [row[place] for row in (*lines.rows, *([lines.total] if lines.total else []))]
        column = parse_numbers(
            cells,
            name=visible(table.block.header[place]),
            rows=[*lines.numbers, 0],
            whole=metric in _WHOLE,
            otherwise=POINT,
        )
        values: Sequence[Number | None] = column.values
        if metric == "engagement_rate":
            values = column.fractions(percent_points=False)
        elif metric in _WHOLE:
            values = [None if value is None else round(value) for value in values]
        found[metric] = values if lines.total else [*values, None]
    if "total_users" in found:
        found.setdefault("users", found["total_users"])
    return found


def _days(table: Table, lines: Lines, ledger: Ledger) -> list[Period | None]:
    """The days each row speaks of: its own day where the table has days, else the table's period."""
    if DATE in table.dimensions:
        place = table.dimensions[DATE]
        printed = parse_dates(
            [row[place] for row in lines.rows],
            name=visible(table.block.header[place]),
            rows=lines.numbers,
            not_after=ledger.context.now.date(),
        )
        return [None if day is None else Period(day, day) for day in printed.days]
    period = table.period or ledger.document.period
    if period is None:
        raise BadFile(
            "period_needed",
            N_(
                "{file} does not say which days it covers: the remarks above its table are gone. Export it again and import it unopened."
            ),
            file=ledger.document.name,
        )
    if NTH_DAY in table.dimensions:
        place = table.dimensions[NTH_DAY]
        return [_nth(row[place], period) for row in lines.rows]
    return [period] * len(lines.rows)


def _nth(cell: str, period: Period) -> Period | None:
    """The day so many days after the table's own start date; None outside its period."""
    text = visible(cell)
    if not (text.isascii() and text.isdigit()) or int(text) >= period.days:
        return None
    day: date = period.first + int(text) * DAY
    return Period(day, day)


def _reason(span: Period | None, told: Mapping[str, Number], ledger: Ledger) -> str | None:
    """Why a row is not kept, or None."""
    if span is None:
        return "no_date"
    if ledger.is_future(span.last):
        return "future_date"
    if not told:
        return "no_figures"
    if any(value < 0 for metric, value in told.items() if metric not in _SIGNED):
        return "negative_count"
    return None


def _report(table: Table) -> str:
    """The report's name: what it is cut by, marked where it tells of first visits or of one audience only."""
    own = {name for name in table.dimensions if name in TOUCH}
    if "source_medium" in table.dimensions:
        own |= {"source", "medium"}
    name = report_name(own, *(each for each in table.dimensions if each not in (*TOUCH, *_DAYS, "source_medium")))
    if table.of_first_visit:
        name = f"first_user_{name}"
    return f"{name}@{table.audience}" if table.audience else name


def _touch(table: Table, row: Cells) -> dict[str, str]:
    """The row's place in the report. `(not set)`, `(direct)` and `(other)` are values as any other."""
    touch: dict[str, str] = {}
    members = []
    for name, place in table.dimensions.items():
        cell = row[place]
        if name == "source_medium":
            source, mark, medium = cell.partition(" / ")
            touch |= {"source": source, "medium": medium} if mark else {"source": cell}
        elif name in TOUCH or name in _OF_TOUCH:
            touch[_OF_TOUCH.get(name, name)] = cell
        elif name not in _DAYS:
            members.append(cell)
    return {**touch, "member": " / ".join(members)} if members else touch


def _kept(told: Mapping[str, Number]) -> dict[str, Number]:
    return {metric: value for metric, value in told.items() if metric in _COLUMNS}


def _revenue(told: Mapping[str, Number], currency: str) -> dict[str, int | str]:
    """The row's revenue in the brand's currency: the file names none."""
    if "revenue" not in told:
        return {}
    money = Money.of(Decimal(str(told["revenue"])), currency)
    return {"revenue_minor": money.minor, "revenue_currency": money.currency}


def _refuse_unlike(one: Mapping[str, Number], other: Mapping[str, Number], line: int) -> None:
    """Raises BadFile where a row stands twice with different figures: nobody knows which is right."""
    if one != other:
        raise BadFile(
            "row_twice",
            N_("The row on line {line} stands above it already, with other figures. Export the file again."),
            line=line,
        )


def _rate_differs(told: Mapping[str, Number]) -> bool:
    """Whether the engagement rate is not that of the counts beside it; Google prints 16 digits."""
    rate, part, whole = (told.get(name) for name in ("engagement_rate", "engaged_sessions", "sessions"))
    if rate is None or part is None or not whole:
        return False
    return abs(part / whole - rate) > 0.001
