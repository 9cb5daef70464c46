"""The weekly review of a week, as of a moment; a week somebody decided on is replayed from what they decided on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from vaekst.actions import facts, posts, strategies
from vaekst.actions.known import Known, baseline_at, known_at
from vaekst.actions.memory import Memory
from vaekst.actions.posts import Post
from vaekst.core.baseline import Baseline
from vaekst.core.comparison import LeftOut, PostFigures, figures_of, read_histories
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.evidence import Borrowing, Weighing, borrowed
from vaekst.core.figures import PostFigure
from vaekst.core.metrics.catalogue import metric_named
from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.definitions import definitions_hash
from vaekst.core.period import DAY, Period, Week
from vaekst.core.review import (
    ChannelFigures,
    PublishedPost,
    Review,
    ReviewPlan,
    ReviewRow,
    Tried,
    review,
)
from vaekst.core.review_rows import for_machines as rows_for_machines
from vaekst.core.rules import ProposalRules
from vaekst.core.sentence import N_
from vaekst.core.strategy import Strategy
from vaekst.lake import LakeVersion
from vaekst.store import queries
from vaekst.store.models import Brand, Decision

TRAILING_WEEKS = 4
"""Weeks looked at, and weeks compared with, while no sprint has begun."""


@dataclass(frozen=True, slots=True)
class WeeklyReview:
    """A review, what it was read from, and what people decided. `is_replay` when versions were taken from a decision."""

    week: Week
    review: Review
    known: Known
    baseline_period: Period
    looked_at: Period
    figures: Mapping[str, PostFigures]  # metric -> every post's figure, and what was left out
    decisions: Mapping[tuple[str, str], Decision]  # (channel, concept) -> the decision that holds
    is_replay: bool

    @property
    def definitions_hash(self) -> str:
        """The fingerprint of every metric definition the figures were counted under."""
        used: set[MetricDefinition] = set()
        for figures in self.figures.values():
            used.update(*figures.definitions.values())
        return definitions_hash(used)

    @property
    def rules(self) -> ProposalRules:
        """The thresholds its proposals were made by."""
        return plan_of(self.known.strategy, self.week).rules_today

    def row(self, channel: str, concept: str) -> ReviewRow:
        """The row of a concept on a channel. Raises UnknownName with the nearest."""
        rows = {row.concept: row for row in self.review.rows if row.channel == channel and row.concept}
        if not rows:
            raise UnknownName("channel with concepts", channel, {row.channel for row in self.review.rows})
        if concept not in rows:
            raise UnknownName("concept on this channel", concept, (name for name in rows if name))
        return rows[concept]


def read_review(brand: Brand, week: Week, *, as_of: date | datetime | None = None, now: datetime) -> WeeklyReview:
    """The review of a week as of a moment, by default now.

    Where somebody decided on the week as of that very day, the review is a replay: it reads the strategy and the lake
    version they decided under, whatever was imported since.
    """
    timezone = strategies.in_force(brand).brand.timezone
    moment = facts.at(as_of, now=now, timezone=timezone)
    _check_week(week, moment)
    decided = queries.standing_decisions(brand, week=str(week))
    pinned = next((one for one in decided if as_of is not None and _same_day(one, moment)), None)
    if pinned is None:
        known = known_at(brand, moment)
    else:
        lake_version = LakeVersion.parse(pinned.lake_version)
        known = known_at(
            brand,
            pinned.as_of.astimezone(moment.tzinfo),
            strategy_version=pinned.strategy_version,
            lake_version=lake_version,
            told_by=pinned.at,
        )
    answer = _answer(known, week)
    return WeeklyReview(
        week=week,
        review=answer.review,
        known=known,
        baseline_period=answer.baseline_period,
        looked_at=answer.looked_at,
        figures=answer.figures,
        decisions={(one.channel, one.concept): one for one in decided},
        is_replay=pinned is not None,
    )


def _check_week(week: Week, moment: datetime) -> None:
    """Raises BadInput for a week nothing can be known of at the moment."""
    if facts.EARLIEST <= week.period.first <= moment.date():
        return
    raise BadInput(
        "no_such_week",
        N_("{week} cannot be reviewed as of {day:day}. Choose a week from {first:day} up to that day."),
        week=str(week),
        first=facts.EARLIEST,
        day=moment.date(),
    )


def _same_day(decision: Decision, moment: datetime) -> bool:
    return decision.as_of.astimezone(moment.tzinfo).date() == moment.date()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the facts alone say of a week: all of a review but who decided what."""

    review: Review
    baseline_period: Period
    looked_at: Period
    figures: Mapping[str, PostFigures]


