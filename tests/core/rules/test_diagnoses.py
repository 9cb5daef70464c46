"""The four diagnoses: two movements beyond their noise, what to do about them, and what could not be told."""

from __future__ import annotations

import pytest

from vaekst.core.evidence.movement import Moved
from vaekst.core.metrics.moving import Movement, NoMovement
from vaekst.core.metrics.units import Unit
from vaekst.core.rules.diagnoses import RULES, DiagnosisState, Way, diagnose
from vaekst.core.sentence import Sentence

LEAST = 0.03
BY_ID = {rule.id: rule for rule in RULES}


def move(metric: str, mid: float, *, noise: float = 0.05, chance_up: float | None = None, units: str = "posts"):
    up = (0.98 if mid > 0 else 0.02) if chance_up is None else chance_up
    moved = Moved(mid - noise, mid, mid + noise, up, 0.9)
    return Movement(
        metric=metric, channel="youtube", unit=Unit.PERCENT, units=units, before_units=30, now_units=25,
        before=0.5, now=0.5 * (1 + mid), moved=moved,
    )  # fmt: skip


def answers(rule, sizes=(0.2, 0.2), **changes):
    """Both movements in the way the rule expects, of these sizes."""
    return tuple(
        move(expected.metric, size if expected.way is Way.UP else -size, **changes)
        for expected, size in zip(rule.when, sizes, strict=True)
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_found_when_both_move_its_way_and_proposes_what_to_do(rule):
    found = diagnose(rule, answers(rule), channel="youtube", least=LEAST)
    assert found.state is DiagnosisState.FOUND
    assert found.action == rule.action
    assert found.confidence == pytest.approx(0.96)
    assert [reason.values.get("metric") for reason in found.reasons][:2] == [each.metric for each in rule.when]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_one_movement_within_its_noise_or_the_wrong_way_is_no_diagnosis(rule):
    for sizes in ((0.2, 0.04), (0.04, 0.2), (0.2, -0.2), (-0.2, 0.2)):
        found = diagnose(rule, answers(rule, sizes), channel="youtube", least=LEAST)
        assert found.state is DiagnosisState.NOT_FOUND
        assert found.action is None


def test_a_movement_too_small_to_matter_is_none_however_sure():
    rule = BY_ID["held_but_no_click"]
    assert diagnose(rule, answers(rule, (0.02, 0.2), noise=0.001), channel="x", least=LEAST).action is None


def test_the_confidence_holds_whatever_ties_the_two_movements():
    rule = BY_ID["held_but_no_click"]
    both = (move("retention_3s", 0.2, chance_up=0.97), move("ctr", -0.2, chance_up=0.05))
    assert diagnose(rule, both, channel="x", least=LEAST).confidence == pytest.approx(0.92)
    unlikely = (move("retention_3s", 0.0, chance_up=0.4), move("ctr", 0.0, chance_up=0.5))
    assert diagnose(rule, unlikely, channel="x", least=LEAST).confidence == 0


def test_what_is_not_known_is_named_with_the_file_that_would_help():
    rule = BY_ID["held_but_no_click"]
    missing = NoMovement("ctr", "youtube", Sentence("not_supplied", "Import the clicks."))
    found = diagnose(rule, (move("retention_3s", 0.2), missing), channel="youtube", least=LEAST)
    assert (found.state, found.confidence, found.action) == (DiagnosisState.NOT_POSSIBLE, None, None)
    assert [reason.code for reason in found.reasons] == ["not_supplied", "rose_over_posts"]
    assert [each.metric for each in found.movements] == ["retention_3s"]


def test_the_quality_of_new_leads_comes_with_a_caution():
    rule = BY_ID["cheap_but_unfit"]
    found = diagnose(rule, answers(rule, units="weeks"), channel=None, least=LEAST)
    assert [reason.code for reason in found.reasons] == [
        "fell_over_weeks",
        "fell_over_weeks",
        "leads_still_qualify",
    ]


def test_the_words_tell_the_movement_its_interval_and_its_units():
    rule = BY_ID["held_but_no_click"]
    found = diagnose(rule, answers(rule, (0.2, 0.04)), channel="youtube", least=LEAST)
    assert [reason.english() for reason in found.reasons] == [
        "retention 3s rose: +20 %, between +15 % and +25 % (25 posts against 30).",
        "ctr moved no more than its noise: -4 %, between -9 % and +1 % (25 posts against 30).",
    ]
