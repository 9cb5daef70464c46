"""What another rule would have decided on posts that were really made, looked at week by week.

    replay(RIVALS["naive"], past, week=6, weeks=12)[("instagram", "ride-along")]

Nothing is given out: the posts are those that were made, also of a concept the rule would have stopped earlier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaekst.core.figures import PostFigure
from vaekst.core.review import ReviewRow
from vaekst.core.sentence import N_, Sentence
from vaekst.core.simulation.regret import Place
from vaekst.core.simulation.rivals import Rival
from vaekst.core.simulation.seen import Decision, SeenChannel, SeenPost, SeenWeek, Setup
from vaekst.core.simulation.sprint import LOSER, WINNER


@dataclass(frozen=True, slots=True)
class Made:
    """A post that was made: the week of the sprint whose end it counts from (1 is the first), and what it brought."""

    week: int
    trials: float
    successes: float


@dataclass(frozen=True, slots=True)
class Past:
    """The posts of one channel by one metric. `counted` says whether each has its trials; otherwise each is one trial."""

    channel: str
    metric: str
    baseline: tuple[Made, ...]
    concepts: Mapping[str, tuple[Made, ...]]
    counted: bool


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule would have decided, and the week in which it scaled or stopped; or why it can say nothing."""

    decision: Decision | None
    since: int | None = None
    reason: Sentence | None = None


def past_of(rows: Sequence[ReviewRow], *, first: date, age_days: int, week: int) -> tuple[Past, ...]:
    """The posts behind a review, by channel and metric. `first` is the sprint's first day.

    A post counts from the week in which it reached the age posts are compared at; what the review of the week knows counts in it.
    """
    found: dict[Place, list[ReviewRow]] = {}
    for row in rows:
        if row.concept is not None:
            found.setdefault((row.channel, row.metric), []).append(row)

    def made(figures: Sequence[PostFigure], counted: bool) -> tuple[Made, ...]:
        due = [min(week, ((one.published - first).days + age_days) // 7 + 1) for one in figures]
        told = [(one.whole or 0.0, one.part or 0.0) if counted else (1.0, one.value) for one in figures]
        posts = (Made(at, trials, successes) for at, (trials, successes) in zip(due, told, strict=True) if trials > 0)
        return tuple(sorted(posts, key=lambda post: post.week))

    pasts = []
    for (channel, metric), held in found.items():
        figures = [*held[0].baseline, *(post for row in held for post in row.posts)]
        counted = all(one.part is not None and one.whole is not None for one in figures)
        concepts = {row.concept: made(row.posts, counted) for row in held if row.concept is not None}
        pasts.append(Past(channel, metric, made(held[0].baseline, counted), concepts, counted))
    return tuple(pasts)


def replay(rival: Rival, pasts: Sequence[Past], *, week: int, weeks: int, seed: int = 0) -> Mapping[Place, Ruled]:
    """What the rule would have decided by the end of the week, as if it had to settle then."""
    answers: dict[Place, Ruled] = {}
    for past in pasts:
        reason = _silence(rival, past)
        if reason:
            answers |= {(past.channel, concept): Ruled(None, reason=reason) for concept in past.concepts}
        else:
            answers |= _ruled(rival, past, week, weeks, seed)
    return answers


def _silence(rival: Rival, past: Past) -> Sentence | None:
    """Why the rule can say nothing about these posts."""
    if not past.baseline:
        return Sentence(
            "no_baseline_posts",
            N_("The baseline of {channel} holds no post with {metric:metric}, so there is nothing to compare with."),
            channel=past.channel,
            metric=past.metric,
        )
    if rival.needs_trials and not past.counted:
        return Sentence(
            "rule_needs_trials",
            N_("This rule counts trials, and {metric:metric} has none behind it."),
            metric=past.metric,
        )
    return None


def _ruled(rival: Rival, past: Past, week: int, weeks: int, seed: int) -> dict[Place, Ruled]:
    rule = rival.make(seed, _setup(past, weeks))
    held: dict[str, Decision] = dict.fromkeys(past.concepts, "wait")
    since: dict[str, int] = {}
    for now in range(week + 1):
        begun = (concept for concept, posts in past.concepts.items() if any(post.week <= now for post in posts))
        held |= {concept: "iterate" for concept in begun if held[concept] == "wait"}
        answer = rule.week(_seen(past, held, now, weeks, is_last=now == week))
        for concept, before in held.items():
            decided = answer["decisions"].get(concept, before)
            if before != "stop" and decided != before:
                held[concept], since[concept] = decided, now
    settled = {concept: week for concept, week in since.items() if held[concept] in ("scale", "stop")}
    return {(past.channel, concept): Ruled(held[concept], settled.get(concept)) for concept in held}


def _setup(past: Past, weeks: int) -> Setup:
    return Setup(
        mode="replay",
        channels=1,
        concepts_per_channel=len(past.concepts),
        weeks=weeks,
        winner_min_log_effect=WINNER,
        loser_max_log_effect=LOSER,
    )


def _seen(past: Past, held: Mapping[str, Decision], week: int, weeks: int, *, is_last: bool) -> SeenWeek:
    channel: SeenChannel = {
        "id": past.channel,
        "baseline": [_post(post, week + 1 + place % 4) for place, post in enumerate(past.baseline)],
        "control": [],
        "concepts": [
            {
                "id": concept,
                "decision": held[concept],
                "posts": [_post(post, week - post.week) for post in posts if post.week <= week],
            }
            for concept, posts in past.concepts.items()
        ],
    }
    return {"week": week, "weeks": weeks, "final": is_last, "next_posts": {past.channel: 0}, "channels": [channel]}


def _post(post: Made, age: int) -> SeenPost:
    return {"trials": post.trials, "successes": post.successes, "age": age}
