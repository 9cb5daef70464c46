"""The eight figures on the KPI board: who looks after each, how often, and where it shall be at sprint's end."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from vaekst.core.strategy.fields import NumberTarget, Settings, ShareTarget, Text
from vaekst.core.strategy.targets import Target
from vaekst.core.strategy.vocabulary import Cadence

_OWNER = "A person or a job title."
_CADENCE = "How often it is looked at."
_TARGET = "Where it shall be on the sprint's last day; null for none."


class KpiPlan(Settings):
    """Owner, cadence and target of one KPI."""

    owner: Text = Field("Content Lead", description=_OWNER)
    cadence: Cadence = Field("weekly", description=_CADENCE)
    target: NumberTarget | None = Field(None, description=_TARGET)


def _number(text: str) -> Target:
    return Target.parse(text, share=False)


def _share(text: str) -> Target:
    return Target.parse(text, share=True)


class PostingCadence(KpiPlan):
    """Posts per week and channel."""

    target: NumberTarget | None = Field(_number("14"), description=_TARGET)


class Retention3s(KpiPlan):
    """Median share of viewers still there after 3 seconds, short video."""

    owner: Text = Field("Creative Strategist", description=_OWNER)
    target: ShareTarget | None = Field(_share("+8 pp"), description=_TARGET)


class WatchTime(KpiPlan):
    """Average watch time, in seconds."""

    owner: Text = Field("Editor", description=_OWNER)
    target: NumberTarget | None = Field(_number("+15 %"), description=_TARGET)


class Ctr(KpiPlan):
    """Click rate from social to the landing page."""

    owner: Text = Field("Growth Marketer", description=_OWNER)
    target: ShareTarget | None = Field(_share("1.2 %"), description=_TARGET)


class LandingConversion(KpiPlan):
    """Share of landing-page visits that convert."""

    owner: Text = Field("CRO Owner", description=_OWNER)
    cadence: Cadence = Field("every 2 weeks", description=_CADENCE)
    target: ShareTarget | None = Field(_share("2.2 %"), description=_TARGET)


class CostPerLead(KpiPlan):
    """Paid cost and allocated production cost per lead, in whole units of the brand's currency."""

    owner: Text = Field("Performance Lead", description=_OWNER)
    target: NumberTarget | None = Field(_number("-20 %"), description=_TARGET)


class ProductionTime(KpiPlan):
    """Minutes of work per asset."""

    owner: Text = Field("Ops Manager", description=_OWNER)
    target: NumberTarget | None = Field(_number("-20 %"), description=_TARGET)


class RepurposeRate(KpiPlan):
    """Share of posts that reuse an asset."""

    target: ShareTarget | None = Field(_share("45 %"), description=_TARGET)


class Kpis(Settings):
    """The KPI board. All eight are always there; name only what differs from the default."""

    posting_cadence: PostingCadence = Field(default_factory=PostingCadence)
    retention_3s: Retention3s = Field(default_factory=Retention3s)
    watch_time: WatchTime = Field(default_factory=WatchTime)
    ctr: Ctr = Field(default_factory=Ctr)
    landing_conversion: LandingConversion = Field(default_factory=LandingConversion)
    cost_per_lead: CostPerLead = Field(default_factory=CostPerLead)
    production_time: ProductionTime = Field(default_factory=ProductionTime)
    repurpose_rate: RepurposeRate = Field(default_factory=RepurposeRate)

    def plans(self) -> Mapping[str, KpiPlan]:
        """The plan of each KPI by its id, in board order."""
        return {name: getattr(self, name) for name in type(self).model_fields}


KPIS: tuple[str, ...] = tuple(Kpis.model_fields)
"""Ids of the board's KPIs, in board order."""
