"""The team's stop rule: a concept that does not beat the baseline after so many posts is paused and re-briefed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from vaekst.core.figures import PostFigure


@dataclass(frozen=True, slots=True)
class StopState:
    """How far the stop rule has come for one concept.

    `below_baseline` is True when the concept's median does not lie above the baseline's, None when either is
    unknown.
    """

    posts: int
    needed: int
    below_baseline: bool | None

    @property
    def fired(self) -> bool:
        """Whether the rule says pause and re-brief."""
        return self.posts >= self.needed and self.below_baseline is True


def stop_rule(posts: Sequence[PostFigure], baseline: Sequence[PostFigure], *, needed: int) -> StopState:
    """The state of the stop rule after these posts. It compares medians, as a person would."""
    below = None
    if posts and baseline:
        below = median(post.value for post in posts) <= median(post.value for post in baseline)
    return StopState(len(posts), needed, below)
