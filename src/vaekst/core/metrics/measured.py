"""A number that knows what it counts, and when: the only kind that is added, divided or compared.

    Measured    one number over some days, with the definition of every column in it
    Series      numbers that mean the same thing, each of them checked
    NotAlike    what is raised where they do not, with both meanings in words

A plain number can be added to anything. These cannot: likes to reach, YouTube's views of July to those of September,
Instagram's views to Facebook's. Whoever needs the sum of such numbers gets the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import median

from vaekst.core.errors import BadInput
from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.definitions import additive, comparable
from vaekst.core.metrics.labels import COLUMNS, platform_label
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

Meaning = tuple[MetricDefinition, ...]
"""What each column behind a number meant, in the order of its form."""


class NotAlike(BadInput):
    """Numbers that do not mean the same thing were to be added, divided or compared."""

    @classmethod
    def because(cls, reason: Sentence) -> NotAlike:
        return cls(reason.code, reason.template, **reason.values)


@dataclass(frozen=True, slots=True)
class Measured:
    """A number over some days. A rate keeps its part and its whole, so that two are added by recomputing them."""

    meaning: Meaning
    days: Period
    part: float
    whole: float | None = None

    @property
    def value(self) -> float | None:
        """The number itself; None for a rate of nothing."""
        if self.whole is None:
            return self.part
        return self.part / self.whole if self.whole > 0 else None

    def __add__(self, other: Measured) -> Measured:
        """Both together. Raises NotAlike, and NotAdditive for people and averages."""
        return Series((self, other)).total()

    def __sub__(self, other: Measured) -> float | None:
        """How far this is above the other; None where one has no value. Raises NotAlike."""
        check_alike(self, other)
        return None if self.value is None or other.value is None else self.value - other.value

    def __truediv__(self, whole: Measured) -> Measured:
        """The rate of one per the other. Raises NotAlike unless one platform counted both over the same days."""
        if reason := _why_no_rate(self, whole):
            raise NotAlike.because(reason)
        return Measured(self.meaning + whole.meaning, self.days, self.part, whole.part)

    def __lt__(self, other: Measured) -> bool:
        """Whether this is the smaller. Raises NotAlike; ValueError where one has no value."""
        check_alike(self, other)
        if self.value is None or other.value is None:
            raise ValueError("A rate of nothing has no value to compare.")
        return self.value < other.value


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that mean the same thing. Making one raises NotAlike where they do not."""

    points: tuple[Measured, ...]

    def __post_init__(self) -> None:
        for later in self.points[1:]:
            check_alike(self.points[0], later)

    @classmethod
    def of(cls, points: Iterable[Measured]) -> Series:
        return cls(tuple(points))

    def __iter__(self) -> Iterator[Measured]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    def total(self) -> Measured:
        """All of them together; of rates, all parts over all wholes. There must be at least one.

        Raises NotAdditive for people and averages.
        """
        first = self.points[0]
        for column in first.meaning:
            additive(column.metric)
        days = Period(min(point.days.first for point in self), max(point.days.last for point in self))
        wholes = [point.whole for point in self if point.whole is not None]
        part = fsum(point.part for point in self)
        return Measured(first.meaning, days, part, fsum(wholes) if wholes else None)

    def middle(self) -> float | None:
        """The median of their values; None when none has one."""
        values = [value for point in self if (value := point.value) is not None]
        return median(values) if values else None


def alike(one: Sequence[MetricDefinition], other: Sequence[MetricDefinition]) -> bool:
    """Whether two numbers of one form were counted under comparable definitions."""
    return len(one) == len(other) and all(a is b or comparable(a, b) for a, b in zip(one, other, strict=True))


def same(one: Sequence[MetricDefinition], other: Sequence[MetricDefinition]) -> bool:
    """Whether nothing was redefined between the two days the definitions are of."""
    return [row.id for row in one] == [row.id for row in other]


