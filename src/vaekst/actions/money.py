"""What a brand's leads cost and where they come from, as of a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from vaekst.actions import facts, strategies
from vaekst.actions.baselines import facts_of
from vaekst.actions.known import Known, known_at
from vaekst.actions.memory import Memory
from vaekst.core.board.reading import LOOK_BACK
from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.kinds import Kind
from vaekst.core.costs.lines import Costs, Total, WorkPrices, costs_of
from vaekst.core.costs.returns import Caution, Return, Returns, returns
from vaekst.core.costs.structure import WeekCosts, by_kind, weekly
from vaekst.core.costs.vat import Vat, VatTerms
from vaekst.core.figures import SourceRow
from vaekst.core.leads.claims import Claim, claims_of
from vaekst.core.leads.conversion import WebConversion, web_conversion
from vaekst.core.leads.funnel import Branch, funnel
from vaekst.core.leads.lead import Lead, leads_of, reader_of
from vaekst.core.metrics import gather
from vaekst.core.period import DAY, Period
from vaekst.core.strategy import Strategy
from vaekst.core.utm import standard_of
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a brand spent and won: everything a question about money is answered from."""

    known: Known
    gathered: gather.Known
    costs: Costs
    leads: tuple[Lead, ...]

    @property
    def caution(self) -> Caution:
        strategy = self.known.strategy
        return Caution(level=strategy.rules.evidence.level, least=strategy.costs.least_leads)

    def by(self, dimension: Dimension, period: Period) -> Returns:
        """What each member of the dimension cost and brought in the period."""
        return returns(
            self.costs, self.leads, by=dimension, period=period, rates=self.known.rates, caution=self.caution
        )


@dataclass(frozen=True, slots=True)
class Money:
    """The answers of the screen: what leads cost over a period, how costs split, and what platforms claim."""

    ledger: Ledger
    period: Period
    by: Returns
    kinds: Mapping[Kind, Total]
    weeks: tuple[WeekCosts, ...]
    funnel: tuple[Branch, ...]
    claims: tuple[Claim, ...]
    web: WebConversion | None  # of channels by visits; None where no report tells where visits came from

    @property
    def behind(self) -> tuple[SourceRow, ...]:
        """Every row of a file that the costs and leads of the period rest on."""
        spent = [line.told for line, _ in self.ledger.costs.within(self.period)]
        won = [lead.told for lead in self.ledger.leads if lead.day in self.period]
        return tuple(row for told in (*spent, *won) for row in told.rows(*_TOLD))

    @property
    def named(self) -> Total:
        """The part of the spending that names a member of the dimension: what the rows hold."""
        parts = self.ledger.costs.within(self.period)
        return self.ledger.costs.total(part for part in parts if self.by.by in part[0].names)


_TOLD = ("amount_minor", "cost_minor", "minutes", "ai_tokens", "leads", "qualified", "stage", "value_minor")
"""The columns figures are worked out of."""


def read_ledger(brand: Brand, *, as_of: date | datetime | None = None, now: datetime) -> Ledger:
    """Costs and leads as known at a moment, by default now. The same question to the same data is answered from memory."""
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    known = known_at(brand, moment)
    return _LEDGERS.answer(known.question, lambda: _ledger(known))


def read_money(
    brand: Brand,
    *,
    by: Dimension = Dimension.CHANNEL,
    period: Period | None = None,
    as_of: date | datetime | None = None,
    now: datetime,
) -> Money:
    """What leads cost, by a dimension, over a period; without one over the sprint so far, or the last 28 days."""
    ledger = read_ledger(brand, as_of=as_of, now=now)
    period = period or sprint_so_far(ledger.known.strategy, today=ledger.known.as_of.date())
    return Money(
        ledger=ledger,
        period=period,
        by=ledger.by(by, period),
        kinds=by_kind(ledger.costs, period),
        weeks=tuple(weekly(ledger.costs, period.weeks())),
        funnel=tuple(funnel(ledger.leads, ledger.gathered.leads, period=period)),
        claims=tuple(claims_of(ledger.gathered, ledger.leads, period=period)),
        web=website_visits(ledger, period),
    )


