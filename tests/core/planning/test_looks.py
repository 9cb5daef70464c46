"""Late in the sprint what was left aside and may still be a winner is looked at once more: once a channel, seen from its posts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.core.planning.rows import candidate
from tests.core.planning.test_phases import an_experiment

from vaekst.core.period import Week
from vaekst.core.planning import look_due
from vaekst.core.strategy import Sprint

START = date(2026, 9, 14)
SPRINT = Sprint(start=START)


def on(*weeks):
    """The Tuesday of these weeks of the sprint."""
    return [START + timedelta(days=7 * (week - 1) + 1) for week in weeks]


def aside(concept="myths", *, last=5, **told):
    return candidate(concept, days=on(3, 4, last), **told)


def due(*candidates, week=10, posted=range(1, 10), sprint=SPRINT):
    return look_due(candidates, on(*posted), week=Week(START).later(week - 1), sprint=sprint)


def test_the_likeliest_of_those_left_aside_for_four_weeks_is_due_a_look():
    look = due(
        aside("myths", above=0.2), aside("tour", above=0.3), candidate("ride", days=on(9)), aside("dark", above=0.05)
    )
    assert look is not None
    assert (look.concept, look.since, look.chance) == ("tour", on(5)[0], 0.3)


@pytest.mark.parametrize("week", [1, 9, 14])
def test_only_in_the_last_third_of_the_sprint(week):
    assert due(aside(), week=week) is None
    assert due(aside(), sprint=Sprint()) is None


def test_three_weeks_of_silence_are_not_enough():
    assert due(aside(last=6)) is not None, "weeks 7, 8, 9 and the one that is planned"
    assert due(aside(last=7)) is None


def test_what_the_numbers_gave_up_or_never_met_is_not_looked_at():
    assert due(aside(above=0.05)) is None
    assert due(aside(chance=None)) is None
    assert due(candidate("new", posts=0)) is None


def test_what_hardly_can_be_better_than_what_the_channel_makes_anyway_needs_none():
    strong = candidate("ride", days=on(9), mid=0.9)
    assert due(aside(), strong) is None
    assert due(aside(), candidate("ride", days=on(9), mid=0.9, decided="scale")) is None
    assert due(aside(), candidate("ride", days=on(9), mid=0.9, decided="stop")) is not None, "it makes no posts"
    assert due(aside(), candidate("ride", days=on(9), mid=0.9, metric="ctr")) is not None, (
        "unlike metrics are not compared"
    )


@pytest.mark.parametrize("held", [{"decided": "stop"}, {"decided": "scale"}, {"experiment": an_experiment("myths")}])
def test_decisions_and_experiments_go_before_it(held):
    assert due(aside(**held)) is None
    assert due(aside(decided="iterate")) is not None


def test_weeks_in_which_the_channel_was_silent_leave_nobody_aside():
    assert due(aside(last=5), posted=[1, 2, 3, 4, 5]) is None
    assert due(aside(last=5), posted=[1, 2, 3, 4, 5, 8, 9]) is None
    assert due(aside(last=5), posted=[1, 2, 3, 4, 5, 6, 8, 9]) is not None


def test_a_channel_that_had_its_look_gets_no_other():
    given = candidate("tour", days=on(3, 5, 10))
    assert due(given, aside(), week=11, posted=range(1, 11)) is None
    assert due(candidate("tour", days=on(3, 5, 10), decided="stop"), aside(), week=12, posted=range(1, 12)) is None
    begun_late = candidate("tour", days=on(10))
    assert due(begun_late, aside(), week=11, posted=range(1, 11)) is not None, "a first post is no second look"


def test_a_look_that_was_planned_and_not_posted_stays_due():
    assert due(aside(), week=10) == due(aside(), week=11, posted=range(1, 11))


def test_coming_back_earlier_in_the_sprint_was_no_last_look():
    back = candidate("tour", days=on(2, 7, 8, 9))
    assert due(back, aside()) is not None
