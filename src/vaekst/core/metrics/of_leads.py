"""What is measured on leads: how many visits become one, and what one costs.

Leads, visits and costs are tables of events: a day without a row is a day on which nothing was noted. A rate adds up
what its tables note in the period; coverage says for how many of the days the least known of them speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from math import fsum

from vaekst.core.costs.rates import Rates
from vaekst.core.figures import SourceRow
from vaekst.core.metrics.definitions import definition
from vaekst.core.metrics.figure import Coverage, Figure, Remark
from vaekst.core.metrics.gather import Known, Told, days_covered, lineage_of, within
from vaekst.core.metrics.measured import Meaning, Measured, NotAlike, Series
from vaekst.core.metrics.qualify import SPREAD, by_the_hour, spread, unsettled
from vaekst.core.metrics.units import Unit
from vaekst.core.money import Money
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

_VISITS = "leads/visits"
_CLICKS = "leads/clicks_out@"
_SESSIONS = "leads/sessions"
PER_SESSION = N_("Leads per visit to the website, because no file states visits to the landing page.")
PER_CLICK = N_("Leads per click from social, because no file states visits to the landing page.")


@dataclass(frozen=True, slots=True)
class Conversion:
    """Leads per visit to the landing page, to the website, or per click from social: both added up over the period."""

    channel: str | None
    leads: Sequence[Told]
    tried: Sequence[Told]
    column: str
    basis: str
    supply: str

    def over(self, period: Period) -> Figure:
        both = self._both(period)
        covered = days_covered(both, self.leads, self.tried) if both else 0
        tried, won = (within(rows, both) if both else [] for rows in (self.tried, self.leads))
        try:
            counted = Series.of(_counted(row, self.column) for row in tried if covered)
        except NotAlike as refused:
            return self._figure(period, covered, 0, won, unlike=refused.sentence)
        if not counted:
            return self._figure(period, covered, 0, won)
        return self._figure(period, covered, counted.total().part, won, meaning=counted.points[-1].meaning)

    def _figure(
        self,
        period: Period,
        covered: int,
        trials: float,
        won: Sequence[Told],
        *,
        meaning: Meaning = (),
        unlike: Sentence | None = None,
    ) -> Figure:
        rows = self.rows(period)
        return Figure(
            measure="landing_conversion",
            channel=self.channel,
            unit=Unit.PERCENT,
            period=period,
            value=fsum(float(row.cells["leads"]) for row in won) / trials if trials > 0 else None,
            unknown=None if trials > 0 else unlike or self._unknown(period, covered=covered),
            basis=self.basis,
            coverage=Coverage("days", covered, period.days),
            definitions=meaning,
            lineage=lineage_of(rows),
            notes=_NOTES.get(self.column, ()),
            marks=unsettled(row for row in rows if "clicks_out" in row.cells),
        )

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The rows of files the measure over the period rests on."""
        if (both := self._both(period)) is None:
            return []
        tried = [row for told in within(self.tried, both) for row in told.rows(self.column, subject=_subject(told))]
        won = [row for told in within(self.leads, both) for row in told.rows("leads", subject=_subject(told))]
        return [*tried, *won]

    def counted(self, period: Period) -> tuple[float, float]:
        """The leads of the period, and the visits or clicks they are counted against."""
        if (both := self._both(period)) is None:
            return 0.0, 0.0
        won, tried = within(self.leads, both), within(self.tried, both)
        return fsum(float(row.cells["leads"]) for row in won), fsum(float(row.cells[self.column]) for row in tried)

    def _both(self, period: Period) -> Period | None:
        """The days of the period on which a rate has a meaning.

        A day without a row has no visits; its clicks are unknown, and leads of days without clicks are a rate of nothing.
        """
        if self.column == "visits" or not self.tried:
            return period
        first = max(period.first, min(row.day for row in self.tried))
        last = min(period.last, max(row.day for row in self.tried))
        return Period(first, last) if first <= last else None

    def _unknown(self, period: Period, *, covered: int) -> Sentence:
        if not self.leads or not self.tried:
            return Sentence("not_supplied", self.supply)
        if not covered:
            return _not_covered(period)
        return Sentence("nothing_tried", N_("No file notes a visit on these days, so a rate has no meaning."))


