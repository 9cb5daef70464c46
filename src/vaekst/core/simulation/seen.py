"""What a rule is shown each week of a sprint and what it answers: plain values, so that rules of anybody's can be played.

A rule never sees a true effect. Ids of channels and concepts are the world's own; `age` is whole weeks since the week of
publication.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, TypedDict

Decision = Literal["wait", "iterate", "scale", "stop"]
DECISIONS: tuple[Decision, ...] = ("wait", "iterate", "scale", "stop")
USUAL = "baseline"
"""Posts made as before, without a concept, as they are called in an allocation."""


class SeenPost(TypedDict):
    trials: float
    successes: float
    age: int


class SeenConcept(TypedDict):
    """A concept with the decision that holds and its posts, earliest first."""

    id: str
    decision: Decision
    posts: list[SeenPost]


class SeenChannel(TypedDict):
    """`baseline` was posted in the four weeks before the sprint, `control` as before during it."""

    id: str
    baseline: list[SeenPost]
    control: list[SeenPost]
    concepts: list[SeenConcept]


class SeenWeek(TypedDict):
    """`week` counts completed weeks. `next_posts` is how many posts each channel makes next week."""

    week: int
    weeks: int
    final: bool
    next_posts: dict[str, int]
    channels: list[SeenChannel]


class Answer(TypedDict):
    """Decisions by concept (left out: as they were), and posts by channel and concept (left out: as before)."""

    decisions: dict[str, Decision]
    allocation: dict[str, dict[str, int]]


class Setup(TypedDict):
    """What a rule is told before the first week. A `replay` looks back at posts that were made; none is given out."""

    mode: Literal["sprint", "replay"]
    channels: int
    concepts_per_channel: int
    weeks: int
    winner_min_log_effect: float
    loser_max_log_effect: float


class Rule(Protocol):
    """Something that decides week by week through one sprint."""

    def week(self, view: SeenWeek) -> Answer: ...


MakeRule = Callable[[int, Setup], Rule]
"""A rule from the seed of its own chance and the set-up; one for each sprint."""
