"""Who gets credit for a lead: one function per model, each from the same counts.

All divide the leads whose path has a touch; leads without one are *unattributed* in every model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from vaekst.core.attribution.counts import FIRST, LAST, UNIT, Counts, Real
from vaekst.core.attribution.markov import removal_effects
from vaekst.core.errors import UnknownName
from vaekst.core.sentence import N_

_ENDS, _BETWEEN = 0.4, 0.2


class Model(StrEnum):
    """The models, in the order they are shown."""

    LAST = "last"
    LAST_NON_DIRECT = "last_non_direct"
    FIRST = "first"
    LINEAR = "linear"
    TIME_DECAY = "time_decay"
    POSITION = "position"
    SHAPLEY = "shapley"
    MARKOV = "markov"


def last(counts: Counts) -> Real:
    """All credit to the last touch."""
    return _placed(counts, ((counts.places[:, 3] & LAST) > 0) * counts.places[:, 4])


def first(counts: Counts) -> Real:
    """All credit to the first touch."""
    return _placed(counts, ((counts.places[:, 3] & FIRST) > 0) * counts.places[:, 4])


def last_non_direct(counts: Counts) -> Real:
    """All credit to the last touch that came by a link or a referrer; to the last where all are direct."""
    return _placed(counts, counts.places[:, 5])


def linear(counts: Counts) -> Real:
    """The same credit to every touch."""
    return _placed(counts, counts.places[:, 4] / counts.places[:, 2])


def position(counts: Counts) -> Real:
    """40 % to the first touch, 40 % to the last, 20 % to those between; of two touches each gets half."""
    length, ends, count = counts.places[:, 2], counts.places[:, 3], counts.places[:, 4]
    middle = _BETWEEN / np.maximum(length - 2, 1)
    share = np.where(length == 1, 1.0, np.where(length == 2, 0.5, np.where(ends > 0, _ENDS, middle)))
    return _placed(counts, share * count)


def time_decay(counts: Counts) -> Real:
    """Credit halves with every half-life between touch and lead."""
    return _placed(counts, counts.places[:, 6] / UNIT)


def shapley(counts: Counts) -> Real:
    """The Shapley value of the game in which a coalition of keys is worth the leads whose whole path lies within it.

    Such a game is a sum of unanimity games, one per path, and its Shapley value divides each path's lead evenly among the
    path's different keys (Shapley 1953; Harsanyi's dividends): exact for any number of keys, with no coalition listed.
    """
    group, key, _, keys, count = counts.members.T
    return _summed(counts, group, key, count / keys)


def markov(counts: Counts) -> Real:
    """Leads with a touch, divided by the removal effects of the chain over all visitors, leads or not.

    One row: a chain has no part of a group's own. `resampled` gives others.
    """
    effects = removal_effects(counts.flows.sum(axis=0))
    return _divided(effects, counts.reached.sum())[None, :]


RULES: Mapping[Model, Callable[[Counts], Real]] = {
    Model.LAST: last,
    Model.LAST_NON_DIRECT: last_non_direct,
    Model.FIRST: first,
    Model.LINEAR: linear,
    Model.TIME_DECAY: time_decay,
    Model.POSITION: position,
    Model.SHAPLEY: shapley,
}
"""Models whose credits are sums over leads, by group of visitors: shape (groups, keys)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What people call a model, and what it takes for granted."""

    name: str
    assumes: str


TOLD: Mapping[Model, Told] = {
    Model.LAST: Told(N_("Last touch"), N_("The last touch did it all.")),
    Model.LAST_NON_DIRECT: Told(
        N_("Last non-direct"), N_("The last touch by a link did it all; direct visits only follow it.")
    ),
    Model.FIRST: Told(N_("First touch"), N_("Who is found is won; what follows is a formality.")),
    Model.LINEAR: Told(N_("Linear"), N_("Every touch did the same.")),
    Model.TIME_DECAY: Told(
        N_("Time decay"), N_("The nearer to the lead, the more it did: half as much for every week earlier.")
    ),
    Model.POSITION: Told(N_("Position 40/20/40"), N_("Finding and closing do most; what is between shares 20 %.")),
    Model.SHAPLEY: Told(N_("Shapley"), N_("Every different channel of a path was needed, and all the same.")),
    Model.MARKOV: Told(N_("Markov removal"), N_("Without a channel, every journey through it would have ended there.")),
}


def model_named(written: str) -> Model:
    """The model called so. Raises UnknownName with the nearest."""
    if written in list(Model):
        return Model(written)
    raise UnknownName("model", written, list(Model))


def credits_of(model: Model, counts: Counts) -> Real:
    """The model's credit of every key, in leads. They add up to the leads with a touch."""
    by_group = markov if model is Model.MARKOV else RULES[model]
    credited: Real = by_group(counts).sum(axis=0)
    return credited


def resampled(model: Model, counts: Counts, weights: Real) -> Real:
    """The credits with every group of visitors counted so often; `weights` is (samples, groups), so is one row each."""
    if model is not Model.MARKOV:
        credited: Real = weights @ RULES[model](counts)
        return credited
    flows = np.tensordot(weights, counts.flows.astype(float), axes=1)
    leads: Real = (weights @ counts.reached)[:, None]
    return _divided(removal_effects(flows), leads)


def _divided(effects: Real, leads: Real) -> Real:
    total = effects.sum(axis=-1, keepdims=True)
    divided: Real = np.divide(effects, total, out=np.zeros_like(effects), where=total > 0) * leads
    return divided


def _placed(counts: Counts, credit: Real) -> Real:
    return _summed(counts, counts.places[:, 0], counts.places[:, 1], credit)


def _summed(counts: Counts, group: Real, key: Real, credit: Real) -> Real:
    keys = len(counts.keys)
    cell = np.bincount(group * keys + key, credit, minlength=counts.groups * keys)
    return cell.reshape(counts.groups, keys)
