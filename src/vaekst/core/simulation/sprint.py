"""One sprint, played by one rule: what it is shown each week, what it answers, and what comes of it.

    play(WORLDS["mixed"], RIVALS["naive"].make, seed=100000)

Rules that are given the same seed meet the same concepts, the same baseline and the same number of posts a week.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vaekst.core.simulation.seen import DECISIONS, USUAL, Answer, Decision, MakeRule, SeenPost, SeenWeek, Setup
from vaekst.core.simulation.worlds import Channel, Floats, Truth, World

Ints = NDArray[np.int64]

WINNER, LOSER = math.log(1.10), math.log(0.95)
"""The least ln(effect) of a concept worth finding, and the most of one worth stopping."""
SCALE, STOP = DECISIONS.index("scale"), DECISIONS.index("stop")


@dataclass(frozen=True, slots=True)
class Played:
    """A sprint that was played. `decisions` are places in DECISIONS by week (0 is before the first), channel and concept;
    `posts` are counted by week, channel and concept, the last one of which stands for posts made as before.
    """

    effects: Floats
    decisions: Ints
    posts: Ints


class _Post(NamedTuple):
    trials: float
    successes: float
    week: int


@dataclass
class _Sheet:
    """What has happened so far on one channel."""

    baseline: list[_Post]
    posts: list[list[_Post]]
    decisions: list[Decision]
    control: list[_Post] = field(default_factory=list)


def play(world: World, make: MakeRule, *, seed: int) -> Played:
    """The sprint of this seed. Raises ValueError when the rule gives posts it does not have or to what is stopped."""
    world_rng, own, volume, luck = (np.random.default_rng([seed, stream]) for stream in (11, 22, 33, 44))
    truth = world.truth(rng=world_rng)
    sheets = _opening(world, truth, world_rng)
    rule = make(int(own.integers(2**32)), _setup(world))
    counts = np.zeros((world.weeks + 1, len(sheets), world.concepts + 1), dtype=np.int64)
    decisions = np.zeros((world.weeks + 1, len(sheets), world.concepts), dtype=np.int64)
    for week in range(world.weeks + 1):
        is_last = week == world.weeks
        room = [0] * len(sheets) if is_last else _room(world, volume)
        answer = rule.week(_seen(sheets, week, world.weeks, room))
        _decide(sheets, answer)
        decisions[week] = [[DECISIONS.index(one) for one in sheet.decisions] for sheet in sheets]
        if not is_last:
            given = _given(sheets, answer, room)
            counts[week + 1] = given
            _post(sheets, truth, given, week + 1, luck)
    return Played(truth.effects, decisions, counts)


def _setup(world: World) -> Setup:
    return Setup(
        mode="sprint",
        channels=len(world.channels),
        concepts_per_channel=world.concepts,
        weeks=world.weeks,
        winner_min_log_effect=WINNER,
        loser_max_log_effect=LOSER,
    )


def _opening(world: World, truth: Truth, rng: np.random.Generator) -> list[_Sheet]:
    least, most = world.baseline
    sheets = []
    for channel in truth.channels:
        shift = np.zeros(rng.integers(least, most + 1))
        waiting: list[Decision] = ["wait"] * world.concepts
        sheets.append(_Sheet(list(_drawn(channel, shift, 0, rng)), [[] for _ in waiting], waiting))
    return sheets


def _room(world: World, rng: np.random.Generator) -> list[int]:
    """Next week's posts per channel, as they are shared; posts that do not divide go to channels drawn by chance."""
    least, most = world.weekly
    total = int(rng.integers(least, most + 1))
    shares = np.array(world.shares or [1.0] * len(world.channels))
    quota = total * shares / shares.sum()
    room = np.floor(quota + 1e-9).astype(np.int64)
    left = total - int(room.sum())
    if left:
        luck = rng.random(len(room)) ** (1 / np.maximum(quota - room, 1e-9))  # Efraimidis & Spirakis 2006
        room[np.argsort(-luck)[:left]] += 1
    return [int(posts) for posts in room]


def _seen(sheets: Sequence[_Sheet], week: int, weeks: int, room: Sequence[int]) -> SeenWeek:
    return {
        "week": week,
        "weeks": weeks,
        "final": week == weeks,
        "next_posts": {f"c{c}": posts for c, posts in enumerate(room)},
        "channels": [
            {
                "id": f"c{c}",
                "baseline": [
                    {"trials": post.trials, "successes": post.successes, "age": week + 1 + place % 4}
                    for place, post in enumerate(sheet.baseline)
                ],
                "control": _aged(sheet.control, week),
                "concepts": [
                    {"id": f"c{c}k{k}", "decision": decision, "posts": _aged(posts, week)}
                    for k, (decision, posts) in enumerate(zip(sheet.decisions, sheet.posts, strict=True))
                ],
            }
            for c, sheet in enumerate(sheets)
        ],
    }


def _aged(posts: Iterable[_Post], week: int) -> list[SeenPost]:
    return [{"trials": post.trials, "successes": post.successes, "age": week - post.week} for post in posts]


def _decide(sheets: Sequence[_Sheet], answer: Answer) -> None:
    """Writes down what was decided; a stop is final."""
    for c, sheet in enumerate(sheets):
        for k, before in enumerate(sheet.decisions):
            decided = answer["decisions"].get(f"c{c}k{k}", before)
            if decided not in DECISIONS:
                raise ValueError(f"{decided!r} is no decision; there are {', '.join(DECISIONS)}.")
            if before != "stop":
                sheet.decisions[k] = decided


def _given(sheets: Sequence[_Sheet], answer: Answer, room: Sequence[int]) -> list[list[int]]:
    """Next week's posts by channel and concept, those left out as posts made as before."""
    given = []
    for c, sheet in enumerate(sheets):
        wanted = answer["allocation"].get(f"c{c}", {})
        ids = [f"c{c}k{k}" for k in range(len(sheet.decisions))]
        if unknown := wanted.keys() - {*ids, USUAL}:
            raise ValueError(f"c{c} has no concept called {min(unknown)}.")
        posts = [wanted.get(one, 0) for one in ids]
        posts.append(room[c] - sum(posts))
        if min(posts) < 0:
            raise ValueError(f"c{c} makes {room[c]} posts next week, and {dict(wanted)} was asked for.")
        stopped = [one for one, held in zip(ids, sheet.decisions, strict=True) if held == "stop" and wanted.get(one)]
        if stopped:
            raise ValueError(f"{stopped[0]} is stopped and can be given no posts.")
        given.append(posts)
    return given


def _post(
    sheets: Sequence[_Sheet], truth: Truth, given: Sequence[Sequence[int]], week: int, rng: np.random.Generator
) -> None:
    """Makes the week's posts."""
    for c, (sheet, channel) in enumerate(zip(sheets, truth.channels, strict=True)):
        arms = [arm for arm, posts in enumerate(given[c]) for _ in range(posts)]
        worth = [*truth.effects[c].tolist(), 0.0]
        shift = np.array([worth[arm] for arm in arms]) + truth.drift[c, week]
        for arm, post in zip(arms, _drawn(channel, shift, week, rng), strict=True):
            (sheet.control if arm == len(sheet.posts) else sheet.posts[arm]).append(post)


def _drawn(channel: Channel, shift: Floats, week: int, rng: np.random.Generator) -> Iterable[_Post]:
    trials, successes = channel.posts(shift, rng=rng)
    return (_Post(n, k, week) for n, k in zip(trials.tolist(), successes.tolist(), strict=True))
