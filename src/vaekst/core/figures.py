"""One post's value of one metric: what estimates, baselines and medians are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PostFigure:
    """A post's metric at the age posts are compared at.

    `value` is in the metric's own unit. For a rate, `part / whole == value` and `whole` is the number of
    trials (views, reach, …); for a mean or a count both are None. `at_age` is False when only a later,
    settled reading exists: good enough for a rate, never for a count.
    """

    post_key: str
    channel: str
    concept: str | None
    format: str | None
    published: date
    age_days: float
    value: float
    part: float | None = None
    whole: float | None = None
    at_age: bool = True
    import_id: str = ""
    source_row: int | None = None
