"""How the budget splits between production, distribution, data and iteration, and how that moves from week to week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaekst.core.costs.kinds import Kind, Purpose
from vaekst.core.costs.lines import Costs, Total
from vaekst.core.period import Period, Week


@dataclass(frozen=True, slots=True)
class WeekCosts:
    """What a week carries, by purpose; a purpose without a cost is missing."""

    week: Week
    total: Total
    by_purpose: Mapping[Purpose, Total]

    def share(self, purpose: Purpose) -> float | None:
        """The purpose's part of the week, from 0 to 1; None where either is unknown or nothing was spent."""
        part, whole = self.by_purpose.get(purpose), self.total.money
        if whole is None or not whole.minor:
            return None
        return part.money.minor / whole.minor if part and part.money else 0.0


def weekly(costs: Costs, weeks: Sequence[Week]) -> list[WeekCosts]:
    """The costs of each week."""
    return [WeekCosts(week, *_split(costs, week.period)) for week in weeks]


def _split(costs: Costs, period: Period) -> tuple[Total, Mapping[Purpose, Total]]:
    parts = costs.within(period)
    purposes = {line.purpose for line, _ in parts}
    return costs.total(parts), {
        purpose: costs.total(part for part in parts if part[0].purpose is purpose)
        for purpose in Purpose
        if purpose in purposes
    }


def by_kind(costs: Costs, period: Period) -> Mapping[Kind, Total]:
    """What the period carries of each kind, the most expensive first; what cannot be told comes last."""
    parts = costs.within(period)
    kinds = {line.kind for line, _ in parts}
    found = {kind: costs.total(part for part in parts if part[0].kind is kind) for kind in Kind if kind in kinds}
    return dict(sorted(found.items(), key=lambda each: -(each[1].money.minor if each[1].money else -1)))
