"""The brand's measurement plan as it stands today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vaekst.actions import strategies
from vaekst.actions.health import read_health
from vaekst.core.measurement import PlanLine, PlanSource, measurement_plan
from vaekst.core.strategy import Strategy
from vaekst.store import queries
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class MeasurementPlan:
    """The plan of one day, and the strategy version it was taken under."""

    today: date
    strategy: Strategy
    version: int
    lines: tuple[PlanLine, ...]


def read_plan(brand: Brand, *, now: datetime) -> MeasurementPlan:
    """What every KPI is measured from today, how fresh and complete that is, and who looks after it how often."""
    version = queries.strategy_in_force(brand)
    strategy = strategies.strategy_of(version)
    report = read_health(brand, now=now)
    healths = [each.health for each in report.streams]
    told = queries.imports(brand).values_list("import_id", "platform", "kind")
    kinds = {import_id: (platform, kind) for import_id, platform, kind in told}
    return MeasurementPlan(
        report.today, strategy, version.number, measurement_plan(strategy.kpis.plans(), healths, kinds)
    )


def for_machines(plan: MeasurementPlan) -> dict[str, Any]:
    """The plan under the stable names of `vaekst measurement --json`."""
    return {
        "day": plan.today.isoformat(),
        "strategy_version": plan.version,
        "primary_conversion": plan.strategy.conversions.primary,
        "micro_conversions": list(plan.strategy.conversions.micro),
        "kpis": [
            {
                "kpi": line.kpi.id,
                "owner": line.owner,
                "cadence": line.cadence,
                "target": None if line.target is None else str(line.target),
                "state": line.state.value,
                "sources": [_source(each) for each in line.sources],
            }
            for line in plan.lines
        ],
    }


def _source(each: PlanSource) -> dict[str, Any]:
    return {
        "stream": each.stream,
        "channel": each.channel,
        "state": each.state.value,
        "newest": each.newest and each.newest.isoformat(),
        "days_known": each.covered,
        "days": each.days,
        "files": [{"platform": platform or None, "kind": kind or None} for platform, kind in each.kinds],
    }
