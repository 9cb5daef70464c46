"""What every KPI is measured from."""

from __future__ import annotations

from datetime import date

from vaekst.core.health import Grain, State, Stream, StreamHealth, health_of
from vaekst.core.measurement import STREAMS, PlanLine, measurement_plan
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.period import DAY
from vaekst.core.strategy import Kpis

TODAY = date(2026, 11, 24)


def stream(name: str, channel: str | None = None, *ago: int) -> StreamHealth:
    """A stream that speaks of the days so many days ago."""
    grain = Grain.DAYS if name == "days" else Grain.READINGS
    told = {TODAY - n * DAY: frozenset({f"{name}-{channel}"}) for n in ago}
    return health_of(Stream(name, grain, channel, channel, told), today=TODAY)


def plan(*healths: StreamHealth, **kinds: tuple[str, str]) -> dict[str, PlanLine]:
    lines = measurement_plan(Kpis().plans(), healths, {"posts-instagram": ("instagram", "posts"), **kinds})
    return {line.kpi.id: line for line in lines}


def test_every_kpi_of_the_board_has_its_sources():
    assert STREAMS.keys() == KPIS.keys()
    assert {line.kpi.id for line in plan().values()} == set(KPIS)


def test_a_line_says_source_freshness_owner_and_cadence():
    line = plan(stream("posts", "instagram", 1, 8), stream("posts", "tiktok"))["retention_3s"]
    assert (line.owner, line.cadence, str(line.target)) == ("Creative Strategist", "weekly", "+8 pp")
    one, other = line.sources
    assert (one.channel, one.state, one.newest, one.kinds) == (
        "instagram", State.FRESH, date(2026, 11, 23), (("instagram", "posts"),)
    )  # fmt: skip
    assert (other.channel, other.state, other.newest, other.kinds) == ("tiktok", State.NEVER, None, ())
    assert line.state is State.NEVER


def test_of_two_ways_the_first_that_is_supplied_counts():
    with_days = plan(stream("posts", "instagram", 1), stream("days", "instagram", *range(1, 40)))["ctr"]
    assert [(source.stream, source.covered) for source in with_days.sources] == [("days", 39)]
    without = plan(stream("posts", "instagram", 1), stream("days", "instagram"))["ctr"]
    assert [(source.stream, source.covered) for source in without.sources] == [("posts", None)]
    neither = plan(stream("posts", "instagram"), stream("days", "instagram"))["ctr"]
    assert [(source.stream, source.state) for source in neither.sources] == [("days", State.NEVER)]


def test_what_needs_several_sources_stands_as_the_worst_of_them():
    line = plan(stream("costs", None, 30), stream("leads", None, 1), stream("production", None, 2))["cost_per_lead"]
    assert [source.stream for source in line.sources] == ["costs", "leads", "production"]
    assert line.state is State.LATE


def test_a_kpi_without_any_stream_is_not_supplied():
    assert plan()["repurpose_rate"].sources == ()
    assert plan()["repurpose_rate"].state is State.NEVER
