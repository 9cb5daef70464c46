"""What an experiment says on a day: how far it has come, how it stands against bar and baseline, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from vaekst.core.evidence import ChannelEvidence, Estimate, NoEstimate, Settings, Thresholds, estimate
from vaekst.core.experiments import wording
from vaekst.core.experiments.level import SPREAD, Level, baseline_level, level_of, posts_needed
from vaekst.core.experiments.plan import Experiment, Plan, is_share
from vaekst.core.experiments.sample import Sample
from vaekst.core.figures import PostFigure
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.sentence import Sentence

TRIED = "experiment"
"""What the posts of an experiment are called among the channel's concepts."""


class State(StrEnum):
    """Where an experiment stands on a day."""

    PLANNED = "planned"
    NOT_ENOUGH = "not enough data yet"
    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "ended undecided"


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """The brand's thresholds: the chance to clear the bar at which it passes, and at which it fails, on its last day.

    A post is read at `age_days`, and at the latest at `age_days * tolerance`. `level` is the intervals' coverage.
    """

    pass_at: float = Thresholds.scale_at
    fail_at: float = Thresholds.stop_at
    bar: float = 0.10  # the lift the review asks for, where the experiment's own bar is absolute
    level: float = 0.90
    age_days: float = 7.0
    tolerance: float = 2.0

    def on(self, plan: Plan, today: date) -> ReadingRules:
        """The thresholds of the day: the earlier in its days, the stricter, so that looking often errs no more often."""
        elapsed = ((today - plan.start).days + 1) / plan.period.days
        strict = Thresholds(self.pass_at, self.fail_at).after(min(elapsed, 1.0))
        return replace(self, pass_at=strict.scale_at, fail_at=strict.stop_at)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The channel's posts by the experiment's metric, at comparable age.

    `posts` may hold more than count; `others` are the posts of other concepts, which tell how posts scatter, and `control`
    those of none since the baseline, which tell how far the channel has drifted.
    """

    posts: Sequence[PostFigure]
    baseline: Sequence[PostFigure] = ()
    others: Mapping[str, Sequence[PostFigure]] = field(default_factory=dict)
    control: Sequence[PostFigure] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An experiment on a day. Chances are None where nothing can be said; `needed` counts posts in all.

    `published` posts count by the plan, of which `posts` have a figure. `bar` is in the metric's unit, None for a lift
    over a baseline nobody knows.
    """

    plan: Plan
    state: State
    posts: tuple[PostFigure, ...]
    published: int
    level: Level | None
    low: float | None
    high: float | None
    covers: float
    baseline: float | None
    baseline_posts: int
    bar: float | None
    estimate: Estimate | NoEstimate
    chance_above_bar: float | None
    needed: int | None
    reasons: tuple[Sentence, ...]

    @property
    def chance_better(self) -> float | None:
        """The chance to beat the baseline."""
        return self.estimate.chance_better if isinstance(self.estimate, Estimate) else None


def read_experiment(
    experiment: Experiment, posts: Sample, evidence: Evidence, *, rules: ReadingRules, today: date
) -> Reading:
    """The experiment as it stands on the day. Looking never decides: a person closes it.

    Below the registered minimum of posts there is no verdict, whatever the chance.
    """
    plan = experiment.plan
    counted = frozenset(posts.counted)
    figures = tuple(sorted(_of(counted, evidence.posts), key=lambda post: (post.published, post.post_key)))
    base = baseline_level(evidence.baseline)
    bar = plan.bar.value(base)
    reference = base or bar
    own = level_of(figures, evidence.baseline, reference=reference) if reference else None
    answer = _against_baseline(plan, figures, evidence, rules)
    chance = _chance(plan, own, answer)
    is_over = _is_over(plan, rules, today, is_complete=len(figures) >= len(posts.counted))
    today_rules = rules.on(plan, today)
    state = _state(plan, len(figures), chance, today_rules, today, is_over=is_over)
    needed = _needed(plan, own, bar, rules) if state in (State.RUNNING, State.NOT_ENOUGH) else None
    low, high = _interval(plan, own, rules)
    reasons = (
        *_why(plan, state, len(figures), chance, answer, today_rules),
        *_outlook(plan, state, needed, len(evidence.baseline)),
        *_told_of_posts(plan, posts, len(figures)),
        *(wording.end_moved(before, after) for before, after in experiment.ends_moved),
    )
    return Reading(
        plan=plan,
        state=state,
        posts=figures,
        published=len(posts.counted),
        level=own,
        low=low,
        high=high,
        covers=rules.level,
        baseline=base,
        baseline_posts=len(evidence.baseline),
        bar=bar,
        estimate=answer,
        chance_above_bar=chance,
        needed=needed,
        reasons=reasons,
    )


def _of(keys: frozenset[str], figures: Sequence[PostFigure]) -> Iterator[PostFigure]:
    return (figure for figure in figures if figure.post_key in keys)


