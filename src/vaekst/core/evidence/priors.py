"""What is thought of concepts before they are tried, and what a brand's earlier sprints make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

SCATTER = 0.27
"""Squared coefficient of variation between posts of one concept (a CV of 52 %), worth so many posts:"""
SCATTER_WEIGHT = 12.0

_TRUSTED = 0.7
"""How much of what an earlier sprint taught is believed of the next; the rest stays as it was thought before."""
_MOST_POSTS = 60.0
"""An earlier sprint's scatter counts for no more posts than this."""


class Odds(NamedTuple):
    """Possible answers and how likely each is before any post is seen."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    @classmethod
    def certain(cls, value: float) -> Odds:
        """The one answer there is."""
        return cls((value,), (1.0,))

    def after(self, weights: tuple[float, ...]) -> Odds:
        """The odds drawn towards what was found. An answer that seemed unlikely stays possible."""
        if len(weights) != len(self.values):
            return self  # it was not asked
        mixed = _TRUSTED * np.array(weights) + (1 - _TRUSTED) * np.array(self.weights) / sum(self.weights)
        return Odds(self.values, tuple(mixed.tolist()))


_KIN = Odds((0.0, 0.6), (0.5, 0.5))
_TIE = Odds((0.0, 0.5, 0.8), (0.4, 0.35, 0.25))
_FORMATS = Odds((0.03, 0.30), (0.5, 0.5))


@dataclass(frozen=True, slots=True)
class Learned:
    """What one fit found: how likely each answer of a prior is, the scatter between posts, and the posts that told it."""

    spread: tuple[float, ...]
    drift: tuple[float, ...]
    common: tuple[float, ...]
    kin: tuple[float, ...]
    tie: tuple[float, ...]
    formats: tuple[float, ...]
    scatter: float
    posts: float


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought of concepts before they are tried; each list is weighed by the data.

    `spread` is the standard deviation of ln(effect) between concepts, `drift` that of a channel's weekly steps, `common`
    the ln(effect) new concepts share. `kin` is the share of the spread's variance that related concepts have in common,
    `tie` the correlation between a concept's effect and its early signal, `formats` the standard deviation of the logarithm
    of what formats lie above the usual; each of the three is asked only where there is any.
    `scatter` is the squared coefficient of variation between posts of one concept, believed as `worth` posts would be.
    """

    spread: Odds
    drift: Odds
    common: Odds
    kin: Odds = _KIN
    tie: Odds = _TIE
    formats: Odds = _FORMATS
    scatter: float = SCATTER
    worth: float = SCATTER_WEIGHT

    def after(self, found: Learned) -> Prior:
        """The prior of the next sprint, given what one taught."""
        worth = min(_TRUSTED * found.posts, _MOST_POSTS)
        scatter = (self.scatter * self.worth + found.scatter * worth) / (self.worth + worth)
        odds = {
            name: getattr(self, name).after(getattr(found, name))
            for name in ("spread", "drift", "common", "kin", "tie", "formats")
        }
        return replace(self, scatter=scatter, worth=self.worth + worth, **odds)


PRIOR = Prior(
    spread=Odds((0.05, 0.20, 0.35, 0.70), (0.25, 0.48, 0.22, 0.05)),
    drift=Odds((0.005, 0.07, 0.14), (0.60, 0.25, 0.15)),
    common=Odds((-0.20, 0.0), (0.12, 0.88)),
)
