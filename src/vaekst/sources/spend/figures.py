"""The figures of a report: money in its currency, counts as whole numbers, results with what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vaekst.core.errors import BadFile
from vaekst.core.money import Money
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import NumberColumn, NumberStyle, guess_number_style
from vaekst.sources.spend.platform import COUNTS, NUMBERS
from vaekst.sources.table.money import in_header, money_of
from vaekst.sources.table.values import Amount

_POINT, _COMMA = NumberStyle(decimal="."), NumberStyle(decimal=",")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of all rows, by place in the table."""

    money: Sequence[Money | None]
    no_currency: frozenset[int]  # places whose amount names a currency nobody knows
    counts: Mapping[str, Sequence[int | None]]
    numbers: Mapping[str, Sequence[float | None]]
    indicators: Sequence[str | None]


def figures_of(table: Fields, ledger: Ledger) -> Figures:
    """The figures of a table. Raises BadFile where a cell cannot be one."""
    otherwise = _style(table)
    numbers = {
        name: _told(table.numbers(name, otherwise=otherwise), ledger, table.name(name))
        for name in NUMBERS
        if name in table
    }
    indicators = table.texts("result_indicator")
    if "results" in numbers:
        numbers["results"] = _with_indicator(numbers["results"], indicators, ledger)
    money, strange = _money(table, otherwise, ledger)
    counts = {name: _counts(table, name, ledger) for name in COUNTS if name in table}
    return Figures(money, strange, counts, numbers, indicators)


def _style(table: Fields) -> NumberStyle:
    """The decimal mark of the first column that leaves no choice; a point when none does."""
    for field in ("cost", *NUMBERS):
        if field in table:
            try:
                style = guess_number_style(table.cells(field))
            except BadFile:
                continue  # reported where the column itself is read
            if style is not None and style.decimal is not None:
                return _COMMA if style.decimal == "," else _POINT
    return _POINT


def _told(column: NumberColumn, ledger: Ledger, name: str) -> list[float | None]:
    """The values of a column; cells such as `< 10` are unknown, and told."""
    if column.censored:
        ledger.warn(
            "censored",
            N_("{rows} cells of the column '{column}' state only a bound, such as '{cell}'; their value is unknown."),
            rows=len(column.censored),
            column=name,
            cell=next(iter(column.censored.values())),
        )
    return list(column.values)


def _counts(table: Fields, field: str, ledger: Ledger) -> list[int | None]:
    found: list[int | None] = []
    values = _told(table.numbers(field, whole=True), ledger, table.name(field))
    for value, line, cell in zip(values, table.lines, table.cells(field), strict=True):
        if value is not None and value != int(value):
            raise BadFile(
                "not_whole",
                N_("Row {row}, column '{column}': '{cell}' is not a whole number."),
                row=line,
                column=table.name(field),
                cell=cell.strip(),
            )
        found.append(None if value is None else int(value))
    return found


def _with_indicator(
    results: Sequence[float | None], indicators: Sequence[str | None], ledger: Ledger
) -> list[float | None]:
    """The results that say what they count; the others mean nothing and are left out."""
    kept = [value if what else None for value, what in zip(results, indicators, strict=True)]
    lost = sum(value is not None and not what for value, what in zip(results, indicators, strict=True))
    if lost:
        ledger.warn(
            "results_without_indicator",
            N_(
                "{rows} rows state results without saying what was counted; these results were left out. "
                "Add the column 'Result indicator' to the report to keep them."
            ),
            rows=lost,
        )
    return kept


def _money(table: Fields, otherwise: NumberStyle, ledger: Ledger) -> tuple[list[Money | None], frozenset[int]]:
    """The amounts in the currency their cell names, else the column beside, the header, or at last the brand's own."""
    column = table.numbers("cost", otherwise=otherwise)
    amounts = _told(column, ledger, table.name("cost"))
    header, brand = in_header(table.name("cost")), ledger.context.currency
    beside = table.texts("currency")
    usual = Counter(code for code in beside if code).most_common(1)
    found: list[Money | None] = []
    strange: set[int] = set()
    assumed = 0
    for place, value in enumerate(amounts):
        if value is None:
            found.append(None)
            continue
        unit = column.currencies.get(place)
        named = beside[place] or (usual[0][0] if usual else None)
        money = money_of(Amount(Decimal(str(value)), unit), beside=named, header=header, brand=brand)
        if money is None:
            strange.add(place)
        assumed += not (unit or named or header)
        found.append(money)
    if assumed:
        ledger.warn(
            "currency_assumed",
            N_("The report names no currency; {currency}, the brand's own, was assumed. Check it on the platform."),
            currency=brand,
        )
    return found, frozenset(strange)
