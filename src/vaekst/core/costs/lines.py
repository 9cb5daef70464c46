"""Everything that was spent, line by line, in the brand's currency and on one VAT basis: media, work, tools, creators, suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from vaekst.core.costs.dimension import NAMED, Dimension, Names
from vaekst.core.costs.kinds import PURPOSES, Distribution, Kind, Purpose, distribution_of, kind_of
from vaekst.core.costs.lifetime import Lifetime, carried
from vaekst.core.costs.rates import Rates
from vaekst.core.costs.vat import Vat, VatTerms
from vaekst.core.metrics.gather import Known, Told
from vaekst.core.money import Money
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

_TOKENS = 1_000_000


@dataclass(frozen=True, slots=True)
class WorkPrices:
    """What work costs, in the brand's currency: an hour of people, a million tokens. None: nobody said."""

    hour: float | None = None
    tokens: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One cost as `stated`, on the basis `vat`. `money` is what it counts as, None for the `reason`; the days of `span` carry it."""

    day: date
    kind: Kind
    purpose: Purpose
    names: Names
    stated: Money
    vat: Vat
    span: Period
    told: Told
    money: Money | None = None
    reason: Sentence | None = None

    @property
    def distribution(self) -> Distribution | None:
        """The class of distribution; None for what serves all of them."""
        found = self.names.get(Dimension.DISTRIBUTION)
        return None if found is None else Distribution(found)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of costs in the brand's currency, or why it cannot be told. `lines` counts the costs in it."""

    money: Money | None
    reason: Sentence | None
    lines: int


@dataclass(frozen=True, slots=True)
class Costs:
    """All costs of a brand. `refused` says why nothing may be added; `left_out` tells of costs that have no price."""

    currency: str
    lines: tuple[Line, ...]
    vat: Vat
    refused: Sentence | None = None
    left_out: tuple[Sentence, ...] = ()

    def within(self, period: Period) -> list[tuple[Line, int]]:
        """The lines the period's days carry something of, with how much in minor units; 0 for a line without money."""
        return [
            (line, carried(line.money.minor, line.span, period) if line.money else 0)
            for line in self.lines
            if line.span.first <= period.last and line.span.last >= period.first
        ]

    def total(self, parts: Iterable[tuple[Line, int]]) -> Total:
        """The sum of parts of lines. One that cannot be converted leaves the sum unknown."""
        told = list(parts)
        if not told:
            return Total(None, Sentence("no_cost_told", N_("No file states a cost for this.")), 0)
        reason = self.refused or next((line.reason for line, _ in told if line.reason), None)
        money = None if reason else Money(sum(minor for _, minor in told), self.currency)
        return Total(money, reason, len(told))

    def still_to_carry(self, after: date) -> Money:
        """What was spent by that day and is left for later days to carry."""
        later = Period(after, date.max)
        return Money(
            sum(carried(line.money.minor, line.span, later) for line in self.lines if line.money and line.day < after),
            self.currency,
        )


def costs_of(known: Known, *, prices: WorkPrices, rates: Rates, terms: VatTerms, lifetime_days: int) -> Costs:
    """The brand's costs as they are known. Work is carried over the life of what it was done for (see `lifetime`)."""
    lifetime = Lifetime.of(_seen(known), days=lifetime_days)
    told = [*_paid(known, terms), *_worked(known, prices, rates.currency, terms, lifetime)]
    common = terms.common(line.vat for line in told)
    refused = common if isinstance(common, Sentence) else None
    wanted = Vat.UNKNOWN if isinstance(common, Sentence) else common
    lines = tuple(_counted(line, rates, terms, wanted) for line in told)
    return Costs(rates.currency, lines, wanted, refused, tuple(_left_out(known, prices)))


