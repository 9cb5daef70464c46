"""The weekly review: every concept on every channel, what its numbers say, and what is proposed.

    plan = ReviewPlan(…)  # what the strategy asks
    figures = [compared(channel, metric) for channel, metric in plan.questions()]
    review(plan, week, figures=figures, published=posts).rows

Untagged posts are a row of their own, without a proposal. Nothing here decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vaekst.core.comparison import LeftOut, why_left_out
from vaekst.core.evidence import (
    NOTHING_BORROWED,
    Borrowing,
    ChannelEvidence,
    Estimate,
    NoEstimate,
    Settings,
    Weighing,
)
from vaekst.core.figures import PostFigure
from vaekst.core.period import Week
from vaekst.core.rules import (
    Gate,
    GateState,
    Proposal,
    ProposalRules,
    StopState,
    Verdict,
    gate,
    propose,
    scatter_of,
    stop_rule,
)
from vaekst.core.sentence import N_, Sentence

UNTAGGED = "untagged"
"""How posts without a concept are called where a concept's id would stand."""
NOTHING = Weighing(())


@dataclass(frozen=True, slots=True)
class Tried:
    """A concept on a channel and the one metric it is judged by."""

    channel: str
    concept: str
    name: str
    metric: str


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """What the strategy asks a review to look at. `channels` maps each channel to its own metric.

    `gates` maps a metric to its minimum. The order of channels and concepts is the order of the rows.
    """

    channels: Mapping[str, str]
    concepts: Sequence[Tried]
    gates: Mapping[str, float]
    stop_posts: int
    rules: ProposalRules
    level: float = 0.90
    elapsed: float = 1.0  # the share of the sprint that has passed at the end of the week
    untagged_as_usual: bool = True
    borrowing: Borrowing = NOTHING_BORROWED
    early: str | None = None  # the metric that is known sooner

    @property
    def rules_today(self) -> ProposalRules:
        """The thresholds that hold at this point of the sprint."""
        return self.rules.after(self.elapsed)

    def questions(self) -> tuple[tuple[str, str], ...]:
        """Every (channel, metric) a review wants figures of, each once."""
        asked = [(tried.channel, tried.metric) for tried in self.concepts]
        asked += self.channels.items()
        asked += [(channel, metric) for channel in self.channels for metric in self.gates]
        return tuple(dict.fromkeys(asked))


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """One channel by one metric: the frozen baseline's posts and the sprint's posts, all at comparable age (`age_days`).

    Those `without` a figure, and those of the baseline, are told with the reason.
    """

    channel: str
    metric: str
    baseline: Sequence[PostFigure] = ()
    posts: Sequence[PostFigure] = ()
    without: Sequence[LeftOut] = ()
    baseline_without: Sequence[LeftOut] = ()
    age_days: float = 0.0


