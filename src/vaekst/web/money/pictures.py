"""The pictures of the money screen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.actions.money import Money
from vaekst.core.costs.kinds import PURPOSE_LABELS, Purpose
from vaekst.core.costs.structure import WeekCosts
from vaekst.core.metrics.units import Unit
from vaekst.present.money_charts import CostBar, Split, costs_per, split_by_week
from vaekst.web.money.words import member
from vaekst.web.shell.pictures import Drawn, drawn
from vaekst.web.shell.words import percent, reader

_MOST = 12  # lines of a picture


def costs_picture(found: Money) -> Drawn:
    """What a lead costs by each member, those with most leads first."""
    strategy, by = found.ledger.known.strategy, found.by.by
    bars = [
        CostBar(
            label=member(by, row.key, strategy),
            events=row.leads or 0,
            low=row.cost_per_lead.low,
            mid=row.cost_per_lead.value,
            high=row.cost_per_lead.high,
        )
        for row in found.by.rows
        if row.key is not None
    ]
    return drawn(
        costs_per(
            bars[:_MOST],
            title=_("What a lead costs"),
            sentence=_("The mark is the cost per lead, the bar the %(level)s interval its number of leads allows.")
            % {"level": percent(found.ledger.caution.level)},
            currency=found.ledger.costs.currency,
            language=reader(),
        )
    )


def structure_picture(found: Money) -> Drawn:
    """How the costs of each week split."""
    used = [purpose for purpose in Purpose if any(purpose in week.by_purpose for week in found.weeks)]
    return drawn(
        split_by_week(
            [_split(week, used) for week in found.weeks],
            [_(PURPOSE_LABELS[purpose]) for purpose in used],
            title=_("Where the money went, week by week"),
            sentence=_moved(found, used),
            unit=Unit.MONEY,
            currency=found.ledger.costs.currency,
            language=reader(),
        )
    )


def _split(week: WeekCosts, used: list[Purpose]) -> Split:
    def of(purpose: Purpose) -> float | None:
        told = week.by_purpose.get(purpose)
        return 0.0 if told is None else told.money.major if told.money else None

    return Split(week.week.monday, tuple((_(PURPOSE_LABELS[purpose]), of(purpose)) for purpose in used))


def _moved(found: Money, used: list[Purpose]) -> str:
    """How the largest part moved from the first whole week to the last."""
    whole = [week for week in found.weeks if week.week.period.last <= found.period.last and week.total.money]
    if len(whole) < 2 or not used:
        return _("Work is carried over the life of what it made; media counts on its day.")
    largest = max(used, key=lambda purpose: sum(week.share(purpose) or 0.0 for week in whole))
    return _("%(part)s took %(first)s of the first week and %(last)s of the last.") % {
        "part": _(PURPOSE_LABELS[largest]),
        "first": percent(whole[0].share(largest)),
        "last": percent(whole[-1].share(largest)),
    }
