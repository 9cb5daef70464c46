"""What is said about an experiment: every sentence of a reading, built from its values."""

from __future__ import annotations

from datetime import date

from vaekst.core.experiments.plan import Plan
from vaekst.core.sentence import N_, Sentence


def planned(plan: Plan) -> Sentence:
    return Sentence("experiment_planned", N_("It begins on {start:day}. No post counts before that."), start=plan.start)


def passed(chance: float, sure: float) -> Sentence:
    return Sentence(
        "experiment_passed",
        N_("The chance that it clears the bar is {chance:chance}; {sure:percent} were asked for."),
        chance=chance,
        sure=sure,
    )


def failed(chance: float, at: float) -> Sentence:
    return Sentence(
        "experiment_failed",
        N_("The chance that it clears the bar is {chance:chance}; at {at:percent} or less it has failed."),
        chance=chance,
        at=at,
    )


def running(chance: float, sure: float, at: float) -> Sentence:
    return Sentence(
        "experiment_running",
        N_(
            "The chance that it clears the bar is {chance:chance}. It passes at {sure:percent} and fails at {at:percent}."
        ),
        chance=chance,
        sure=sure,
        at=at,
    )


def too_few(posts: int, plan: Plan) -> Sentence:
    return Sentence(
        "experiment_too_few",
        N_("{posts} of the {needed} posts that were registered as the least count so far. No verdict before that."),
        posts=posts,
        needed=plan.min_posts,
    )


def ended(plan: Plan, posts: int, chance: float | None) -> Sentence:
    if chance is None:
        template = N_("It ended on {end:day} with {posts} posts, and nothing can be said.")
        return Sentence("experiment_ended_unknown", template, end=plan.end, posts=posts)
    return Sentence(
        "experiment_ended",
        N_(
            "It ended on {end:day} with {posts} posts; the chance that it clears the bar is {chance:chance}, which settles nothing."
        ),
        end=plan.end,
        posts=posts,
        chance=chance,
    )


def needed(posts: int) -> Sentence:
    return Sentence(
        "experiment_posts_needed",
        N_("About {posts} posts in all would settle it, if those to come are like those so far."),
        posts=posts,
    )


def never_settled(plan: Plan, baseline_posts: int) -> Sentence:
    if plan.bar.kind == "relative":
        template = N_(
            "More posts alone are not likely to settle it: it lies near the bar, and the baseline rests on {posts} posts."
        )
        return Sentence("experiment_baseline_too_thin", template, posts=baseline_posts)
    template = N_("It lies so near the bar that no number of posts a team can make is likely to settle it.")
    return Sentence("experiment_never_settled", template)


def waiting(compared: int, published: int, metric: str) -> Sentence:
    return Sentence(
        "posts_waiting",
        N_("{compared} of {published} published posts count so far; the rest are too young or lack {metric:metric}."),
        compared=compared,
        published=published,
        metric=metric,
    )


def before_registration(posts: int) -> Sentence:
    return Sentence(
        "experiment_before",
        N_("Left out because they were published before it was registered: {posts}."),
        posts=posts,
    )


def takes_none() -> Sentence:
    return Sentence(
        "experiment_takes_none",
        N_("No post can count yet: revise it with a rule that finds its posts, or name them."),
    )


def named_late(posts: int) -> Sentence:
    return Sentence(
        "experiment_named_late",
        N_("Left out because they were named when their figures could be seen: {posts}."),
        posts=posts,
    )


def end_moved(before: date, after: date) -> Sentence:
    return Sentence(
        "experiment_end_moved",
        N_("The end was moved from {before:day} to {after:day} after it was registered."),
        before=before,
        after=after,
    )
