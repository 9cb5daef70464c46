"""What to propose for a concept: scale, iterate, stop, or not enough data yet, with the reasons in plain words.

The choice and what it costs: docs/explanation/evidence.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vaekst.core.evidence import Estimate, NoEstimate, Thresholds
from vaekst.core.rules.gates import Gate, GateState
from vaekst.core.rules.stop import StopState
from vaekst.core.sentence import N_, Sentence


class Proposal(StrEnum):
    SCALE = "scale"
    ITERATE = "iterate"
    STOP = "stop"
    NOT_ENOUGH = "not enough data yet"


@dataclass(frozen=True, slots=True)
class ProposalRules:
    """The brand's thresholds at the sprint's end. `bar` and the interval's `level` belong to the estimate and are repeated in reasons.

    A fired stop rule alone does not stop a concept: the estimate must also give it less than `doubt_below` of a
    chance to beat the baseline.
    """

    min_posts: int = 4
    scale_at: float = Thresholds.scale_at
    stop_at: float = Thresholds.stop_at
    bar: float = Thresholds.bar
    doubt_below: float = 0.15

    def after(self, elapsed: float) -> ProposalRules:
        """The rules after this share of the sprint, from 0 to 1: surer verdicts are asked for the earlier it is."""
        today = Thresholds(self.scale_at, self.stop_at, self.bar, self.min_posts).after(elapsed)
        return replace(self, scale_at=today.scale_at, stop_at=today.stop_at)


HELD_BY_GATE = frozenset({"gate_unknown", "gate_too_close", "gate_without_margin", "gate_failed"})
"""Codes of the reasons that hold back a concept which is good enough otherwise."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A proposal and why, the deciding reason first."""

    proposal: Proposal
    reasons: tuple[Sentence, ...]


def propose(
    estimate: Estimate | NoEstimate, stop: StopState, gates: Sequence[Gate], *, rules: ProposalRules
) -> Verdict:
    """The proposal for one concept. A person decides; this never does."""
    if isinstance(estimate, NoEstimate):
        return Verdict(Proposal.NOT_ENOUGH, (estimate.reason, *_stop_state(stop)))
    backing = (_effect(estimate), _chance(estimate))
    if stop.fired and estimate.chance_better < rules.doubt_below:
        return Verdict(Proposal.STOP, (_pause(stop), *backing))
    if estimate.posts < rules.min_posts:
        return Verdict(Proposal.NOT_ENOUGH, (_too_few(estimate, rules), *_stop_state(stop), *backing))
    if min(estimate.chance_better, estimate.chance_above_bar) <= rules.stop_at:
        return Verdict(Proposal.STOP, (_hopeless(estimate, rules), *_stop_state(stop), *backing))
    if estimate.chance_better < rules.scale_at:
        told = (_undecided(estimate, rules), *_outlook(estimate), *_stop_state(stop), _effect(estimate))
        return Verdict(Proposal.ITERATE, told)
    held = tuple(sentence for one in gates for sentence in _held_by(one))
    if held:
        return Verdict(Proposal.ITERATE, (*held, *backing))
    return Verdict(Proposal.SCALE, (*backing, *_badge(estimate), *(_passed(one) for one in gates)))


def _effect(estimate: Estimate) -> Sentence:
    return Sentence(
        "effect",
        N_(
            "Estimated {mid:change} against the baseline; the {level:percent} interval runs from {low:change} to {high:change}."
        ),
        mid=estimate.mid,
        low=estimate.low,
        high=estimate.high,
        level=estimate.level,
    )


def _chance(estimate: Estimate) -> Sentence:
    return Sentence(
        "chance",
        N_("The chance that it beats the baseline is {chance:chance}, if posts to come are like those so far."),
        chance=estimate.chance_better,
    )


def _too_few(estimate: Estimate, rules: ProposalRules) -> Sentence:
    return Sentence(
        "too_few_posts",
        N_("{posts} of the {needed} posts an estimate needs before it can carry a proposal."),
        posts=estimate.posts,
        needed=rules.min_posts,
    )


def _undecided(estimate: Estimate, rules: ProposalRules) -> Sentence:
    return Sentence(
        "undecided",
        N_(
            "The chance that it beats the baseline is {chance:chance}; scaling asks for {scale_at:percent} at this point of the sprint. Change one thing and post again."
        ),
        chance=estimate.chance_better,
        scale_at=rules.scale_at,
    )


