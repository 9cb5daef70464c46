"""When the evidence is enough to scale or to stop: thresholds that hold although people look every week.

Looking every week and acting on the first crossing would use up the promised error many times over. So little of it is
spent early and most at the end (alpha spending: Lan & DeMets 1983): after a share t of the sprint, a verdict may err with
t^1.5 of what it may at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vaekst.core.evidence.levels import Flags, Floats

SPENDING = 1.5
"""How late the error is spent: 1 would be evenly, more is later."""


@dataclass(frozen=True)
class Thresholds:
    """How sure is sure enough at the sprint's end. `bar` is the effect worth having: 0.10 is 10 % above the baseline."""

    scale_at: float = 0.965
    stop_at: float = 0.05
    bar: float = 0.10
    min_posts: int = 4

    def after(self, elapsed: float) -> Thresholds:
        """The thresholds after this share of the sprint, from 0 to 1: stricter the earlier."""
        spent = max(elapsed, 0.0) ** SPENDING
        return Thresholds(1 - (1 - self.scale_at) * spent, self.stop_at * spent, self.bar, self.min_posts)

    def scales(self, chance_better: Floats, posts: Floats) -> Flags:
        """Where it is likely enough that an effect is above 0, after posts enough."""
        return np.asarray((chance_better >= self.scale_at) & (posts >= self.min_posts))

    def stops(self, chance_above_bar: Floats, posts: Floats) -> Flags:
        """Where it is unlikely enough that an effect is above the bar, after posts enough."""
        return np.asarray((chance_above_bar <= self.stop_at) & (posts >= self.min_posts))
