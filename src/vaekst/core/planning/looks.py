"""The last look: late in a sprint one post for a concept that was left aside and may still be a winner.

Nothing is remembered: whether a channel had its look is seen from its posts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    asked = {one.concept: one for one in candidates if one.decided not in ("scale", "stop") and not one.running}
    known = [one.row.estimate for one in asked.values() if isinstance(one.row.estimate, Estimate)]
    silent = {
        name: _silent(Week.of(one.row.published[-1]), weeks, week) for name, one in asked.items() if one.row.published
    }
    found = last_look(known, silent, elapsed=_elapsed(sprint, week))
    if found is None:
        return None
    (estimate,) = (one for one in known if one.concept == found)
    return LastLook(found, asked[found].row.published[-1], estimate.chance_above_bar)


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
