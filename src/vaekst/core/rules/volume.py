"""The volume guard: more posts only while retention and CTR hold against the baseline, uncertainty included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vaekst.core.metrics.moving import Answer, Movement, NoMovement
from vaekst.core.rules.diagnoses import movement_in_words
from vaekst.core.sentence import N_, Sentence

_DOUBTED_BELOW = 0.30
"""As for the stop rule: a smaller chance that a figure lies at or above the baseline is doubt."""


class GuardState(StrEnum):
    """Whether a channel may get more posts: only while what is watched holds."""

    HOLDS = "holds"
    IN_DOUBT = "in doubt"
    FALLEN = "fallen"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Guard:
    """The guard of a channel. `has_risen` says whether its cadence rose above the baseline's; None where unknown."""

    channel: str
    state: GuardState
    has_risen: bool | None
    answers: tuple[Answer, ...]
    reasons: tuple[Sentence, ...]

    @property
    def fallen(self) -> tuple[str, ...]:
        """The watched metrics that surely lie below the baseline."""
        return tuple(each.metric for each in self.answers if isinstance(each, Movement) and each.moved.fell)


def guard(channel: str, cadence: Answer, watched: Sequence[Answer]) -> Guard:
    """The guard from how the cadence and the watched metrics moved since the baseline.

    Fallen: the whole interval of one lies below the baseline. In doubt: the chance that one lies at or above it is below
    30 %. Else all hold. And what is not measured is not known to hold. A channel on which nothing is watched holds.
    """
    risen = cadence.moved.rose if isinstance(cadence, Movement) else None
    state = max((_state(answer) for answer in watched), key=_GRAVEST.index, default=GuardState.HOLDS)
    told = [answer.reason if isinstance(answer, NoMovement) else movement_in_words(answer) for answer in watched]
    reasons = (_WORDS[state], *dict.fromkeys(told))  # one file may be what both are missing
    return Guard(channel, state, risen, tuple(watched), reasons)


def _state(answer: Answer) -> GuardState:
    if isinstance(answer, NoMovement):
        return GuardState.UNKNOWN
    if answer.moved.fell:
        return GuardState.FALLEN
    return GuardState.HOLDS if answer.moved.chance_up >= _DOUBTED_BELOW else GuardState.IN_DOUBT


_GRAVEST = (GuardState.HOLDS, GuardState.IN_DOUBT, GuardState.UNKNOWN, GuardState.FALLEN)
_WORDS: Mapping[GuardState, Sentence] = {
    GuardState.HOLDS: Sentence("guard_holds", N_("What is watched holds against the baseline: the volume may rise.")),
    GuardState.IN_DOUBT: Sentence(
        "guard_in_doubt",
        N_("Whether what is watched holds against the baseline is in doubt: the volume stays until it does."),
    ),
    GuardState.FALLEN: Sentence(
        "guard_fallen",
        N_("What is watched has fallen below the baseline: fewer formats, and work on what fell."),
    ),
    GuardState.UNKNOWN: Sentence(
        "guard_unknown", N_("Whether what is watched holds is not known: the volume stays until it is measured.")
    ),
}