_ANSWERS: Memory[_Answer] = Memory(size=64)


def _answer(known: Known, week: Week) -> _Answer:
    return _ANSWERS.answer((known.question, week), lambda: _read(known, week))


def _read(known: Known, week: Week) -> _Answer:
    baseline, looked_at = spans(known, week)
    plan = plan_of(known.strategy, week)
    everything = posts.read_posts(known)
    concepts = posts.concepts(everything)
    figures = metric_figures(known, (metric for _, metric in plan.questions()), concepts, baseline)
    answer = review(
        plan,
        week,
        figures=[
            ChannelFigures(
                channel,
                metric,
                baseline=_of(figures[metric].at_baseline, channel, baseline),
                posts=_of(figures[metric].now, channel, looked_at),
                without=_without(figures[metric].now, channel, looked_at),
                baseline_without=_without(figures[metric].at_baseline, channel, baseline),
                age_days=known.strategy.rules.comparison.age_days,
            )
            for channel, metric in plan.questions()
        ],
        published=_published(everything, looked_at),
        early=_early_figures(known, concepts, baseline, looked_at),
        before=_before(known, looked_at),
    )
    return _Answer(answer, baseline, looked_at, {metric: both.now for metric, both in figures.items()})


def _early_figures(
    known: Known, concepts: Mapping[str, str | None], baseline: Period, looked_at: Period
) -> list[ChannelFigures]:
    """Each channel's figures by the metric that is known sooner, at its own age; none where the strategy names none."""
    borrowing = known.strategy.rules.borrowing
    if borrowing.early is None:
        return []
    rule = known.strategy.rules.comparison.model_copy(update={"age_days": borrowing.early_days})
    needed = known.lake.readings(as_of=known.as_of, age_days=rule.age_days, version=known.lake_version)
    histories = read_histories(needed, as_of=known.as_of)
    told = figures_of(histories, metric_named(borrowing.early), rule=rule, concepts=concepts)
    return [
        ChannelFigures(channel, borrowing.early, _of(told, channel, baseline), _of(told, channel, looked_at))
        for channel in known.strategy.channels
    ]


def _before(known: Known, looked_at: Period) -> Weighing | None:
    """What the last sprint before these days came to, by what is known now; None where there was none or it is not asked.

    Of strategies that planned one sprint the newest counts, and its days end where those looked at begin, so that no post
    tells twice. A sprint that taught nothing is passed over, as is one that had no half of its days: its start was moved.
    """
    if known.strategy.sprint.start is None or not known.strategy.rules.borrowing.sprints:
        return None
    brand, passed = known.strategy_version.brand, set[date]()
    for version in queries.strategy_versions(brand).filter(number__lt=known.strategy_version.number):
        strategy = strategies.strategy_of(version)
        period = strategy.sprint.period
        if period is None or period.first in passed:
            continue
        passed.add(period.first)
        last = min(period.last, looked_at.first - DAY)
        if 2 * ((last - period.first).days + 1) < period.days:
            continue
        ended = datetime.combine(last, time.max, tzinfo=known.as_of.tzinfo)
        baseline = baseline_at(brand, ended, told_by=known.told_by)
        then = replace(known, strategy=strategy, strategy_version=version, baseline=baseline)
        weighing = _answer(then, Week.last_complete(as_of=last + DAY)).review.weighing
        if weighing.pools:
            return weighing
    return None


@dataclass(frozen=True, slots=True)
class MetricFigures:
    """One metric's figures now, and as they stood when the baseline was frozen."""

    now: PostFigures
    at_baseline: PostFigures


def metric_figures(
    known: Known, metrics: Iterable[str], concepts: Mapping[str, str | None], baseline: Period
) -> Mapping[str, MetricFigures]:
    """Every post's figure by each metric. Now is counted in the form the baseline was, so that like is held against like."""
    rule = known.strategy.rules.comparison
    needed = known.lake.readings(as_of=known.as_of, age_days=rule.age_days, version=known.lake_version)
    histories = read_histories(needed, as_of=known.as_of)
    frozen = known.baseline
    if frozen is not None and baseline == frozen_period(known):
        pinned = LakeVersion.parse(frozen.lake_version)
        then_needed = known.lake.readings(as_of=frozen.as_of, age_days=rule.age_days, version=pinned)
        at_freezing = read_histories(then_needed, as_of=frozen.as_of)
    else:
        at_freezing = histories
    found = {}
    for metric in dict.fromkeys(metrics):
        then = figures_of(at_freezing, metric_named(metric), rule=rule)
        found[metric] = MetricFigures(
            now=figures_of(histories, metric_named(metric), rule=rule, concepts=concepts, forms=then.forms),
            at_baseline=then,
        )
    return found


