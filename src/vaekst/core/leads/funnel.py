"""From a visit to a customer: how many of each came by every channel, and by every concept on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaekst.core.costs.dimension import Dimension
from vaekst.core.leads.lead import Lead
from vaekst.core.metrics.gather import Told, within
from vaekst.core.period import Period


@dataclass(frozen=True, slots=True)
class Branch:
    """How far those who came got. None where nobody tells: `visits` of concepts, `qualified` where nobody judged."""

    name: str | None
    visits: int | None
    leads: int
    qualified: int | None
    won: int
    concepts: tuple[Branch, ...] = ()


def funnel(leads: Sequence[Lead], told: Sequence[Told], *, period: Period) -> list[Branch]:
    """The channels with their concepts, those with most leads first, what names none last. `told` holds the visits."""
    came = [lead for lead in leads if lead.day in period and lead.leads]
    visits: dict[str | None, int] = {}
    for row in within(told, period):
        if "visits" in row.cells:
            name = row.cells.get("channel")
            visits[name] = visits.get(name, 0) + int(row.cells["visits"])
    return _branches(came, Dimension.CHANNEL, visits)


def _branches(leads: Sequence[Lead], by: Dimension, visits: dict[str | None, int]) -> list[Branch]:
    groups: dict[str | None, list[Lead]] = {name: [] for name in visits}
    for lead in leads:
        groups.setdefault(lead.names.get(by), []).append(lead)
    found = [
        Branch(
            name=name,
            visits=visits.get(name),
            leads=sum(lead.leads for lead in group),
            qualified=sum(lead.qualified or 0 for lead in group)
            if any(lead.qualified is not None for lead in group)
            else None,
            won=sum(lead.leads for lead in group if lead.is_won),
            concepts=tuple(_branches(group, Dimension.CONCEPT, {})) if by is Dimension.CHANNEL else (),
        )
        for name, group in groups.items()
    ]
    return sorted(found, key=lambda branch: (branch.name is None, -branch.leads, branch.name or ""))
