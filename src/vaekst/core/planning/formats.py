"""The formats of a channel by what their posts reach: which to keep when fewer are wanted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vaekst.core.evidence.movement import LEAST_UNITS, of_posts
from vaekst.core.figures import PostFigure
from vaekst.core.sentence import N_, Sentence


@dataclass(frozen=True, slots=True)
class FormatLevel:
    """A format of a channel: how many posts of it can be compared, and what the typical one reaches."""

    format: str
    posts: int
    typical: float


def formats_of(figures: Iterable[PostFigure]) -> tuple[FormatLevel, ...]:
    """The formats the posts are told to have, the best typical post first. A format of one post tells nothing yet."""
    held: dict[str, list[PostFigure]] = {}
    for figure in figures:
        if figure.format:
            held.setdefault(figure.format, []).append(figure)
    levels = [
        FormatLevel(name, len(posts), math.exp(of_posts(posts).log))
        for name, posts in held.items()
        if len(posts) >= LEAST_UNITS and any(post.value > 0 for post in posts)
    ]
    return tuple(sorted(levels, key=lambda each: (-each.typical, each.format)))


def fewer_formats(levels: Sequence[FormatLevel], *, keep: int, metric: str) -> Sentence | None:
    """Which formats to keep, the best so far by the typical post; None where there are no more than that."""
    if len(levels) <= keep:
        return None
    return Sentence(
        "fewer_formats",
        N_("{formats} formats are in use. Keep {kept:words}, whose typical post is best by {metric:metric} so far."),
        formats=len(levels),
        kept=", ".join(each.format.replace("_", " ") for each in levels[:keep]),
        metric=metric,
    )
