"""Which posts count: those the plan recognises, published after it was registered. Nothing here looks at a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vaekst.core.experiments.plan import Experiment


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post of the channel. `published_at` is None where only the day is known; `matches` tells if a rule fits."""

    key: str
    concept: str | None
    published: date
    published_at: datetime | None = None
    matches: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """The keys of the posts that count, and how many fit but do not.

    `before` were published before the question was registered; `named_late` were named by hand when their figures
    could be seen.
    """

    counted: tuple[str, ...]
    before: int = 0
    named_late: int = 0


def sample(experiment: Experiment, candidates: Iterable[Candidate], *, age_days: float) -> Sample:
    """The posts of the experiment, in the order given. `age_days` is the age at which figures are read."""
    counted, before, named_late = [], 0, 0
    for post in candidates:
        if post.published not in experiment.plan.period:
            continue
        by_rule = _recognised(experiment, post)
        if not by_rule and post.key not in experiment.named_at:
            continue
        if _is_before(post, experiment.counts_from):
            before += 1
        elif not by_rule and _is_named_late(post, experiment.named_at[post.key], age_days):
            named_late += 1
        else:
            counted.append(post.key)
    return Sample(tuple(counted), before, named_late)


def _recognised(experiment: Experiment, post: Candidate) -> bool:
    """Whether the plan's own rules find the post, so that nobody chose it."""
    plan = experiment.plan
    return post.concept == plan.concept and (plan.takes_all or post.matches)


def _is_before(post: Candidate, since: datetime) -> bool:
    """Whether it was out already. On the day itself, a post whose hour nobody knows may have been."""
    if post.published_at is not None:
        return post.published_at < since
    return post.published <= since.date()


def _is_named_late(post: Candidate, named: datetime, age_days: float) -> bool:
    """Whether its figures could be seen at the age of comparison when it was chosen."""
    if post.published_at is not None:
        return named >= post.published_at + timedelta(days=age_days)
    return named.date() >= post.published + timedelta(days=age_days)
