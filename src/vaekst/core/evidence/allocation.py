"""Whose turn it is: how many of a channel's next posts each concept gets, and how many go out as usual.

Every post goes where it is worth most over what is left of the sprint: what the post itself is expected to bring, and
what is learned from it for all posts after it. This is the knowledge gradient for correlated beliefs (Frazier, Powell &
Dayanik 2009), looking ahead over a few sizes of commitment because one post alone often teaches too little to matter
(Frazier & Powell 2010). Nothing is drawn at random: the same evidence gives the same plan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from vaekst.core.evidence.belief import Belief
from vaekst.core.evidence.levels import Flags, Floats, Ints

# Sizes of commitment looked ahead to, in posts.
_AHEAD = np.array((1.0, 3.0, 8.0, 20.0))
# What is learned is worth something after the sprint as well: it counts for as many posts again.
BEYOND = 2.0
_NODES, _WEIGHTS = hermegauss(7)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True, slots=True)
class Room:
    """Posts to place: `posts` next week and `left` until the sprint ends (next week's included), per channel.

    `open` (channels x concepts) tells which concepts may get posts, `owed` which get one before all others.
    """

    posts: Ints
    left: Floats
    open: Flags
    owed: Flags


def allocate(belief: Belief, scatter: Floats, room: Room) -> Ints:
    """Posts per channel and arm (channels x (1 + concepts), business as usual first); rows add up to `room.posts`."""
    known = belief.joint()
    noise = scatter * 1.1 + 0.02  # one more post: scatter between posts, and the binomial part of a usual post
    mean = np.concatenate([np.zeros((len(scatter), 1)), np.where(room.open, belief.mean, -np.inf)], 1)
    given = np.zeros(mean.shape, dtype=np.intp)
    left = BEYOND * room.left
    for turn in range(int(room.posts.max(initial=0))):
        value = _worth(known, mean, noise, left)
        owed = room.owed & room.open & (given[:, 1:] == 0)
        value[:, 1:] = np.where(owed, np.inf, value[:, 1:])
        arm = np.argmax(value, 1)
        now = turn < room.posts
        given[np.flatnonzero(now), arm[now]] += 1
        known = np.where(now[:, None, None], _after_one(known, arm, noise), known)
        left = np.maximum(left - BEYOND, 1)
    return given


def _worth(known: Floats, mean: Floats, noise: Floats, left: Floats) -> Floats:
    """What giving each arm the next posts and then the best arm the rest would bring, per channel and arm."""
    told = known[:, :1] + np.where(
        np.arange(mean.shape[1])[:, None] > 0, known, 0.0
    )  # channels x arm x what it tells of
    variance = told[:, :, 0] + np.where(np.arange(mean.shape[1]) > 0, np.diagonal(told, axis1=1, axis2=2), 0.0)
    told = told.copy()
    told[:, :, 0] = 0  # business as usual is what effects are relative to
    step = told[:, :, None] / np.sqrt(variance[:, :, None] + noise[:, None, None] / _AHEAD)[..., None]
    best = np.max(mean[:, None, None, :, None] + step[..., None] * _NODES, 3) @ _WEIGHTS
    posts, rest = _AHEAD, left[:, None, None] - _AHEAD
    gain = np.where(rest >= 0, posts * mean[:, :, None] + rest * best, -np.inf)
    return np.asarray(np.max(gain, 2))


def _after_one(known: Floats, arm: Ints, noise: Floats) -> Floats:
    """The covariance once one more post of the arm is known."""
    rows = np.arange(len(arm))
    told = known[:, 0] + np.where((arm > 0)[:, None], known[rows, arm], 0.0)
    variance = told[:, 0] + np.where(arm > 0, told[rows, arm], 0.0)
    return np.asarray(known - told[:, :, None] * told[:, None, :] / (variance + noise)[:, None, None])
