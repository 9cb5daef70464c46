"""A channel's posts are shared out over its concepts and business as usual, and each line says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.core.planning.rows import UNMEASURED, a_guard, candidate, giving
from tests.core.planning.test_phases import an_experiment

from vaekst.core.evidence.movement import Moved
from vaekst.core.figures import PostFigure
from vaekst.core.planning import LastLook, Places, Volume, fewer_formats, formats_of, plan_channel
from vaekst.core.rules import Gate, Proposal
from vaekst.core.rules.volume import GuardState, guard

HELD = (candidate("ride", decided="scale"), candidate("myths"))


def planned(places=HELD, posts=10, *, state=GuardState.HOLDS, share=None, formats=None, look=None):
    return plan_channel(
        "instagram",
        Volume(posts, ()),
        Places(tuple(places), (), look=look),
        a_guard(state),
        metric="save_rate",
        share=share or giving(**{one.concept: 3 for one in places}),
        formats=formats,
    )


def by_concept(plan):
    return {line.concept: line for line in plan.lines}


def codes(line):
    return [reason.code for reason in line.reasons]


def test_every_concept_with_a_place_has_a_line_and_so_has_business_as_usual():
    lines = by_concept(planned())
    assert {name: line.posts for name, line in lines.items()} == {"ride": 3, "myths": 3, None: 4}
    assert codes(lines["ride"]) == ["planned_scaled"]
    assert codes(lines["myths"]) == ["planned_undecided"]
    assert codes(lines[None]) == ["planned_control"]


@pytest.mark.parametrize("wrong", [{"ride": 9}, {"ride": 11}, {"ride": 11, None: -1}, {"ride": 9, "strange": 1}])
def test_a_share_that_does_not_add_up_is_refused(wrong):
    with pytest.raises(ValueError, match="cannot be shared out"):
        planned(share=lambda *_: wrong)


def test_iterating_changes_one_thing_judged_by_one_metric():
    line = by_concept(planned([candidate("ride", decided="iterate")]))["ride"]
    assert (line.change, line.metric) == ("length", "save_rate")
    assert line.reasons[-1].english() == "Change one thing, the length, and judge it by save rate alone."


def test_a_running_experiment_is_judged_by_its_metric_and_left_as_it_is():
    tried = candidate("ride", decided="iterate", experiment=an_experiment("ride", "ctr"))
    line = by_concept(planned([tried]))["ride"]
    assert (line.metric, line.change, codes(line)) == ("ctr", "", ["planned_experiment"])


@pytest.mark.parametrize("state", [GuardState.HOLDS, GuardState.FALLEN])
def test_what_the_new_brief_says_goes_before_what_the_evidence_would(state):
    briefed = replace(candidate("ride", decided="iterate"), change="pacing")
    assert by_concept(planned([briefed], state=state))["ride"].change == "pacing"


@pytest.mark.parametrize("state", [GuardState.HOLDS, GuardState.FALLEN])
def test_before_the_first_post_there_is_nothing_to_change(state):
    line = by_concept(planned([candidate("ride", posts=0, decided="iterate")], state=state))["ride"]
    assert (line.change, codes(line)) == ("", ["planned_first"])


def test_an_experiment_says_how_many_posts_are_due_and_when_they_do_not_fit():
    tried = candidate("ride", decided="iterate", experiment=an_experiment("ride", "ctr"), due=3)
    assert codes(by_concept(planned([tried]))["ride"]) == ["planned_experiment", "planned_experiment_due"]
    line = by_concept(planned([tried], share=giving(ride=1)))["ride"]
    assert [one.english() for one in line.reasons[1:]] == [
        "Posts due, so that it has its 6 in time: 3.",
        "The week has room for 1 of the posts due for what is tried, 3.",
    ]
    done = candidate("ride", decided="iterate", experiment=an_experiment("ride", "ctr"))
    none = by_concept(planned([done], share=giving(ride=0)))["ride"]
    assert codes(none) == ["planned_experiment", "planned_experiment_short"]


def test_a_last_look_says_why_and_a_look_without_room_says_that_it_waits():
    look = LastLook("myths", date(2026, 10, 1), 0.2)
    line = by_concept(planned(look=look))["myths"]
    assert (line.is_last_look, codes(line)[-1]) == (True, "planned_look")
    assert "2026-10-01" in line.reasons[-1].english()
    assert "20 %" in line.reasons[-1].english()
    waits = by_concept(planned(look=look, share=giving(ride=4)))["myths"]
    assert (waits.is_last_look, codes(waits)[-1]) == (False, "planned_look_waits")
    assert not by_concept(planned(look=look))["ride"].is_last_look


def test_a_concept_that_gets_no_post_says_so():
    line = by_concept(planned(share=lambda _, posts: {"ride": posts}))["myths"]
    assert (line.posts, codes(line)[-1]) == (0, "planned_none")


def test_a_change_waits_for_the_next_post():
    iterated = candidate("myths", decided="iterate")
    line = by_concept(planned([iterated], share=giving(), state=GuardState.FALLEN))["myths"]
    assert (line.posts, line.change, codes(line)) == (0, "", ["planned_change_waits"])


def test_without_a_concept_everything_is_business_as_usual():
    (line,) = planned([]).lines
    assert (line.concept, line.posts, codes(line)) == (None, 10, ["planned_usual"])
    assert not planned([], posts=0).lines


def test_a_decision_nobody_took_and_nobody_proposed_is_not_mentioned():
    assert codes(by_concept(planned([candidate("ride", proposal=None)]))["ride"]) == []
    assert codes(by_concept(planned([candidate("ride", decided="wait", proposal=Proposal.SCALE)]))["ride"]) == []


def test_a_fall_asks_for_fewer_formats_and_another_hook():
    fewer = fewer_formats(formats_of(figures()), keep=2, metric="save_rate")
    plan = planned(state=GuardState.FALLEN, formats=fewer)
    assert [one.code for one in plan.advice] == ["fewer_formats", "iterate_cta"]
    assert {line.concept: line.change for line in plan.lines} == {
        "ride": "",  # decided to be scaled: what wins is left as it is
        "myths": "call to action",
        None: "",
    }
    assert not planned(formats=fewer).advice


def test_a_fall_of_retention_asks_for_hook_and_pacing():
    from tests.core.planning.rows import moved

    fallen = moved("retention_3s", -0.3)
    assert fallen.moved == Moved(-0.6, -0.3, 0.0, 0.6, 0.9)
    surely = moved("retention_3s", -0.3, noise=0.1)
    plan = plan_channel(
        "instagram",
        Volume(4, ()),
        Places((), ()),
        guard("instagram", surely, [surely]),
        metric="save_rate",
        share=giving(),
    )
    assert [one.code for one in plan.advice] == ["iterate_hook"]


def test_what_two_watched_metrics_lack_alike_is_said_once():
    found = guard("instagram", UNMEASURED, [UNMEASURED, UNMEASURED])
    assert [one.code for one in found.reasons] == ["guard_unknown", "not_supplied"]


def figures():
    values = {
        "short_video": (0.03, 0.04),
        "carousel": (0.05, 0.06),
        "image": (0.01, 0.02),
        "link": (0.2,),
        None: (9.0, 9.0),
    }
    return [
        PostFigure(f"{shape}-{n}", "instagram", None, shape, date(2026, 11, 2), 7, value)
        for shape, told in values.items()
        for n, value in enumerate(told)
    ] + [PostFigure(f"text-{n}", "instagram", None, "text", date(2026, 11, 2), 7, 0.0) for n in range(3)]  # fmt: skip


def test_formats_are_ranked_by_their_typical_post_and_one_post_tells_nothing():
    assert [(one.format, one.posts) for one in formats_of(figures())] == [
        ("carousel", 2),
        ("short_video", 2),
        ("image", 2),
    ]


def test_fewer_formats_are_asked_for_only_where_there_are_more():
    levels = formats_of(figures())
    assert fewer_formats(levels, keep=3, metric="save_rate") is None
    told = fewer_formats(levels, keep=2, metric="save_rate")
    assert told is not None
    assert told.english() == (
        "3 formats are in use. Keep carousel, short video, whose typical post is best by save rate so far."
    )


FAILED = Gate("ctr", 0.008, 0.005, 6, low=0.004, high=0.006, chance=0.01)
PASSED = Gate("ctr", 0.008, 0.012, 6, low=0.009, high=0.014, chance=0.99)
WITHOUT_MARGIN = Gate("ctr", 0.008, 0.012, 1)
UNMEASURED_GATE = Gate("retention_3s", 0.45, None, 0)


def test_scaling_past_a_gate_is_said():
    held = candidate("ride", decided="scale", gates=(PASSED, FAILED, UNMEASURED_GATE, WITHOUT_MARGIN))
    told = by_concept(planned((held,)))["ride"]
    assert codes(told) == ["planned_scaled", "planned_gate_closed", "planned_gate_unknown", "planned_gate_no_margin"]


def test_only_what_passed_its_gates_carries_more():
    closed, opened = candidate("ride", gates=(PASSED, FAILED)), candidate("myths", gates=(PASSED,))
    assert not Places((closed,), ()).may_carry_more
    assert Places((closed, opened), ()).may_carry_more
    assert not Places((closed, opened), (), frozenset({"myths"})).may_carry_more, (
        "a guest gets no more than it asks for"
    )
    assert Places((), ()).may_carry_more, "there is no gate without a concept"