def frozen_period(known: Known) -> Period | None:
    """The days the frozen baseline covers."""
    if known.baseline is None:
        return None
    return Baseline.from_json(known.baseline.figures).period


def spans(known: Known, week: Week) -> tuple[Period, Period]:
    """The days compared with, and the days looked at, up to the end of the week.

    In a sprint: the baseline against everything since. Before one has begun: the last four weeks against the days
    before them.
    """
    last, rules = week.period.last, known.strategy.rules
    start = known.strategy.sprint.start
    if start is None or last < start:
        looked_at = Period.ending(last, days=7 * TRAILING_WEEKS)
        return Period.ending(looked_at.first - DAY, days=rules.baseline.days), looked_at
    frozen = frozen_period(known)
    baseline = frozen if frozen and frozen.last < start else Period.ending(start - DAY, days=rules.baseline.days)
    return baseline, Period(start, last)


def plan_of(strategy: Strategy, week: Week | None = None) -> ReviewPlan:
    """What the strategy asks a review of the week to look at; without a week, at the end of the sprint."""
    rules = strategy.rules
    elapsed = strategy.sprint.elapsed(as_of=week.period.last + DAY) if week else None
    gates = {"retention_3s": rules.gates.retention_3s, "ctr": rules.gates.ctr}
    return ReviewPlan(
        channels={channel: strategy.metric_of(channel) for channel in strategy.channels},
        concepts=[
            Tried(channel, concept, strategy.concepts[concept].name, strategy.metric_of(channel, concept))
            for channel in strategy.channels
            for concept in strategy.concepts_on(channel)
        ],
        gates={metric: least for metric, least in gates.items() if least},
        stop_posts=rules.stop.posts,
        rules=ProposalRules(
            min_posts=rules.evidence.min_posts,
            scale_at=rules.evidence.scale_at,
            stop_at=rules.evidence.stop_at,
            bar=rules.evidence.bar,
            doubt_below=rules.stop.doubt_below,
        ),
        level=rules.evidence.level,
        elapsed=1.0 if elapsed is None else elapsed,
        untagged_as_usual=rules.evidence.untagged_as_usual,
        borrowing=_borrowing(strategy),
        early=rules.borrowing.early,
    )


def _borrowing(strategy: Strategy) -> Borrowing:
    """What the strategy lets concepts be told about by."""
    asked = strategy.rules.borrowing
    pillars = {id_: concept.pillar for id_, concept in strategy.concepts.items() if concept.pillar}
    return Borrowing(formats=asked.formats, channels=asked.channels, pillars=pillars if asked.pillars else {})


def _without(figures: PostFigures, channel: str, period: Period) -> list[LeftOut]:
    return [post for post in figures.published(period).without if post.channel == channel]


def _of(figures: PostFigures, channel: str, period: Period) -> list[PostFigure]:
    return [figure for figure in figures.figures if figure.channel == channel and figure.published in period]


def _published(everything: Iterable[Post], period: Period) -> list[PublishedPost]:
    return [
        PublishedPost(post.key, post.channel, post.concept, post.published)
        for post in everything
        if post.published is not None and post.published in period
    ]


def week_in_view(brand: Brand, *, as_of: date | None = None, now: datetime) -> Week:
    """The newest week complete at the moment, in the brand's time zone."""
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    return Week.last_complete(as_of=moment.date())


def for_machines(page: WeeklyReview) -> list[dict[str, object]]:
    """The rows under the stable names of `vaekst review --json`, each with what it was read from and decided."""
    known = page.known
    read_from: dict[str, object] = {
        "as_of": known.as_of.isoformat(),
        "strategy_version": known.strategy_version.number,
        "lake_version": str(known.lake_version),
        "baseline_period": [page.baseline_period.first.isoformat(), page.baseline_period.last.isoformat()],
        "replay": page.is_replay,
    }
    read_from["borrowed"] = [sentence.english() for sentence in borrowed(page.review.weighing)]
    rows = rows_for_machines(page.review)
    return [row | {"decision": _decided(page, row)} | read_from for row in rows]


def _decided(page: WeeklyReview, row: Mapping[str, object]) -> dict[str, object] | None:
    """What was decided about the row; `vaekst decide --json` tells the rest."""
    decision = page.decisions.get((str(row["channel"]), str(row["concept"])))
    if decision is None:
        return None
    return {
        "id": decision.pk,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "by": str(decision.by),
        "at": decision.at.isoformat(),
    }