def _against_baseline(
    plan: Plan, figures: Sequence[PostFigure], evidence: Evidence, rules: ReadingRules
) -> Estimate | NoEstimate:
    """The effect of the experiment's posts, fitted beside the channel's other concepts as in the review."""
    bar = plan.bar.amount if plan.bar.kind == "relative" else rules.bar
    tried = {TRIED: figures, **evidence.others}
    asked = ChannelEvidence(plan.channel, plan.metric, evidence.baseline, tried, evidence.control)
    return estimate([asked], Settings(level=rules.level, bar=bar))[0]


def _chance(plan: Plan, own: Level | None, answer: Estimate | NoEstimate) -> float | None:
    """The chance to clear the bar: of the level for an amount, of the effect for a lift."""
    if plan.bar.kind == "absolute":
        return own.chance_above(plan.bar.amount) if own else None
    return answer.chance_above_bar if isinstance(answer, Estimate) else None


def _is_over(plan: Plan, rules: ReadingRules, today: date, *, is_complete: bool) -> bool:
    """Whether no further post can count: the end has passed, and every post was read or can be no more."""
    last_reading = plan.end + timedelta(days=rules.age_days * rules.tolerance)
    return today > last_reading or (today > plan.end and is_complete)


def _state(plan: Plan, posts: int, chance: float | None, rules: ReadingRules, today: date, *, is_over: bool) -> State:
    if today < plan.start:
        return State.PLANNED
    if chance is not None and posts >= plan.min_posts:
        if chance >= rules.pass_at:
            return State.PASSED
        if chance <= rules.fail_at:
            return State.FAILED
    if is_over:
        return State.UNDECIDED
    return State.NOT_ENOUGH if chance is None or posts < plan.min_posts else State.RUNNING


def _needed(plan: Plan, own: Level | None, bar: float | None, rules: ReadingRules) -> int | None:
    """Posts in all until a verdict is likely, if the present estimate is the truth; None when none will do."""
    if own is None or bar is None:
        return None
    gap = own.mean - math.log(bar)
    sure = rules.pass_at if gap > 0 else 1 - rules.fail_at
    fixed, prior = 0.0, own.prior
    if plan.bar.kind == "relative":  # then the baseline's error stays, however many posts there are
        fixed, prior = (own.prior or SPREAD) - SPREAD, SPREAD
    found = posts_needed(posts=own.posts, variance=own.variance, fixed=fixed, prior=prior, gap=gap, sure=sure)
    return None if found is None else max(found, plan.min_posts, own.posts + 1)


def _interval(plan: Plan, own: Level | None, rules: ReadingRules) -> tuple[float | None, float | None]:
    """The level's interval; a share ends at all of it."""
    if own is None:
        return None, None
    low, high = own.interval(rules.level)
    return (low, min(high, 1.0)) if is_share(METRICS[plan.metric]) else (low, high)


def _why(
    plan: Plan, state: State, posts: int, chance: float | None, answer: Estimate | NoEstimate, rules: ReadingRules
) -> Iterator[Sentence]:
    """The deciding reason, then what keeps more from being said."""
    match state:
        case State.PLANNED:
            yield wording.planned(plan)
        case State.PASSED if chance is not None:
            yield wording.passed(chance, rules.pass_at)
        case State.FAILED if chance is not None:
            yield wording.failed(chance, rules.fail_at)
        case State.UNDECIDED:
            yield wording.ended(plan, posts, chance)
        case _:
            if posts < plan.min_posts:
                yield wording.too_few(posts, plan)
            elif chance is not None:
                yield wording.running(chance, rules.pass_at, rules.fail_at)
    if isinstance(answer, NoEstimate) and posts:
        yield answer.reason


def _outlook(plan: Plan, state: State, needed: int | None, baseline_posts: int) -> Iterator[Sentence]:
    if needed is not None:
        yield wording.needed(needed)
    elif state is State.RUNNING:
        yield wording.never_settled(plan, baseline_posts)


def _told_of_posts(plan: Plan, posts: Sample, read: int) -> Iterator[Sentence]:
    """Why fewer posts count than somebody may expect."""
    if plan.takes_none:
        yield wording.takes_none()
    if read < len(posts.counted):
        yield wording.waiting(read, len(posts.counted), plan.metric)
    if posts.before:
        yield wording.before_registration(posts.before)
    if posts.named_late:
        yield wording.named_late(posts.named_late)


def for_machines(reading: Reading) -> dict[str, object]:
    """The reading under the stable names of `vaekst experiment show --json`. Unknown is None."""
    effect = reading.estimate if isinstance(reading.estimate, Estimate) else None
    return {
        "state": reading.state.value,
        "posts": len(reading.posts),
        "posts_published": reading.published,
        "posts_needed": reading.needed,
        "baseline_posts": reading.baseline_posts,
        "value": reading.level and reading.level.value,
        "low": reading.low,
        "high": reading.high,
        "level": reading.covers,
        "baseline": reading.baseline,
        "bar_value": reading.bar,
        "effect": {"low": effect and effect.low, "mid": effect and effect.mid, "high": effect and effect.high},
        "chance_above_bar": reading.chance_above_bar,
        "chance_better": reading.chance_better,
        "reasons": [reason.english() for reason in reading.reasons],
        "reason_codes": [reason.code for reason in reading.reasons],
        "post_keys": [post.post_key for post in reading.posts],
    }
