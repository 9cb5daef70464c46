"""What the sprint's phases ask of a week, and which concepts have a place in it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.planning.rows import candidate

from vaekst.core.experiments import Plan
from vaekst.core.experiments.plan import Variable
from vaekst.core.period import Week
from vaekst.core.planning import LastLook, places_of, remarks_on, work_of
from vaekst.core.planning.phases import PHASES, Kept
from vaekst.core.strategy import Phase, Sprint, Target
from vaekst.core.strategy.rhythm import default_phases

SPRINT = Sprint(start=date(2026, 9, 14))
FIRST = Week(date(2026, 9, 14))


def names(held):
    return [one.concept for one in held]


def of(week, sprint=SPRINT):
    return work_of(sprint, FIRST.later(week - 1))


@pytest.mark.parametrize(
    ("week", "phase", "kept", "may_rise"),
    [
        (1, "baseline", Kept.NONE, False),
        (2, "baseline", Kept.NONE, False),
        (3, "concepts", Kept.TESTED, False),
        (5, "winners", Kept.WINNERS, False),
        (7, "distribution", Kept.WINNERS, True),
        (9, "distribution", Kept.WINNERS, True),
        (10, "pipeline", Kept.WINNERS, False),
    ],
)
def test_each_week_of_the_sprint_has_its_work(week, phase, kept, may_rise):
    work = of(week)
    assert (work.phase.id, work.kept, work.may_rise, work.sprint_week) == (phase, kept, may_rise, week)
    assert work.reason.english().startswith(f"Week {week} of the sprint, {work.phase.name}:")


def test_every_default_phase_has_its_work():
    assert {phase.id for phase in default_phases()} == set(PHASES)


@pytest.mark.parametrize("week", [-3, 0, 14, 30])
def test_outside_the_sprint_all_concepts_go_on(week):
    work = of(week)
    assert (work.kept, work.phase, work.sprint_week) == (Kept.ALL, None, None)
    assert work.reason.english().startswith("No phase of the sprint speaks of this week")


@pytest.mark.parametrize(
    ("week", "today", "codes"),
    [
        (FIRST, date(2026, 9, 20), []),
        (FIRST, date(2026, 9, 21), ["week_is_over"]),
        (FIRST.earlier(), date(2026, 9, 1), ["week_outside_sprint"]),
        (FIRST.earlier(), date(2026, 11, 1), ["week_is_over", "week_outside_sprint"]),
        (FIRST.later(12), date(2026, 9, 14), []),
        (FIRST.later(13), date(2026, 9, 14), ["week_outside_sprint"]),
    ],
)
def test_a_week_that_is_over_or_outside_the_sprint_is_told(week, today, codes):
    assert [remark.code for remark in remarks_on(SPRINT, week, today=today)] == codes
    assert not remarks_on(Sprint(start=None), week, today=date(2026, 9, 1))


def test_a_week_after_the_last_phase_a_phase_of_ones_own_and_no_sprint_ask_for_nothing():
    assert (of(13).kept, of(13).sprint_week) == (Kept.ALL, 13)
    own = Sprint(start=date(2026, 9, 14), phases=(Phase(id="rest", name="Rest", first_week=1, last_week=3),))
    assert (of(2, own).kept, of(2, own).phase.id) == (Kept.ALL, "rest")
    assert work_of(Sprint(), FIRST).kept is Kept.ALL


def test_a_sprint_that_starts_midweek_begins_with_that_week():
    assert work_of(Sprint(start=date(2026, 9, 16)), FIRST).sprint_week == 1


def test_stopped_concepts_have_no_place_in_any_week():
    for week in (1, 3, 5, 20):
        places = places_of([candidate("ride", decided="stop"), candidate("myths")], of(week), SPRINT)
        assert "ride" not in names(places.made)
        assert places.left_out[0].reason.code == "place_stopped"


def test_the_baseline_is_made_without_concepts():
    places = places_of([candidate("ride"), candidate("myths")], of(1), SPRINT)
    assert not places.made
    assert {one.reason.code for one in places.left_out} == {"place_baseline"}


def test_concepts_that_have_begun_are_tested_before_others():
    held = [candidate("new", posts=0), candidate("begun"), candidate("also"), candidate("late", posts=0)]
    places = places_of(held, of(3), SPRINT)
    assert names(places.made) == ["begun", "also"]
    assert [(one.concept, one.reason.code) for one in places.left_out] == [
        ("new", "place_waits"),
        ("late", "place_waits"),
    ]


def test_winners_are_the_scaled_and_then_the_likeliest():
    held = [
        candidate("dark", chance=None),
        candidate("likely", chance=0.9),
        candidate("scaled", chance=0.6, decided="scale"),
        candidate("so-so", chance=0.7),
    ]
    places = places_of(held, of(6), SPRINT)
    assert names(places.made) == ["likely", "scaled"]
    assert [one.reason.code for one in places.left_out] == ["place_not_best"] * 2
    assert names(places_of(held, of(20), SPRINT).made) == ["dark", "likely", "scaled", "so-so"]


def an_experiment(concept="dark", metric="ctr"):
    return Plan(
        name="Short hook", hypothesis="It holds", channel="instagram", concept=concept, variable=Variable.HOOK,
        metric=metric, bar=Target.parse("1.2 %", share=True), min_posts=6, start=date(2026, 10, 1), end=date(2026, 11, 1),
    )  # fmt: skip


@pytest.mark.parametrize("week", [3, 6])
def test_a_running_experiment_is_a_guest_and_takes_nobodys_place(week):
    tried = candidate("dark", chance=0.1, posts=0, experiment=an_experiment())
    places = places_of([candidate("a"), candidate("b"), candidate("c"), tried], of(week), SPRINT)
    assert (names(places.made), places.guests) == (["a", "b", "dark"], {"dark"})
    assert tried.metric == "ctr"


def test_what_people_scaled_keeps_its_place_beside_experiments():
    held = [
        candidate("tried", chance=0.99, experiment=an_experiment("tried")),
        candidate("weak", chance=0.6, decided="scale"),
        candidate("proven", chance=0.98, decided="scale"),
    ]
    places = places_of(held, of(6), SPRINT)
    assert (names(places.made), places.guests) == (["tried", "weak", "proven"], {"tried"})


def test_an_experiment_on_a_concept_that_has_a_place_asks_for_no_other():
    held = [candidate("a", experiment=an_experiment("a")), candidate("b"), candidate("c")]
    assert not places_of(held, of(6), SPRINT).guests
    assert not places_of(held, of(20), SPRINT).guests
    assert not places_of(held, of(1), SPRINT).made, "the baseline is made without concepts"


def test_the_last_look_takes_nobodys_place_either():
    look = LastLook("c", date(2026, 10, 1), 0.2)
    places = places_of([candidate("a"), candidate("b"), candidate("c", chance=0.3)], of(11), SPRINT, look=look)
    assert (names(places.made), places.guests, places.look) == (["a", "b", "c"], {"c"}, look)
    assert places_of([candidate("c")], of(20), SPRINT, look=look).look is look, "where all are made it has one"
    assert places_of([candidate("c")], of(1), SPRINT, look=look).look is None
