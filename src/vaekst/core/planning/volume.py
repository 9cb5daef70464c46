"""How many posts a channel gets next week: its pace, what the phase allows, what the guard allows, what the team can carry."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from vaekst.core.planning.phases import Kept, Work
from vaekst.core.rules.volume import Guard, GuardState
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Sprint, VolumeRule


@dataclass(frozen=True, slots=True)
class Pace:
    """Posts a week: of the newest complete weeks, of the baseline, and due next week on the way to the target.

    None where nobody knows, or nobody planned. `silent` of the newest `weeks` had no post at all.
    """

    usual: float | None
    baseline: float | None = None
    due: float | None = None
    weeks: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a channel's team has for next week, and what a post takes of it. Money in whole units of `currency`.

    None where nobody said or measured it.
    """

    minutes: float | None = None
    minutes_per_post: float | None = None
    money: float | None = None
    money_per_post: float | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """The posts of a channel next week, and how the number came about, the last reason being the narrowest.

    `spare` is how many more hours and money would carry; 0 where nobody knows.
    """

    posts: int
    reasons: tuple[Sentence, ...]
    spare: int = 0


def volume_of(
    pace: Pace,
    guard: Guard,
    capacity: Capacity,
    *,
    work: Work,
    sprint: Sprint,
    rule: VolumeRule,
    may_carry_more: bool = True,
) -> Volume:
    """The channel's posts next week. Capacity has the last word: nobody makes more than they have hours and money for.

    The volume does not rise unless a concept `may_carry_more`: one that has passed its gates.
    """
    wanted, reasons = _wanted(pace, guard, work, sprint, rule, may_carry_more)
    if wanted < rule.least_posts:
        wanted = rule.least_posts
        reasons.append(
            Sentence("volume_least", N_("At least {posts} a week, so that the channel stays alive."), posts=wanted)
        )
    bounds = list(_carried(capacity))
    for carried, reason in bounds:
        if carried < wanted:
            wanted = carried
            reasons.append(reason)
    if wanted < rule.least_posts:
        template = N_("That is fewer than the {least} a week the strategy asks for: find time, or ask for less.")
        reasons.append(Sentence("volume_below_least", template, least=rule.least_posts))
    spare = min((carried for carried, _ in bounds), default=wanted) - wanted
    return Volume(wanted, tuple(reasons), max(spare, 0))


def _wanted(
    pace: Pace, guard: Guard, work: Work, sprint: Sprint, rule: VolumeRule, may_carry_more: bool
) -> tuple[int, list[Sentence]]:
    """Posts before capacity is asked."""
    if pace.usual is None:
        reason = N_("No complete week of this channel is known, so the least is planned. Import its content export.")
        return rule.least_posts, [Sentence("volume_unknown", reason)]
    usual = round(pace.usual)
    held = _usual(usual, pace)
    if work.kept is Kept.NONE and work.phase is not None:
        weeks = work.phase.last_week - work.phase.first_week + 1
        least = math.ceil(sprint.baseline_posts.least / weeks)
        if usual < least:
            template = N_("{posts} a week, so that the baseline gets its {all} posts.")
            more = Sentence("volume_baseline", template, posts=least, all=sprint.baseline_posts.least)
            return least, [*held, more]
    if guard.state is GuardState.FALLEN and guard.has_risen:
        return _cut(usual, pace, rule, held)
    if work.may_rise and pace.due is not None and pace.due > usual:
        if guard.state is GuardState.HOLDS and not may_carry_more:
            template = N_(
                "On the way to the target {due} a week are due, but the volume stays: no concept made here has passed its gates."
            )
            return usual, [*held, Sentence("volume_gated", template, due=math.ceil(pace.due))]
        return _raised(usual, pace.due, guard, rule, held)
    return usual, held


def _usual(posts: int, pace: Pace) -> list[Sentence]:
    """The usual pace, and the weeks of it in which nothing was posted: a break is no pace."""
    said = [Sentence("volume_usual", N_("The usual pace: {posts} a week."), posts=posts)]
    if 0 < pace.silent < pace.weeks:
        template = N_("It is the mean of {weeks} weeks, and in {silent} of them nothing was posted.")
        said.append(Sentence("volume_silent", template, weeks=pace.weeks, silent=pace.silent))
    return said


def _cut(usual: int, pace: Pace, rule: VolumeRule, held: list[Sentence]) -> tuple[int, list[Sentence]]:
    """One step back towards the baseline's pace, and no further."""
    least = usual if pace.baseline is None else round(pace.baseline)
    posts = min(usual, max(least, math.floor(usual * (1 - rule.rise))))
    template = N_("Cut to {posts}, towards the {baseline} of the baseline, because what is watched fell when the volume rose.")  # fmt: skip
    return posts, [*held, Sentence("volume_cut", template, posts=posts, baseline=least)]


def _raised(usual: int, due: float, guard: Guard, rule: VolumeRule, held: list[Sentence]) -> tuple[int, list[Sentence]]:
    """One step up towards what is due, if the guard allows it."""
    if guard.state is not GuardState.HOLDS:
        template = N_(
            "On the way to the target {due} a week are due, but the volume stays. What is watched: {state:word}."
        )
        return usual, [*held, Sentence("volume_held", template, due=math.ceil(due), state=guard.state.value)]
    posts = min(math.ceil(due), max(usual + 1, math.floor(usual * (1 + rule.rise))))
    template = N_(
        "Raised to {posts}: on the way to the target {due} a week are due, and it rises by {rise:percent} at most."
    )
    return posts, [*held, Sentence("volume_raised", template, posts=posts, due=math.ceil(due), rise=rule.rise)]


def _carried(capacity: Capacity) -> Iterator[tuple[int, Sentence]]:
    """How many posts the hours carry, and how many the money."""
    if capacity.minutes is not None and capacity.minutes_per_post:
        posts = math.floor(capacity.minutes / capacity.minutes_per_post)
        template = N_("Time for {posts} at most: {minutes} minutes in the week, {each} minutes each.")
        each = round(capacity.minutes_per_post)
        yield posts, Sentence("volume_hours", template, minutes=round(capacity.minutes), posts=posts, each=each)
    if capacity.money is not None and capacity.money_per_post:
        posts = max(math.floor(capacity.money / capacity.money_per_post), 0)
        template = N_(
            "Money for {posts} at most: {money:money} of the budget are left for the week, {each:money} each."
        )
        yield (
            posts,
            Sentence(
                "volume_budget",
                template,
                money=max(capacity.money, 0.0),
                posts=posts,
                each=capacity.money_per_post,
                currency=capacity.currency,
            ),
        )
