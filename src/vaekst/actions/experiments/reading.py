"""Experiments as they stand at a moment; a closed one is replayed from what it was closed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import narwhals as nw

from vaekst.actions import facts, posts, reviews, strategies
from vaekst.actions.known import Known, known_at
from vaekst.actions.memory import Memory
from vaekst.actions.posts import Post
from vaekst.core import experiments as core
from vaekst.core.comparison import PostFigures
from vaekst.core.errors import UnknownName
from vaekst.core.experiments import Candidate, Evidence, Experiment, Plan, Reading, ReadingRules, Sample, Version
from vaekst.core.figures import PostFigure
from vaekst.core.metrics.definitions import definitions_hash
from vaekst.core.period import Period, Week
from vaekst.core.sentence import Sentence
from vaekst.core.strategy import PostText, fits_any
from vaekst.lake import LakeVersion
from vaekst.store import queries
from vaekst.store.models import Brand, ExperimentClosing, ExperimentVersion

_TEXT = ("post_key", "title", "text", "format", "utm_campaign", "utm_content")


@dataclass(frozen=True, slots=True)
class ExperimentPage:
    """An experiment with its reading, what that was read from, and how it was closed. `is_replay` when versions were
    taken from the closing.
    """

    experiment: Experiment
    versions: tuple[ExperimentVersion, ...]
    reading: Reading
    known: Known
    baseline_period: Period
    figures: PostFigures
    closing: ExperimentClosing | None
    is_replay: bool

    @property
    def state(self) -> str:
        """How it stands: as it was closed, else as it reads."""
        return self.closing.outcome if self.closing else self.reading.state.value

    @property
    def definitions_hash(self) -> str:
        """The fingerprint of every definition the channel's figures were counted under."""
        return definitions_hash(self.figures.definitions.get(self.experiment.plan.channel, ()))


@dataclass(frozen=True, slots=True)
class Listed:
    """An experiment in a list: its plan and its numbers, those it was closed on where it is closed.

    `why` is the deciding reason of one that is open.
    """

    key: str
    plan: Plan
    number: int
    state: str
    numbers: Mapping[str, Any]
    closing: ExperimentClosing | None
    why: Sentence | None = None


def read(brand: Brand, key: str, *, as_of: date | datetime | None = None, now: datetime) -> ExperimentPage:
    """The experiment as of a moment. Without one: now, or where it is closed what it was closed on, replayed.

    Raises UnknownName with the nearest key.
    """
    rows = tuple(queries.experiment_versions(brand, key))
    if not rows:
        raise UnknownName("experiment", key, brand.experiments.values_list("key", flat=True).distinct())
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    closing = closing_of(rows)
    if closing is not None and (as_of is None or _same_day(closing, moment)):
        known = known_at(
            brand,
            closing.as_of.astimezone(moment.tzinfo),
            strategy_version=closing.strategy_version,
            lake_version=LakeVersion.parse(closing.lake_version),
            told_by=closing.at,
        )
        return _page(rows, known, closing, is_replay=True)
    standing = tuple(row for row in rows if row.at <= moment) or rows[:1]
    return _page(standing, known_at(brand, moment), None, is_replay=False)


def listed(brand: Brand, *, now: datetime) -> tuple[Listed, ...]:
    """Every experiment as it stands, open ones first, then by their end, the latest first."""
    moment = facts.at(None, now=now, timezone=strategies.in_force(brand).brand.timezone)
    known = known_at(brand, moment)
    found = []
    for key, group in groupby(queries.experiment_versions(brand), key=lambda row: row.key):
        rows = tuple(group)
        closing = closing_of(rows)
        if closing is None:
            page = _page(rows, known, None, is_replay=False)
            numbers, reasons = core.for_machines(page.reading), page.reading.reasons
            plan = page.experiment.plan
            found.append(Listed(key, plan, rows[-1].number, page.state, numbers, None, next(iter(reasons), None)))
        else:
            plan = Plan.from_json(rows[-1].plan)
            found.append(Listed(key, plan, rows[-1].number, closing.outcome, closing.evidence, closing))
    return tuple(sorted(found, key=lambda one: (one.closing is not None, -one.plan.end.toordinal(), one.key)))


def closing_of(rows: Sequence[ExperimentVersion]) -> ExperimentClosing | None:
    """How the experiment of these versions was closed; None while it is open."""
    return getattr(rows[-1], "closing", None)


def experiment_of(rows: Sequence[ExperimentVersion], *, timezone: str) -> Experiment:
    """The rows of one experiment, oldest first, as a value whose instants are in the brand's zone."""
    zone = ZoneInfo(timezone)
    versions = (Version(Plan.from_json(row.plan), row.number, row.at.astimezone(zone), row.why) for row in rows)
    return Experiment(rows[0].key, tuple(versions))


def _same_day(closing: ExperimentClosing, moment: datetime) -> bool:
    return closing.as_of.astimezone(moment.tzinfo).date() == moment.date()


