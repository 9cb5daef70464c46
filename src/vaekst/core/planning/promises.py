"""Posts that are given out before the evidence is asked: what decisions, experiments and the last look ask for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from vaekst.core.experiments import Plan
from vaekst.core.period import Week
from vaekst.core.planning.places import Places, likeliest_first


def due_posts(plan: Plan, *, posted: int, week: Week) -> int:
    """Posts of the experiment in the week, one it runs in, so that it has its least by its end; 0 once it has them."""
    first = max(week, Week.of(plan.start))
    weeks = (Week.of(plan.end).monday - first.monday).days // 7 + 1
    return math.ceil(max(plan.min_posts - posted, 0) / weeks)


def promised(places: Places, posts: int) -> Counter[str]:
    """Who gets how many of the posts before all others, while there are any.

    A concept people decided to scale gets one, the best evidence first; then a running experiment what is due for its least, and
    one at least, the one that ends first before others; then the last look one.
    """
    given: Counter[str] = Counter()
    for concept, least in _claims(places):
        given[concept] += max(min(least - given[concept], posts - given.total()), 0)
    return given


def _claims(places: Places) -> Iterator[tuple[str, int]]:
    """Concepts with the posts they are to have, the first claim first."""
    scaled = (one for one in places.made if one.decided == "scale")
    yield from ((one.concept, 1) for one in sorted(scaled, key=likeliest_first))
    tried = [one for one in places.made if one.running]
    yield from (
        (one.concept, one.due) for one in sorted(tried, key=lambda one: min(each.plan.end for each in one.running))
    )
    if places.look:
        yield places.look.concept, 1
