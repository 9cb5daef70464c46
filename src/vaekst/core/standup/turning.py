"""What would change a proposal: how far the evidence is from the next threshold, in words."""

from __future__ import annotations

from collections.abc import Iterator

from vaekst.core.evidence import Estimate
from vaekst.core.review import ReviewRow
from vaekst.core.rules import Gate, GateState, Proposal, ProposalRules
from vaekst.core.sentence import N_, Sentence


def turning_points(row: ReviewRow, rules: ProposalRules) -> tuple[Sentence, ...]:
    """What would turn the proposal into another one; nothing for posts without a concept."""
    return tuple(_turning(row, rules))


def _turning(row: ReviewRow, rules: ProposalRules) -> Iterator[Sentence]:
    found = row.estimate
    if found is None:
        return
    if not isinstance(found, Estimate) and not found.baseline_posts:
        return  # no post to come can supply the baseline; the reason says so
    if not isinstance(found, Estimate) or row.proposal is Proposal.NOT_ENOUGH:
        yield from _more_posts(found.posts, rules)
    else:
        yield from _of_estimate(row, found, rules)


def _of_estimate(row: ReviewRow, found: Estimate, rules: ProposalRules) -> Iterator[Sentence]:
    if row.proposal is Proposal.SCALE:
        yield _falls(found, rules)
        return
    if row.proposal is Proposal.ITERATE:
        if found.chance_better < rules.scale_at:  # else its reasons name the gate already
            yield _rises(found, rules)
            yield from (_reaches(one) for one in row.gates if one.state is not GateState.PASSED)
        yield _runs_out(found, rules)
        return
    yield _comes_back(found, rules)


def _more_posts(posts: int, rules: ProposalRules) -> Iterator[Sentence]:
    missing = rules.min_posts - posts
    if missing > 0:
        yield Sentence(
            "turn_posts", N_("Posts still missing before anything can be proposed: {missing}."), missing=missing
        )


def _falls(found: Estimate, rules: ProposalRules) -> Sentence:
    template = N_(
        "Iterate, should the chance to beat the baseline fall below {scale_at:percent}; it is {chance:chance}."
    )
    return Sentence("turn_falls", template, scale_at=rules.scale_at, chance=found.chance_better)


def _rises(found: Estimate, rules: ProposalRules) -> Sentence:
    template = N_("Scale, once the chance to beat the baseline reaches {scale_at:percent}; it is {chance:chance}.")
    return Sentence("turn_rises", template, scale_at=rules.scale_at, chance=found.chance_better)


def _runs_out(found: Estimate, rules: ProposalRules) -> Sentence:
    template = N_("Stop, should the chance to clear the bar fall to {stop_at:percent}; it is {chance:chance}.")
    return Sentence("turn_runs_out", template, stop_at=rules.stop_at, chance=found.chance_above_bar)


def _comes_back(found: Estimate, rules: ProposalRules) -> Sentence:
    template = N_(
        "Better posts would bring it back: the chance to clear the bar is {chance:chance} and has to pass {stop_at:percent}."
    )
    return Sentence("turn_comes_back", template, stop_at=rules.stop_at, chance=found.chance_above_bar)


def _reaches(one: Gate) -> Sentence:
    """What a gate that is not passed asks for. A middle post above the minimum is not enough: see `Gate.state`."""
    minimum: dict[str, str | float | None] = {"metric": one.metric, "minimum": one.minimum}
    if one.value is None:
        template = N_("Scaling also asks for {metric:metric} of {minimum:percent} or more; it is not measured.")
        return Sentence("turn_gate_unknown", template, **minimum)
    if one.value < one.minimum:
        template = N_("Scaling also asks for {metric:metric} of {minimum:percent} or more; it is {value:percent}.")
        return Sentence("turn_gate", template, **minimum, value=one.value)
    if one.low is None:
        template = N_(
            "Scaling also asks for {metric:metric} surely of {minimum:percent} or more; it is {value:percent}, "
            "without a margin of error."
        )
        return Sentence("turn_gate_unsure", template, **minimum, value=one.value)
    template = N_(
        "Scaling also asks for {metric:metric} surely of {minimum:percent} or more; it is {value:percent}, "
        "but its margin of error begins at {low:percent}."
    )
    return Sentence("turn_gate_close", template, **minimum, value=one.value, low=one.low)
