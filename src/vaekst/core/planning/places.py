"""Which concepts of a channel get posts next week, by what was decided, the phase and the evidence; and why others do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaekst.core.evidence import Estimate
from vaekst.core.experiments import Plan
from vaekst.core.planning.phases import Kept, Work
from vaekst.core.review import ReviewRow
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Sprint


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept on a channel with its review row, the decision that holds (`scale`, …) and the experiment that runs.

    None where there is none.
    """

    row: ReviewRow
    decided: str | None = None
    experiment: Plan | None = None

    @property
    def concept(self) -> str:
        return self.row.concept or ""

    @property
    def metric(self) -> str:
        """What it is judged by: the experiment's one metric while one runs."""
        return self.experiment.metric if self.experiment else self.row.metric

    @property
    def chance(self) -> float | None:
        """The chance that it beats the baseline; None without an estimate."""
        return self.row.estimate.chance_better if isinstance(self.row.estimate, Estimate) else None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A concept that gets no posts, and why."""

    concept: str
    name: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Places:
    """The concepts posts are made for, in the order of the review, and those left out."""

    made: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]


def places_of(candidates: Sequence[Candidate], work: Work, sprint: Sprint) -> Places:
    """The channel's concepts that are made. Stopped ones are not; of the others as many as the phase carries.

    A running experiment keeps its concept a place. Then, while concepts are tested, those that have begun go first, in
    the order of the strategy; winners are those decided to be scaled, then the likeliest to beat the baseline.
    """
    live = [one for one in candidates if one.decided != "stop"]
    gone = Sentence("place_stopped", N_("Stopped: no posts until a new brief is tried."))
    stopped = [_left(one, gone) for one in candidates if one.decided == "stop"]
    if work.kept is Kept.ALL:
        return Places(tuple(live), tuple(stopped))
    if work.kept is Kept.NONE:
        reason = Sentence("place_baseline", N_("Waits until the baseline is made."))
        return Places((), (*stopped, *(_left(one, reason) for one in live)))
    if work.kept is Kept.TESTED:
        ranked = sorted(live, key=lambda one: (one.experiment is None, one.row.published_in_total == 0))
        places = sprint.concepts_per_channel
        reason = Sentence("place_waits", N_("Waits for a place. Tested at a time: {places}."), places=places)
    else:
        ranked = sorted(live, key=_rank)
        places = sprint.winners_per_channel
        reason = Sentence("place_not_best", N_("Not among the best {places} of the channel."), places=places)
    made = ranked[:places]
    others = [_left(one, reason) for one in live if one not in made]
    return Places(tuple(one for one in live if one in made), (*stopped, *others))


def _rank(one: Candidate) -> tuple[bool, bool, float]:
    return one.experiment is None, one.decided != "scale", -(one.chance or 0.0)


def _left(one: Candidate, reason: Sentence) -> LeftOut:
    return LeftOut(one.concept, one.row.name, reason)
