"""Which form of a metric a comparison uses, and under which definition its posts are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from vaekst.core.metrics.catalogue import Metric
from vaekst.core.metrics.definitions import definition
from vaekst.core.metrics.forms import Form, Ratio, Values
from vaekst.core.metrics.measured import Meaning


def chosen_form(metric: Metric, carried: Iterable[Sequence[Values]]) -> Form | None:
    """The form most posts carry, the preferred one when several tie; None when no post carries any.

    `carried` holds, for each post, what its readings state.
    """
    posts = list(carried)
    best: Form | None = None
    most = 0
    for form in metric.forms:
        narrowed = _narrowed(form, posts) if isinstance(form, Ratio) else form
        posts_with = sum(1 for readings in posts if any(narrowed.carried_by(values) for values in readings))
        if posts_with > most:
            best, most = narrowed, posts_with
    return best


def _narrowed(form: Ratio, posts: Sequence[Sequence[Values]]) -> Ratio:
    """The ratio with those of its parts that at least half of the posts with any part and the whole carry."""
    if len(form.part) == 1:
        return form
    told: Counter[str] = Counter()
    asked = 0
    for readings in posts:
        stated = {column for values in readings if form.whole in values for column in form.part if column in values}
        asked += bool(stated)
        told.update(stated)
    kept = tuple(column for column in form.part if told[column] * 2 >= asked and told[column])
    return Ratio(kept or form.part, form.whole)


def definitions_of(
    form: Form,
    platform: str,
    day: date,
    *,
    format: str | None,  # noqa: A002 (the column's name)
) -> Meaning:
    """What each column of the form meant that day, in the form's order."""
    return tuple(definition(platform, column, day, format=format) for column in form.columns)
