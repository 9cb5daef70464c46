"""Posts and rows of a review for tests, by the one thing that matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from vaekst.core.figures import PostFigure
from vaekst.core.review import ReviewRow

START = date(2026, 9, 7)


def rate(value: float, *, day: int = 0, trials: float = 1000, concept: str | None = None) -> PostFigure:
    """A post published so many days into the sprint."""
    published = START + timedelta(days=day)
    return PostFigure("p", "instagram", concept, None, published, 7.0, value, part=value * trials, whole=trials)


def mean(value: float, *, day: int = 0) -> PostFigure:
    return PostFigure("p", "instagram", None, None, START + timedelta(days=day), 7.0, value)


def row(
    concept: str | None,
    posts: Sequence[PostFigure],
    *,
    baseline: Sequence[PostFigure] = (),
    metric: str = "save_rate",
    channel: str = "instagram",
) -> ReviewRow:
    return ReviewRow(
        channel=channel,
        concept=concept,
        name=concept or "untagged",
        metric=metric,
        published_this_week=0,
        published=tuple(post.published for post in posts),
        posts=tuple(posts),
        baseline=tuple(baseline),
        estimate=None,
        stop_rule=None,
        gates=(),
        proposal=None,
        reasons=(),
    )