def conversion(known: Known, *, channel: str | None, period: Period, supply: str, basis: str | None) -> Conversion:
    """Leads per visit where visits are stated in the period, else of the brand per visit to its website, else per click.

    Of a channel, or of the brand (None).
    """
    told = [row for row in known.leads if channel is None or row.cells.get("channel") == channel]
    leads = [row for row in told if "leads" in row.cells]
    visits = [row for row in told if "visits" in row.cells]
    if basis is None:
        basis = _basis(known, visits, period, channel=channel)
    if basis == _VISITS:
        return Conversion(channel, leads, visits, "visits", basis, supply)
    if basis == _SESSIONS:
        return Conversion(channel, leads, known.web, "sessions", basis, supply)
    channels = basis.removeprefix(_CLICKS).split("+")
    clicks = [row for name in channels for row in known.channel_days.get(name, ()) if "clicks_out" in row.cells]
    return Conversion(channel, leads, clicks, "clicks_out", basis, supply)


_NOTES: Mapping[str, tuple[Sentence, ...]] = {
    "clicks_out": (Sentence("per_click", PER_CLICK),),
    "sessions": (Sentence("per_session", PER_SESSION),),
}


def _basis(known: Known, visits: Sequence[Told], period: Period, *, channel: str | None) -> str:
    """The nearest to visits to the landing page that the period's files state."""
    if within(visits, period):
        return _VISITS
    if channel is None and within(known.web, period):
        return _SESSIONS
    clickers = _clickers(known, period, channel=channel)
    return _CLICKS + "+".join(clickers) if clickers else _VISITS


def _clickers(known: Known, period: Period, *, channel: str | None) -> list[str]:
    """The channels that state clicks to the landing page in the period, by one definition."""
    return sorted(
        name
        for name, rows in known.channel_days.items()
        if channel in (None, name)
        and any("clicks_out" in row.cells for row in within(rows, period))
        and definition(known.platforms[name], "clicks_out", period.last).group == "clicks_out"
    )


