"""What a new brief should change is said by the evidence; what would turn a proposal is said by the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.test_review import WEEK, plan, posts, published, row, saves

from vaekst.core.evidence import Estimate, NoEstimate
from vaekst.core.review import ReviewRow, Tried, review
from vaekst.core.rules import Gate, Proposal, ProposalRules
from vaekst.core.sentence import Sentence
from vaekst.core.standup import Change, changes_for, rebriefing, turning_points

RULES = ProposalRules()
PASSED = Gate("retention_3s", 0.45, 0.5, 6, low=0.47, high=0.53)


def judged(*values: float) -> ReviewRow:
    """A concept on Instagram whose posts were saved by these shares."""
    ride = posts("ride", *values)
    only = plan(concepts=(Tried("instagram", "ride", "Ride-along", "save_rate"),))
    return row(review(only, WEEK, figures=[saves(ride)], published=published(ride)), "instagram", "ride")


def codes(found: ReviewRow, rules: ProposalRules = RULES) -> list[str]:
    return [sentence.code for sentence in turning_points(found, rules)]


def turned(**changes: object) -> ReviewRow:
    """A row with an estimate, with some of it otherwise."""
    return replace(judged(*[0.03] * 6), **changes)


def estimate(**changes: object) -> Estimate:
    found = judged(*[0.03] * 6).estimate
    assert isinstance(found, Estimate)
    return replace(found, **({"posts_needed": None} | changes))


@pytest.mark.parametrize(
    ("metric", "change"),
    [
        ("retention_3s", Change.HOOK),
        ("avg_watch_time", Change.PACING),
        ("save_rate", Change.LENGTH),
        ("ctr", Change.CTA),
        ("engagement_rate", Change.HOOK),
    ],
)
def test_the_metric_a_concept_is_judged_by_points_at_one_thing_to_change(metric, change):
    found = rebriefing(turned(metric=metric), "iterate")
    assert found is not None
    assert found.change is change
    assert found.why[0].values["metric"] == metric


def test_a_gate_that_was_not_passed_speaks_before_the_metric():
    gates = (PASSED, Gate("ctr", 0.008, 0.004, 6, low=0.003, high=0.005))
    found = rebriefing(turned(metric="avg_watch_time", gates=gates), "iterate")
    assert found is not None
    assert found.change is Change.CTA


def test_what_only_a_gate_holds_back_is_not_blamed_on_its_own_metric():
    gates = (PASSED, Gate("ctr", 0.008, None, 0))
    unmeasured = Sentence("gate_unknown", "Good enough to scale, but not measured.")
    found = rebriefing(turned(gates=gates, reasons=(unmeasured,)), "iterate")
    assert found is not None
    assert (found.change, found.why[0]) == (Change.CTA, unmeasured)
    undecided = rebriefing(turned(gates=gates), "iterate")
    assert undecided is not None
    assert undecided.change is Change.LENGTH, "not good enough, whatever the gate"


def test_a_stopped_concept_gets_another_angle_and_the_reason_of_the_evidence():
    found = rebriefing(turned(), "stop")
    assert found is not None
    assert found.change is Change.ANGLE
    assert [sentence.code for sentence in found.why] == ["another_angle", turned().reasons[0].code]


@pytest.mark.parametrize("decided", ["scale", "wait"])
def test_to_scale_or_to_wait_asks_for_no_new_brief(decided):
    assert rebriefing(turned(), decided) is None
    assert changes_for(decided) == ()


def test_iterating_changes_hook_length_pacing_or_call_to_action_and_nothing_else():
    assert [change.word for change in changes_for("iterate")] == ["hook", "length", "pacing", "call to action"]


def test_before_the_first_post_there_is_nothing_to_change_but_another_angle_to_take():
    unposted = turned(published=(), posts=())
    assert rebriefing(unposted, "iterate") is None
    assert changes_for("iterate", posted=False) == ()
    found = rebriefing(unposted, "stop")
    assert found is not None
    assert (found.change, found.why[0].code) == (Change.ANGLE, "untried_angle")


def test_a_metric_points_at_nothing_before_a_post_is_judged_by_it():
    found = rebriefing(turned(posts=()), "iterate")
    assert found is not None
    assert (found.change, found.why[0].code) == (Change.HOOK, "hook_first")


def test_posts_without_a_concept_turn_into_nothing():
    assert codes(turned(estimate=None, proposal=None)) == []


def test_with_too_few_posts_the_missing_ones_are_counted():
    found = replace(judged(0.03, 0.03), estimate=estimate(posts=2))
    assert found.proposal is Proposal.NOT_ENOUGH
    (said,) = turning_points(found, RULES)
    assert (said.code, said.values["missing"]) == ("turn_posts", 2)


def test_what_no_post_can_supply_counts_no_posts():
    few = replace(RULES, min_posts=2)
    assert codes(turned(proposal=Proposal.NOT_ENOUGH, estimate=estimate()), few) == []


def test_without_a_baseline_no_number_of_posts_is_promised_to_help():
    assert codes(turned(proposal=Proposal.NOT_ENOUGH, estimate=unanswered(baseline=0))) == []
    assert codes(turned(proposal=Proposal.NOT_ENOUGH, estimate=unanswered(baseline=9))) == ["turn_posts"]


def unanswered(*, baseline: int) -> NoEstimate:
    return NoEstimate("instagram", "save_rate", "ride", 0, baseline, Sentence("no_posts", "No post yet."))


def test_a_concept_that_scales_says_when_it_would_no_longer():
    assert codes(turned(proposal=Proposal.SCALE)) == ["turn_falls"]


def test_a_concept_that_goes_on_says_both_ways_out():
    found = turned(proposal=Proposal.ITERATE, estimate=estimate(chance_better=0.8))
    assert codes(found) == ["turn_rises", "turn_runs_out"]


def test_what_scaling_asks_for_besides_is_named_until_it_is_the_reason():
    gates = (PASSED, Gate("ctr", 0.008, None, 0))
    found = turned(proposal=Proposal.ITERATE, estimate=estimate(chance_better=0.8), gates=gates)
    assert codes(found) == ["turn_rises", "turn_gate_unknown", "turn_runs_out"]
    held = turned(proposal=Proposal.ITERATE, estimate=estimate(chance_better=0.99), gates=gates)
    assert codes(held) == ["turn_runs_out"]


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (Gate("ctr", 0.008, 0.004, 6, low=0.003, high=0.005), "turn_gate"),
        (Gate("ctr", 0.008, 0.009, 6, low=0.007, high=0.011), "turn_gate_close"),
        (Gate("ctr", 0.008, 0.009, 1), "turn_gate_unsure"),
    ],
)
def test_a_gate_that_is_not_passed_never_reads_as_if_it_were(one, code):
    found = turned(proposal=Proposal.ITERATE, estimate=estimate(chance_better=0.8), gates=(one,))
    said = turning_points(found, RULES)[1]
    assert said.code == code
    assert ("margin of error" in said.english()) == (code != "turn_gate")


def test_a_stopped_concept_says_what_would_bring_it_back():
    assert codes(turned(proposal=Proposal.STOP)) == ["turn_comes_back"]
