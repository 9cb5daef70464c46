"""How high a group of posts stands by itself, in the metric's own unit: what an absolute bar is held against.

The marginal of the review's model for one group. On the logarithm, level ~ N(baseline, spread² + its variance) before
the posts are seen, and their weighted mean has variance v. The post is the unit; rates are weighted as in Kleinman 1973.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from vaekst.core.figures import PostFigure

# Between-post scatter before any is seen: squared coefficient of variation, and how many posts that is worth.
SCATTER, SCATTER_WEIGHT, SCATTER_FLOOR = 0.27, 12.0, 0.01
# Variance of ln(effect) between concepts.
SPREAD = 0.25**2
# A post of nothing counts as this share of the reference.
FLOOR = 0.02

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Level:
    """What is believed of a group's level: ln(level) is normal with `mean` and `sd`.

    `variance` is the part of the error more posts would shrink, of ln(level); `prior` the variance before any post,
    None where no baseline said anything.
    """

    posts: int
    mean: float
    sd: float
    variance: float
    prior: float | None

    @property
    def value(self) -> float:
        """The level in the metric's unit."""
        return math.exp(self.mean)

    def interval(self, level: float) -> tuple[float, float]:
        """The central interval that covers this share of what is likely, in the metric's unit."""
        reach = _NORMAL.inv_cdf(0.5 + level / 2) * self.sd
        return math.exp(self.mean - reach), math.exp(self.mean + reach)

    def chance_above(self, bar: float) -> float:
        """The probability that the level lies above the bar, which is above 0."""
        return _NORMAL.cdf((self.mean - math.log(bar)) / self.sd)


_Posts = list[tuple[float, float]]
"""Value and trials; trials are infinite where a metric has none."""


def level_of(posts: Sequence[PostFigure], baseline: Sequence[PostFigure], *, reference: float) -> Level | None:
    """The level of the posts; None without any. `reference`, above 0, is what a post of nothing is a small share of.

    When trials are known for some posts only, none are used.
    """
    if not posts:
        return None
    with_trials = all(post.whole for post in (*posts, *baseline))
    own, base = _pairs(posts, with_trials=with_trials), _pairs(baseline, with_trials=with_trials)
    floor = FLOOR * reference
    scatter = _scatter([own, base], floor, with_trials=with_trials)
    mean, variance = _summary(own, scatter, floor, with_trials=with_trials)
    if not base:
        return Level(len(own), mean, math.sqrt(variance), variance, None)
    at, base_variance = _summary(base, scatter, floor, with_trials=with_trials)
    prior = SPREAD + base_variance
    share = prior / (prior + variance)
    return Level(len(own), at + share * (mean - at), math.sqrt(share * variance), variance, prior)


def baseline_level(baseline: Sequence[PostFigure]) -> float | None:
    """The baseline's pooled rate, or its mean where a metric has no trials; None without posts."""
    if not baseline:
        return None
    pairs = [(post.value, post.whole or 1.0) for post in baseline]
    if not all(post.whole for post in baseline):
        pairs = [(value, 1.0) for value, _ in pairs]
    return sum(value * trials for value, trials in pairs) / sum(trials for _, trials in pairs)


def posts_needed(
    *, posts: int, variance: float, fixed: float, prior: float | None, gap: float, sure: float, most: int = 400
) -> int | None:
    """How many posts in all make the chance of being on this side of the bar reach `sure`; None for more than `most`.

    `gap` is the distance of ln(level) from ln(bar), held to be the truth. `variance` belongs to `posts` posts and
    shrinks with them; `fixed` does not, such as the baseline's; `prior` is the variance before any post. Nothing is ever as
    sure as 1, and half is no verdict: both have no number.
    """
    if not 0.5 < sure < 1:
        return None
    wanted = (gap / _NORMAL.inv_cdf(sure)) ** 2
    if prior is not None:
        if wanted >= prior:
            return posts
        wanted = wanted * prior / (prior - wanted)  # of the posts' own error, once the prior's share is taken away
    own = wanted - fixed
    if own <= 0:
        return None
    needed = max(posts, math.ceil(posts * variance / own))
    return needed if needed <= most else None


def _pairs(posts: Sequence[PostFigure], *, with_trials: bool) -> _Posts:
    if with_trials:
        return [(post.value, post.whole) for post in posts if post.whole]
    return [(post.value, math.inf) for post in posts]


def _scatter(groups: Sequence[_Posts], floor: float, *, with_trials: bool) -> float:
    """The variance of ln(value) between posts, pooled over groups of two or more, beyond what trials explain."""
    spread, weight = 0.0, 0.0
    for group in groups:
        found = sum(value for value, _ in group) / len(group) if group else 0.0
        if len(group) < 2 or found <= 0:
            continue
        weight += len(group) - 1
        if with_trials:
            spread += sum((value / found - 1) ** 2 for value, _ in group)
            spread -= sum((1 - 1 / len(group)) / (trials * found) for _, trials in group)
        else:
            logs = [math.log(max(value, floor)) for value, _ in group]
            middle = sum(logs) / len(logs)
            spread += sum((log - middle) ** 2 for log in logs)
    prior = SCATTER if with_trials else math.log1p(SCATTER)
    return max((prior * SCATTER_WEIGHT + spread) / (SCATTER_WEIGHT + weight), SCATTER_FLOOR)


def _summary(group: _Posts, scatter: float, floor: float, *, with_trials: bool) -> tuple[float, float]:
    """The group's level as a logarithm, and the variance of that."""
    if not with_trials:
        return sum(math.log(max(value, floor)) for value, _ in group) / len(group), scatter / len(group)
    found = max(sum(value * trials for value, trials in group) / sum(trials for _, trials in group), floor)
    weights = [1 / (scatter + 1 / (trials * found)) for _, trials in group]
    total = sum(weights)
    mean = sum(weight * value for weight, (value, _) in zip(weights, group, strict=True)) / total
    return math.log(max(mean, floor)) + 1 / (2 * total), 1 / total
