"""The channel portfolio over a sprint: what each channel was given, what it used, and what it brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from vaekst.core.costs.counts import Counted
from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.lines import Total
from vaekst.core.costs.returns import Return, Returns
from vaekst.core.leads.lead import Lead
from vaekst.core.metrics.gather import Told, within
from vaekst.core.period import Period, Week
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Position:
    """A channel in the portfolio. `budget` is for the sprint, in the brand's currency; hours are a week's."""

    channel: str
    role: str | None  # None for a channel the strategy does not have
    budget: float | None
    spent: Total
    hours_planned: float | None
    hours_used: float | None
    leads: int | None
    share_of_leads: Counted
    cost_per_lead: Counted


def positions(found: Returns, work: Sequence[Told], strategy: Strategy) -> list[Position]:
    """The strategy's channels in its order, then others that brought or cost something."""
    rows = {row.key: row for row in found.rows if row.key is not None}
    hours = _hours(work, found.period)
    return [
        _position(
            name,
            rows.get(name),
            hours.get(name),
            strategy,
            none=None if found.total.leads is None or found.untold else 0,
        )
        for name in dict.fromkeys((*strategy.channels, *rows))
    ]


def _position(name: str, row: Return | None, hours: float | None, strategy: Strategy, *, none: int | None) -> Position:
    place = strategy.channels.get(name)
    return Position(
        channel=name,
        role=place.role if place else None,
        budget=place.budget if place else None,
        spent=row.spent if row else Total(None, _nothing(), 0),
        hours_planned=place.hours_per_week if place else None,
        hours_used=hours,
        leads=row.leads if row else none,
        share_of_leads=row.share_of_leads if row else Counted(0, reason=_nothing()),
        cost_per_lead=row.cost_per_lead if row else Counted(0, reason=_nothing()),
    )


def _nothing() -> Sentence:
    return Sentence("nothing_of_channel", N_("No file tells of a cost or a lead of this channel."))


def _hours(work: Sequence[Told], period: Period) -> Mapping[str, float]:
    """Hours of work a week by channel; a channel without an entry is missing."""
    minutes: dict[str, list[float]] = {}
    for row in within(work, period):
        if "channel" in row.cells and "minutes" in row.cells:
            minutes.setdefault(str(row.cells["channel"]), []).append(float(row.cells["minutes"]))
    return {name: fsum(each) / 60 / (period.days / 7) for name, each in minutes.items()}


def leads_by_week(leads: Sequence[Lead], weeks: Sequence[Week]) -> list[tuple[Week, Mapping[str | None, int]]]:
    """How many leads each channel brought in each week."""
    counts: dict[date, dict[str | None, int]] = {week.monday: {} for week in weeks}
    for lead in leads:
        if (of_week := counts.get(Week.of(lead.day).monday)) is not None and lead.leads:
            name = lead.names.get(Dimension.CHANNEL)
            of_week[name] = of_week.get(name, 0) + lead.leads
    return [(week, counts[week.monday]) for week in weeks]