@dataclass(frozen=True, slots=True)
class PublishedPost:
    """A post of the sprint, whether or not it can be compared yet."""

    post_key: str
    channel: str
    concept: str | None
    published: date


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One concept on one channel in one week. `concept` is None for untagged posts.

    `published` holds the day of every post of the sprint so far, compared or not; `posts` and `baseline` are the very figures
    the estimate was made from.
    """

    channel: str
    concept: str | None
    name: str
    metric: str
    published_this_week: int
    published: tuple[date, ...]
    posts: tuple[PostFigure, ...]
    baseline: tuple[PostFigure, ...]
    estimate: Estimate | NoEstimate | None
    stop_rule: StopState | None
    gates: tuple[Gate, ...]
    proposal: Proposal | None
    reasons: tuple[Sentence, ...]

    @property
    def published_in_total(self) -> int:
        return len(self.published)

    @property
    def closed_gates(self) -> tuple[Gate, ...]:
        """The gates that keep it from extra distribution: failed, too close to call, or not measured."""
        return tuple(one for one in self.gates if one.state is not GateState.PASSED)


@dataclass(frozen=True, slots=True)
class Review:
    """All rows of one week."""

    week: Week
    rows: tuple[ReviewRow, ...]
    weighing: Weighing = field(default=NOTHING, compare=False, repr=False)  # what the estimates were made from


def review(
    plan: ReviewPlan,
    week: Week,
    *,
    figures: Iterable[ChannelFigures],
    published: Iterable[PublishedPost],
    early: Iterable[ChannelFigures] = (),
    before: Weighing | None = None,
) -> Review:
    """The review of the week: posts published after it are not looked at, in figures and counts alike.

    `early` are each channel's figures by the plan's early metric, at the age that is read; `before` is what the sprint
    before this one came to.
    """
    seen = _Seen(
        {(one.channel, one.metric): one for one in figures},
        tuple(post for post in published if post.published <= week.period.last),
        week,
        {one.channel: one for one in early},
    )
    tried = _all_tried(plan, seen)
    evidence = _evidence(plan, tried, seen)
    rules = plan.rules
    weighing = Weighing(evidence, plan.borrowing, before)
    answers = weighing.answers(Settings(plan.level, rules.bar, rules.scale_at, rules.stop_at))
    found = {(answer.channel, answer.concept): answer for answer in answers}
    rows = [_row(plan, one, found[one.channel, one.concept], seen) for one in tried]
    rows += [_untagged(channel, metric, seen) for channel, metric in plan.channels.items() if seen.days(channel, None)]
    place = {channel: n for n, channel in enumerate(plan.channels)}
    return Review(week, tuple(sorted(rows, key=lambda row: place.get(row.channel, len(place)))), weighing)


@dataclass(frozen=True)
class _Seen:
    """What is known up to the end of the week."""

    figures: Mapping[tuple[str, str], ChannelFigures]
    published: tuple[PublishedPost, ...]
    week: Week
    sooner: Mapping[str, ChannelFigures]

    def early(self, channel: str) -> tuple[PostFigure, ...]:
        """The channel's early figures; what the baseline's posts were about does not count."""
        held = self.sooner.get(channel)
        if held is None:
            return ()
        usual = (replace(post, concept=None) for post in held.baseline)
        return (*usual, *(post for post in held.posts if post.published <= self.week.period.last))

    def posts(self, channel: str, metric: str, concept: str | None) -> tuple[PostFigure, ...]:
        """The concept's figures, earliest first."""
        held = self.figures.get((channel, metric))
        found = held.posts if held else ()
        inside = (post for post in found if post.concept == concept and post.published <= self.week.period.last)
        return tuple(sorted(inside, key=lambda post: (post.published, post.post_key)))

    def baseline(self, channel: str, metric: str) -> tuple[PostFigure, ...]:
        held = self.figures.get((channel, metric))
        return tuple(held.baseline) if held else ()

    def groups(self, channel: str, metric: str) -> Iterable[Sequence[PostFigure]]:
        """The posts of each concept, those without one, and the baseline's."""
        held = self.figures.get((channel, metric))
        concepts = {post.concept for post in held.posts} if held else ()
        return (self.baseline(channel, metric), *(self.posts(channel, metric, each) for each in concepts))

    def days(self, channel: str, concept: str | None) -> tuple[date, ...]:
        """The day of each post of the concept, earliest first."""
        found = (post.published for post in self.published if (post.channel, post.concept) == (channel, concept))
        return tuple(sorted(found))

    def this_week(self, channel: str, concept: str | None) -> int:
        return sum(
            post.channel == channel and post.concept == concept and post.published in self.week.period
            for post in self.published
        )


def _all_tried(plan: ReviewPlan, seen: _Seen) -> tuple[Tried, ...]:
    """The plan's concepts, and those posts belong to although the plan does not name them there."""
    planned = {(tried.channel, tried.concept): tried for tried in plan.concepts}
    names = {tried.concept: tried.name for tried in plan.concepts}
    met = sorted({(post.channel, post.concept) for post in seen.published if post.concept is not None})
    stray = (
        Tried(channel, concept, names.get(concept, concept), plan.channels[channel])
        for channel, concept in met
        if channel in plan.channels and (channel, concept) not in planned
    )
    return (*planned.values(), *stray)


def _evidence(plan: ReviewPlan, tried: Sequence[Tried], seen: _Seen) -> list[ChannelEvidence]:
    """One comparison per channel and metric, with every concept judged by it."""
    asked: dict[tuple[str, str], dict[str, tuple[PostFigure, ...]]] = {}
    for one in tried:
        posts = seen.posts(one.channel, one.metric, one.concept)
        asked.setdefault((one.channel, one.metric), {})[one.concept] = posts
    return [
        ChannelEvidence(
            channel,
            metric,
            seen.baseline(channel, metric),
            concepts,
            seen.posts(channel, metric, None) if plan.untagged_as_usual else (),
            seen.early(channel),
        )
        for (channel, metric), concepts in asked.items()
    ]