def check_alike(one: Measured, other: Measured) -> None:
    """Raises NotAlike unless the two may be added and compared."""
    is_same_kind = (one.whole is None) == (other.whole is None)
    if is_same_kind and (one.meaning is other.meaning or alike(one.meaning, other.meaning)):
        return
    if reason := why_unlike(one.meaning, one.days, other.meaning, other.days):
        raise NotAlike.because(reason)
    raise NotAlike(
        "rate_and_count", N_("A rate and a count are not added or compared. Work both out in the same way first.")
    )


def why_unlike(one: Meaning, days: Period, other: Meaning, other_days: Period) -> Sentence | None:
    """Why numbers of these meanings, counted over these days, are neither added nor compared; None where they may be."""
    if [row.metric for row in one] != [row.metric for row in other]:
        return Sentence(
            "unlike_metrics",
            N_(
                "One figure is made of {one:words} and the other of {other:words}. These are different things and are not "
                "added or compared: choose one of them."
            ),
            one=", ".join(COLUMNS.get(row.metric, row.metric) for row in one),
            other=", ".join(COLUMNS.get(row.metric, row.metric) for row in other),
        )
    for here, there in zip(one, other, strict=True):
        if not comparable(here, there):
            return _unlike(here, days, there, other_days)
    return None


def _unlike(here: MetricDefinition, days: Period, there: MetricDefinition, other_days: Period) -> Sentence:
    """The sentence about two definitions of one metric that may not be compared."""
    if here.platform != there.platform:
        return Sentence(
            "unlike_platforms",
            N_(
                "{metric:metric} is not the same on {one} and {other}. {one}: “{here:word}” {other}: “{there:word}” They "
                "are not added or compared: look at each platform on its own."
            ),
            metric=here.metric,
            one=platform_label(here.platform),
            other=platform_label(there.platform),
            here=here.meaning,
            there=there.meaning,
        )
    before, since = (here, there) if days.first <= other_days.first else (there, here)
    day, before_days = since.valid_from, min(days, other_days)
    if day is not None and before_days.first < day:
        return redefined(before, since)
    return Sentence(
        "unlike_formats",
        N_(
            "{platform} counts {metric:metric} in two ways, by the format. One: “{here:word}” The other: “{there:word}” "
            "They are not added or compared: look at each format on its own."
        ),
        platform=platform_label(here.platform),
        metric=here.metric,
        here=here.meaning,
        there=there.meaning,
    )


def redefined(before: MetricDefinition, since: MetricDefinition) -> Sentence:
    """That a platform redefined a metric: on which day, from what, to what, and what to do about it."""
    return Sentence(
        "redefined_on",
        N_(
            "{platform} redefined {metric:metric} on {day:day}. Before: “{before:word}” Since: “{since:word}” Figures of "
            "the two sides are not added or compared: look at one side at a time."
        ),
        platform=platform_label(since.platform),
        metric=since.metric,
        day=since.valid_from,
        before=before.meaning,
        since=since.meaning,
    )


def _why_no_rate(part: Measured, whole: Measured) -> Sentence | None:
    if {row.platform for row in part.meaning} != {row.platform for row in whole.meaning}:
        return Sentence(
            "rate_across_platforms",
            N_(
                "A rate needs its part and its whole from one platform: {part} and {whole} count different people. Take "
                "both from the same file."
            ),
            part=", ".join(platform_label(row.platform) for row in part.meaning),
            whole=", ".join(platform_label(row.platform) for row in whole.meaning),
        )
    if part.days != whole.days:
        return Sentence(
            "rate_across_days",
            N_(
                "A rate needs its part and its whole from the same days: one is of {first:day} to {last:day}, the other of "
                "{other_first:day} to {other_last:day}. Ask for the days both cover."
            ),
            first=part.days.first,
            last=part.days.last,
            other_first=whole.days.first,
            other_last=whole.days.last,
        )
    if part.whole is not None or whole.whole is not None:
        return Sentence(
            "rate_of_rates", N_("A rate is made of counts, not of rates. Take the counts they were made of.")
        )
    return None