@dataclass(frozen=True, slots=True)
class CostPerLead:
    """Paid and production cost per lead, in the brand's currency."""

    leads: Sequence[Told]
    components: Mapping[str, Sequence[tuple[Told, Money]]]
    currency: str
    supply: str
    basis: str

    def over(self, period: Period) -> Figure:
        parts = [self.components.get(name, ()) for name in self.basis.split("+")]
        covered = days_covered(period, self.leads, *([row for row, _ in part] for part in parts))
        spent = [(row, money) for row, money in chain(*parts) if row.day in period]
        won, rows = within(self.leads, period), self.rows(period)
        number = fsum(float(row.cells["leads"]) for row in won)
        reason = self._unknown(parts, period, covered=covered, number=number, spent=[money for _, money in spent])
        total = Money(sum(money.minor for _, money in spent), self.currency)
        return Figure(
            measure="cost_per_lead",
            channel=None,
            unit=Unit.MONEY,
            period=period,
            value=None if reason else total.major / number,
            unknown=reason,
            basis=self.basis,
            currency=self.currency,
            coverage=Coverage("days", covered, period.days),
            lineage=lineage_of(rows),
            notes=(_COMPONENTS[self.basis],) if self.basis in _COMPONENTS else (),
            marks=_estimated([row for row, _ in spent], rows),
        )

    def counted(self, period: Period) -> tuple[float, float]:
        """The leads of the period, and what was spent in it, in whole units of the brand's currency."""
        parts = [self.components.get(name, ()) for name in self.basis.split("+")]
        spent = sum(money.minor for row, money in chain(*parts) if row.day in period)
        won = fsum(float(row.cells["leads"]) for row in within(self.leads, period))
        return won, Money(spent, self.currency).major

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The rows of files the measure over the period rests on."""
        columns = ("amount_minor", "currency", "cost_minor", "minutes", "platform", "spend_basis")
        parts = [self.components.get(name, ()) for name in self.basis.split("+")]
        spent = [row for row, _ in chain(*parts) if row.day in period]
        bought = [row for told in spent for row in told.rows(*columns, subject=_subject(told))]
        won = [row for told in within(self.leads, period) for row in told.rows("leads", subject=_subject(told))]
        return [*bought, *won]

    def _unknown(
        self,
        parts: Sequence[Sequence[tuple[Told, Money]]],
        period: Period,
        *,
        covered: int,
        number: float,
        spent: Iterable[Money],
    ) -> Sentence | None:
        if not self.leads or not all(parts):
            return Sentence("not_supplied", self.supply)
        if not covered:
            return _not_covered(period)
        if strange := sorted({money.currency for money in spent} - {self.currency}):
            return Sentence(
                "unlike_currencies",
                N_(
                    "Costs of these days are in {currencies}, and the brand counts in {currency}. Give the rate under "
                    "Exchange rates, or: vaekst costs rate {one} <{currency} per {one}> --from <day>"
                ),
                currencies=", ".join(strange),
                currency=self.currency,
                one=strange[0],
            )
        if number <= 0:
            return Sentence("no_leads", N_("There were no leads on these days, so none has a cost."))
        return None


_COMPONENTS: Mapping[str, Sentence] = {
    "costs": Sentence("paid_only", N_("Paid cost alone: no file states what production cost.")),
    "production": Sentence("production_only", N_("Production cost alone: no file states what was paid.")),
}


def cost_per_lead(
    known: Known, *, period: Period, currency: str, hourly_rate: float | None, supply: str, basis: str | None
) -> CostPerLead:
    """Cost per lead from the costs that are known in the period: paid, production, or both."""
    rates = known.rates or Rates(currency)
    components = {
        "costs": [
            (row, _converted(Money(row.cells["amount_minor"], row.cells["currency"]), row, rates))
            for row in known.costs
        ],
        "production": [
            (row, _converted(money, row, rates))
            for row in known.production
            if (money := _cost_of_work(row, currency=currency, hourly_rate=hourly_rate)) is not None
        ],
    }
    if basis is None:
        stated = [name for name, part in components.items() if days_covered(period, [row for row, _ in part])]
        basis = "+".join(stated) or "+".join(components)
    leads = [row for row in known.leads if "leads" in row.cells]
    return CostPerLead(leads, components, currency, supply, basis)


def _cost_of_work(row: Told, *, currency: str, hourly_rate: float | None) -> Money | None:
    """What an entry of production cost: as stated, else its minutes at the hourly rate; None when neither is known."""
    if "cost_minor" in row.cells:
        return Money(row.cells["cost_minor"], row.cells.get("currency", currency))
    if hourly_rate is None or "minutes" not in row.cells:
        return None
    return Money.of(Decimal(str(row.cells["minutes"])) / 60 * Decimal(str(hourly_rate)), currency)


def _converted(money: Money, row: Told, rates: Rates) -> Money:
    """The money in the brand's currency at the rate of the row's day; as it is where nobody gave one."""
    converted = rates.convert(money, row.day)
    return money if isinstance(converted, Sentence) else converted


def _estimated(spent: Sequence[Told], rows: Sequence[SourceRow]) -> tuple[Remark, ...]:
    """What must be said of costs: spread over days, counted by the hour, or reported by a platform that still counts."""
    return (
        *spread(sum(row.cells.get("spend_basis") == SPREAD for row in spent)),
        *by_the_hour(
            sum("minutes" in row.cells and not {"cost_minor", "amount_minor"} & row.cells.keys() for row in spent)
        ),
        *unsettled(row for row in rows if "platform" in row.cells),
    )


def _counted(row: Told, column: str) -> Measured:
    """What the row counts, with what it means: clicks by the platform's definition, visits by nobody's but the file's."""
    meaning = (definition(row.cells["platform"], column, row.day),) if column == "clicks_out" else ()
    return Measured(meaning, Period(row.day, row.day), float(row.cells[column]))


def _subject(row: Told) -> str:
    """What the row is about: its entry, or the channel whose day it is."""
    return str(row.cells.get("entry_id") or row.cells.get("channel", ""))


def _not_covered(period: Period) -> Sentence:
    return Sentence(
        "not_covered",
        N_(
            "No day from {first:day} to {last:day} is covered by all the tables this needs. Import them for these days."
        ),
        first=period.first,
        last=period.last,
    )
