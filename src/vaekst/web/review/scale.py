"""One scale for all estimates of a page, so that their pictures can be compared by eye."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from vaekst.core.evidence import Estimate
from vaekst.web.review.cards import Tick
from vaekst.web.shell.words import change

LEAST, MOST = -0.9, 2.0
"""Effects beyond are drawn at the edge; the words beside the picture tell them in full."""
_STEPS = (0.1, 0.2, 0.25, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Effects from `low` to `high`, relative to baseline: -0.4 is 40 % below."""

    low: float
    high: float

    def place(self, effect: float) -> float:
        """Where the effect lies, in percent of the width from the left."""
        return round(100 * (min(max(effect, self.low), self.high) - self.low) / (self.high - self.low), 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Three to seven round numbers, the baseline always among them."""
        step = next((step for step in _STEPS if (self.high - self.low) / step <= 6), _STEPS[-1])
        first, last = round(self.low / step), round(self.high / step)
        inside = (n * step for n in range(first, last + 1) if self.low <= round(n * step, 9) <= self.high)
        return tuple(Tick(self.place(effect), change(effect), _anchor(self.place(effect))) for effect in inside)


def scale_of(estimates: Iterable[Estimate]) -> Scale:
    """The narrowest scale that holds all intervals, in steps of ten percent, and at least ±30 %."""
    held = list(estimates)
    low = min([-0.3, *(max(one.low, LEAST) for one in held)])
    high = max([0.3, *(min(one.high, MOST) for one in held)])
    return Scale(_down(low), -_down(-high))


def _down(effect: float) -> float:
    return math.floor(round(effect * 10, 6)) / 10


def _anchor(place: float) -> str:
    return "start" if place < 4 else "end" if place > 96 else "middle"
