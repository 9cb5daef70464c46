"""How much a brand hangs on one platform, as of a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vaekst.actions.attribution import losses_for_machines, read_attribution
from vaekst.actions.known import Known
from vaekst.actions.money import Ledger, read_ledger, sprint_so_far, website_visits
from vaekst.core.attribution.reach_loss import ReachLoss
from vaekst.core.costs.counts import Counted, share
from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.kinds import Distribution
from vaekst.core.costs.returns import NO_TABLE
from vaekst.core.leads.lead import Lead
from vaekst.core.metrics.gather import within
from vaekst.core.period import Period, Week
from vaekst.core.risk.audience import NO_WEB, SESSIONS, Audience, audience, days_of
from vaekst.core.risk.concentration import Concentration, concentration
from vaekst.core.risk.portfolio import Position, leads_by_week, positions
from vaekst.core.sentence import N_, Sentence
from vaekst.store.models import Brand

LEADS, VISITS, CLICKS = N_("leads"), N_("visits to the landing page"), N_("clicks from social")
TOLD = N_("leads whose class is told")
NO_TRAFFIC = Sentence(
    "no_traffic",
    N_(
        "No file tells of visits or clicks by channel. Import web traffic by source and medium, or the channels' own days."
    ),
)


@dataclass(frozen=True, slots=True)
class Risk:
    """How the brand stands towards its platforms over a period. `audience` is None where no file tells of the website."""

    ledger: Ledger
    period: Period
    leads: Concentration
    traffic: Concentration
    audience: Audience | None
    owned_leads: Counted
    portfolio: tuple[Position, ...]
    weeks: tuple[tuple[Week, Mapping[str | None, int]], ...]
    losses: tuple[ReachLoss, ...]  # of a share of a channel's reach; none where no visits are known one by one

    @property
    def owned_visits(self) -> Counted:
        """The share of visits that came without a platform, or why it is unknown."""
        return self.audience.owned if self.audience else Counted(0, reason=NO_WEB)

    @property
    def returning_unknown(self) -> Sentence | None:
        """Why nobody knows how many from social had been here before; None where it is known."""
        return self.audience.returning_unknown if self.audience else NO_WEB


def read_risk(
    brand: Brand, *, period: Period | None = None, as_of: date | datetime | None = None, now: datetime
) -> Risk:
    """The risk over a period, by default the sprint so far, else the last 28 days."""
    ledger = read_ledger(brand, as_of=as_of, now=now)
    strategy = ledger.known.strategy
    period = period or sprint_so_far(strategy, today=ledger.known.as_of.date())
    came = [lead for lead in ledger.leads if lead.day in period]
    level, least = ledger.caution.level, ledger.caution.least
    limit = strategy.rules.risk.top_channel_share
    what, visits, elsewhere = _traffic(ledger, period)
    no_leads = None if ledger.leads else NO_TABLE
    no_visits = None if visits or ledger.gathered.channel_days else NO_TRAFFIC
    days = days_of(_web(ledger.known), period)
    return Risk(
        ledger=ledger,
        period=period,
        leads=concentration(_by_channel(came), what=LEADS, limit=limit, level=level, least=least, unknown=no_leads),
        traffic=concentration(
            visits, what=what, limit=limit, level=level, least=least, elsewhere=elsewhere, unknown=no_visits
        ),
        audience=audience(days, level=level, least=least) if days else None,
        owned_leads=_owned(came, level=level, least=least),
        portfolio=tuple(positions(ledger.by(Dimension.CHANNEL, period), ledger.gathered.production, strategy)),
        weeks=tuple(leads_by_week(came, period.weeks())),
        losses=read_attribution(brand, period=period, as_of=as_of, now=now).losses,
    )


def _by_channel(leads: list[Lead]) -> Mapping[str | None, int]:
    counts: dict[str | None, int] = {}
    for lead in leads:
        name = lead.names.get(Dimension.CHANNEL)
        counts[name] = counts.get(name, 0) + lead.leads
    return counts


def _traffic(ledger: Ledger, period: Period) -> tuple[str, Mapping[str | None, int], int]:
    """Visits by channel, and those known to be of none: as the brand's own tables tell them, else a report of the website by
    source; where neither does, the clicks platforms count.
    """
    visits: dict[str | None, int] = {}
    for row in within(ledger.gathered.leads, period):
        if "visits" in row.cells:
            visits[row.cells.get("channel")] = visits.get(row.cells.get("channel"), 0) + int(row.cells["visits"])
    if visits:
        return VISITS, visits, 0
    web = website_visits(ledger, period)
    by_source: dict[str | None, int] = {row.channel: row.visits for row in web.rows if row.visits} if web else {}
    if web and by_source:
        return SESSIONS, by_source, web.elsewhere
    clicks = {
        channel: sum(int(row.cells.get("clicks_out", 0)) for row in within(days, period))
        for channel, days in ledger.gathered.channel_days.items()
    }
    return CLICKS, {channel: count for channel, count in clicks.items() if count}, 0


def _owned(leads: list[Lead], *, level: float, least: int) -> Counted:
    told = [lead for lead in leads if Dimension.DISTRIBUTION in lead.names]
    owned = sum(lead.leads for lead in told if lead.names[Dimension.DISTRIBUTION] == Distribution.OWNED)
    return share(owned, sum(lead.leads for lead in told), level=level, least=least, what=TOLD)


def _web(known: Known) -> list[dict[str, Any]]:
    """The days of the website, as known then."""
    rows = known.lake.latest("web_traffic", as_of=known.as_of, version=known.lake_version)
    return list(rows.collect().iter_rows(named=True))


def for_machines(risk: Risk) -> dict[str, object]:
    """The risk under the stable names of `vaekst risk channels --json`."""
    return {
        "first": risk.period.first,
        "last": risk.period.last,
        **{name: _told(each) for name, each in (("leads", risk.leads), ("traffic", risk.traffic))},
        "owned_share_of_visits": _counted(risk.owned_visits),
        "owned_share_of_leads": _counted(risk.owned_leads),
        "returning_from_social": risk.audience and risk.audience.returning,
        "returning_unknown": risk.returning_unknown and risk.returning_unknown.english(),
        "reach_lost": losses_for_machines(risk.losses),
    }


def _told(found: Concentration) -> dict[str, object]:
    return {
        "what": found.what,
        "by_channel": dict(found.counts),
        "of_no_channel": found.untold,
        "by_other_ways": found.elsewhere,
        "top": found.top,
        "share": _counted(found.share),
        "limit": found.limit,
        "alarm": found.alarm.value,
        "sentence": found.sentence().english(),
    }


def _counted(counted: Counted) -> dict[str, object]:
    return {
        "value": counted.value,
        "low": counted.low,
        "high": counted.high,
        "unknown": counted.reason and counted.reason.english(),
    }
