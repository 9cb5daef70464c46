"""What decisions cost, where the truth is known: what was stopped or scaled wrongly, and what posts to come would be worth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from vaekst.core.simulation.rivals.sharing import LIVE, SCALED_WEIGHT
from vaekst.core.simulation.score import NOTHING
from vaekst.core.simulation.seen import Decision
from vaekst.core.simulation.sprint import LOSER, WINNER

Place = tuple[str, str]
"""A channel and a concept on it."""


@dataclass(frozen=True, slots=True)
class Regret:
    """What decisions come to. `lift` is what the next posts are worth beyond the baseline when each channel's go four to one
    to scaled and other live concepts, and none to stopped ones; channels count alike.
    """

    winners_stopped: tuple[Place, ...]
    scaled_for_nothing: tuple[Place, ...]
    losers_kept: tuple[Place, ...]
    lift: float


def regret(truth: Mapping[Place, float], decisions: Mapping[Place, Decision]) -> Regret:
    """What these decisions cost by the true ln(effects). What was not decided goes on as before."""
    held = {place: decisions.get(place, "iterate") for place in truth}
    channels = sorted({channel for channel, _ in truth})
    return Regret(
        tuple(place for place, effect in truth.items() if effect >= WINNER and held[place] == "stop"),
        tuple(place for place, effect in truth.items() if effect <= NOTHING and held[place] == "scale"),
        tuple(place for place, effect in truth.items() if effect <= LOSER and held[place] != "stop"),
        sum(_worth(truth, held, channel) for channel in channels) / len(channels) if channels else 0.0,
    )


def _worth(truth: Mapping[Place, float], held: Mapping[Place, Decision], channel: str) -> float:
    """What a channel's next posts are worth beyond the baseline; with nothing alive they are the baseline."""
    weights = {
        place: SCALED_WEIGHT if held[place] == "scale" else 1
        for place in truth
        if place[0] == channel and (held[place] in LIVE or held[place] == "wait")
    }
    total = sum(weights.values())
    return sum(weight * math.expm1(truth[place]) for place, weight in weights.items()) / total if total else 0.0
