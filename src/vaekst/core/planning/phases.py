"""What each phase of the sprint asks of a week: baseline posts, concepts to test, winners to carry on, volume to raise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vaekst.core.period import Week
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Phase, Sprint


class Kept(StrEnum):
    """Which concepts of a channel a phase makes posts for."""

    NONE = "none"
    TESTED = "tested"
    WINNERS = "winners"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Work:
    """What a week is for. `sprint_week` counts from 1; it and `phase` are None outside the sprint and its phases."""

    kept: Kept
    may_rise: bool
    words: str
    phase: Phase | None = None
    sprint_week: int | None = None

    @property
    def reason(self) -> Sentence:
        """What the week is for, in words."""
        name = self.phase.name if self.phase else None
        return Sentence(f"work_{self.kept}{'_rising' * self.may_rise}", self.words, phase=name, week=self.sprint_week)


_ALL = N_("No phase of the sprint speaks of this week: all concepts that are not stopped are made, at the usual pace.")
_WORK: Mapping[str, Work] = {
    "baseline": Work(
        Kept.NONE, False, N_("Week {week} of the sprint, {phase:word}: business as usual, so that there is a baseline.")
    ),
    "concepts": Work(Kept.TESTED, False, N_("Week {week} of the sprint, {phase:word}: concepts are tested, at the usual pace.")),
    "winners": Work(
        Kept.WINNERS, False, N_("Week {week} of the sprint, {phase:word}: only the best concepts of each channel, at the usual pace.")
    ),
    "distribution": Work(
        Kept.WINNERS, True, N_("Week {week} of the sprint, {phase:word}: more of the best concepts, while retention and CTR hold.")
    ),
    "pipeline": Work(
        Kept.WINNERS, False, N_("Week {week} of the sprint, {phase:word}: the best concepts go on at a stable pace.")
    ),
}  # fmt: skip
"""By the id of a phase. A phase of another name asks for nothing of its own."""
PHASES = tuple(_WORK)


def work_of(sprint: Sprint, week: Week) -> Work:
    """What the week is for. A week belongs to the sprint by its Monday."""
    period = sprint.period
    if period is None or not week.period.last >= period.first or week.monday > period.last:
        return Work(Kept.ALL, False, _ALL)
    number = max((week.monday - period.first).days // 7, 0) + 1
    phase = next((one for one in sprint.phases if one.first_week <= number <= one.last_week), None)
    work = _WORK.get(phase.id) if phase else None
    return replace(work or Work(Kept.ALL, False, _ALL), phase=phase, sprint_week=number)


def remarks_on(sprint: Sprint, week: Week, *, today: date) -> tuple[Sentence, ...]:
    """What must be said of a plan for this week before it is read: that the week is over, or outside the sprint."""
    found, period = [], sprint.period
    if week.period.last < today:
        template = N_("{week} ended on {last:day}: this is what would have been planned for it, not what is to come.")
        found.append(Sentence("week_is_over", template, week=str(week), last=week.period.last))
    if period is not None and (week.period.last < period.first or week.monday > period.last):
        template = N_("{week} lies outside the sprint, which runs from {first:day} to {last:day}.")
        found.append(Sentence("week_outside_sprint", template, week=str(week), first=period.first, last=period.last))
    return tuple(found)
