"""The board's KPIs as data: what each is called, how it is worked out, over which days, and what supplies it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vaekst.core.metrics.units import Better, Unit
from vaekst.core.period import DAY, Period, Week
from vaekst.core.sentence import N_


class Scope(StrEnum):
    """Whether a KPI is measured on each channel or once for the brand."""

    CHANNEL = "channel"
    BRAND = "brand"


class Window(StrEnum):
    """The days a KPI is measured over, all of them complete."""

    WEEK = "week"  # the last ISO week
    FOUR_WEEKS = "4 weeks"  # the last 28 days

    def ending_before(self, day: date) -> Period:
        """The newest window whose days all lie before `day`."""
        return Week.last_complete(as_of=day).period if self is Window.WEEK else Period.ending(day - DAY, days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A row of the board. `supply` says which file would light it up; it may name the `{channel}`."""

    id: str
    label: str
    formula: str
    unit: Unit
    better: Better
    scope: Scope
    window: Window = Window.FOUR_WEEKS
    supply: str


_ALL = (
    Kpi(
        id="posting_cadence",
        label=N_("Posting cadence"),
        formula=N_("posts published in the last complete week"),
        unit=Unit.PER_WEEK,
        better=Better.HIGHER,
        scope=Scope.CHANNEL,
        window=Window.WEEK,
        supply=N_("No file names a post on {channel}. Import the channel's content export."),
    ),
    Kpi(
        id="retention_3s",
        label=N_("3-second retention (short video)"),
        formula=N_("median share of plays that last three seconds, over the posts of four weeks at comparable age"),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        scope=Scope.CHANNEL,
        supply=N_(
            "No file states how many plays on {channel} lasted three seconds. Facebook's content export of posts does; "
            "for other platforms import a table with a column for 3-second views or retention."
        ),
    ),
    Kpi(
        id="watch_time",
        label=N_("Average watch time"),
        formula=N_("median seconds watched per view, over the posts of four weeks at comparable age"),
        unit=Unit.SECONDS,
        better=Better.HIGHER,
        scope=Scope.CHANNEL,
        supply=N_(
            "No file states how long people watched on {channel}. Exports from YouTube Studio and Facebook do; for "
            "other platforms import a table with a column for average seconds watched."
        ),
    ),
    Kpi(
        id="ctr",
        label=N_("CTR to the landing page"),
        formula=N_("clicks that left the platform per view over four weeks of channel days; else over posts"),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        scope=Scope.CHANNEL,
        supply=N_(
            "No file states both views and clicks that left {channel}. Meta's daily series for views and link clicks "
            "do; for other platforms import a table with both columns."
        ),
    ),
    Kpi(
        id="landing_conversion",
        label=N_("Landing-page conversion"),
        formula=N_("leads per visit to the landing page over four weeks; else leads per click from social"),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        scope=Scope.BRAND,
        supply=N_(
            "No file states leads together with visits to the landing page. Import a leads table with the columns "
            "date, leads and visits."
        ),
    ),
    Kpi(
        id="cost_per_lead",
        label=N_("Cost per lead"),
        formula=N_("paid and production cost of four weeks per lead of the same days"),
        unit=Unit.MONEY,
        better=Better.LOWER,
        scope=Scope.BRAND,
        supply=N_(
            "No file states what leads cost. Import a costs table with the columns date, amount and currency, and a "
            "leads table with the columns date and leads."
        ),
    ),
    Kpi(
        id="production_time",
        label=N_("Production time per asset"),
        formula=N_("median minutes of work per asset, over the assets finished in four weeks"),
        unit=Unit.MINUTES,
        better=Better.LOWER,
        scope=Scope.BRAND,
        supply=N_(
            "No file states how long assets took. Import a production table with the columns date, asset and minutes."
        ),
    ),
    Kpi(
        id="repurpose_rate",
        label=N_("Repurpose rate"),
        formula=N_("share of the assets finished in four weeks that were made from an earlier asset"),
        unit=Unit.PERCENT,
        better=Better.HIGHER,
        scope=Scope.BRAND,
        supply=N_(
            "No file states which assets were made from an earlier one. Import a production table with the columns "
            "date, asset and reused from."
        ),
    ),
)

KPIS: Mapping[str, Kpi] = {kpi.id: kpi for kpi in _ALL}
