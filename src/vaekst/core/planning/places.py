"""Which concepts of a channel get posts next week, by what was decided, the phase and the evidence; and why others do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaekst.core.evidence import Estimate
from vaekst.core.experiments import Plan
from vaekst.core.planning.looks import LastLook
from vaekst.core.planning.phases import Kept, Work
from vaekst.core.review import ReviewRow
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Sprint


@dataclass(frozen=True, slots=True)
class Running:
    """An experiment that runs in the week, and the posts due then so that it has its least in time; 0 once it has them."""

    plan: Plan
    due: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept on a channel with its review row, the decision that holds (`scale`, …; None without) and what is tried on it.

    `parts` of its titles say which part of a series they are; None where no title is known. `change` is what the new brief of the
    decision changes; empty where there is none.
    """

    row: ReviewRow
    decided: str | None = None
    running: tuple[Running, ...] = ()
    parts: int | None = None
    change: str = ""

    @property
    def concept(self) -> str:
        return self.row.concept or ""

    @property
    def metric(self) -> str:
        """What it is judged by: the one metric of its experiments while any runs."""
        return self.running[0].plan.metric if self.running else self.row.metric

    @property
    def due(self) -> int:
        """Posts its experiments ask for: what is due, and one at least while any runs."""
        return max(sum(one.due for one in self.running), 1) if self.running else 0

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
    """The concepts posts are made for, in the order of the review, and those left out.

    `guests` are those of the made ones that have no place: an experiment or the last look brings them the posts it asks for, and
    no more.
    """

    made: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]
    guests: frozenset[str] = frozenset()
    look: LastLook | None = None

    @property
    def may_carry_more(self) -> bool:
        """Whether extra distribution has somewhere to go: a concept with a place that has passed its gates. Without any
        concept there is no gate either.
        """
        placed = [one for one in self.made if one.concept not in self.guests]
        return not placed or any(not one.row.closed_gates for one in placed)


def places_of(candidates: Sequence[Candidate], work: Work, sprint: Sprint, *, look: LastLook | None = None) -> Places:
    """The channel's concepts that are made. Stopped ones are not; of the others as many as the phase carries.

    While concepts are tested, those that have begun go first, in the order of the strategy; winners are those decided to be
    scaled, then the likeliest to beat the baseline. A running experiment and the last look take nobody's place: what has none
    of its own is made as a guest.
    """
    live = [one for one in candidates if one.decided != "stop"]
    gone = Sentence("place_stopped", N_("Stopped: no posts until a new brief is tried."))
    stopped = [_left(one, gone) for one in candidates if one.decided == "stop"]
    if work.kept is Kept.ALL:
        return Places(tuple(live), tuple(stopped), look=look)
    if work.kept is Kept.NONE:
        reason = Sentence("place_baseline", N_("Waits until the baseline is made."))
        return Places((), (*stopped, *(_left(one, reason) for one in live)))
    if work.kept is Kept.TESTED:
        ranked = sorted(live, key=lambda one: not one.row.published)
        places = sprint.concepts_per_channel
        reason = Sentence("place_waits", N_("Waits for a place. Tested at a time: {places}."), places=places)
    else:
        ranked = sorted(live, key=lambda one: (one.decided != "scale", likeliest_first(one)))
        places = sprint.winners_per_channel
        reason = Sentence("place_not_best", N_("Not among the best {places} of the channel."), places=places)
    placed = {one.concept for one in ranked[:places]}
    guests = {one.concept for one in live if one.running or (look and one.concept == look.concept)} - placed
    made = tuple(one for one in live if one.concept in placed | guests)
    others = [_left(one, reason) for one in live if one not in made]
    return Places(made, (*stopped, *others), frozenset(guests), look)


def likeliest_first(one: Candidate) -> float:
    """The order of the evidence: what has no estimate comes last."""
    return -(one.chance or 0.0)


def _left(one: Candidate, reason: Sentence) -> LeftOut:
    return LeftOut(one.concept, one.row.name, reason)
