"""The measurement plan as values ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from vaekst.actions.links import Report
from vaekst.actions.measurement import MeasurementPlan
from vaekst.core.measurement import PlanLine, PlanSource
from vaekst.core.strategy import Strategy
from vaekst.web.health.calendars import STATES, STREAMS
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import cadence_name, kind_name, kpi_name, platform_name
from vaekst.web.shell.parts import Pill
from vaekst.web.shell.words import day, number, say


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of a KPI: what it is, where its files come from, and how it stands."""

    name: str
    files: str
    state: Pill
    standing: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One KPI of the plan."""

    id: str
    name: str
    target: str
    sources: tuple[SourceRow, ...]
    cadence: str
    owner: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The whole sheet."""

    day: str
    version: str
    primary: str
    micro: str
    links: str
    rows: tuple[PlanRow, ...]


def plan_page(plan: MeasurementPlan, report: Report) -> PlanPage:
    """The plan in the reader's language; `report` tells how many tagged links keep the standard."""
    conversions = plan.strategy.conversions
    return PlanPage(
        day=day(plan.today),
        version=number(plan.version),
        primary=_plain(conversions.primary),
        micro=", ".join(map(_plain, conversions.micro)),
        links=say(report.summary),
        rows=tuple(_row(line, plan.strategy) for line in plan.lines),
    )


def _row(line: PlanLine, strategy: Strategy) -> PlanRow:
    return PlanRow(
        id=line.kpi.id,
        name=kpi_name(line.kpi.id),
        target="" if line.target is None else str(line.target),
        sources=tuple(_sources(line, strategy)),
        cadence=cadence_name(line.cadence),
        owner=line.owner,
    )


def _sources(line: PlanLine, strategy: Strategy) -> Iterator[SourceRow]:
    """A row a source; sources of several channels that stand alike share one."""
    alike = sorted(line.sources, key=_standing)
    for _same, group in groupby(alike, key=_standing):
        sources = list(group)
        first = sources[0]
        tone, icon, word = STATES[first.state]
        channels = ", ".join(channel_name(strategy, each.channel) for each in sources if each.channel)
        stream = _(STREAMS[first.stream])
        kinds = dict.fromkeys(kind for each in sources for kind in each.kinds)
        yield SourceRow(
            name=f"{stream}: {channels}" if channels else stream,
            files=", ".join(dict.fromkeys(_file(*kind) for kind in kinds)),
            state=Pill(tone, icon, _(word)),
            standing=_newest(first),
        )


def _standing(source: PlanSource) -> tuple[str, str, str, int]:
    return source.stream, source.state.value, str(source.newest), -1 if source.covered is None else source.covered


def _newest(source: PlanSource) -> str:
    if source.newest is None:
        return ""
    if source.covered is None:
        return _("newest %(day)s") % {"day": day(source.newest)}
    told = {"day": day(source.newest), "covered": number(source.covered), "all": number(source.days)}
    return _("newest %(day)s, %(covered)s of %(all)s days") % told


def _file(platform: str, kind: str) -> str:
    kind = kind_name(kind)
    return f"{platform_name(platform)}: {kind}" if platform and platform != "other" else kind


def _plain(event: str) -> str:
    return event.replace("_", " ")
