"""The last look: late in a sprint one post for a concept that was left aside and may still be a winner.

Nothing is remembered: whether a channel had its look is seen from its posts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from vaekst.core.evidence import Estimate, last_look
from vaekst.core.evidence.turns import LAST_LOOKS_FROM, LEFT_ASIDE
from vaekst.core.period import Week
from vaekst.core.strategy import Sprint

if TYPE_CHECKING:
    from vaekst.core.planning.places import Candidate


@dataclass(frozen=True, slots=True)
class LastLook:
    """The concept that is due one more post, the day of its last one, and its chance to clear the bar."""

    concept: str
    since: date
    chance: float


def look_due(
    candidates: Sequence[Candidate], posted: Collection[date], *, week: Week, sprint: Sprint
) -> LastLook | None:
    """The look a channel is due in the week; None when none is. `posted` are the days of all the channel's posts.

    Decisions go first: what was stopped gets none, what is scaled or tried by an experiment gets its posts anyway. Weeks in which
    the whole channel was silent do not count: nobody left a concept aside then.
    """
    if sprint.period is None or week.monday > sprint.period.last:
        return None
    weeks = sorted({Week.of(day) for day in posted})
    if any(_was_given(one, weeks, sprint) for one in candidates):
        return None
    elapsed = _elapsed(sprint, week)
    found = [_by_metric(held, weeks, week, elapsed=elapsed) for held in _alike(candidates)]
    return max((one for one in found if one), key=lambda one: one.chance, default=None)


def _alike(candidates: Sequence[Candidate]) -> Iterable[Sequence[Candidate]]:
    """The candidates that are not stopped, those judged by one metric together: only they can be compared."""
    held: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.decided != "stop":
            held.setdefault(one.row.metric, []).append(one)
    return held.values()


def _by_metric(held: Sequence[Candidate], weeks: Sequence[Week], week: Week, *, elapsed: float) -> LastLook | None:
    """The look that is due among concepts of one metric; the others tell what the channel makes anyway."""
    aside = {
        one.concept: one.row.published[-1]
        for one in held
        if one.row.published and one.decided != "scale" and not one.running
    }
    known = {one.concept: one.row.estimate for one in held if isinstance(one.row.estimate, Estimate)}
    silent = {concept: _silent(Week.of(day), weeks, week) for concept, day in aside.items()}
    found = last_look(known.values(), silent, elapsed=elapsed)
    return None if found is None else LastLook(found, aside[found], known[found].chance_above_bar)


def _was_given(one: Candidate, weeks: Sequence[Week], sprint: Sprint) -> bool:
    """Whether the concept came back late in the sprint after it had been left aside."""
    own = sorted({Week.of(day) for day in one.row.published})
    return any(
        _elapsed(sprint, back) >= LAST_LOOKS_FROM and _silent(before, weeks, back) >= LEFT_ASIDE
        for before, back in pairwise(own)
    )


def _silent(last: Week, weeks: Sequence[Week], until: Week) -> int:
    """Weeks since the concept's last post, up to the week that is planned: those in which the channel posted, and that one."""
    return sum(last < week < until for week in weeks) + 1


def _elapsed(sprint: Sprint, week: Week) -> float:
    """The share of the sprint that is over when the week begins."""
    return sprint.elapsed(as_of=week.monday) or 0.0
