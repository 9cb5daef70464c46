"""The risk cards as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaekst.actions.risks import Risk
from vaekst.core.costs.dimension import Dimension
from vaekst.core.risk.audience import NO_WEB, Audience
from vaekst.core.risk.concentration import Alarm, Concentration
from vaekst.core.risk.portfolio import Position
from vaekst.core.sentence import N_
from vaekst.core.strategy import Strategy
from vaekst.web.attribution.losses import Losses, losses_told
from vaekst.web.money.words import Told, amount, cost, member, rate, total
from vaekst.web.risk.pictures import weeks_picture
from vaekst.web.shell.parts import Pair, Pill
from vaekst.web.shell.pictures import Drawn
from vaekst.web.shell.words import days, number, percent, say

_ALARMS = {
    Alarm.RAISED: ("bad", "stop", N_("over the limit")),
    Alarm.NEAR: ("warn", "alert", N_("near the limit")),
    Alarm.QUIET: ("good", "check", N_("below the limit")),
    Alarm.UNKNOWN: ("none", "unknown", N_("no data")),
}
_ROLES = {"core": N_("core"), "experimental": N_("experimental")}


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator: how it stands, its figure, and what it means."""

    name: str
    state: Pill | None
    told: Told
    sentence: str
    parts: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A channel in the portfolio."""

    name: str
    role: str
    budget: str
    spent: Told
    hours: str
    leads: str
    share: str
    a_lead: Told


@dataclass(frozen=True, slots=True)
class RiskPage:
    """The whole screen."""

    period: str
    cards: tuple[Card, ...]
    portfolio: tuple[Place, ...]
    weeks: Drawn | None
    losses: Losses | None


def risk_page(risk: Risk) -> RiskPage:
    """The risk in the reader's language."""
    strategy = risk.ledger.known.strategy
    return RiskPage(
        period=days(risk.period),
        cards=tuple(_cards(risk, strategy)),
        portfolio=tuple(_place(each, strategy) for each in risk.portfolio),
        weeks=weeks_picture(risk) if any(counts for _week, counts in risk.weeks) else None,
        losses=losses_told(risk.losses, "channel", strategy),
    )


def _cards(risk: Risk, strategy: Strategy) -> Iterator[Card]:
    yield _concentration(_("Leads from the largest channel"), risk.leads, strategy)
    yield _concentration(_("Traffic from the largest channel"), risk.traffic, strategy)
    owned = rate(risk.owned_leads)
    yield Card(
        name=_("Leads by owned distribution"),
        state=None,
        told=owned,
        sentence=owned.why
        or _("Of the leads whose link or origin tells how they came: neither bought nor a partner's."),
    )
    yield from _audience(risk.audience)


def _concentration(name: str, found: Concentration, strategy: Strategy) -> Card:
    tone, icon, word = _ALARMS[found.alarm]
    top = member(Dimension.CHANNEL, found.top, strategy) if found.top else None
    parts = [
        Pair(member(Dimension.CHANNEL, channel, strategy), number(count)) for channel, count in found.counts.items()
    ]
    if found.untold:
        parts.append(Pair(_("no channel"), number(found.untold)))
    if found.elsewhere:
        parts.append(Pair(_("by other ways"), number(found.elsewhere)))
    return Card(name, Pill(tone, icon, _(word)), rate(found.share), say(found.sentence(top)), tuple(parts))


def _audience(found: Audience | None) -> Iterator[Card]:
    if found is None:
        nothing = say(NO_WEB)
        yield Card(_("Visits without a platform"), None, Told(""), nothing)
        yield Card(_("Visitors from social who come back"), None, Told(""), nothing)
        return
    owned = rate(found.owned)
    parts = tuple(Pair(group, number(count)) for group, count in list(found.by_group.items())[:6])
    sentence = owned.why or _("Visits that came directly, by e-mail or by message: nobody's rules stand between.")
    yield Card(_("Visits without a platform"), None, owned, sentence, parts)
    returning = found.returning
    yield Card(
        name=_("Visitors from social who come back"),
        state=None,
        told=Told("" if returning is None else percent(returning)),
        sentence=say(found.returning_unknown)
        if found.returning_unknown
        else _("Of the people who came from social on a median day, those who had been here before."),
    )


def _place(position: Position, strategy: Strategy) -> Place:
    currency = strategy.brand.currency
    used = "–" if position.hours_used is None else number(round(position.hours_used, 1))
    planned = "–" if position.hours_planned is None else number(position.hours_planned)
    return Place(
        name=member(Dimension.CHANNEL, position.channel, strategy),
        role=_(_ROLES[position.role]) if position.role else _("not in the strategy"),
        budget="" if position.budget is None else amount(position.budget, currency),
        spent=total(position.spent),
        hours=f"{used} / {planned}",
        leads="–" if position.leads is None else number(position.leads),
        share=percent(position.share_of_leads.value) if position.share_of_leads.value is not None else "",
        a_lead=cost(position.cost_per_lead, currency),
    )