def _outlook(estimate: Estimate) -> tuple[Sentence, ...]:
    """How many posts it still takes, where posts of it alone would do."""
    if not estimate.posts_needed:
        return ()
    template = N_("More posts like these that would likely settle it: {needed}.")
    return (Sentence("needs_posts", template, needed=estimate.posts_needed),)


def _badge(estimate: Estimate) -> tuple[Sentence, ...]:
    if not estimate.proven:
        return ()
    return (Sentence("proven", N_("Proven: that holds however often one has looked.")),)


def _hopeless(estimate: Estimate, rules: ProposalRules) -> Sentence:
    return Sentence(
        "hopeless",
        N_(
            "The chance that it lies {bar:percent} or more above the baseline is {chance:chance}; at {stop_at:percent} or less it is time to stop."
        ),
        bar=rules.bar,
        chance=estimate.chance_above_bar,
        stop_at=rules.stop_at,
    )


def _pause(stop: StopState) -> Sentence:
    return Sentence(
        "stop_rule_fired",
        N_(
            "The stop rule holds: after {posts} posts ({needed} are enough) their median does not beat the baseline. Pause it and write a new brief."
        ),
        posts=stop.posts,
        needed=stop.needed,
    )


def _stop_state(stop: StopState) -> tuple[Sentence, ...]:
    """Where the stop rule stands when it did not decide; nothing while there is no post to judge."""
    if stop.below_baseline is None:
        return ()
    values = {"posts": stop.posts, "needed": stop.needed}
    if stop.fired:
        template = N_(
            "The stop rule would pause it ({posts} posts where {needed} are enough, their median not above the baseline), but the estimate is not that sure."
        )
        return (Sentence("stop_rule_doubted", template, **values),)
    if stop.below_baseline:
        template = N_("Stop rule: {posts} posts of {needed}, and so far their median does not beat the baseline.")
        return (Sentence("stop_rule_near", template, **values),)
    template = N_("Stop rule: the median of its posts lies above the baseline.")
    return (Sentence("stop_rule_clear", template),)


def _passed(passed: Gate) -> Sentence:
    return Sentence(
        "gate_passed",
        N_(
            "Gate passed: {metric:metric} {value:percent}, and its margin of error ({low:percent} to {high:percent}) lies above "
            "the minimum of {minimum:percent}."
        ),
        **_margin(passed),
    )


def _held_by(barrier: Gate) -> tuple[Sentence, ...]:
    """Why the gate holds extra distribution back; empty when it is passed."""
    match barrier.state:
        case GateState.PASSED:
            return ()
        case GateState.UNKNOWN:
            template = N_(
                "Good enough to scale, but {metric:metric} is not measured. Measure it first: extra distribution asks for {minimum:percent} or more."
            )
            return (Sentence("gate_unknown", template, metric=barrier.metric, minimum=barrier.minimum),)
        case GateState.FAILED:
            template = N_(
                "Good enough to scale, but {metric:metric} is {value:percent} (margin of error {low:percent} to {high:percent}), "
                "and extra distribution asks for {minimum:percent} or more."
            )
            return (Sentence("gate_failed", template, **_margin(barrier)),)
    return tuple(_too_close(barrier))


def _too_close(barrier: Gate) -> Iterator[Sentence]:
    """That chance may have carried it over the minimum or held it under, and how many posts would probably tell."""
    if barrier.low is None:
        template = N_(
            "Good enough to scale, but no two posts of the channel tell how unlike posts are by {metric:metric}, so its "
            "{value:percent} has no margin of error. Extra distribution asks for {minimum:percent} or more, surely."
        )
        yield Sentence("gate_without_margin", template, **_margin(barrier))
        return
    template = N_(
        "Good enough to scale, but whether {metric:metric} reaches {minimum:percent} is too close to call: {value:percent}, "
        "margin of error {low:percent} to {high:percent}."
    )
    yield Sentence("gate_too_close", template, **_margin(barrier))
    if barrier.more is not None:
        more = N_("Posts like these that would probably settle it: {more}.")
        yield Sentence("gate_needs_posts", more, more=barrier.more)


def _margin(one: Gate) -> dict[str, float | str | None]:
    return {
        "metric": one.metric,
        "value": one.value,
        "minimum": one.minimum,
        "low": one.low,
        "high": one.high,
    }
