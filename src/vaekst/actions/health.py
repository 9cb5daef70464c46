"""The health of a brand's data: every stream of every channel, with its open warnings and the one next step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import narwhals as nw

from vaekst.actions import facts, strategies
from vaekst.actions.memory import Memory
from vaekst.core.health import WINDOW, Grain, State, Stream, StreamHealth, health_of
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import Sentence
from vaekst.core.strategy import Strategy
from vaekst.lake import Lake, LakeVersion
from vaekst.sources.where import CONVERSIONS, COSTS, DAYS, LEADS, POSTS, PRODUCTION, SEARCH, TOUCHES, WEB, where
from vaekst.store import queries
from vaekst.store.models import Brand, ImportRecord

_SETTLED = frozenset({"leading_zeros", "events_late"})
"""Codes of warnings that leave nothing for anyone to do."""

_OF_BRAND: Mapping[str, str] = {
    LEADS: "lead",
    COSTS: "cost",
    PRODUCTION: "production",
    WEB: "web_traffic",
    SEARCH: "search",
    TOUCHES: "touch",
    CONVERSIONS: "conversion",
}
_ALWAYS = (LEADS, COSTS, PRODUCTION)
"""Streams the eight KPIs live on; others are listed once there is something."""


@dataclass(frozen=True, slots=True)
class Open:
    """A warning that still stands at figures, and the newest import it was given for."""

    warning: Sentence
    import_id: str
    file: str


@dataclass(frozen=True, slots=True)
class StreamReport:
    """A stream as it stands, the warnings open at its figures, and what to export next."""

    health: StreamHealth
    warnings: tuple[Open, ...]
    next_step: Sentence | None


@dataclass(frozen=True, slots=True)
class HealthReport:
    """All streams of a brand: by channel in the strategy's order, the brand's own last."""

    today: date
    streams: tuple[StreamReport, ...]

    @property
    def next_step(self) -> StreamReport | None:
        """The stream to see to first: the one that is late or has gaps for longest; then one nobody supplied."""
        due = [each for each in self.streams if each.next_step]
        return min(
            due, key=lambda each: (each.health.state is State.NEVER, each.health.newest or date.min), default=None
        )


def read_health(brand: Brand, *, now: datetime) -> HealthReport:
    """How the brand's data stands today, in the brand's own zone."""
    version_in_force = queries.strategy_in_force(brand)
    strategy = strategies.strategy_of(version_in_force)
    today = now.astimezone(ZoneInfo(strategy.brand.timezone)).date()
    lake = facts.lake(brand)
    version = lake.version()
    question = (str(lake.root), str(version), version_in_force.pk, today)
    found = _STREAMS.answer(question, lambda: tuple(_streams(lake, version, strategy, today)))
    healths = [health_of(stream, today=today) for stream in found]
    records = _records(brand, {import_id for health in healths for import_id in health.imports})
    return HealthReport(today, tuple(_report(health, records) for health in healths))


_STREAMS: Memory[tuple[Stream, ...]] = Memory(size=64)


def _streams(lake: Lake, version: LakeVersion, strategy: Strategy, today: date) -> Iterable[Stream]:
    since = today - timedelta(days=WINDOW + 400)
    readings = _days(lake, version, "post_snapshot", since)
    by_day = _days(lake, version, "channel_day", since)
    for id_, channel in strategy.channels.items():
        yield Stream(POSTS, Grain.READINGS, id_, channel.platform, readings.get(id_, {}))
        yield Stream(DAYS, Grain.DAYS, id_, channel.platform, by_day.get(id_, {}))
    for name, table in _OF_BRAND.items():
        days = _days(lake, version, table, since).get(None, {})
        if days or name in _ALWAYS:
            # Nobody gets a lead every day: a table of events is judged by how new it is.
            yield Stream(name, Grain.DAYS if name == WEB else Grain.READINGS, days=days)


def _days(
    lake: Lake, version: LakeVersion, table: str, since: date
) -> Mapping[str | None, Mapping[date, frozenset[str]]]:
    """The days a table speaks of, and the imports that told each, by channel (None for a table of the brand)."""
    is_of_channels = table in ("post_snapshot", "channel_day")
    day = nw.col("observed_at").cast(nw.Date()) if table == "post_snapshot" else nw.col("local_date")
    by = ["channel"] if is_of_channels else []
    rows = lake.rows(table, version=version).select(*by, "import_id", day.alias("day"))
    told = rows.filter(nw.col("day") >= since).unique().collect().iter_rows(named=True)
    found: defaultdict[str | None, defaultdict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in told:
        found[_channel(row)][row["day"]].add(row["import_id"])
    return {channel: {day: frozenset(ids) for day, ids in days.items()} for channel, days in found.items()}


def _channel(row: Mapping[str, Any]) -> str | None:
    return row.get("channel")


def _records(brand: Brand, import_ids: set[str]) -> Mapping[str, ImportRecord]:
    records = ImportRecord.objects.filter(brand=brand, import_id__in=import_ids).order_by("recorded_at", "id")
    return {record.import_id: record for record in records}


def _report(health: StreamHealth, records: Mapping[str, ImportRecord]) -> StreamReport:
    stream = health.stream
    standing: dict[str, Open] = {}
    for import_id, record in records.items():  # the oldest first, so that the newest file speaks for a code
        if import_id in health.imports:
            for warning in Receipt.from_json(record.receipt).cautions:
                if warning.code not in _SETTLED:
                    standing[warning.code] = Open(warning, import_id, record.file)
    next_step = where(stream.platform, stream.name, health.export) if health.export else None
    return StreamReport(health, tuple(standing.values()), next_step)


def for_machines(report: HealthReport) -> list[dict[str, object]]:
    """One entry a stream, under the stable names of `vaekst health --json`."""
    return [
        {
            "stream": each.health.stream.name,
            "channel": each.health.stream.channel,
            "platform": each.health.stream.platform,
            "state": each.health.state.value,
            "newest": each.health.newest and each.health.newest.isoformat(),
            "window": [each.health.window.first.isoformat(), each.health.window.last.isoformat()],
            "days_covered": each.health.covered,
            "missing": [[span.first.isoformat(), span.last.isoformat()] for span in each.health.missing],
            "warnings": [
                {
                    "code": one.warning.code,
                    "message": one.warning.english(),
                    "file": one.file,
                    "import_id": one.import_id,
                }
                for one in each.warnings
            ],
            "next_step": each.next_step and each.next_step.english(),
        }
        for each in report.streams
    ]
