"""How well a rule played: one sprint's account, and the figures of many.

A winner is truly worth ln 1.10 or more, a loser ln 0.95 or less; a false scale is of a concept that is not truly above the
baseline. The reward is what the posts of a sprint were worth on average: 1 is the baseline.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vaekst.core.simulation.sprint import LOSER, SCALE, STOP, WINNER, Played
from vaekst.core.simulation.worlds import Floats

NOTHING = 1e-12
"""A ln(effect) up to this is none."""
LAST_WEEKS = 4
"""The best concept is lost when it is stopped or gets no post in so many last weeks."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The account of one sprint: counts of concepts, and rewards. Winners and losers count once they were posted."""

    winners: int
    winners_stopped: int
    losers: int
    losers_stopped: int
    best: int  # channels whose best concept is a winner
    best_lost: int
    scaled: int
    scaled_falsely: int
    ever_falsely: bool
    winners_scaled: int
    winners_at_all: int
    reward: float
    oracle: float
    equal: float
    loser_posts: float


def outcome(played: Played) -> Outcome:
    """The account of a sprint."""
    effects, posts = played.effects, played.posts
    total = posts.sum(axis=0)
    concepts = total[:, :-1]
    last = played.decisions[-1]
    stopped, scaled = last == STOP, last == SCALE
    met = (concepts > 0) | stopped
    winner, loser, no_better = effects >= WINNER, effects <= LOSER, effects <= NOTHING
    best = np.arange(len(effects)), effects.argmax(axis=1)
    found = winner[best]
    starved = posts[-LAST_WEEKS:, :, :-1].sum(axis=0)[best] == 0
    worth = np.exp(effects)
    return Outcome(
        winners=int((winner & met).sum()),
        winners_stopped=int((winner & stopped).sum()),
        losers=int((loser & met).sum()),
        losers_stopped=int((loser & stopped).sum()),
        best=int(found.sum()),
        best_lost=int((found & (stopped[best] | starved)).sum()),
        scaled=int(scaled.sum()),
        scaled_falsely=int((scaled & no_better).sum()),
        ever_falsely=bool(((played.decisions == SCALE) & no_better).any()),
        winners_scaled=int((winner & scaled).sum()),
        winners_at_all=int(winner.sum()),
        reward=float((concepts * worth).sum() + total[:, -1].sum()) / int(total.sum()),
        oracle=float(np.maximum(worth.max(axis=1), 1.0).mean()),
        equal=float(worth.mean()),
        loser_posts=float((concepts * loser).sum()) / int(total.sum()),
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean or share over sprints with its standard error, where one is known."""

    value: float
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What many sprints come to. Shares are fractions; None where nothing was there to count.

    `gain` is the reward beyond another rule's in the same sprints, with its paired error; `lift` beyond the baseline's.
    """

    sprints: int
    gain: Figure | None
    lift: Figure
    oracle_lift: float
    equal_lift: float
    oracle_share: float | None
    winners_stopped: float | None
    losers_stopped: float | None
    best_lost: float | None
    scaled: float  # concepts per sprint
    false_share: float | None
    any_false: Figure
    ever_false: Figure
    winners_scaled: float | None
    loser_posts: float


def score(outcomes: Sequence[Outcome], *, against: Sequence[Outcome] | None = None) -> Score:
    """The figures of these sprints. `against` are another rule's outcomes of the same sprints, in the same order."""
    oracle = _mean(outcomes, "oracle") - 1
    rewards = _column(outcomes, "reward")
    lift = _figure(rewards - 1)
    return Score(
        sprints=len(outcomes),
        gain=None if against is None else _figure(rewards - _column(against, "reward")),
        lift=lift,
        oracle_lift=oracle,
        equal_lift=_mean(outcomes, "equal") - 1,
        oracle_share=lift.value / oracle if oracle > 0.001 else None,
        winners_stopped=_share(outcomes, "winners_stopped", "winners"),
        losers_stopped=_share(outcomes, "losers_stopped", "losers"),
        best_lost=_share(outcomes, "best_lost", "best"),
        scaled=_mean(outcomes, "scaled"),
        false_share=_share(outcomes, "scaled_falsely", "scaled"),
        any_false=_figure(_column(outcomes, "scaled_falsely") > 0),
        ever_false=_figure(_column(outcomes, "ever_falsely")),
        winners_scaled=_share(outcomes, "winners_scaled", "winners_at_all"),
        loser_posts=_mean(outcomes, "loser_posts"),
    )


def _column(outcomes: Sequence[Outcome], name: str) -> Floats:
    return np.array([getattr(one, name) for one in outcomes], dtype=np.float64)


def _mean(outcomes: Sequence[Outcome], name: str) -> float:
    return float(_column(outcomes, name).mean())


def _share(outcomes: Sequence[Outcome], part: str, whole: str) -> float | None:
    total = _column(outcomes, whole).sum()
    return float(_column(outcomes, part).sum() / total) if total else None


def _figure(values: Floats | np.typing.NDArray[np.bool_]) -> Figure:
    numbers = np.asarray(values, dtype=np.float64)
    error = float(numbers.std(ddof=1)) / math.sqrt(len(numbers)) if len(numbers) > 1 else None
    return Figure(float(numbers.mean()), error)
