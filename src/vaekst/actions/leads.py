"""The leads of a brand, counted: by stage, source, channel and concept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vaekst.actions.money import Ledger, read_ledger, sprint_so_far
from vaekst.core.costs.returns import NO_TABLE
from vaekst.core.leads.summary import Group, Summary, Way, summary
from vaekst.core.period import Period
from vaekst.core.sentence import Sentence
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class LeadsPage:
    """The counts of a period. `summary` is None, and `unknown` says why, where no table of leads was imported.

    `merged` is how many rows of the whole ledger were the same person as another.
    """

    period: Period
    summary: Summary | None
    unknown: Sentence | None
    merged: int


def read_leads(
    brand: Brand, *, period: Period | None = None, as_of: date | datetime | None = None, now: datetime
) -> LeadsPage:
    """The leads of a period, by default of the sprint so far, as known at a moment."""
    ledger = read_ledger(brand, as_of=as_of, now=now)
    period = period or sprint_so_far(ledger.known.strategy, today=ledger.known.as_of.date())
    counted = summary(ledger.leads, period) if _is_told(ledger) else None
    return LeadsPage(period, counted, None if counted else NO_TABLE, ledger.gathered.leads_merged)


def _is_told(ledger: Ledger) -> bool:
    return any(lead.leads for lead in ledger.leads)


def for_machines(page: LeadsPage) -> dict[str, object]:
    """The stable names of `vaekst leads --json`: counts alone, null where nobody knows."""
    found = page.summary
    return {
        "first": page.period.first,
        "last": page.period.last,
        **(_counts(found.total) if found else dict.fromkeys(("leads", "judged", "qualified", "won"))),
        "unknown": page.unknown and page.unknown.english(),
        "rows_merged": page.merged,
        "by": {
            way.value: [{"key": group.key, **_counts(group)} for group in found.by[way]] if found else [] for way in Way
        },
    }


def _counts(group: Group) -> dict[str, int | None]:
    return {"leads": group.leads, "judged": group.judged, "qualified": group.qualified, "won": group.won}
