"""Quality gates: a minimum a concept reaches before it gets extra distribution, with the margin of error respected.

Posts are the units. What passes is not the middle post but the level its posts stand for: the whole interval lies above
the minimum. So few posts, or posts as unlike as they usually are, pass nothing by luck.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from scipy.special import stdtr, stdtrit

from vaekst.core.evidence.movement import logs_of
from vaekst.core.figures import PostFigure

_FLOOR = 0.02  # of the minimum: what a stated share of nothing counts as
_MOST_POSTS = 99  # beyond this many more posts, waiting for certainty is no plan


class GateState(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    TOO_CLOSE = "too close to call"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scatter:
    """How unlike posts of one concept are on a channel: the variance of their logarithms, and the freedom behind it."""

    variance: float
    freedom: int


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of one concept: its posts against the minimum, all in the metric's unit.

    `value` is the middle post. `low` to `high` is the interval (covering `level`) for the typical post the concept would
    have with many more; `chance` that this lies at or above the minimum. They are None where there is no post, or where no
    two posts tell how unlike posts are. `more` posts like these would probably settle a gate that is too close to call.
    """

    metric: str
    minimum: float
    value: float | None
    posts: int
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    level: float = 0.90
    more: int | None = None

    @property
    def state(self) -> GateState:
        """Unknown is not passed: what was not measured has not reached the minimum. Nor has what could be chance."""
        if self.value is None:
            return GateState.UNKNOWN
        if self.low is not None and self.low >= self.minimum:
            return GateState.PASSED
        if self.high is not None and self.high < self.minimum:
            return GateState.FAILED
        return GateState.TOO_CLOSE


def scatter_of(groups: Iterable[Sequence[PostFigure]], *, minimum: float) -> Scatter | None:
    """How unlike posts are within their groups (concepts, baseline), pooled; None where no group holds two."""
    squares, freedom = 0.0, 0
    for posts in groups:
        logs = logs_of(posts, floor=_FLOOR * minimum)
        if logs:
            middle = fmean(logs)
            squares += math.fsum((each - middle) ** 2 for each in logs)
            freedom += len(logs) - 1
    return Scatter(squares / freedom, freedom) if freedom else None


def gate(
    metric: str, minimum: float, posts: Sequence[PostFigure], *, scatter: Scatter | None, level: float = 0.90
) -> Gate:
    """The gate for these posts, measured by the metric (minimum above 0). Without any post the value is unknown.

    The interval is Student's for the mean of the posts' logarithms, with the channel's pooled scatter: a concept's own few
    posts would say too little about how unlike posts are.
    """
    value = median(post.value for post in posts) if posts else None
    if not posts or scatter is None:
        return Gate(metric, minimum, value, len(posts), level=level)
    middle = fmean(logs_of(posts, floor=_FLOOR * minimum))
    reach = float(stdtrit(scatter.freedom, 0.5 + level / 2))
    error = math.sqrt(scatter.variance / len(posts))
    gap = middle - math.log(minimum)
    return Gate(
        metric,
        minimum,
        value,
        len(posts),
        low=math.exp(middle - reach * error),
        high=math.exp(middle + reach * error),
        chance=float(stdtr(scatter.freedom, gap / error)) if error else float(gap >= 0),
        level=level,
        more=_more(gap, reach, scatter.variance, len(posts)),
    )


def _more(gap: float, reach: float, variance: float, posts: int) -> int | None:
    """How many more posts it takes until the interval leaves the minimum, should the level stay; None for too many."""
    needed = math.ceil(reach**2 * variance / gap**2) if gap else math.inf
    return int(needed) - posts if posts < needed <= posts + _MOST_POSTS else None
