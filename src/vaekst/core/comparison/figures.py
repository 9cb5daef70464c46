"""Each post's value of one metric at the age posts are compared at, and why the others have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol

import narwhals as nw

from vaekst.core.comparison.choosing import chosen_form, definitions_of
from vaekst.core.comparison.histories import Histories, PostHistory, Reading, read_histories
from vaekst.core.figures import PostFigure
from vaekst.core.metrics.catalogue import AS_STATED, MEASURED_AGAINST, Metric, Rate
from vaekst.core.metrics.forms import Form, Ratio, value_of
from vaekst.core.metrics.measured import Meaning, alike, same
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence


class ComparisonRule(Protocol):
    """Posts are compared by the first reading aged from `age_days` to `age_days * tolerance`."""

    @property
    def age_days(self) -> float: ...
    @property
    def tolerance(self) -> float: ...


# Why a post has no figure. Each template may use `posts` (how many) and `days` (the age of comparison).
REASONS: Mapping[str, str] = {
    "unknown_publish_day": N_("Left out because no file tells their publishing day: {posts}."),
    "period_only": N_("Left out because their numbers are cut to a period and not a lifetime: {posts}."),
    "too_young": N_("Left out because they are younger than {days} days: {posts}."),
    "not_read_at_age": N_("Left out because no file was exported once they were {days} days old: {posts}."),
    "read_too_late": N_("Left out because they were first read too long after day {days}: {posts}."),
    "not_reported": N_("Left out because no file states the metric for them: {posts}."),
    "nothing_tried": N_("Left out because nobody saw them, so a rate has no meaning: {posts}."),
    "redefined_meanwhile": N_("Left out because the platform redefined the metric while they were counted: {posts}."),
    "other_definition": N_("Left out because they were counted under another definition: {posts}."),
}
READ_LATER = N_("Read later than usual, at a settled rate: {posts}.")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A post without a figure, and the reason: a key of `REASONS`."""

    post_key: str
    channel: str
    published: date | None
    reason: str


@dataclass(frozen=True)
class PostFigures:
    """What a comparison is made of: figures by channel and post, and everything that was left out."""

    metric: str
    figures: tuple[PostFigure, ...] = ()
    without: tuple[LeftOut, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)  # channel -> the form used
    otherwise: tuple[PostFigure, ...] = ()  # counted under another definition; of each a reason is in `without`
    definitions: Mapping[str, Meaning] = field(default_factory=dict)  # channel -> one per column
    imports: tuple[str, ...] = ()
    rows: int = 0
    freshest: datetime | None = None
    age_days: float = 0

    def published(self, period: Period) -> PostFigures:
        """The part of it about posts published in the period."""
        return replace(
            self,
            figures=tuple(figure for figure in self.figures if figure.published in period),
            otherwise=tuple(figure for figure in self.otherwise if figure.published in period),
            without=tuple(post for post in self.without if post.published in period),
        )

    @property
    def left_out(self) -> Mapping[str, int]:
        """Reason -> number of posts."""
        return dict(Counter(post.reason for post in self.without))

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What a reader must know beside the figures: what is measured, what was left out, what was read late."""
        said = [Sentence(*_named(form)) for form in dict.fromkeys(self.forms.values())]
        said += why_left_out(self.without, age_days=self.age_days)
        if later := sum(not figure.at_age for figure in self.figures):
            said.append(Sentence("read_later", READ_LATER, posts=later))
        return tuple(said)


def why_left_out(without: Iterable[LeftOut], *, age_days: float) -> tuple[Sentence, ...]:
    """Each reason with its number of posts, in the order the reasons come up."""
    counted = Counter(post.reason for post in without)
    return tuple(Sentence(reason, REASONS[reason], posts=posts, days=age_days) for reason, posts in counted.items())


@dataclass(frozen=True, slots=True)
class _Found:
    """A post's reading that carries the form, with what the form meant."""

    post: PostHistory
    published: date
    reading: Reading
    at_age: bool
    meaning: Meaning


def post_figures(
    snapshots: nw.LazyFrame[Any],
    metric: Metric,
    *,
    rule: ComparisonRule,
    as_of: datetime,
    concepts: Mapping[str, str | None],
) -> PostFigures:
    """Every post's figure from the snapshot rows observed up to `as_of`."""
    return figures_of(read_histories(snapshots, as_of=as_of), metric, rule=rule, concepts=concepts)


def figures_of(
    histories: Histories,
    metric: Metric,
    *,
    rule: ComparisonRule,
    concepts: Mapping[str, str | None] | None = None,
    forms: Mapping[str, Form] | None = None,
) -> PostFigures:
    """Every post's figure. `forms` holds the channels that must use a given form, such as a baseline's."""
    parts = [
        _of_channel(
            [post for post in histories if post.channel == channel],
            metric,
            rule=rule,
            as_of=histories.as_of_us,
            concepts=concepts or {},
            form=(forms or {}).get(channel),
        )
        for channel in sorted(histories.channels)
    ]
    return _joined(metric.id, parts, age_days=rule.age_days)


