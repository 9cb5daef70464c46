"""The comparison of models as values."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaekst.actions.attribution import Attribution
from vaekst.core.attribution.comparison import Credited
from vaekst.core.attribution.intervals import Amount
from vaekst.core.attribution.models import TOLD, Model
from vaekst.core.facts import DIMENSIONS
from vaekst.core.strategy import Strategy
from vaekst.web.attribution.losses import Losses, losses_told
from vaekst.web.attribution.names import label, name_of, named
from vaekst.web.shell.parts import Choice, Pair
from vaekst.web.shell.words import days, moment, number, percent, say

_TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_content")


@dataclass(frozen=True, slots=True)
class Column:
    """A model: its name, and what it takes for granted."""

    name: str
    assumes: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A credit, the interval it lies in, and the model's name for narrow screens."""

    model: str
    figure: str
    interval: str


@dataclass(frozen=True, slots=True)
class Line:
    """A value asked for, with each model's credit."""

    name: str
    is_untold: bool
    cells: tuple[Cell, ...]
    differ: str


@dataclass(frozen=True, slots=True)
class AttributionPage:
    """The whole screen. `first` and `last` fill the form; empty where the days were not named."""

    period: str
    first: str
    last: str
    choices: tuple[Choice, ...]
    by: str
    is_empty: bool
    models: tuple[Column, ...]
    lines: tuple[Line, ...]
    unattributed: str
    said: tuple[str, ...]
    level: str
    contract: tuple[Pair, ...]
    losses: Losses | None


def attribution_page(found: Attribution, strategy: Strategy, *, is_named: bool) -> AttributionPage:
    """The credits in the reader's language."""
    told = found.comparison
    return AttributionPage(
        period=days(found.period),
        first=found.period.first.isoformat() if is_named else "",
        last=found.period.last.isoformat() if is_named else "",
        choices=tuple(Choice(each, label(each), each == found.by) for each in (*DIMENSIONS, *_TAGS)),
        by=label(found.by),
        is_empty=not found.touches and not told.leads,
        models=tuple(Column(_(TOLD[model].name), _(TOLD[model].assumes)) for model in told.models),
        lines=tuple(_line(row, found.by, strategy) for row in told.rows),
        unattributed=number(told.unattributed) if told.unattributed else "",
        said=tuple(say(named(each, found.by, strategy)) for each in found.said),
        level=percent(told.level),
        contract=_contract(found),
        losses=losses_told(found.losses, found.by, strategy),
    )


def _line(row: Credited, by: str, strategy: Strategy) -> Line:
    return Line(
        name=_("no tag") if row.key is None else name_of(by, row.key, strategy),
        is_untold=row.key is None,
        cells=tuple(_cell(model, each) for model, each in row.credits.items()),
        differ=number(round(row.disagreement, 1)),
    )


def _cell(model: Model, each: Amount) -> Cell:
    return Cell(
        _(TOLD[model].name), number(round(each.leads, 1)), f"{number(round(each.low))}–{number(round(each.high))}"
    )


def _contract(found: Attribution) -> tuple[Pair, ...]:
    contract = found.comparison.contract
    return (
        Pair(_("Contract"), contract.hash),
        Pair(
            _("Look-back"), _("%(days)s days to the millisecond") % {"days": number(contract.lookback_ms // 86_400_000)}
        ),
        Pair(_("Touches of one millisecond"), _("in the order they arrived")),
        Pair(_("A lead"), _("ends the path") if contract.resets else _("does not end the path")),
        Pair(_("Machines"), _("left out") if contract.bots == "cut" else _("counted")),
        Pair(_("Direct visits"), _("counted") if contract.direct == "kept" else _("left out")),
        Pair(_("Touches"), number(found.touches)),
        Pair(_("Counted before"), _kept(found)),
    )


def _kept(found: Attribution) -> str:
    """Up to when the counts were kept from before."""
    if found.kept_until is None:
        return _("nothing: all was counted for this answer")
    return _("all up to %(moment)s") % {"moment": moment(found.kept_until)}
