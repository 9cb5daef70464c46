"""Next week's plan: how many posts on each channel, for which concepts, and why. Hypothetical decisions are welcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from vaekst.actions import diagnoses, experiments, money, posts, reviews
from vaekst.actions.known import Known
from vaekst.actions.memory import Memory
from vaekst.actions.reviews import WeeklyReview
from vaekst.core import planning
from vaekst.core.costs.kinds import Purpose
from vaekst.core.diagnosing import spans_of
from vaekst.core.errors import UnknownName
from vaekst.core.metrics.moving import Movement
from vaekst.core.metrics.of_work import Asset, assets
from vaekst.core.period import Period, Week
from vaekst.core.planning import Candidate, Capacity, ChannelFacts, Running, WeekAhead
from vaekst.core.sentence import Sentence
from vaekst.core.strategy import DiagnosesRule, Strategy
from vaekst.store import queries
from vaekst.store.models import Brand, Decision, ExperimentVersion, Verdict

Decided = Mapping[tuple[str, str], str]
"""(channel, concept) -> verdict."""


@dataclass(frozen=True, slots=True)
class NextWeek:
    """The plan of the week after the one that was reviewed, and what it was read from. `decided` is what it rests on."""

    reviewed: Week
    ahead: WeekAhead
    review: WeeklyReview
    decided: Decided

    @property
    def known(self) -> Known:
        return self.review.known

    @property
    def remarks(self) -> tuple[Sentence, ...]:
        """What must be said before the plan is read, on the day it is asked for."""
        strategy = self.known.strategy
        today = self.known.as_of.astimezone(ZoneInfo(strategy.brand.timezone)).date()
        return planning.remarks_on(strategy.sprint, self.ahead.week, today=today)


def next_week(
    brand: Brand,
    week: Week,
    *,
    as_of: date | datetime | None = None,
    now: datetime,
    decided: Decided | None = None,
) -> NextWeek:
    """The plan of the week after `week`, from its review and the decisions that hold by then.

    `decided` names decisions as if they had been taken: they go before those on record, and nothing is written. Raises
    UnknownName for a verdict there is none of.
    """
    for verdict in (decided or {}).values():
        if verdict not in Verdict.values:
            raise UnknownName("decision", verdict, Verdict.values)
    review = reviews.read_review(brand, week, as_of=as_of, now=now)
    standing, supposed = _standing(brand, week), dict(decided or {})
    verdicts = {about: one.verdict for about, one in standing.items()} | supposed
    changes = {about: one.rebrief.change for about, one in standing.items() if hasattr(one, "rebrief")}
    facts = _FACTS.answer((review.known.question, week), lambda: _read(brand, review, now=now))
    told = _Told(
        verdicts,
        {about: change for about, change in changes.items() if about not in supposed},
        _running(brand, review),
    )
    return NextWeek(week, _ahead(review, facts, told), review, verdicts)


@dataclass(frozen=True, slots=True)
class _Told:
    """What people said of each channel and concept: decisions, what new briefs change, and the experiments that run."""

    decided: Decided
    changes: Mapping[tuple[str, str], str]
    running: Mapping[tuple[str, str], tuple[Running, ...]]


def _standing(brand: Brand, week: Week) -> dict[tuple[str, str], Decision]:
    """What was decided last about each concept up to the week. To wait leaves an earlier decision where it is."""
    found: dict[tuple[str, str], Decision] = {}
    standing = queries.standing_decisions(brand).exclude(verdict=Verdict.WAIT).select_related("rebrief")
    for one in standing.order_by("week", "at", "id"):
        if one.week <= str(week):
            found[one.channel, one.concept] = one
    return found


def _running(brand: Brand, review: WeeklyReview) -> Mapping[tuple[str, str], tuple[Running, ...]]:
    """The experiments that run in the week after on each channel and concept, as registered by the moment."""
    known, week = review.known, review.week.later()
    registered: dict[str, list[ExperimentVersion]] = {}
    for row in queries.experiment_versions(brand):
        if row.at <= known.as_of:
            registered.setdefault(row.key, []).append(row)
    found: dict[tuple[str, str], tuple[Running, ...]] = {}
    for rows in registered.values():
        experiment = experiments.experiment_of(rows, timezone=known.strategy.brand.timezone)
        plan = experiment.plan
        if _is_closed(rows[-1], known.as_of) or plan.start > week.period.last or plan.end < week.monday:
            continue
        posted = experiments.posts_of(experiment, known, until=review.week.period.last).counted
        one = Running(plan, planning.due_posts(plan, posted=len(posted), week=week))
        about = (plan.channel, plan.concept)
        found[about] = (*found.get(about, ()), one)
    return found


def _is_closed(row: ExperimentVersion, at: datetime) -> bool:
    closing = getattr(row, "closing", None)
    return closing is not None and closing.at <= at


_FACTS: Memory[Mapping[str, ChannelFacts]] = Memory(size=64)


def _read(brand: Brand, review: WeeklyReview, *, now: datetime) -> Mapping[str, ChannelFacts]:
    """What is known of each channel at the end of the reviewed week."""
    known, strategy, week = review.known, review.known.strategy, review.week
    against = DiagnosesRule(weeks=strategy.rules.diagnoses.weeks, against="baseline")
    spans = spans_of(week, against, review.baseline_period)
    gathered = diagnoses.gathered(known, spans)
    made = assets(gathered)
    ledger = money.read_ledger(brand, as_of=known.as_of, now=now) if _has_budget(strategy) else None
    found = {}
    for channel, settings in strategy.channels.items():
        minutes = None if settings.hours_per_week is None else settings.hours_per_week * 60
        each = planning.minutes_per_post(made, strategy, channel=channel, week=week)
        left, cost = _budget(strategy, ledger, made, channel, week)
        figures = review.figures[strategy.metric_of(channel)].figures
        found[channel] = ChannelFacts(
            pace=planning.pace_of(gathered, strategy, channel=channel, week=week, baseline=review.baseline_period),
            capacity=Capacity(minutes, each, left, cost, strategy.brand.currency),
            guard=planning.guard_of(gathered, strategy, channel=channel, spans=spans),
            posts=[one for one in figures if one.channel == channel and one.published in review.looked_at],
            made=[one for one in planning.finished_lately(made, week) if planning.is_on(one, channel)],
        )
    return found


def _ahead(review: WeeklyReview, facts: Mapping[str, ChannelFacts], told: _Told) -> WeekAhead:
    strategy, week = review.known.strategy, review.week.later()
    work = planning.work_of(strategy.sprint, week)
    candidates: dict[str, list[Candidate]] = {channel: [] for channel in strategy.channels}
    posted: dict[str, list[date]] = {channel: [] for channel in strategy.channels}
    titles = _titles(review)
    for row in review.review.rows:
        if row.channel not in candidates:
            continue
        posted[row.channel] += row.published
        if row.concept is not None:
            about = (row.channel, row.concept)
            parts = planning.parts_in(titles.get(about, ()))
            candidates[row.channel].append(
                Candidate(row, told.decided.get(about), told.running.get(about, ()), parts, told.changes.get(about, ""))
            )
    looks = {
        channel: planning.look_due(held, posted[channel], week=week, sprint=strategy.sprint)
        for channel, held in candidates.items()
    }
    places = {
        channel: planning.places_of(held, work, strategy.sprint, look=looks[channel])
        for channel, held in candidates.items()
    }
    share = planning.by_evidence(
        review.review.weighing,
        places,
        weeks_left=_weeks_left(strategy, week),
        control=strategy.rules.volume.control,
    )
    return planning.plan_week(strategy, week, work, facts=facts, places=places, share=share)


def _titles(review: WeeklyReview) -> Mapping[tuple[str, str], Sequence[str]]:
    """The titles of the posts looked at, by channel and concept."""
    found: dict[tuple[str, str], list[str]] = {}
    for post in posts.read_posts(review.known):
        if post.concept is not None and post.published is not None and post.published in review.looked_at:
            found.setdefault((post.channel, post.concept), []).append(post.title)
    return found


def _weeks_left(strategy: Strategy, week: Week) -> float:
    """Weeks of the sprint from this one on, at least one; where none is planned, as long as a sprint lasts."""
    sprint = strategy.sprint.period
    if sprint is None or not sprint.first <= week.period.last:
        return strategy.sprint.days / 7
    return max((sprint.last - week.monday).days + 1, 7) / 7


def _has_budget(strategy: Strategy) -> bool:
    return any(channel.budget is not None for channel in strategy.channels.values())


def _budget(
    strategy: Strategy, ledger: money.Ledger | None, made: Sequence[Asset], channel: str, week: Week
) -> tuple[float | None, float | None]:
    """What of the channel's budget next week may use, and what production of a post costs; None where nobody knows."""
    budget, sprint = strategy.channels[channel].budget, strategy.sprint.period
    if ledger is None or budget is None or sprint is None or not sprint.first <= week.period.last < sprint.last:
        return None, None
    so_far = Period(sprint.first, week.period.last)
    spent = ledger.costs.total(
        (line, line.money.minor if line.money else 0)
        for line in ledger.costs.lines
        if line.day in so_far and line.told.cells.get("channel") == channel
    )
    weeks = max(-(-(sprint.last - week.period.last).days // 7), 1)
    left = (budget - (spent.money.major if spent.money else 0.0)) / weeks
    return left, _production_cost(ledger, made, channel, week)


def _production_cost(ledger: money.Ledger, made: Sequence[Asset], channel: str, week: Week) -> float | None:
    """What the channel's assets of eight weeks cost to make, for each of them."""
    own = {asset.id for asset in planning.finished_lately(made, week) if planning.is_on(asset, channel)}
    parts = [
        (line, line.money.minor if line.money else 0)
        for line in ledger.costs.lines
        if line.purpose is Purpose.PRODUCTION and line.told.cells.get("asset_id") in own
    ]
    total = ledger.costs.total(parts)
    return total.money.major / len(own) if own and total.money else None


def for_machines(page: NextWeek) -> dict[str, object]:
    """The plan under the stable names of `vaekst plan-week --json`."""
    ahead, known = page.ahead, page.known
    return {
        "week": str(ahead.week),
        "reviewed": str(page.reviewed),
        "sprint_week": ahead.work.sprint_week,
        "phase": ahead.work.phase and ahead.work.phase.id,
        "reason": ahead.work.reason.english(),
        "remarks": [remark.english() for remark in page.remarks],
        "posts": ahead.posts,
        "as_of": known.as_of.isoformat(),
        "strategy_version": known.strategy_version.number,
        "lake_version": str(known.lake_version),
        "channels": [_channel(one) for one in ahead.channels],
    }


def _channel(one: planning.ChannelPlan) -> dict[str, object]:
    return {
        "channel": one.channel,
        "posts": one.posts,
        "reasons": [reason.english() for reason in one.reasons],
        "guard": {
            "state": one.guard.state.value,
            "volume_has_risen": one.guard.has_risen,
            "reasons": [reason.english() for reason in one.guard.reasons],
            "changes": {each.metric: each.moved.mid for each in one.guard.answers if isinstance(each, Movement)},
        },
        "advice": [sentence.english() for sentence in one.advice],
        "concepts": [
            {
                "concept": line.concept,
                "name": line.name,
                "posts": line.posts,
                "metric": line.metric,
                "change": line.change or None,
                "last_look": line.is_last_look,
                "reasons": [reason.english() for reason in line.reasons],
            }
            for line in one.lines
        ],
        "left_out": [
            {"concept": each.concept, "name": each.name, "reason": each.reason.english()} for each in one.left_out
        ],
    }
