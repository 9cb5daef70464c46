"""The money screen as values: the answer, the members of a dimension, the funnel, the structure, and the claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.money import Money
from vaekst.core.costs.dimension import DIMENSION_LABELS, Dimension
from vaekst.core.costs.kinds import KIND_LABELS
from vaekst.core.costs.returns import Return
from vaekst.core.costs.vat import Vat
from vaekst.core.leads.claims import Claim
from vaekst.core.leads.funnel import Branch
from vaekst.core.metrics.figure import Lineage
from vaekst.core.metrics.gather import lineage_of
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Strategy
from vaekst.web.board.origins import Files
from vaekst.web.board.tiles import SourceFile
from vaekst.web.money.pictures import costs_picture, structure_picture
from vaekst.web.money.visits import Visits, of_days, visits_told
from vaekst.web.money.words import Told, amount, cost, member, rate, total
from vaekst.web.rates.build import MissingRate, missing_rates
from vaekst.web.shell.names import platform_name
from vaekst.web.shell.parts import Choice, Pair
from vaekst.web.shell.pictures import Drawn
from vaekst.web.shell.words import days, moment, number, percent, say

_VAT = {
    Vat.EXCL: N_("Costs are counted without VAT."),
    Vat.INCL: N_("Costs are counted with VAT."),
    Vat.UNKNOWN: N_("No file says whether VAT is in the amounts."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A tile: what is told, and the one sentence about it."""

    name: str
    told: Told
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A member of the dimension."""

    name: str
    is_untold: bool
    spent: Told
    leads: str
    share: str
    qualified: str
    qualified_rate: Told
    a_lead: Told
    a_qualified: Told
    pipeline: Told


@dataclass(frozen=True, slots=True)
class Step:
    """A channel, or a concept on it, in the funnel. `of_visits` is how many of the visits became leads."""

    name: str
    is_concept: bool
    visits: str
    leads: str
    of_visits: str
    qualified: str
    won: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a platform claims beside what the ledger holds."""

    platform: str
    channel: str
    what: str
    claimed: str
    ledger: str
    difference: str
    days: str


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The whole screen. `first` and `last` fill the form; empty where the days were not named."""

    period: str
    first: str
    last: str
    by: str
    dimensions: tuple[Choice, ...]
    is_empty: bool
    answers: tuple[Answer, ...]
    lines: tuple[Line, ...]
    reasons: tuple[str, ...]
    remarks: tuple[str, ...]
    rates: tuple[MissingRate, ...]
    costs: Drawn | None
    steps: tuple[Step, ...]
    structure: Drawn | None
    kinds: tuple[Pair, ...]
    claims: tuple[Claimed, ...]
    visits: Visits | None
    level: str
    files: tuple[SourceFile, ...]
    read_from: str


def money_page(found: Money, files: Files, *, slug: str, is_named: bool) -> MoneyPage:
    """The answers in the reader's language, with the files they were read from."""
    behind = lineage_of(found.behind)
    strategy, by = found.ledger.known.strategy, found.by.by
    rows = found.by.rows
    return MoneyPage(
        period=days(found.period),
        first=found.period.first.isoformat() if is_named else "",
        last=found.period.last.isoformat() if is_named else "",
        by=_(DIMENSION_LABELS[by]),
        dimensions=tuple(Choice(each.value, _(DIMENSION_LABELS[each]), each is by) for each in Dimension),
        is_empty=not found.ledger.leads and not found.ledger.costs.lines,
        answers=tuple(_answers(found)),
        lines=tuple(_line(row, by, strategy) for row in rows),
        reasons=tuple(dict.fromkeys(_reasons(rows, by, strategy))),
        remarks=tuple(_remarks(found)),
        rates=missing_rates(slug, _said(found)),
        costs=costs_picture(found) if any(row.cost_per_lead.low is not None for row in rows) else None,
        steps=tuple(_steps(found.funnel, strategy)),
        structure=structure_picture(found) if any(week.total.money for week in found.weeks) else None,
        kinds=tuple(
            Pair(_(KIND_LABELS[kind]), told.figure or told.why)
            for kind, told in ((kind, total(each)) for kind, each in found.kinds.items())
        ),
        claims=tuple(_claimed(claim, strategy, found.period) for claim in found.claims),
        visits=visits_told(found),
        level=percent(found.ledger.caution.level),
        files=files.named(behind.imports),
        read_from=_read_from(behind),
    )


def _read_from(behind: Lineage) -> str:
    """How many rows stand behind the figures, and how new the newest is."""
    if behind.freshest is None:
        return ""
    return _("%(rows)s rows, the newest told %(moment)s") % {
        "rows": number(behind.rows),
        "moment": moment(behind.freshest),
    }


