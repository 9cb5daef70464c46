"""A KPI week by week, broken where the platform began to count something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from vaekst.core.metrics.measure import Measure, as_then
from vaekst.core.metrics.measured import Meaning, why_unlike
from vaekst.core.period import DAY, Week
from vaekst.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """One week of a trend by what was counted then; None is a gap. `is_broken`: not to be compared with weeks before."""

    week: Week
    value: float | None
    meaning: Meaning = ()
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The first day on which something else was counted, and what changed, in words."""

    day: date
    why: Sentence


@dataclass(frozen=True, slots=True)
class Trend:
    """The weeks, and the breaks between them: a line is drawn on either side of a break, never across it."""

    weeks: tuple[WeekFigure, ...]
    breaks: tuple[Break, ...] = ()


def trend(measure: Measure, weeks: Iterable[Week]) -> Trend:
    """The measure over each week (earliest first) by the definition that held in it."""
    figures = [(week, as_then(measure, week.period)) for week in weeks]
    points = [WeekFigure(week, each.value, each.definitions if each.is_known else ()) for week, each in figures]
    breaks = dict(_breaks(points))
    return Trend(
        tuple(
            WeekFigure(point.week, point.value, point.meaning, is_broken=True) if point.week in breaks else point
            for point in points
        ),
        tuple(breaks.values()),
    )


def _breaks(points: Iterable[WeekFigure]) -> Iterator[tuple[Week, Break]]:
    """The weeks that are counted otherwise than the known week before them."""
    known = [point for point in points if point.meaning]
    for before, since in pairwise(known):
        if why := why_unlike(before.meaning, before.week.period, since.meaning, since.week.period):
            yield since.week, Break(_day(before, since), why)


def _day(before: WeekFigure, since: WeekFigure) -> date:
    """The day of the redefinition that lies between the two weeks; the later week's first day where none is told."""
    days = [row.valid_from for row in since.meaning if row.valid_from]
    between = [day for day in days if before.week.monday < day <= since.week.monday + 6 * DAY]
    return max(between, default=since.week.monday)
