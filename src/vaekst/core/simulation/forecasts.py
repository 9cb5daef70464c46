"""Before a sprint begins: how soon a concept this good would be found, and how often something would be scaled for nothing.

    forecast(plan, make, seed=1).found[4]  # by the end of week 5

Every sprint is looked at weekly, as people do, and a scale counts from the first week it is proposed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.core.simulation.score import NOTHING, Figure, outcome, score
from vaekst.core.simulation.seen import MakeRule
from vaekst.core.simulation.sprint import SCALE, STOP, Played, play
from vaekst.core.simulation.worlds import Noise, OneAt, World

MORE = (1.0, 1.5, 2.0)
"""How many times the posts a forecast looks at."""
MOST_WEEKS, MOST_POSTS, MOST_CONCEPTS = 26, 200, 12
MOST_EFFECT = 5.0
EFFORT, FEWEST = 250_000, 10
"""How many posts a hurried forecast may look at, over all weeks of all sprints of a kind, and its fewest sprints."""


Task = tuple[World, MakeRule, int]
"""A sprint to be played: its world, the rule and the seed."""
Run = Callable[[Callable[[Task], Played], Iterable[Task]], Iterable[Played]]
"""Plays the sprints in their order, as `map` does."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sprint as it is planned. `posts` are those of a week over all channels, shared as `shares` say; `baseline` those of
    each channel before it; `concepts` those tried per channel; `effect` the concept to be found, +0.20 for 20 % above.
    """

    channels: tuple[Noise, ...]
    shares: tuple[float, ...]
    posts: int
    baseline: int
    concepts: int = 2
    weeks: int = 12
    effect: float = 0.20

    def __post_init__(self) -> None:
        """Raises BadInput for what no sprint can be."""
        for name, given, least, most in (
            (N_("weeks"), self.weeks, 1, MOST_WEEKS),
            (N_("posts a week"), self.posts, 1, MOST_POSTS),
            (N_("baseline posts per channel"), self.baseline, 2, MOST_POSTS),
            (N_("concepts per channel"), self.concepts, 1, MOST_CONCEPTS),
        ):
            if not least <= given <= most:
                raise BadInput(
                    "plan_out_of_range",
                    N_("{what:word}: {given}. A simulation takes {least} to {most}."),
                    what=name,
                    given=given,
                    least=least,
                    most=most,
                )
        if not 0 < self.effect <= MOST_EFFECT:
            raise BadInput(
                "effect_out_of_range",
                N_("A concept to be found lies above the baseline, by {most:percent} at most, not {given:change}."),
                given=self.effect,
                most=MOST_EFFECT,
            )

    @property
    def scatter(self) -> float:
        """The coefficient of variation between posts, over channels by their shares of them."""
        shares = self.shares or (1.0,) * len(self.channels)
        weighed = (one.scatter * share for one, share in zip(self.channels, shares, strict=True))
        return sum(weighed) / sum(shares)

    @property
    def effort(self) -> float:
        """How many posts a rule looks at in one sprint, counted anew each week."""
        return self.weeks * (self.baseline * len(self.channels) + self.posts * self.weeks / 2)

    def affordable(self, sprints: int) -> int:
        """So many sprints, or fewer where each of them is long: what can be played while somebody waits."""
        return min(sprints, max(FEWEST, int(EFFORT / self.effort)))

    def world(self, effect: float, *, times: float = 1.0) -> World:
        """The sprints of this plan with one concept at the effect, and so many times the posts."""
        weekly = round(self.posts * times)
        pair = (self.baseline, self.baseline)
        return World(
            "plan",
            self.channels,
            OneAt(effect),
            concepts=self.concepts,
            weekly=(weekly, weekly),
            baseline=pair,
            weeks=self.weeks,
            shares=self.shares,
        )


@dataclass(frozen=True, slots=True)
class MorePosts:
    """The chance, week by week, that the concept is found with so many posts a week."""

    posts: int
    found: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Chances by week (the first is the end of week 1), with their simulation error.

    `found`: the concept that is truly better has been scaled. `false`: something has been scaled in a sprint in which nothing
    is. `stopped`: the better concept is stopped in the end. `lift`: what the posts of sprints with that concept were worth
    beyond the baseline. `more` begins with the posts of the plan.
    """

    plan: Plan
    sprints: int
    found: tuple[Figure, ...]
    false: tuple[Figure, ...]
    stopped: Figure
    lift: Figure
    more: tuple[MorePosts, ...]

    def found_in(self, chance: float) -> int | None:
        """The first week by whose end the concept is found with this chance; None when it never is."""
        return next((week for week, figure in enumerate(self.found, 1) if figure.value >= chance), None)


def forecast(
    plan: Plan, make: MakeRule, *, sprints: int, seed: int, more: Sequence[float] = MORE, run: Run = map
) -> Forecast:
    """What the rule makes of this plan, from so many sprints of a kind, and half as many with more posts.

    `run` is `map`, or one that shares the sprints over several cores.
    """
    worlds = [plan.world(0), *(plan.world(plan.effect, times=times) for times in more)]
    counts = [sprints, *(sprints if times == more[0] else (sprints + 1) // 2 for times in more)]
    tasks = [
        (world, make, seed * 100_000 + one) for world, count in zip(worlds, counts, strict=True) for one in range(count)
    ]
    played = iter(run(_played, tasks))
    null, own, *others = [list(islice(played, count)) for count in counts]
    return Forecast(
        plan=plan,
        sprints=sprints,
        found=by_week(own, better=True),
        false=by_week(null, better=False),
        stopped=share(bool(((one.decisions[-1] == STOP) & (one.effects > NOTHING)).any()) for one in own),
        lift=score([outcome(one) for one in own]).lift,
        more=tuple(
            MorePosts(world.weekly[0], by_week(found, better=True))
            for world, found in zip(worlds[1:], (own, *others), strict=True)
        ),
    )


def _played(task: Task) -> Played:
    world, make, seed = task
    return play(world, make, seed=seed)


def by_week(sprints: Sequence[Played], *, better: bool) -> tuple[Figure, ...]:
    """The share of sprints in which, by the end of each week, a concept was scaled that truly is better, or is not."""
    firsts = [_first_scaled(one, better=better) for one in sprints]
    weeks = len(sprints[0].decisions)
    return tuple(share(first <= week for first in firsts) for week in range(1, weeks))


def _first_scaled(played: Played, *, better: bool) -> float:
    """The first week such a concept was scaled; infinite when none was."""
    meant = (played.effects > NOTHING) == better
    weeks = ((played.decisions == SCALE) & meant).any(axis=(1, 2)).nonzero()[0]
    return float(weeks[0]) if len(weeks) else math.inf


def share(told: Iterable[bool]) -> Figure:
    """How often it holds, with the error of having looked so many times only.

    The error is that of two looks more, one of which it holds in (Agresti & Coull 1998), so that never is not certain.
    """
    answers = list(told)
    value, looks = sum(answers) / len(answers), len(answers) + 2
    middle = (sum(answers) + 1) / looks
    return Figure(value, math.sqrt(middle * (1 - middle) / looks))