def _answers(found: Money) -> Iterator[Answer]:
    row, currency = found.by.total, found.ledger.costs.currency
    yield Answer(_("A lead costs"), cost(row.cost_per_lead, currency), _leads(row.leads))
    judged = _("%(qualified)s of %(judged)s leads that somebody judged") % {
        "qualified": number(row.qualified),
        "judged": number(row.judged),
    }
    yield Answer(_("A qualified lead costs"), cost(row.cost_per_qualified, currency), judged)
    yield Answer(_("Qualified"), rate(row.qualified_rate), judged)
    won = ngettext("%(n)s has become a customer", "%(n)s have become customers", row.won) % {"n": number(row.won)}
    yield Answer(_("Influenced pipeline"), total(row.pipeline), won)


def _leads(many: int | None) -> str:
    if many is None:
        return ""
    return ngettext("%(n)s lead", "%(n)s leads", many) % {"n": number(many)}


def _line(row: Return, by: Dimension, strategy: Strategy) -> Line:
    currency = strategy.brand.currency
    return Line(
        name=member(by, row.key, strategy),
        is_untold=row.key is None,
        spent=total(row.spent),
        leads="–" if row.leads is None else number(row.leads),
        share=percent(row.share_of_leads.value) if row.share_of_leads.value is not None else "",
        qualified=f"{number(row.qualified)} / {number(row.judged)}" if row.judged else "",
        qualified_rate=rate(row.qualified_rate),
        a_lead=cost(row.cost_per_lead, currency),
        a_qualified=cost(row.cost_per_qualified, currency),
        pipeline=total(row.pipeline),
    )


def _reasons(rows: tuple[Return, ...], by: Dimension, strategy: Strategy) -> Iterator[str]:
    """Why a member has no figure, in its name."""
    for row in rows:
        for counted in (row.cost_per_lead, row.cost_per_qualified):
            if counted.reason:
                yield f"{member(by, row.key, strategy)}: {say(counted.reason)}"


def _said(found: Money) -> Iterator[Sentence | None]:
    """What is said of each cost of the days, and of what leads are worth, where it is unknown."""
    yield from (line.reason for line, _carried in found.ledger.costs.within(found.period))
    yield from (row.pipeline.reason for row in (*found.by.rows, found.by.total))


def _remarks(found: Money) -> Iterator[str]:
    """What must be said beside the figures."""
    if found.by.said:
        yield say(found.by.said)
    costs, currency = found.ledger.costs, found.ledger.costs.currency
    whole, named = found.by.total.spent.money, found.named.money
    if whole and whole.minor and (not named or named.minor < whole.minor):
        rest = whole.major - (named.major if named else 0.0)
        yield _(
            "%(rest)s of %(all)s name no %(dimension)s and are in no row: the rows cost at least what they say."
        ) % {
            "rest": amount(rest, currency),
            "all": amount(whole.major, currency),
            "dimension": _(DIMENSION_LABELS[found.by.by]).lower(),
        }
    if merged := found.ledger.gathered.leads_merged:
        yield ngettext(
            "%(n)s row was the same person as another and is not counted again.",
            "%(n)s rows were the same people as others and are not counted again.",
            merged,
        ) % {"n": number(merged)}
    if (later := costs.still_to_carry(found.period.after)).minor:
        yield _("%(money)s of work is left for later days to carry, because what it made is still at work.") % {
            "money": amount(later.major, currency)
        }
    yield from map(say, (*costs.left_out, *([costs.refused] if costs.refused else [])))
    if costs.vat in _VAT and not costs.refused:
        yield _(_VAT[costs.vat])


def _steps(branches: tuple[Branch, ...], strategy: Strategy) -> Iterator[Step]:
    for branch in branches:
        yield _step(branch, Dimension.CHANNEL, strategy)
        for below in branch.concepts:
            yield _step(below, Dimension.CONCEPT, strategy)


def _step(branch: Branch, by: Dimension, strategy: Strategy) -> Step:
    untold = _("no concept") if by is Dimension.CONCEPT else _("no channel")
    return Step(
        name=member(by, branch.name, strategy) if branch.name is not None else untold,
        is_concept=by is Dimension.CONCEPT,
        visits="" if branch.visits is None else number(branch.visits),
        leads=number(branch.leads),
        of_visits=percent(branch.leads / branch.visits) if branch.visits else "",
        qualified="" if branch.qualified is None else number(branch.qualified),
        won=number(branch.won),
    )


def _claimed(claim: Claim, strategy: Strategy, period: Period) -> Claimed:
    difference = claim.difference
    return Claimed(
        platform=platform_name(claim.platform),
        channel=member(Dimension.CHANNEL, claim.channel, strategy) if claim.channel else "",
        what=_(claim.what),
        claimed=number(claim.claimed),
        ledger="" if claim.ledger is None else number(claim.ledger),
        difference="" if difference is None else f"{'+' if difference > 0 else ''}{number(difference)}",
        days="" if claim.days is None else of_days(claim.days, period),
    )
