"""Quality gates: a minimum a concept reaches before it gets extra distribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from vaekst.core.figures import PostFigure


class GateState(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of one concept: its median over `posts` posts against the minimum, both in the metric's unit."""

    metric: str
    minimum: float
    value: float | None
    posts: int

    @property
    def state(self) -> GateState:
        """Unknown is not passed: what was not measured has not reached the minimum."""
        if self.value is None:
            return GateState.UNKNOWN
        return GateState.PASSED if self.value >= self.minimum else GateState.FAILED


def gate(metric: str, minimum: float, posts: Sequence[PostFigure]) -> Gate:
    """The gate for these posts, measured by the metric. Without any post the value is unknown."""
    return Gate(metric, minimum, median(post.value for post in posts) if posts else None, len(posts))