def _page(
    rows: tuple[ExperimentVersion, ...], known: Known, closing: ExperimentClosing | None, *, is_replay: bool
) -> ExperimentPage:
    experiment = experiment_of(rows, timezone=known.strategy.brand.timezone)
    question = (known.question, tuple(row.pk for row in rows), known.as_of.date())
    answer = _ANSWERS.answer(question, lambda: _read(experiment, known, _rules(experiment, rows)))
    return ExperimentPage(
        experiment, rows, answer.reading, known, answer.baseline_period, answer.figures, closing, is_replay
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the facts say of an experiment."""

    reading: Reading
    baseline_period: Period
    figures: PostFigures


_ANSWERS: Memory[_Answer] = Memory(size=64)
_SAMPLES: Memory[Sample] = Memory(size=64)
_FIGURES: Memory[reviews.MetricFigures] = Memory(size=16)


def _read(experiment: Experiment, known: Known, rules: ReadingRules) -> _Answer:
    plan = experiment.plan
    everything = posts.read_posts(known)
    baseline, _ = reviews.spans(known, Week.of(plan.start))
    figures = _figures(known, plan.metric, everything, baseline)
    counted = posts_of(experiment, known)
    reading = core.read_experiment(
        experiment,
        counted,
        _evidence(known, plan, figures, counted, baseline),
        rules=rules,
        today=known.as_of.date(),
    )
    return _Answer(reading, baseline, figures.now)


def posts_of(experiment: Experiment, known: Known, *, until: date = date.max) -> Sample:
    """The posts that count for the experiment, of those published up to the day."""

    def work_out() -> Sample:
        everything = (
            post for post in posts.read_posts(known) if post.published is not None and post.published <= until
        )
        candidates = _candidates(known, experiment.plan, everything)
        return core.sample(experiment, candidates, age_days=known.strategy.rules.comparison.age_days)

    return _SAMPLES.answer((known.question, experiment.key, len(experiment.versions), until), work_out)


def _figures(known: Known, metric: str, everything: Iterable[Post], baseline: Period) -> reviews.MetricFigures:
    """Every post's figure by the metric, shared by all experiments that ask for it."""

    def work_out() -> reviews.MetricFigures:
        return reviews.metric_figures(known, [metric], posts.concepts(everything), baseline)[metric]

    return _FIGURES.answer((known.question, metric, baseline), work_out)


def _evidence(known: Known, plan: Plan, figures: reviews.MetricFigures, counted: Sample, baseline: Period) -> Evidence:
    """The channel's posts: those that count, the baseline's, and those of its concepts and of none since."""
    since = Period(baseline.after, max(baseline.after, known.as_of.date()))
    keys = frozenset(counted.counted)
    here = [figure for figure in figures.now.figures if figure.channel == plan.channel]
    others: dict[str | None, list[PostFigure]] = {}
    for figure in here:
        if figure.published in since and figure.post_key not in keys:
            others.setdefault(figure.concept, []).append(figure)
    control = others.pop(None, [])
    return Evidence(
        posts=[figure for figure in here if figure.post_key in keys],
        baseline=[
            figure
            for figure in figures.at_baseline.figures
            if figure.channel == plan.channel and figure.published in baseline
        ],
        others={concept: held for concept, held in others.items() if concept is not None},
        control=control,
    )


def _candidates(known: Known, plan: Plan, everything: Iterable[Post]) -> list[Candidate]:
    """The channel's posts of a known day, each with whether one of the plan's rules fits it."""
    here = [post for post in everything if post.channel == plan.channel and post.published is not None]
    fitting = _fitting(known, plan) if plan.match else frozenset[str]()
    return [
        Candidate(post.key, post.concept, post.published, post.published_at, matches=post.key in fitting)
        for post in here
        if post.published is not None
    ]


def _fitting(known: Known, plan: Plan) -> frozenset[str]:
    """The keys of the channel's posts that one of the rules fits."""
    described = known.lake.latest("post_snapshot", as_of=known.as_of, version=known.lake_version)
    here = described.filter(nw.col("channel") == plan.channel, nw.col("published_date") >= plan.start)
    found = set()
    for row in here.select(*_TEXT).collect().iter_rows(named=True):
        key = row.pop("post_key")
        if fits_any(PostText(plan.channel, **row), plan.match):
            found.add(key)
    return frozenset(found)


def _rules(experiment: Experiment, rows: Sequence[ExperimentVersion]) -> ReadingRules:
    """The thresholds of the strategy the question was registered under: a later one moves no bar under an experiment."""
    (asked,) = (row for row in rows if row.number == experiment.asked.number)
    rules = strategies.strategy_of(asked.strategy_version).rules
    return ReadingRules(
        pass_at=rules.evidence.scale_at,
        fail_at=rules.evidence.stop_at,
        bar=rules.evidence.bar,
        level=rules.evidence.level,
        age_days=rules.comparison.age_days,
        tolerance=rules.comparison.tolerance,
    )


def for_machines(page: ExperimentPage) -> dict[str, object]:
    """An experiment under the stable names of `vaekst experiment show --json`: plan, numbers, versions, closing."""
    known = page.known
    return {
        "key": page.experiment.key,
        **page.experiment.plan.to_json(),
        **core.for_machines(page.reading),
        "state": page.state,
        "versions": [_version(row) for row in page.versions],
        "closing": page.closing and closing_for_machines(page.closing),
        "as_of": known.as_of.isoformat(),
        "strategy_version": known.strategy_version.number,
        "lake_version": str(known.lake_version),
        "definitions_hash": page.definitions_hash,
        "baseline_period": [page.baseline_period.first.isoformat(), page.baseline_period.last.isoformat()],
        "replay": page.is_replay,
    }


def _version(row: ExperimentVersion) -> dict[str, object]:
    return {"number": row.number, "at": row.at.isoformat(), "by": str(row.by), "why": row.why, "plan": row.plan}


def closing_for_machines(closing: ExperimentClosing) -> dict[str, object]:
    """A closing as plain values."""
    return {
        "outcome": closing.outcome,
        "reason": closing.reason,
        "by": str(closing.by),
        "at": closing.at.isoformat(),
        "as_of": closing.as_of.isoformat(),
        "strategy_version": closing.strategy_version.number,
        "lake_version": closing.lake_version,
        "definitions_hash": closing.definitions_hash,
    }