def website_visits(ledger: Ledger, period: Period) -> WebConversion | None:
    """The visits of each channel by a report of the website, and its leads of the same days; None where none tells sources."""
    return web_conversion(
        ledger.gathered.ways,
        ledger.leads,
        period=period,
        read=reader_of(standard_of(ledger.known.strategy)),
        caution=ledger.caution,
    )


def sprint_so_far(strategy: Strategy, *, today: date) -> Period:
    """The complete days of the sprint, else the last 28."""
    sprint = strategy.sprint.period
    if sprint is None or sprint.first >= today:
        return Period.ending(today - DAY, days=28)
    return Period(sprint.first, min(sprint.last, today - DAY))


def _ledger(known: Known) -> Ledger:
    strategy = known.strategy
    gathered = gather.gather(facts_of(known), as_of=known.as_of, since=known.as_of.date() - LOOK_BACK)
    costs = costs_of(
        gathered,
        prices=WorkPrices(strategy.costs.hourly_rate, strategy.costs.token_price),
        rates=known.rates,
        terms=terms_of(strategy),
        lifetime_days=strategy.costs.lifetime_days,
    )
    suppliers = sorted({line.names[Dimension.SUPPLIER] for line in costs.lines if Dimension.SUPPLIER in line.names})
    return Ledger(
        known,
        gathered,
        costs,
        tuple(leads_of(gathered, read=reader_of(standard_of(strategy)), suppliers=suppliers)),
    )


_LEDGERS: Memory[Ledger] = Memory(size=32)


def terms_of(strategy: Strategy) -> VatTerms:
    """How the brand counts VAT."""
    costs = strategy.costs
    return VatTerms(
        counted=Vat(costs.vat) if costs.vat else None,
        rate=costs.vat_rate,
        unstated=Vat(costs.vat_unstated) if costs.vat_unstated else None,
    )


def for_machines(row: Return, *, by: Dimension) -> dict[str, object]:
    """A row under the stable names of `vaekst costs --json`. Money is in whole units of `currency`."""
    counted = {"cost_per_lead": row.cost_per_lead, "cost_per_qualified": row.cost_per_qualified}
    rates = {"qualified_rate": row.qualified_rate, "share_of_leads": row.share_of_leads}
    money = row.spent.money or row.pipeline.money
    return {
        "by": by.value,
        "key": row.key,
        "currency": money.currency if money else None,
        "spent": row.spent.money and row.spent.money.major,
        "spent_unknown": row.spent.reason and row.spent.reason.english(),
        "leads": row.leads,
        "judged": row.judged,
        "qualified": row.qualified if row.judged else None,
        "won": row.won,
        "pipeline": row.pipeline.money and row.pipeline.money.major,
        "pipeline_unknown": row.pipeline.reason and row.pipeline.reason.english(),
        **{
            name: {
                "value": each.value,
                "low": each.low,
                "high": each.high,
                "unknown": each.reason and each.reason.english(),
            }
            for name, each in (counted | rates).items()
        },
    }


def claims_for_machines(found: Money) -> dict[str, object]:
    """Claims and visits under the stable names of `vaekst costs claims --json`."""
    return {
        "first": found.period.first,
        "last": found.period.last,
        "claims": [
            {
                "platform": claim.platform,
                "channel": claim.channel,
                "what": claim.what,
                "claimed": claim.claimed,
                "ledger": claim.ledger,
                "difference": claim.difference,
                "days": claim.days or found.period.days,
            }
            for claim in found.claims
        ],
        "visits": None if found.web is None else _web_for_machines(found.web),
    }


def _web_for_machines(web: WebConversion) -> dict[str, object]:
    return {
        "platform": web.platform,
        "days": web.days,
        "visits": web.visits,
        "of_no_channel": web.elsewhere,
        "leads_of_no_channel": web.untold,
        "channels": [
            {
                "channel": row.channel,
                "visits": row.visits,
                "key_events": row.key_events,
                "leads": row.leads,
                "leads_per_visit": {
                    "value": row.conversion.value,
                    "low": row.conversion.low,
                    "high": row.conversion.high,
                    "unknown": row.conversion.reason and row.conversion.reason.english(),
                },
            }
            for row in web.rows
        ],
    }