def _joined(metric: str, parts: Iterable[PostFigures], *, age_days: float) -> PostFigures:
    parts = list(parts)
    return PostFigures(
        metric=metric,
        figures=tuple(figure for part in parts for figure in part.figures),
        without=tuple(post for part in parts for post in part.without),
        otherwise=tuple(figure for part in parts for figure in part.otherwise),
        forms={channel: form for part in parts for channel, form in part.forms.items()},
        definitions={channel: rows for part in parts for channel, rows in part.definitions.items()},
        imports=tuple(sorted({name for part in parts for name in part.imports})),
        rows=sum(part.rows for part in parts),
        freshest=max((part.freshest for part in parts if part.freshest), default=None),
        age_days=age_days,
    )


def _of_channel(
    posts: list[PostHistory],
    metric: Metric,
    *,
    rule: ComparisonRule,
    as_of: int,
    concepts: Mapping[str, str | None],
    form: Form | None,
) -> PostFigures:
    """The figures of one channel's posts (at least one)."""
    form = form or chosen_form(metric, [[reading.values for reading in _old_enough(post, rule)] for post in posts])
    results = [(post, _look(post, metric, form, rule=rule, as_of=as_of)) for post in posts]
    found = [result for _, result in results if isinstance(result, _Found)]
    without = [
        LeftOut(post.post_key, post.channel, post.published, result)
        for post, result in results
        if isinstance(result, str)
    ]
    if form is None or not found:
        return PostFigures(metric.id, without=tuple(without))
    standard = max(found, key=lambda one: (one.reading.observed, one.published)).meaning
    used: list[tuple[_Found, PostFigure]] = []
    otherwise: list[PostFigure] = []
    for one in found:
        figure = _figure(one, metric, form, concept=concepts.get(one.post.post_key))
        if not alike(one.meaning, standard):
            without.append(LeftOut(one.post.post_key, one.post.channel, one.published, "other_definition"))
            otherwise += [figure] if figure else []
        elif figure is None:
            without.append(LeftOut(one.post.post_key, one.post.channel, one.published, "nothing_tried"))
        else:
            used.append((one, figure))
    channel = posts[0].channel
    origins = {one.reading.origin[column][0] for one, _ in used for column in form.columns}
    return PostFigures(
        metric.id,
        figures=tuple(figure for _, figure in used),
        without=tuple(without),
        otherwise=tuple(otherwise),
        forms={channel: form},
        definitions={channel: standard},
        imports=tuple(sorted(origins)),
        rows=sum(one.reading.rows for one, _ in used),
        freshest=max((one.reading.moment for one, _ in used), default=None),
    )


def _old_enough(post: PostHistory, rule: ComparisonRule) -> list[Reading]:
    """The post's readings from the age of comparison on."""
    if post.published_us is None:
        return []
    return [reading for reading in post.readings if post.age_days(reading.observed) >= rule.age_days]


def _look(post: PostHistory, metric: Metric, form: Form | None, *, rule: ComparisonRule, as_of: int) -> _Found | str:
    """The post's reading at the age of comparison, or the reason there is none."""
    if post.published is None:
        return "unknown_publish_day"
    if not post.readings:
        return "period_only"
    readings = _old_enough(post, rule)
    if not readings:
        return "too_young" if post.age_days(as_of) < rule.age_days else "not_read_at_age"
    carrying = [reading for reading in readings if form is not None and form.carried_by(reading.values)]
    if form is None or not carrying:
        return "not_reported"
    reading = carrying[0]
    at_age = post.age_days(reading.observed) <= rule.age_days * rule.tolerance
    if metric.needs_equal_age and not at_age:
        return "read_too_late"
    meaning = definitions_of(form, post.platform, reading.day, format=post.format)
    if not same(meaning, definitions_of(form, post.platform, post.published, format=post.format)):
        return "redefined_meanwhile"
    return _Found(post, post.published, reading, at_age, meaning)


def _figure(found: _Found, metric: Metric, form: Form, *, concept: str | None) -> PostFigure | None:
    """The post's figure; None when the rate has no trials."""
    values = found.reading.values
    value = value_of(form, values)
    if value is None:
        return None
    part, whole = form.trials(values) if isinstance(form, Ratio) and isinstance(metric, Rate) else (None, None)
    import_id, source_row = found.reading.origin[form.columns[0]]
    return PostFigure(
        post_key=found.post.post_key,
        channel=found.post.channel,
        concept=concept,
        format=found.post.format,
        published=found.published,
        age_days=found.post.age_days(found.reading.observed),
        value=value,
        part=part,
        whole=whole,
        at_age=found.at_age,
        import_id=import_id,
        source_row=source_row,
        meaning=found.meaning,
        columns=form.columns,
        reading=found.reading,
    )


def _named(form: Form) -> tuple[str, str]:
    if isinstance(form, Ratio):
        return "measured_against", MEASURED_AGAINST[form.whole]
    return "as_stated", AS_STATED
