"""Rules that judge concept by concept and share the posts over those that live."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from vaekst.core.simulation.seen import Answer, Decision, MakeRule, SeenChannel, SeenWeek, Setup

LIVE: frozenset[Decision] = frozenset({"iterate", "scale"})
SCALED_WEIGHT = 4
"""A scaled concept gets so many posts for each of one that is iterated."""
SLOTS = 2
"""Concepts tried at once per channel; the next in the queue takes the place of one that was stopped."""

Judge = Callable[[SeenChannel, SeenWeek], Mapping[str, Decision]]
"""A rule's new decisions about a channel's concepts after a week; those left out stay as they are."""


@dataclass
class Sharing:
    """Posts go evenly to the live concepts, to scaled ones four times as many; with none alive, they are made as before."""

    judge: Judge
    slots: int
    closes: int  # from this week on nothing new begins
    rng: np.random.Generator

    def week(self, view: SeenWeek) -> Answer:
        decisions: dict[str, Decision] = {}
        allocation = {}
        for channel in view["channels"]:
            held = {concept["id"]: concept["decision"] for concept in channel["concepts"]}
            if view["week"]:
                held |= self.judge(channel, view)
            if view["week"] < self.closes:
                _fill(held, self.slots)
            decisions |= held
            allocation[channel["id"]] = self._share(channel, held, view["next_posts"][channel["id"]])
        return {"decisions": decisions, "allocation": allocation}

    def _share(self, channel: SeenChannel, held: Mapping[str, Decision], room: int) -> dict[str, int]:
        weights = {id_: SCALED_WEIGHT if held[id_] == "scale" else 1 for id_ in held if held[id_] in LIVE}
        total = sum(weights.values())
        quota = {id_: weight * room / total for id_, weight in weights.items()}
        given = {id_: int(share) for id_, share in quota.items()}
        if rest := room - sum(given.values()) if given else 0:
            posted = {concept["id"]: len(concept["posts"]) for concept in channel["concepts"]}
            is_even = len(set(weights.values())) == 1
            luck = dict(zip(given, (self.rng.random(len(given)) / 2).tolist(), strict=True))
            owed = {one: posted[one] + given[one] if is_even else given[one] - quota[one] for one in given}
            for id_ in sorted(given, key=lambda one: owed[one] + luck[one])[:rest]:
                given[id_] += 1
        return given


def _fill(held: dict[str, Decision], slots: int) -> None:
    """Lets the next in the queue into free slots."""
    for id_, decision in held.items():
        if decision == "wait" and sum(one in LIVE for one in held.values()) < slots:
            held[id_] = "iterate"


def sharing(judge: Judge, *, slots: int = SLOTS, closes: int = sys.maxsize) -> MakeRule:
    """A rule made of a judge."""
    return partial(_made, judge, slots, closes)


def _made(judge: Judge, slots: int, closes: int, seed: int, setup: Setup) -> Sharing:
    del setup  # these rules look at what they are shown and at nothing else
    return Sharing(judge, slots, closes, np.random.default_rng(seed))