def _row(plan: ReviewPlan, tried: Tried, answer: Estimate | NoEstimate, seen: _Seen) -> ReviewRow:
    channel, concept = tried.channel, tried.concept
    posts = seen.posts(channel, tried.metric, concept)
    baseline = seen.baseline(channel, tried.metric)
    stop = stop_rule(posts, baseline, needed=plan.stop_posts)
    gates = tuple(_gated(plan, tried, metric, seen) for metric in plan.gates)
    verdict = propose(answer, stop, gates, rules=plan.rules_today)
    published = seen.days(channel, concept)
    return ReviewRow(
        channel=channel,
        concept=concept,
        name=tried.name,
        metric=tried.metric,
        published_this_week=seen.this_week(channel, concept),
        published=published,
        posts=posts,
        baseline=baseline,
        estimate=answer,
        stop_rule=stop,
        gates=gates,
        proposal=verdict.proposal,
        reasons=(
            *verdict.reasons,
            *_waiting(verdict, tried, len(posts), seen),
            *_own_format(plan, verdict, tried, seen),
        ),
    )


def _gated(plan: ReviewPlan, tried: Tried, metric: str, seen: _Seen) -> Gate:
    """The concept's gate by the metric, with the scatter of all posts of its channel."""
    posts, minimum = seen.posts(tried.channel, metric, tried.concept), plan.gates[metric]
    scatter = scatter_of(seen.groups(tried.channel, metric), minimum=minimum)
    return gate(metric, minimum, posts, scatter=scatter, level=plan.level)


def _waiting(verdict: Verdict, tried: Tried, compared: int, seen: _Seen) -> Iterable[Sentence]:
    """Why fewer posts count than were published, and none of the baseline, where that may change the proposal."""
    if verdict.proposal is not Proposal.NOT_ENOUGH:
        return
    held = seen.figures.get((tried.channel, tried.metric)) or ChannelFigures(tried.channel, tried.metric)
    if held.baseline_without and not held.baseline:
        template = N_("Posts of the baseline that cannot be compared: {posts}.")
        yield Sentence("baseline_waiting", template, posts=len(held.baseline_without))
        yield from why_left_out(held.baseline_without, age_days=held.age_days)
    keys = {post.post_key for post in seen.published if (post.channel, post.concept) == (tried.channel, tried.concept)}
    if compared < len(keys):
        template = N_("{compared} of {published} published posts count so far.")
        yield Sentence("posts_waiting", template, compared=compared, published=len(keys))
        yield from why_left_out((one for one in held.without if one.post_key in keys), age_days=held.age_days)


def _own_format(plan: ReviewPlan, verdict: Verdict, tried: Tried, seen: _Seen) -> Iterable[Sentence]:
    """That a concept is judged together with its format, because no usual post of the channel has it."""
    if not plan.borrowing.formats or verdict.proposal in (Proposal.SCALE, Proposal.STOP):
        return
    own = {post.format for post in seen.posts(tried.channel, tried.metric, tried.concept)}
    usual = {post.format for post in seen.baseline(tried.channel, tried.metric)}
    if plan.untagged_as_usual:
        usual |= {post.format for post in seen.posts(tried.channel, tried.metric, None)}
    if own and usual and None not in own and not own & usual:
        template = N_(
            "No usual post on {channel} is {formats:words}, so what the concept does and what its format does cannot be told "
            "apart: they are judged as one."
        )
        yield Sentence(
            "own_format", template, channel=tried.channel, formats=", ".join(sorted(one for one in own if one))
        )


def _untagged(channel: str, metric: str, seen: _Seen) -> ReviewRow:
    published = seen.days(channel, None)
    reason = Sentence(
        "untagged",
        N_("Posts without a concept on {channel}: {posts}. Give them one, so that they count."),
        channel=channel,
        posts=len(published),
    )
    return ReviewRow(
        channel=channel,
        concept=None,
        name=UNTAGGED,
        metric=metric,
        published_this_week=seen.this_week(channel, None),
        published=published,
        posts=seen.posts(channel, metric, None),
        baseline=seen.baseline(channel, metric),
        estimate=None,
        stop_rule=None,
        gates=(),
        proposal=None,
        reasons=(reason,),
    )
