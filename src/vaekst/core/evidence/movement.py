"""How a level moved from one span of days to the next, and whether noise alone explains it.

    moved(of_posts(earlier), of_posts(later), level=0.90)     # posts are the units
    moved(*of_counts(earlier, later), level=0.90)             # weeks are, with their own scatter

Everything is worked out on the logarithm: a movement is a ratio. The interval is Student's, with the degrees of freedom
the units allow (Welch 1947, Satterthwaite 1946).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from scipy.special import stdtr, stdtrit

from vaekst.core.figures import PostFigure

LEAST_UNITS = 2
"""One unit has no scatter, so nothing can be said of what it stands for."""
_FLOOR = 0.02  # a value of nothing counts as this share of the middle value
_ROUNDING = 1 / 12  # variance of a whole number, however even the weeks are


@dataclass(frozen=True, slots=True)
class Level:
    """What the units of one span say: the log of their level, its variance, and the degrees of freedom behind that."""

    log: float
    variance: float
    freedom: float  # half of it to each of two levels that share one estimate of scatter
    units: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A relative change (+0.12 is 12 % up) with its interval, and the chance that the true level rose."""

    low: float
    mid: float
    high: float
    chance_up: float
    level: float

    @property
    def rose(self) -> bool:
        """Whether the whole interval lies above no change."""
        return self.low > 0

    @property
    def fell(self) -> bool:
        """Whether the whole interval lies below no change."""
        return self.high < 0


@dataclass(frozen=True, slots=True)
class Counted:
    """Events of one week, and what they are counted against: trials, money or nothing but the week (1)."""

    part: float
    whole: float


def logs_of(posts: Sequence[PostFigure], *, floor: float) -> list[float]:
    """The logarithm of each post's value; of rates with known trials the empirical one, which bears posts without an event.

    ln((events + 1/2) / (trials + 1)), Haldane 1955. Other values count as `floor` (above 0) at least.
    """
    if all(post.part is not None and post.whole is not None for post in posts):
        return [math.log(((post.part or 0.0) + 0.5) / ((post.whole or 0.0) + 1)) for post in posts]
    return [math.log(max(post.value, floor)) for post in posts]


def of_posts(posts: Sequence[PostFigure]) -> Level:
    """The level of posts: the mean of their logarithms, which is the log of the typical post.

    At least two, one of them above nothing. A stated share of nothing counts as 2 % of the middle post's.
    """
    above = sorted(post.value for post in posts if post.value > 0)
    if len(posts) < LEAST_UNITS or not above:
        raise ValueError("A level needs two posts and one that is above nothing.")
    logs = logs_of(posts, floor=_FLOOR * above[len(above) // 2])
    return Level(fmean(logs), variance(logs) / len(logs), len(logs) - 1, len(logs))


def of_counts(before: Sequence[Counted], now: Sequence[Counted], *, are_trials: bool) -> tuple[Level, Level]:
    """The levels of two spans of weeks as events over what they are counted against.

    Weeks scatter more than chance alone (quasi-likelihood; Wedderburn 1974): the dispersion is Pearson's over both spans,
    and never below 1. `are_trials` says that each event is one of the trials it is counted against, as a lead is a visit.
    Each span needs two weeks and an event.
    """
    spans = (before, now)
    if any(len(span) < LEAST_UNITS or sum(week.part for week in span) <= 0 for span in spans):
        raise ValueError("A level needs two weeks and an event in each span.")
    freedom = len(before) + len(now) - 2
    dispersion = max(sum(_pearson(span, are_trials=are_trials) for span in spans) / freedom, 1.0)
    one, other = (_level_of_counts(span, dispersion, freedom, are_trials=are_trials) for span in spans)
    return one, other


def of_cadence(before: Sequence[int], now: Sequence[int]) -> tuple[Level, Level]:
    """The levels of two spans of weekly post counts. A team's cadence is no chance event: only weeks' own unevenness is noise.

    Each span needs two weeks and a post.
    """
    spans = (before, now)
    if any(len(span) < LEAST_UNITS or sum(span) <= 0 for span in spans):
        raise ValueError("A cadence needs two weeks and a post in each span.")
    freedom = len(before) + len(now) - 2
    squares = math.fsum((posts - fmean(span)) ** 2 for span in spans for posts in span)
    scatter = max(squares / freedom, _ROUNDING)
    one, other = (
        Level(math.log(fmean(span)), scatter / len(span) / fmean(span) ** 2, freedom / 2, len(span)) for span in spans
    )
    return one, other


def moved(before: Level, now: Level, *, level: float) -> Moved:
    """The movement between two levels, its interval covering the share `level`."""
    error = math.sqrt(before.variance + now.variance)
    middle = now.log - before.log
    if error == 0:
        return Moved(math.expm1(middle), math.expm1(middle), math.expm1(middle), _sign(middle), level)
    freedom = error**4 / (before.variance**2 / before.freedom + now.variance**2 / now.freedom)
    reach = float(stdtrit(freedom, 0.5 + level / 2)) * error
    low, mid, high = (math.expm1(middle + side) for side in (-reach, 0.0, reach))
    return Moved(low, mid, high, float(stdtr(freedom, middle / error)), level)


def _sign(middle: float) -> float:
    return 0.5 if middle == 0 else float(middle > 0)


def _pearson(weeks: Sequence[Counted], *, are_trials: bool) -> float:
    """How much the weeks scatter around their common rate, in units of what chance alone would do."""
    rate = _rate(weeks)
    spread = (1 - rate) if are_trials else 1.0
    if spread <= 0:
        return 0.0
    return math.fsum(
        (week.part - rate * week.whole) ** 2 / (rate * week.whole * spread) for week in weeks if week.whole > 0
    )


def _level_of_counts(weeks: Sequence[Counted], dispersion: float, freedom: float, *, are_trials: bool) -> Level:
    rate, events = _rate(weeks), math.fsum(week.part for week in weeks)
    spread = max(1 - rate, 0.0) if are_trials else 1.0
    return Level(math.log(rate), dispersion * spread / events, freedom / 2, len(weeks))


def _rate(weeks: Sequence[Counted]) -> float:
    return math.fsum(week.part for week in weeks) / math.fsum(week.whole for week in weeks)
