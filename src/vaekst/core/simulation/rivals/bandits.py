"""Rules that draw each post's concept by what they believe, the baseline among them, and give a verdict at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

import numpy as np

from vaekst.core.simulation.rivals.judges import SURE, chance_to_win, pooled
from vaekst.core.simulation.seen import USUAL, Answer, Decision, MakeRule, SeenChannel, SeenWeek, Setup
from vaekst.core.simulation.worlds import Floats

PRIOR = 20.0
"""The belief before any post: so many impressions at the baseline's rate."""
REDRAWS = 20
TOP_TWO = 0.5
"""With this chance the winner of a draw is taken, else the next that wins (Russo 2020)."""


@dataclass
class Bandit:
    """Thompson sampling with impressions as units. `first` is the chance to take the winner of a draw at once."""

    first: float
    rng: np.random.Generator

    def week(self, view: SeenWeek) -> Answer:
        decisions: dict[str, Decision] = {}
        allocation = {}
        for channel in view["channels"]:
            ids = [concept["id"] for concept in channel["concepts"]]
            decisions |= dict.fromkeys(ids, "iterate")
            if view["final"] and (winner := _winner(channel)):
                decisions[winner] = "scale"
            room = view["next_posts"][channel["id"]]
            allocation[channel["id"]] = dict(Counter(self._chosen([USUAL, *ids], channel, room)))
        return {"decisions": decisions, "allocation": allocation}

    def _chosen(self, arms: list[str], channel: SeenChannel, room: int) -> list[str]:
        if not room:
            return []
        belief = _belief(channel)
        firsts = self.rng.beta(*belief, size=(room, len(arms))).argmax(axis=1)
        settled = self.rng.random(room) <= self.first
        return [
            arms[first if done else self._other(first, belief)] for first, done in zip(firsts, settled, strict=True)
        ]

    def _other(self, first: int, belief: tuple[Floats, Floats]) -> int:
        """The next arm that wins a draw; the first again when no other does."""
        draws = self.rng.beta(*belief, size=(REDRAWS, len(belief[0]))).argmax(axis=1)
        others = draws[draws != first]
        return int(others[0]) if len(others) else first


def _belief(channel: SeenChannel) -> tuple[Floats, Floats]:
    """The two parameters of each arm's beta distribution, the baseline first."""
    base = pooled(channel["baseline"])
    counted = np.array([base, *(pooled(concept["posts"]) for concept in channel["concepts"])])
    successes, trials = counted[:, 0], counted[:, 1]
    usual = base[0] / base[1]
    return successes + usual * PRIOR, trials - successes + (1 - usual) * PRIOR


def _winner(channel: SeenChannel) -> str | None:
    """The concept with the most posts, if it is surely above the baseline."""
    most = max(channel["concepts"], key=lambda concept: len(concept["posts"]))
    chance = chance_to_win(pooled(most["posts"]), pooled(channel["baseline"]))
    return most["id"] if most["posts"] and chance >= SURE else None


def bandit(*, first: float = 1.0) -> MakeRule:
    """Thompson sampling; top-two with a `first` below 1."""
    return partial(_made, first)


def _made(first: float, seed: int, setup: Setup) -> Bandit:
    del setup
    return Bandit(first, np.random.default_rng(seed))
