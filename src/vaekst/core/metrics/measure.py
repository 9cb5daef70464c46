"""How each KPI, and each further figure of the baseline, is measured: prepared once, asked for any period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vaekst.core.figures import SourceRow
from vaekst.core.metrics import of_leads
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.figure import Figure
from vaekst.core.metrics.forms import Stated
from vaekst.core.metrics.gather import Known
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.metrics.of_days import OfDays, middle_day, of_days, pooled
from vaekst.core.metrics.of_posts import POSTS, Cadence, OfPosts, is_short_video, middle, of_posts, together
from vaekst.core.metrics.of_work import ProductionTime, RepurposeRate, assets
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Strategy


class Measure(Protocol):
    """A measure with its basis settled, so that all its periods are alike."""

    @property
    def basis(self) -> str: ...

    def over(self, period: Period) -> Figure:
        """The measure over the period, or why it is unknown."""
        ...

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The rows of files the measure over the period rests on."""
        ...


def as_then(measure: Measure, period: Period) -> Figure:
    """The measure over the period by what was counted then, for a trend that is broken where that changed."""
    return measure.as_then(period) if isinstance(measure, OfDays | OfPosts) else measure.over(period)


# What supplies the figures of the baseline that are no KPIs.
SUPPLY = {
    "reach": N_("No file states how many people the posts on {channel} reached. Import the channel's content export."),
    "reach_per_day": N_(
        "No file states how many people {channel} reached each day. Import the channel's daily series."
    ),
    "engagement_rate": N_(
        "No file states likes, comments, shares or saves of the posts on {channel} together with their reach or views. "
        "Import the channel's content export."
    ),
}


def measure_of_channel(
    id_: str, known: Known, strategy: Strategy, *, channel: str, period: Period, basis: str | None = None
) -> Measure:
    """A channel's measure. Without a `basis` it is worked out the way most of `period` allows, and so for all periods."""
    if id_ == "posting_cadence":
        return Cadence(known, channel, KPIS[id_].supply)
    if id_ == "landing_conversion":
        supply = KPIS[id_].supply
        return of_leads.conversion(known, channel=channel, period=period, supply=supply, basis=basis)
    if id_ == "reach_per_day":
        return _reach_per_day(known, channel=channel, period=period)
    if id_ == "ctr":
        return _click_rate(known, strategy, channel=channel, period=period, basis=basis)
    return _of_posts(id_, known, strategy, channel=channel, period=period, basis=basis)


def _of_posts(
    id_: str, known: Known, strategy: Strategy, *, channel: str, period: Period, basis: str | None
) -> Measure:
    """A measure of posts at comparable age: a click rate of all of them together, else their median."""
    return of_posts(
        id_,
        METRICS["avg_watch_time" if id_ == "watch_time" else id_],
        known.histories.where(channel=channel, keep=is_short_video if id_ == "retention_3s" else None),
        channel=channel,
        period=period,
        rule=strategy.rules.comparison,
        supply=KPIS[id_].supply if id_ in KPIS else SUPPLY[id_],
        basis=basis,
        summary=together if id_ == "ctr" else middle,
    )


def _click_rate(known: Known, strategy: Strategy, *, channel: str, period: Period, basis: str | None) -> Measure:
    """Clicks per view over channel days; over posts where only they tell it in the period. A basis allows one of both."""
    forms = METRICS["ctr"].forms
    daily = of_days("ctr", forms, known, channel=channel, unit=Unit.PERCENT, period=period, basis=basis, summary=pooled)
    if basis is not None and not basis.startswith(POSTS):
        return daily or Nothing("ctr", channel, Unit.PERCENT, KPIS["ctr"].supply)
    if daily is not None and daily.over(period).is_known:
        return daily
    by_posts = _of_posts("ctr", known, strategy, channel=channel, period=period, basis=basis)
    return daily if daily is not None and not by_posts.over(period).is_known else by_posts


def measure_of_brand(
    id_: str, known: Known, strategy: Strategy, *, period: Period, basis: str | None = None
) -> Measure:
    """A measure of the whole brand, worked out as `measure_of_channel` does."""
    supply = KPIS[id_].supply
    if id_ == "landing_conversion":
        return of_leads.conversion(known, channel=None, period=period, supply=supply, basis=basis)
    if id_ == "cost_per_lead":
        return of_leads.cost_per_lead(
            known,
            period=period,
            currency=strategy.brand.currency,
            hourly_rate=strategy.costs.hourly_rate,
            supply=supply,
            basis=basis,
        )
    return (ProductionTime if id_ == "production_time" else RepurposeRate)(assets(known), supply)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A measure nobody supplies."""

    measure: str
    channel: str
    unit: Unit
    supply: str
    basis: str = ""

    def over(self, period: Period) -> Figure:
        reason = Sentence("not_supplied", self.supply, channel=self.channel)
        return Figure(measure=self.measure, channel=self.channel, unit=self.unit, period=period, unknown=reason)

    def rows(self, period: Period) -> Sequence[SourceRow]:  # noqa: ARG002 (as every measure)
        """None."""
        return ()


def _reach_per_day(known: Known, *, channel: str, period: Period) -> Measure:
    """The median of people reached per day. Days are never added: the same person counts on each."""
    daily = of_days(
        "reach_per_day",
        (Stated("reach_unique"),),
        known,
        channel=channel,
        unit=Unit.PEOPLE,
        period=period,
        basis=None,
        summary=middle_day,
    )
    return daily or Nothing("reach_per_day", channel, Unit.PEOPLE, SUPPLY["reach_per_day"])
