"""The week through the eyes of other rules: every concept a row, every rule a column, and what that cost where it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import expm1

from django.utils.translation import gettext as _

from vaekst.actions.counterfactuals import OURS, PEOPLE, Counterfactual
from vaekst.core.review import ReviewRow
from vaekst.core.simulation import RIVALS
from vaekst.core.simulation.regret import Place, Regret
from vaekst.core.simulation.replays import Ruled
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.parts import Pill
from vaekst.web.shell.words import change, days, number, pill, say

RULES_SHOWN = ("naive", "impressions", "thompson")
"""The rules people most likely know; `vaekst review --policy` plays the others as well."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one rule makes of one concept; a `pill`, or why there is none. `since` names the week it came to that."""

    rule: str
    pill: Pill | None
    since: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    concept: str
    channel: str
    said: tuple[Said, ...]
    truth: str


@dataclass(frozen=True, slots=True)
class Column:
    """A rule: its name and what it does."""

    name: str
    does: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a rule's decisions come to by the truth."""

    rule: str
    lift: str
    wrongs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    week: int
    days: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    costs: tuple[Cost, ...]


def rules_page(found: Counterfactual) -> RulesPage:
    """The screen; costs only where the truth is known."""
    week = found.page.week
    rows = [row for row in found.page.review.rows if row.concept is not None]
    return RulesPage(
        week=week.monday.isocalendar().week,
        days=days(week.period),
        columns=tuple(_column(name) for name in found.rules),
        rows=tuple(_row(found, row) for row in rows),
        costs=tuple(_cost(found, name, cost) for name, cost in found.costs.items()) if found.truth else (),
    )


def _column(name: str) -> Column:
    if name == OURS:
        return Column(_("Vaekst"), _("What is proposed here: posts as units, all concepts together."))
    if name == PEOPLE:
        return Column(_("People"), _("What your team decided last."))
    return Column(_(RIVALS[name].title), _(RIVALS[name].does))


def _row(found: Counterfactual, row: ReviewRow) -> Row:
    place = (row.channel, row.concept or "")
    strategy, truth = found.page.known.strategy, found.truth.get(place)
    return Row(
        concept=concept_name(strategy, row.concept),
        channel=channel_name(strategy, row.channel),
        said=tuple(_said(name, row, given.get(place)) for name, given in found.rules.items()),
        truth="" if truth is None else change(expm1(truth)),
    )


def _said(name: str, row: ReviewRow, ruled: Ruled | None) -> Said:
    rule = _column(name).name
    if name == OURS and row.proposal is not None:
        return Said(rule, pill(row.proposal.value))
    if ruled is None or ruled.decision is None:
        return Said(rule, None, why=say(ruled.reason) if ruled and ruled.reason else "–")
    since = _("since week %(week)s") % {"week": number(ruled.since)} if ruled.since else ""
    return Said(rule, pill(ruled.decision), since)


def _cost(found: Counterfactual, name: str, cost: Regret) -> Cost:
    return Cost(_column(name).name, change(round(cost.lift, 3)), tuple(_wrongs(found, cost)))


def _wrongs(found: Counterfactual, cost: Regret) -> Iterator[str]:
    def named(place: Place) -> dict[str, str]:
        name = concept_name(found.page.known.strategy, place[1])
        return {"concept": name, "effect": change(expm1(found.truth[place]))}

    for place in cost.winners_stopped:
        yield _("Stops %(concept)s, which is truly %(effect)s.") % named(place)
    for place in cost.scaled_for_nothing:
        yield _("Scales %(concept)s, which is truly %(effect)s.") % named(place)
    for place in cost.losers_kept:
        yield _("Keeps %(concept)s, which is truly %(effect)s.") % named(place)
