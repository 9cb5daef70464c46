"""What leads cost and what they are worth, by whatever tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from vaekst.core.costs.counts import Counted, cost_per, share
from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.lines import Costs, Line, Total
from vaekst.core.costs.rates import Rates
from vaekst.core.leads.lead import Lead
from vaekst.core.money import Money
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

LEADS, QUALIFIED, JUDGED = N_("leads"), N_("qualified leads"), N_("leads that somebody judged")
NO_TABLE = Sentence(
    "no_lead_table",
    N_("No table of leads was imported, so nobody knows how many there were. Import one of your CRM's."),
)


@dataclass(frozen=True, slots=True)
class Caution:
    """How much a count must hold before it says anything: the `level` of intervals, and the `least` number."""

    level: float = 0.90
    least: int = 5


@dataclass(frozen=True, slots=True)
class Return:
    """What one member of a dimension cost and brought in a period; `key` None is what nobody told, `won` counts customers.

    `leads` is None where nobody knows how many there were: no table of leads was ever imported or none since the period
    began, or no lead names the member while some name none. `pipeline` is the worth of its leads and deals that are not lost, won ones included.
    """

    key: str | None
    spent: Total
    leads: int | None
    judged: int
    qualified: int
    won: int
    pipeline: Total
    share_of_leads: Counted
    qualified_rate: Counted
    cost_per_lead: Counted
    cost_per_qualified: Counted


@dataclass(frozen=True, slots=True)
class Returns:
    """The members of a dimension, those with most leads first, what nobody told last; and all of them together.

    `untold` leads name no member and may be any's.
    """

    by: Dimension
    period: Period
    rows: tuple[Return, ...]
    total: Return
    untold: int = 0

    @property
    def said(self) -> Sentence | None:
        """What must be told of all rows: leads that may be theirs. None where each lead names a member."""
        if not self.untold or not self.total.leads:
            return None
        return Sentence(
            "leads_of_none",
            N_(
                "{untold:number} of {leads:number} leads do not tell whose they are: each may have brought more than stands here, and cost less a lead."
            ),
            untold=self.untold,
            leads=self.total.leads,
        )


def returns(
    costs: Costs, leads: Sequence[Lead], *, by: Dimension, period: Period, rates: Rates, caution: Caution
) -> Returns:
    """Costs the period carries against leads that came in it, by the dimension.

    Costs and leads that name no member stand in a row of their own and are not set against each other.
    """
    parts = costs.within(period)
    came = [lead for lead in leads if lead.day in period]
    missing = _missing(leads, period)
    whole = None if missing else sum(lead.leads for lead in came)
    untold = sum(lead.leads for lead in came if not _tells(lead, by))
    paid_for, brought = _grouped(parts, by), _brought(came, by)
    rows = [
        _return(
            key,
            costs,
            paid_for.get(key, ()),
            brought.get(key, ()),
            whole=whole,
            missing=missing,
            untold=untold,
            rates=rates,
            caution=caution,
        )
        for key in dict.fromkeys((*brought, *paid_for))
    ]
    rows.sort(key=lambda row: (row.key is None, -(row.leads or 0), -(row.spent.money.minor if row.spent.money else 0)))
    total = _return("", costs, parts, came, whole=whole, missing=missing, untold=0, rates=rates, caution=caution)
    return Returns(by, period, tuple(rows), total, untold)


def _missing(leads: Sequence[Lead], period: Period) -> Sentence | None:
    """Why nobody knows how many leads came in the period; None where somebody may."""
    if not leads:
        return NO_TABLE
    newest = datetime.fromtimestamp(max(lead.told.observed for lead in leads) / 1e6, UTC).date()
    if newest >= period.first:
        return None
    template = N_(
        "The newest table of leads is of {day:day}, so nobody knows yet of leads after it. Import a newer one."
    )
    return Sentence("leads_told_until", template, day=newest)


def _tells(lead: Lead, by: Dimension) -> bool:
    """Whether the lead tells whose it is. A link that says how it was spread would also name a supplier or creator."""
    return by in lead.names or (by in _NAMED_IF_ANY and Dimension.DISTRIBUTION in lead.names)


_NAMED_IF_ANY = frozenset({Dimension.SUPPLIER, Dimension.CREATOR})


def _return(
    key: str | None,
    costs: Costs,
    parts: Iterable[tuple[Line, int]],
    came: Sequence[Lead],
    *,
    whole: int | None,
    missing: Sentence | None,
    untold: int,
    rates: Rates,
    caution: Caution,
) -> Return:
    spent = costs.total(parts)
    counted = sum(lead.leads for lead in came)
    unknown = missing or (_may_be_any(untold, LEADS) if key and not counted and untold else None)
    number = None if unknown else counted
    judged = sum(lead.leads for lead in came if lead.qualified is not None)
    qualified = sum(lead.qualified or 0 for lead in came)
    per_lead = (
        Counted(0, reason=unknown) if unknown and key is not None else _cost_per(key, spent, counted, LEADS, caution)
    )
    per_qualified = _cost_per(key, spent, qualified if judged or not number else None, QUALIFIED, caution)
    if key and judged and not qualified and untold:
        per_qualified = Counted(0, reason=_may_be_any(untold, QUALIFIED))
    return Return(
        key=key,
        spent=spent,
        leads=number,
        judged=judged,
        qualified=qualified,
        won=sum(lead.leads for lead in came if lead.is_won),
        pipeline=pipeline(came, rates),
        share_of_leads=_share_of(counted, whole or 0, unknown, caution),
        qualified_rate=share(qualified, judged, level=caution.level, least=caution.least, what=JUDGED),
        cost_per_lead=per_lead,
        cost_per_qualified=per_lead if number is None else per_qualified,
    )


def _share_of(number: int, whole: int, unknown: Sentence | None, caution: Caution) -> Counted:
    if unknown:
        return Counted(0, reason=unknown)
    return share(number, whole, level=caution.level, least=caution.least, what=LEADS)


def _may_be_any(untold: int, what: str) -> Sentence:
    """Why none that name a member is not none at all."""
    return Sentence(
        "none_told",
        N_(
            "No {what:word} name this, but {untold:number} leads do not tell whose they are: nobody knows what one costs."
        ),
        what=what,
        untold=untold,
    )


def _cost_per(key: str | None, spent: Total, events: int | None, what: str, caution: Caution) -> Counted:
    """A cost per event, or why there is none. `events` None: nobody judged them."""
    if key is None:
        reason = Sentence(
            "of_nobody",
            N_("Costs and leads that name nobody are not set against each other: they need not belong together."),
        )
        return Counted(events or 0, reason=reason)
    if events is None:
        return Counted(0, reason=Sentence("not_judged", N_("No file says which of these leads are qualified.")))
    if spent.money is None:
        reason = spent.reason or Sentence("no_cost_told", N_("No file states a cost for this."))
        return Counted(events, reason=reason)
    return cost_per(
        spent.money.major,
        events,
        level=caution.level,
        least=caution.least,
        currency=spent.money.currency,
        what=what,
    )


def pipeline(leads: Iterable[Lead], rates: Rates) -> Total:
    """What the leads and deals are worth together, in the brand's currency at the rate of the day of their stage."""
    minor, worth = 0, 0
    for lead in leads:
        if lead.value is None:
            continue
        converted = rates.convert(lead.value, lead.value_day)
        if isinstance(converted, Sentence):
            return Total(None, converted, worth + 1)
        minor, worth = minor + converted.minor, worth + 1
    if not worth:
        return Total(None, Sentence("no_worth_told", N_("No file states what these leads are worth.")), 0)
    return Total(Money(minor, rates.currency), None, worth)


def _grouped(parts: Iterable[tuple[Line, int]], by: Dimension) -> Mapping[str | None, list[tuple[Line, int]]]:
    found: dict[str | None, list[tuple[Line, int]]] = {}
    for line, minor in parts:
        found.setdefault(line.names.get(by), []).append((line, minor))
    return found


def _brought(leads: Iterable[Lead], by: Dimension) -> Mapping[str | None, list[Lead]]:
    found: dict[str | None, list[Lead]] = {}
    for lead in leads:
        found.setdefault(lead.names.get(by), []).append(lead)
    return found
