"""How visits become leads, channel by channel, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaekst.actions.money import Money
from vaekst.core.costs.dimension import Dimension
from vaekst.core.leads.conversion import ByVisits
from vaekst.core.period import Period
from vaekst.core.strategy import Strategy
from vaekst.web.money.words import Told, member
from vaekst.web.shell.names import platform_name
from vaekst.web.shell.words import number, percent, say


@dataclass(frozen=True, slots=True)
class Visited:
    """A channel's visits, results and leads, and how many of the visits became leads."""

    name: str
    visits: str
    key_events: str
    leads: str
    conversion: Told


@dataclass(frozen=True, slots=True)
class Visits:
    """The table, and what is said of it. `is_counted`: the report tells results too."""

    rows: tuple[Visited, ...]
    is_counted: bool
    said: tuple[str, ...]


def visits_told(found: Money) -> Visits | None:
    """The channels in the reader's language; None where no report tells where visits came from."""
    if found.web is None:
        return None
    strategy = found.ledger.known.strategy
    said = _("Visits as %(platform)s tells their source, read by your UTM standard: %(days)s.") % {
        "platform": platform_name(found.web.platform),
        "days": of_days(found.web.days, found.period),
    }
    elsewhere = _("%(elsewhere)s of %(visits)s visits came by no channel of yours, and are set against no leads.") % {
        "elsewhere": number(found.web.elsewhere),
        "visits": number(found.web.visits),
    }
    return Visits(
        rows=tuple(_row(row, strategy) for row in found.web.rows),
        is_counted=any(row.key_events is not None for row in found.web.rows),
        said=(said, *([elsewhere] if found.web.elsewhere else []), *([say(found.web.said)] if found.web.said else [])),
    )


def of_days(days: int, period: Period) -> str:
    """How many days of the period are told of."""
    return _("%(days)s of %(all)s days") % {"days": number(days), "all": number(period.days)}


def _row(row: ByVisits, strategy: Strategy) -> Visited:
    return Visited(
        name=member(Dimension.CHANNEL, row.channel, strategy),
        visits="" if row.visits is None else number(row.visits),
        key_events="" if row.key_events is None else number(row.key_events),
        leads="" if row.leads is None else number(row.leads),
        conversion=_told(row),
    )


def _told(row: ByVisits) -> Told:
    counted = row.conversion
    interval = ""
    if counted.low is not None and counted.high is not None:
        interval = f"{number(round(counted.low * 100, 1))}–{percent(round(counted.high, 3))}"
    if counted.value is None:
        return Told("", interval, say(counted.reason) if counted.reason else "")
    return Told(percent(counted.value), interval)
