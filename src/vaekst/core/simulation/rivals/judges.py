"""What rules that people use make of a channel's posts after a week."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from scipy.special import ndtr

from vaekst.core.simulation.seen import Decision, SeenChannel, SeenPost, SeenWeek

POSTS = 3
"""From so many posts on a concept is judged."""
TOP, TOP_WEEK = 2, 6
"""In this week the naive rule keeps so many concepts of a channel."""
SURE = 0.95
HALVING_ENDS = 0.75
"""The last halving is due when this share of the sprint is over."""


def nothing(channel: SeenChannel, view: SeenWeek) -> Mapping[str, Decision]:
    """No verdict ever: the posts are shared evenly."""
    del channel, view
    return {}


def naive(channel: SeenChannel, view: SeenWeek) -> Mapping[str, Decision]:
    """Stop what lies below the baseline after three posts, by medians; in week 6 keep two, and scale those not below it."""
    base = _median(channel["baseline"])
    held = {one["id"]: one["decision"] for one in channel["concepts"]}
    posts = {one["id"]: one["posts"] for one in channel["concepts"]}
    middle = {id_: _median(posts[id_]) for id_ in held if posts[id_]}
    for id_ in middle:
        if held[id_] == "iterate" and len(posts[id_]) >= POSTS and middle[id_] < base:
            held[id_] = "stop"
    if view["week"] == TOP_WEEK:
        live = sorted((id_ for id_ in middle if held[id_] == "iterate"), key=lambda id_: -middle[id_])
        held |= dict.fromkeys(live[TOP:], "stop")
        held |= {id_: "scale" for id_ in live[:TOP] if middle[id_] >= base and len(posts[id_]) >= POSTS}
    return held


def impressions(channel: SeenChannel, view: SeenWeek) -> Mapping[str, Decision]:
    """The chance to win of a classical A/B test that takes every impression for a trial of its own: 95 % scales, 5 % stops."""
    del view
    base = pooled(channel["baseline"])
    decided: dict[str, Decision] = {}
    for concept in channel["concepts"]:
        if concept["decision"] in ("iterate", "scale") and len(concept["posts"]) >= POSTS:
            chance = chance_to_win(pooled(concept["posts"]), base)
            if chance <= 1 - SURE:
                decided[concept["id"]] = "stop"
            elif chance >= SURE:
                decided[concept["id"]] = "scale"
    return decided


def halving(channel: SeenChannel, view: SeenWeek) -> Mapping[str, Decision]:
    """Sequential halving (Karnin, Koren & Somekh 2013): drop the worse half by pooled rates, round by round; scale the last."""
    rounds = math.ceil(math.log2(len(channel["concepts"])))
    due = [round(view["weeks"] * HALVING_ENDS * (one + 1) / rounds) for one in range(rounds)]
    if view["week"] not in due:
        return {}
    rate = {concept["id"]: _rate(pooled(concept["posts"])) for concept in channel["concepts"]}
    live = [concept["id"] for concept in channel["concepts"] if concept["decision"] == "iterate"]
    live.sort(key=lambda id_: -rate[id_])
    keep = (len(live) + 1) // 2
    decided: dict[str, Decision] = dict.fromkeys(live[keep:], "stop")
    if keep == 1 and rate[live[0]] > _rate(pooled(channel["baseline"])):
        decided[live[0]] = "scale"
    return decided


def pooled(posts: Iterable[SeenPost]) -> tuple[float, float]:
    """Successes and trials of all posts together."""
    told = [(post["successes"], post["trials"]) for post in posts]
    return sum(one for one, _ in told), sum(one for _, one in told)


def chance_to_win(arm: tuple[float, float], base: tuple[float, float]) -> float:
    """The chance that the arm's rate is above the base's, each (successes, trials) with a uniform prior.

    The difference of the two beta distributions is taken for normal, which thousands of trials allow.
    """
    (one, spread), (other, base_spread) = _beta(*arm), _beta(*base)
    return float(ndtr((one - other) / math.sqrt(spread + base_spread)))


def _beta(successes: float, trials: float) -> tuple[float, float]:
    """Mean and variance of the belief about a rate."""
    size = trials + 2
    mean = (successes + 1) / size
    return mean, mean * (1 - mean) / (size + 1)


def _rate(counted: tuple[float, float]) -> float:
    successes, trials = counted
    return successes / trials if trials else 0.0


def _median(posts: Sequence[SeenPost]) -> float:
    return median(post["successes"] / post["trials"] for post in posts)
