"""An experiment's level with its interval, against the baseline and the bar, on a scale of the metric's own unit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vaekst.core.experiments import Plan
from vaekst.core.metrics.catalogue import METRICS
from vaekst.present import numbers
from vaekst.web.shell.words import percent, reader

_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the scale, in percent of its width from the left, and what stands there."""

    x: float
    word: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class LevelPicture:
    """The interval, and where baseline and bar lie; None where they are not known."""

    low: float
    mid: float
    high: float
    baseline: float | None
    bar: float | None
    ticks: tuple[Mark, ...]
    tone: str
    headline: str
    words: str
    marks: str


def amount(plan: Plan, value: float | None) -> str:
    """A value of the plan's metric as people write it."""
    return numbers.figure(value, METRICS[plan.metric].unit, reader())


def level_picture(plan: Plan, told: Mapping[str, Any]) -> LevelPicture | None:
    """The picture of a reading's numbers, as `core.experiments.for_machines` names them; None while there is no post."""
    low, mid, high = told.get("low"), told.get("value"), told.get("high")
    if low is None or mid is None or high is None:
        return None
    baseline, bar = told.get("baseline"), told.get("bar_value")
    held = [value for value in (low, high, baseline, bar) if value is not None]
    first, last = _ends(min(held), max(held))

    def place(value: float) -> float:
        return round(100 * (value - first) / (last - first), 2)

    said = {"level": percent(told.get("level")), "low": amount(plan, low), "high": amount(plan, high)}
    return LevelPicture(
        low=place(low),
        mid=place(mid),
        high=place(high),
        baseline=None if baseline is None else place(baseline),
        bar=None if bar is None else place(bar),
        ticks=tuple(Mark(place(at), amount(plan, at), _anchor(place(at))) for at in _round_places(first, last)),
        tone="none" if bar is None else "good" if low > bar else "bad" if high < bar else "none",
        headline=amount(plan, mid),
        words=_("%(level)s sure it lies between %(low)s and %(high)s") % said,
        marks=_marks(plan, baseline, bar),
    )


def _marks(plan: Plan, baseline: float | None, bar: float | None) -> str:
    """What the two lines of the picture are."""
    if bar is None:
        return _("The baseline is not known, and so neither is the bar.")
    if baseline is None:
        return _("Line: the bar, %(bar)s. No baseline is known.") % {"bar": amount(plan, bar)}
    said = {"baseline": amount(plan, baseline), "bar": amount(plan, bar)}
    return _("Line: the bar, %(bar)s. Dashed: the baseline, %(baseline)s.") % said


def _ends(low: float, high: float) -> tuple[float, float]:
    """A little more than what is held, and never below nothing."""
    room = (high - low) * 0.12 or high * 0.5 or 1.0
    return max(low - room, 0.0), high + room


def _round_places(first: float, last: float) -> tuple[float, ...]:
    """Round numbers on the scale, six at most."""
    rough = (last - first) / _MOST_TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= rough)
    places = (n * step for n in range(math.ceil(first / step), math.floor(last / step) + 1))
    return tuple(round(place, 12) for place in places)


def _anchor(place: float) -> str:
    return "start" if place < 5 else "end" if place > 95 else "middle"
