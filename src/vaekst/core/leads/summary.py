"""How many leads there are, by what became of them and where they came from. Counts alone: nothing here names a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vaekst.core.costs.dimension import Dimension
from vaekst.core.leads.lead import Lead
from vaekst.core.period import Period
from vaekst.core.sentence import N_

ADDRESS = "@"
"""Stands for every source that looks like somebody's address."""


class Way(StrEnum):
    """What leads are told apart by."""

    STAGE = "stage"
    SOURCE = "source"
    CHANNEL = "channel"
    CONCEPT = "concept"


WAY_LABELS: Mapping[Way, str] = {
    Way.STAGE: N_("Stage"),
    Way.SOURCE: N_("Source"),
    Way.CHANNEL: N_("Channel"),
    Way.CONCEPT: N_("Concept"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Leads of one stage, source, channel or concept; `key` None for those nobody told. `qualified` None: nobody judged."""

    key: str | None
    leads: int
    judged: int
    qualified: int | None
    won: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All leads of the days together, and by each way of telling them apart: those with most leads first, the untold last."""

    total: Group
    by: Mapping[Way, tuple[Group, ...]]


def summary(leads: Iterable[Lead], period: Period) -> Summary:
    """The leads that came on days of the period. Deals are no leads and are not counted."""
    came = [lead for lead in leads if lead.day in period and lead.leads]
    return Summary(_group(None, came), {way: tuple(_groups(came, way)) for way in Way})


def _groups(leads: Sequence[Lead], way: Way) -> list[Group]:
    """Words that differ in capitals, spaces and underscores alone are one, and read as they were first written."""
    found: dict[str | None, list[Lead]] = {}
    written: dict[str | None, str | None] = {None: None}
    for lead in leads:
        word = _word(lead, way)
        plain = None if word is None else " ".join(word.casefold().replace("_", " ").split())
        written.setdefault(plain, word)
        found.setdefault(plain, []).append(lead)
    groups = [_group(written[plain], held) for plain, held in found.items()]
    return sorted(groups, key=lambda group: (group.key is None, -group.leads, group.key or ""))


def _word(lead: Lead, way: Way) -> str | None:
    """What the lead says of it; of a source the tag of its link, else the origin a customer system tells."""
    cells = lead.told.cells
    match way:
        case Way.STAGE:
            word = cells.get("stage")
        case Way.SOURCE:
            word = cells.get("utm_source") or cells.get("original_source")
        case _:
            word = lead.names.get(Dimension(way.value))
    said = str(word).strip() if word else ""
    return ADDRESS if "@" in said else said or None


def _group(key: str | None, leads: Sequence[Lead]) -> Group:
    judged = sum(lead.leads for lead in leads if lead.qualified is not None)
    return Group(
        key=key,
        leads=sum(lead.leads for lead in leads),
        judged=judged,
        qualified=sum(lead.qualified or 0 for lead in leads) if judged else None,
        won=sum(lead.leads for lead in leads if lead.is_won),
    )