def _counted(line: Line, rates: Rates, terms: VatTerms, wanted: Vat) -> Line:
    """The line in the brand's currency and on the wanted basis, or with the reason it cannot be."""
    converted = rates.convert(line.stated, line.day)
    if isinstance(converted, Sentence):
        return replace(line, reason=converted)
    return replace(line, money=terms.on(wanted, converted, line.vat))


def _paid(known: Known, terms: VatTerms) -> Iterator[Line]:
    for row in known.costs:
        cells = row.cells
        kind = kind_of(cells.get("category"), supplier=cells.get("supplier"), creator=cells.get("creator"))
        yield Line(
            day=row.day,
            kind=kind,
            purpose=PURPOSES[kind],
            names=_names(row, distribution_of(cells.get("distribution"), kind)),
            stated=Money(int(cells["amount_minor"]), str(cells["currency"])),
            vat=terms.basis(cells.get("vat")),
            span=Period(row.day, row.day),
            told=row,
        )


def _worked(known: Known, prices: WorkPrices, currency: str, terms: VatTerms, lifetime: Lifetime) -> Iterator[Line]:
    again = {row.cells["asset_id"] for row in known.production if "reused_from" in row.cells}
    for row in known.production:
        purpose = Purpose.ITERATION if row.cells["asset_id"] in again else Purpose.PRODUCTION
        for kind, money, vat in _prices(row, prices, currency, terms):
            yield Line(
                day=row.day,
                kind=kind,
                purpose=purpose,
                names=_names(row, Distribution.OWNED),
                stated=money,
                vat=vat,
                span=lifetime.span(row.day, _lives_for(row)),
                told=row,
            )


def _prices(row: Told, prices: WorkPrices, currency: str, terms: VatTerms) -> Iterator[tuple[Kind, Money, Vat]]:
    """What an entry of work cost: as stated, which is then all of it; else its minutes and its tokens at their prices."""
    cells = row.cells
    if "cost_minor" in cells:
        yield Kind.WORK, Money(int(cells["cost_minor"]), str(cells.get("currency", currency))), terms.basis(None)
        return
    if prices.hour is not None and cells.get("minutes"):
        hours = Decimal(str(cells["minutes"])) / 60
        yield Kind.WORK, Money.of(hours * Decimal(str(prices.hour)), currency), Vat.NONE
    if prices.tokens is not None and cells.get("ai_tokens"):
        millions = Decimal(int(cells["ai_tokens"])) / _TOKENS
        yield Kind.AI, Money.of(millions * Decimal(str(prices.tokens)), currency), terms.basis(None)


def _names(row: Told, distribution: Distribution | None) -> Names:
    names = {each: str(row.cells[each.value]) for each in (*NAMED, Dimension.SUPPLIER) if each.value in row.cells}
    return names if distribution is None else {**names, Dimension.DISTRIBUTION: distribution.value}


def _lives_for(row: Told) -> str | None:
    """The concept an entry was made for, else its batch."""
    cells: Mapping[str, str] = row.cells
    return (
        f"concept:{cells['concept']}" if "concept" in cells else f"batch:{cells['batch']}" if "batch" in cells else None
    )


def _seen(known: Known) -> Iterator[tuple[str | None, date]]:
    """When something was made for, paid for, or won by each concept and batch."""
    for row in (*known.production, *known.costs, *known.leads):
        yield _lives_for(row), row.day


def _left_out(known: Known, prices: WorkPrices) -> Iterator[Sentence]:
    unpriced = [row.cells for row in known.production if "cost_minor" not in row.cells]
    if prices.hour is None and any(cells.get("minutes") for cells in unpriced):
        yield Sentence(
            "work_unpriced",
            N_("Work is not in these costs: the strategy has no price for an hour. Set costs.hourly_rate."),
        )
    if prices.tokens is None and any(cells.get("ai_tokens") for cells in unpriced):
        yield Sentence(
            "tokens_unpriced",
            N_("AI tokens are not in these costs: the strategy has no price for them. Set costs.token_price."),
        )
