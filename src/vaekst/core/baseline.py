"""The baseline: what a brand reached before the sprint, frozen with everything it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vaekst.core.metrics.definitions import definitions_hash
from vaekst.core.metrics.figure import Figure
from vaekst.core.metrics.gather import Facts, Known, gather
from vaekst.core.metrics.kpis import KPIS, Scope
from vaekst.core.metrics.measure import measure_of_brand, measure_of_channel
from vaekst.core.period import DAY, Period
from vaekst.core.strategy import Strategy

# Measured on each channel, in this order: the four of a baseline, then the KPIs that are not among them.
OF_CHANNEL = (
    "reach",
    "reach_per_day",
    "engagement_rate",
    "ctr",
    "landing_conversion",
    *(id_ for id_, kpi in KPIS.items() if kpi.scope is Scope.CHANNEL and id_ != "ctr"),
)
OF_BRAND = tuple(id_ for id_, kpi in KPIS.items() if kpi.scope is Scope.BRAND)


EARLIER = 84 * DAY
"""Posts from this long before the period tell that a channel existed, so that none in it means none."""


@dataclass(frozen=True, slots=True)
class BaselinePost:
    """A post published in the days of the baseline."""

    post_key: str
    channel: str
    published: date


@dataclass(frozen=True, slots=True)
class Baseline:
    """All figures of the days before the sprint, as known at `as_of`. The channel of a brand's figure is None."""

    period: Period
    as_of: datetime
    figures: tuple[Figure, ...]
    posts: tuple[BaselinePost, ...] = ()

    def figure(self, measure: str, channel: str | None = None) -> Figure | None:
        """The figure of a channel (or, with None, of the brand); None where it was not asked for."""
        return next((each for each in self.figures if (each.measure, each.channel) == (measure, channel)), None)

    @property
    def definitions_hash(self) -> str:
        """A fingerprint of all definitions the figures were worked out under."""
        return definitions_hash(row for figure in self.figures for row in figure.definitions)

    def to_json(self) -> dict[str, Any]:
        """The baseline as plain JSON values, to be frozen."""
        return {
            "period": [self.period.first.isoformat(), self.period.last.isoformat()],
            "as_of": self.as_of.isoformat(),
            "figures": [figure.to_json() for figure in self.figures],
            "posts": [[post.post_key, post.channel, post.published.isoformat()] for post in self.posts],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Baseline:
        """The baseline `to_json` stored."""
        return cls(
            period=Period(*map(date.fromisoformat, stored["period"])),
            as_of=datetime.fromisoformat(stored["as_of"]),
            figures=tuple(Figure.from_json(figure) for figure in stored["figures"]),
            posts=tuple(BaselinePost(key, channel, date.fromisoformat(day)) for key, channel, day in stored["posts"]),
        )


def measure_baseline(strategy: Strategy, facts: Facts, *, as_of: datetime, period: Period | None = None) -> Baseline:
    """The baseline as known at `as_of`: of `period`, or of the days the strategy asks for."""
    period = period or baseline_period(strategy, as_of=as_of)
    known = gather(facts, as_of=as_of, since=period.first - EARLIER)
    return Baseline(
        period=period,
        as_of=as_of,
        figures=tuple(_figures(strategy, known, period)),
        posts=tuple(
            BaselinePost(post.post_key, post.channel, post.published)
            for post in known.histories.where(published=period)
            if post.published
        ),
    )


def baseline_period(strategy: Strategy, *, as_of: datetime) -> Period:
    """The last complete days before the sprint, or before `as_of` when the sprint has not begun."""
    today = as_of.date()
    end = min(today, strategy.sprint.start or today)
    return Period.ending(end - DAY, days=strategy.rules.baseline.days)


def channels_of(strategy: Strategy, known: Known) -> Sequence[str]:
    """The strategy's channels in its order, then those that only the facts know."""
    return tuple(dict.fromkeys([*strategy.channels, *sorted(known.platforms)]))


def _figures(strategy: Strategy, known: Known, period: Period) -> Iterable[Figure]:
    for channel in channels_of(strategy, known):
        for id_ in OF_CHANNEL:
            yield measure_of_channel(id_, known, strategy, channel=channel, period=period).over(period)
    for id_ in OF_BRAND:
        yield measure_of_brand(id_, known, strategy, period=period).over(period)
