"""What is looked at in a week, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vaekst.core.period import Week
from vaekst.core.strategy import Strategy

_EVERY: Mapping[str, int] = {"daily": 1, "weekly": 1, "every 2 weeks": 2, "monthly": 4}
"""Weeks between two looks."""
_COUNTED_FROM = Week(date(1970, 1, 5))  # while no sprint has begun


@dataclass(frozen=True, slots=True)
class Duty:
    """The KPIs one owner answers for in a week, by id in board order."""

    owner: str
    kpis: tuple[str, ...]


def duties(strategy: Strategy, week: Week) -> tuple[Duty, ...]:
    """Who answers for what in the week. What is looked at every second or fourth week is due in the sprint's 2nd or 4th."""
    start = strategy.sprint.start
    first = Week.of(start) if start else _COUNTED_FROM
    count = (week.monday - first.monday).days // 7 + 1
    held: dict[str, list[str]] = {}
    for kpi, plan in strategy.kpis.plans().items():
        if count % _EVERY[plan.cadence] == 0:
            held.setdefault(plan.owner, []).append(kpi)
    return tuple(Duty(owner, tuple(kpis)) for owner, kpis in held.items())
