"""How many visits of each channel become leads: visits as the website's analytics tells their source, leads as the ledger does.

Only days of which visits are told count, for both. Visits whose source no channel of the brand has, such as those from a search
engine, are told apart and set against nothing: nobody knows which leads were theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaekst.core.costs.counts import Counted, share
from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.returns import NO_TABLE, Caution
from vaekst.core.leads.lead import Lead, Reader
from vaekst.core.metrics.gather import Told, within
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

VISITS = N_("visits")

_FIELDS = ("source", "medium", "campaign", "content", "term")


@dataclass(frozen=True, slots=True)
class ByVisits:
    """A channel's visits, what the website's analytics counts as results of them, its leads, and leads per visit.

    `visits` and `key_events` are None where the report tells none of this channel, `leads` where there is no table of leads.
    """

    channel: str
    visits: int | None
    key_events: float | None
    leads: int | None
    conversion: Counted


@dataclass(frozen=True, slots=True)
class WebConversion:
    """The channels, those with most visits first. `days` of the period are told of; `elsewhere` are visits of no channel,
    `untold` leads that name none.
    """

    platform: str
    days: int
    rows: tuple[ByVisits, ...]
    visits: int
    elsewhere: int
    untold: int = 0

    @property
    def said(self) -> Sentence | None:
        """What must be told of all channels: leads that may be theirs. None where each lead names one."""
        if not self.untold:
            return None
        return Sentence(
            "leads_of_no_channel",
            N_(
                "{untold:number} leads of these days name no channel: each channel may have brought more leads, and then more of its visits became one."
            ),
            untold=self.untold,
        )


def web_conversion(
    ways: Sequence[Told], leads: Sequence[Lead], *, period: Period, read: Reader, caution: Caution
) -> WebConversion | None:
    """The conversion of each channel that visits or leads name, by rows of one report; None where it tells nothing."""
    told = within(ways, period)
    if not told:
        return None
    days = {row.day for row in told}
    visits: dict[str | None, int] = {}
    results: dict[str | None, float] = {}
    for row in told:
        channel = read(_as_tags(row.cells)).get(Dimension.CHANNEL)
        visits[channel] = visits.get(channel, 0) + int(row.cells["sessions"])
        if "key_events" in row.cells:
            results[channel] = results.get(channel, 0.0) + float(row.cells["key_events"])
    came: dict[str | None, int] = {}
    for lead in leads:
        if lead.leads and lead.day in days:
            name = lead.names.get(Dimension.CHANNEL)
            came[name] = came.get(name, 0) + lead.leads
    channels = {name: None for name in (*visits, *came) if name is not None}
    rows = [
        ByVisits(
            channel=name,
            visits=visits.get(name),
            key_events=results.get(name),
            leads=came.get(name, 0) if leads else None,
            conversion=_conversion(came.get(name, 0) if leads else None, visits.get(name), caution),
        )
        for name in channels
    ]
    rows.sort(key=lambda row: (-(row.visits or 0), -(row.leads or 0), row.channel))
    whole = sum(visits.values())
    return WebConversion(
        str(told[0].cells["platform"]), len(days), tuple(rows), whole, visits.get(None, 0), came.get(None, 0)
    )


def _as_tags(cells: Mapping[str, object]) -> Mapping[str, str]:
    """Where a row's visits came from, as the tags of a link. What stands in brackets is no tag."""
    told = ((name, str(cells.get(name, ""))) for name in _FIELDS)
    return {f"utm_{name}": value for name, value in told if value and not value.startswith("(")}


def _conversion(leads: int | None, visits: int | None, caution: Caution) -> Counted:
    """Leads per visit. Few leads tell an interval alone; more leads than visits came by other ways as well."""
    if leads is None:
        return Counted(0, reason=NO_TABLE)
    if not visits:
        return Counted(leads, reason=Sentence("no_visits_told", N_("The report tells no visits of this channel.")))
    if leads > visits:
        reason = Sentence(
            "more_leads_than_visits",
            N_("{leads:number} leads of {visits:number} visits: leads came by other ways than this website, too."),
            leads=leads,
            visits=visits,
        )
        return Counted(leads, reason=reason)
    found = share(leads, visits, level=caution.level, least=1, what=VISITS)
    if leads >= caution.least:
        return found
    reason = Sentence(
        "few_leads_of_visits",
        N_("{leads:number} leads of {visits:number} visits: too few to tell."),
        leads=leads,
        visits=visits,
    )
    return Counted(leads, low=found.low, high=found.high, reason=reason)
