"""What a new brief should change: one thing where a concept goes on, its angle where it is stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import get_args

from vaekst.core.review import ReviewRow
from vaekst.core.rules import HELD_BY_GATE, GateState, Proposal
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.vocabulary import Weekday


class Change(StrEnum):
    """The one thing a new brief changes."""

    HOOK = "hook"
    LENGTH = "length"
    PACING = "pacing"
    CTA = "cta"
    ANGLE = "angle"

    @property
    def word(self) -> str:
        """What people call it, in English."""
        return _WORDS[self]


_WORDS: Mapping[Change, str] = {
    Change.HOOK: N_("hook"),
    Change.LENGTH: N_("length"),
    Change.PACING: N_("pacing"),
    Change.CTA: N_("call to action"),
    Change.ANGLE: N_("angle"),
}

_TELLS: Mapping[str, Change] = {
    "retention_3s": Change.HOOK,
    "retention_15s": Change.PACING,
    "ctr": Change.CTA,
    "thumb_ctr": Change.HOOK,
    "avg_watch_time": Change.PACING,
    "save_rate": Change.LENGTH,
}
"""The part of a post that a low figure points at first."""
_CHANGES: Mapping[str, tuple[Change, ...]] = {
    Proposal.ITERATE: (Change.HOOK, Change.LENGTH, Change.PACING, Change.CTA),
    Proposal.STOP: (Change.ANGLE,),
}
_WEEKDAYS: tuple[str, ...] = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class Rebriefing:
    """What the new brief should change, and the evidence that says so."""

    change: Change
    why: tuple[Sentence, ...]


def changes_for(decided: str, *, posted: bool = True) -> tuple[Change, ...]:
    """What a new brief may change after the decision; nothing where the decision asks for none, or no post was made yet."""
    if decided == Proposal.ITERATE and not posted:
        return ()
    return _CHANGES.get(decided, ())


def rebriefing(row: ReviewRow, decided: str) -> Rebriefing | None:
    """What the evidence says a new brief should change; None after decisions that ask for none.

    A gate that was not passed speaks first, then the metric the concept is judged by. Before the first post there is nothing to
    change, only another angle to take.
    """
    allowed = changes_for(decided, posted=bool(row.published))
    if not allowed:
        return None
    if len(allowed) == 1:
        return Rebriefing(allowed[0], (_another_angle(row), *row.reasons[:1]))
    failed = next((one for one in row.gates if one.state is GateState.FAILED and one.metric in _TELLS), None)
    if failed:
        return Rebriefing(_TELLS[failed.metric], (_told_by(failed.metric), *row.reasons[:1]))
    barrier = next((one for one in row.gates if one.state is not GateState.PASSED and one.metric in _TELLS), None)
    if (
        barrier and row.reasons and row.reasons[0].code in HELD_BY_GATE
    ):  # good enough but for it: the metric is not to blame
        return Rebriefing(_TELLS[barrier.metric], (row.reasons[0], _told_by(barrier.metric)))
    if row.metric in _TELLS and row.posts:
        return Rebriefing(_TELLS[row.metric], (_told_by(row.metric), *row.reasons[:1]))
    return Rebriefing(Change.HOOK, (_hook_first(row), *row.reasons[:1]))


def next_weekday(day: date, weekday: str) -> date:
    """The first such weekday after the day."""
    return day + timedelta(days=(_WEEKDAYS.index(weekday) - day.weekday() - 1) % 7 + 1)


def _another_angle(row: ReviewRow) -> Sentence:
    if not row.posts:
        return Sentence("untried_angle", N_("No post of it was judged; the new brief takes another angle."))
    template = N_("{posts} posts were judged by {metric:metric}; the idea needs another angle, not another cut.")
    return Sentence("another_angle", template, posts=len(row.posts), metric=row.metric)


def _told_by(metric: str) -> Sentence:
    return Sentence(
        "told_by", N_("{metric:metric} points at the {change:word} first."), metric=metric, change=_TELLS[metric].word
    )


def _hook_first(row: ReviewRow) -> Sentence:
    template = N_("{metric:metric} does not say which part is weak; the hook is the cheapest to change.")
    return Sentence("hook_first", template, metric=row.metric)
