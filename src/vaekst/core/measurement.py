"""The measurement plan: for each KPI what it is measured from, how fresh that is, who looks after it and how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vaekst.core.health import Grain, State, StreamHealth
from vaekst.core.metrics.kpis import KPIS, Kpi
from vaekst.core.strategy import KpiPlan, Target

STREAMS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "posting_cadence": (("posts",),),
    "retention_3s": (("posts",),),
    "watch_time": (("posts",),),
    "ctr": (("days", "posts"),),
    "landing_conversion": (("leads",),),
    "cost_per_lead": (("costs",), ("leads",), ("production",)),
    "production_time": (("production",),),
    "repurpose_rate": (("production",),),
}
"""What each KPI needs: all of these, and of alternatives the first that is supplied."""

_WORST = (State.NEVER, State.LATE, State.GAPS, State.FRESH)

Kind = tuple[str, str]
"""Platform and kind of a file."""


@dataclass(frozen=True, slots=True)
class PlanSource:
    """A stream a KPI is measured from, and the kinds of files that supply it. `days` and `covered` are those of the window."""

    stream: str
    channel: str | None
    state: State
    newest: date | None
    covered: int | None  # None where readings come now and then and no day is due
    days: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One KPI of the plan."""

    kpi: Kpi
    owner: str
    cadence: str
    target: Target | None
    sources: tuple[PlanSource, ...]

    @property
    def state(self) -> State:
        """How the source that is worst off stands; never supplied where there is none."""
        states = {source.state for source in self.sources}
        return next((state for state in _WORST if state in states), State.NEVER)


def measurement_plan(
    plans: Mapping[str, KpiPlan], healths: Iterable[StreamHealth], kinds: Mapping[str, Kind]
) -> tuple[PlanLine, ...]:
    """A line a KPI, in the strategy's order. `kinds` tells the kind of file of each import."""
    streams = tuple(healths)
    return tuple(
        PlanLine(KPIS[name], plan.owner, plan.cadence, plan.target, tuple(_sources(name, streams, kinds)))
        for name, plan in plans.items()
    )


def _sources(kpi: str, healths: tuple[StreamHealth, ...], kinds: Mapping[str, Kind]) -> Iterator[PlanSource]:
    for ways in STREAMS[kpi]:
        for channel in dict.fromkeys(each.stream.channel for each in healths if each.stream.name in ways):
            found = {each.stream.name: each for each in healths if each.stream.channel == channel}
            there = [found[name] for name in ways if name in found]
            supplied = [each for each in there if each.state is not State.NEVER]
            yield _source((supplied or there)[0], kinds)


def _source(health: StreamHealth, kinds: Mapping[str, Kind]) -> PlanSource:
    return PlanSource(
        stream=health.stream.name,
        channel=health.stream.channel,
        state=health.state,
        newest=health.newest,
        covered=health.covered if health.stream.grain is Grain.DAYS else None,
        days=health.window.days,
        kinds=tuple(sorted({kinds[each] for each in health.imports if each in kinds})),
    )
