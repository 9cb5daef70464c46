"""What is proposed when, and with which words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vaekst.core.evidence import Estimate, NoEstimate
from vaekst.core.rules import Gate, Proposal, ProposalRules, StopState, Verdict, propose
from vaekst.core.sentence import Sentence

CLEAR = StopState(posts=6, needed=3, below_baseline=False)
NEAR = StopState(posts=2, needed=3, below_baseline=True)
FIRED = StopState(posts=3, needed=3, below_baseline=True)
PASSED = Gate("retention_3s", 0.45, 0.52, 6, low=0.48, high=0.56)
FAILED = Gate("ctr", 0.008, 0.006, 6, low=0.005, high=0.0072)
CLOSE = Gate("ctr", 0.008, 0.009, 6, low=0.007, high=0.012, more=9)
HOPELESSLY_CLOSE = Gate("ctr", 0.008, 0.008, 6, low=0.007, high=0.009)
ALONE = Gate("ctr", 0.008, 0.009, 1)
UNKNOWN = Gate("ctr", 0.008, None, 0)


def an_estimate(*, posts: int = 6, better: float = 0.7, above: float = 0.5) -> Estimate:
    return Estimate("instagram", "save_rate", "ride", posts, 15, 0.9, -0.08, 0.12, 0.36, better, above, 0.12)


def proposed(estimate: Estimate | NoEstimate, stop: StopState = CLEAR, *gates: Gate) -> Verdict:
    return propose(estimate, stop, gates, rules=ProposalRules())


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def test_without_an_estimate_there_is_not_enough_data_and_the_reason_is_passed_on() -> None:
    reason = Sentence("no_posts", "No post yet.")
    verdict = proposed(NoEstimate("instagram", "save_rate", "ride", 0, 15, reason), StopState(0, 3, None))
    assert verdict == Verdict(Proposal.NOT_ENOUGH, (reason,))


def test_under_the_minimum_of_posts_nothing_is_proposed_however_good_they_look() -> None:
    verdict = proposed(an_estimate(posts=3, better=0.99, above=0.99))
    assert verdict.proposal is Proposal.NOT_ENOUGH
    assert codes(verdict) == ["too_few_posts", "stop_rule_clear", "effect", "chance"]


def test_scale_needs_the_chance_and_every_gate() -> None:
    verdict = proposed(an_estimate(better=0.98, above=0.8), CLEAR, PASSED)
    assert verdict.proposal is Proposal.SCALE
    assert codes(verdict) == ["effect", "chance", "gate_passed"]


def test_a_brand_without_gates_scales_on_the_chance_alone() -> None:
    assert proposed(an_estimate(better=0.985, above=0.8)).proposal is Proposal.SCALE


@pytest.mark.parametrize(
    ("barrier", "told"),
    [
        (FAILED, ["gate_failed"]),
        (UNKNOWN, ["gate_unknown"]),
        (CLOSE, ["gate_too_close", "gate_needs_posts"]),
        (HOPELESSLY_CLOSE, ["gate_too_close"]),
        (ALONE, ["gate_without_margin"]),
    ],
)
def test_a_gate_not_passed_turns_scale_into_iterate(barrier: Gate, told: list[str]) -> None:
    verdict = proposed(an_estimate(better=0.99, above=0.9), CLEAR, PASSED, barrier)
    assert verdict.proposal is Proposal.ITERATE
    assert codes(verdict) == [*told, "effect", "chance"]


def test_what_is_too_close_to_call_tells_its_margin_and_what_would_settle_it() -> None:
    told = proposed(an_estimate(better=0.99, above=0.9), CLEAR, CLOSE).reasons
    assert told[0].english() == (
        "Good enough to scale, but whether ctr reaches 0.8 % is too close to call: 0.9 %, margin of error 0.7 % to 1.2 %."
    )
    assert told[1].english() == "Posts like these that would probably settle it: 9."


def test_a_fired_stop_rule_stops_when_the_estimate_doubts_too() -> None:
    verdict = proposed(an_estimate(posts=3, better=0.14, above=0.1), FIRED)
    assert verdict.proposal is Proposal.STOP
    assert codes(verdict) == ["stop_rule_fired", "effect", "chance"]


def test_a_fired_stop_rule_is_shown_but_does_not_stop_while_the_estimate_is_undecided() -> None:
    verdict = proposed(an_estimate(better=0.3, above=0.1), FIRED)
    assert verdict.proposal is Proposal.ITERATE
    assert codes(verdict) == ["undecided", "stop_rule_doubted", "effect"]


def test_a_concept_that_will_hardly_reach_the_bar_is_stopped_by_the_evidence() -> None:
    verdict = proposed(an_estimate(better=0.31, above=0.05), NEAR)
    assert verdict.proposal is Proposal.STOP
    assert codes(verdict) == ["hopeless", "stop_rule_near", "effect", "chance"]


def test_between_the_thresholds_the_proposal_is_to_iterate() -> None:
    assert proposed(an_estimate(better=0.95, above=0.9)).proposal is Proposal.ITERATE


def test_a_median_above_the_baseline_does_not_hide_that_scaling_asks_for_more() -> None:
    undecided = proposed(an_estimate(better=0.95, above=0.9)).reasons[0]
    assert undecided.english() == (
        "The chance that it beats the baseline is 95.0 %; scaling asks for 96.5 % at this point of the sprint. "
        "Change one thing and post again."
    )


def test_what_is_undecided_says_how_many_posts_it_takes() -> None:
    told = proposed(replace(an_estimate(better=0.9, above=0.6), posts_needed=6)).reasons
    assert told[1].english() == "More posts like these that would likely settle it: 6."


def test_what_is_proven_says_so() -> None:
    assert codes(proposed(replace(an_estimate(better=0.999, above=0.9), proven=True))) == ["effect", "chance", "proven"]


def test_a_chance_good_enough_at_the_end_is_not_good_enough_early_in_the_sprint() -> None:
    strong = an_estimate(better=0.98, above=0.9)
    assert propose(strong, CLEAR, (), rules=ProposalRules().after(1.0)).proposal is Proposal.SCALE
    assert propose(strong, CLEAR, (), rules=ProposalRules().after(0.25)).proposal is Proposal.ITERATE


def test_no_reason_claims_certainty() -> None:
    verdict = proposed(an_estimate(better=0.99999, above=0.999), CLEAR, PASSED)
    words = " ".join(reason.english() for reason in verdict.reasons)
    assert "over 99 %" in words
    assert "100 %" not in words


def test_reasons_read_as_sentences() -> None:
    verdict = proposed(an_estimate(posts=3, better=0.12, above=0.004), FIRED)
    assert [reason.english() for reason in verdict.reasons] == [
        (
            "The stop rule holds: after 3 posts (3 are enough) their median does not beat the baseline. "
            "Pause it and write a new brief."
        ),
        "Estimated +12 % against the baseline; the 90 % interval runs from -8 % to +36 %.",
        "The chance that it beats the baseline is 12 %, if posts to come are like those so far.",
    ]
