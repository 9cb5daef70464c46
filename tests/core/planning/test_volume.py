"""How many posts a channel gets: pace, phase, guard and capacity, each with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.planning.rows import UNMEASURED, a_guard, moved

from vaekst.core.period import Week
from vaekst.core.planning import Capacity, Pace, volume_of, work_of
from vaekst.core.rules.volume import GuardState, guard
from vaekst.core.strategy import Sprint, VolumeRule

SPRINT = Sprint(start=date(2026, 9, 14))
RULE = VolumeRule()
PACE = Pace(usual=8, baseline=6, due=14)


def volume(pace=PACE, state=GuardState.HOLDS, *, week=7, capacity=None, rule=RULE, has_risen=True, may_carry_more=True):
    work = work_of(SPRINT, Week(date(2026, 9, 14)).later(week - 1))
    held = a_guard(state, has_risen=has_risen)
    return volume_of(
        pace, held, capacity or Capacity(), work=work, sprint=SPRINT, rule=rule, may_carry_more=may_carry_more
    )


def codes(found):
    return [reason.code for reason in found.reasons]


def test_at_scale_the_volume_rises_a_step_towards_what_is_due():
    found = volume()
    assert (found.posts, codes(found)) == (10, ["volume_usual", "volume_raised"])
    assert volume(Pace(usual=8, due=8.6)).posts == 9, "no further than what is due"
    assert volume(Pace(usual=2, due=14)).posts == 3, "a step is at least one post"


@pytest.mark.parametrize("state", [GuardState.IN_DOUBT, GuardState.UNKNOWN])
def test_in_doubt_or_unmeasured_the_volume_stays(state):
    found = volume(state=state)
    assert (found.posts, codes(found)) == (8, ["volume_usual", "volume_held"])
    assert state.value in found.reasons[-1].english()


def test_what_no_gate_lets_through_is_not_made_more_of():
    found = volume(may_carry_more=False)
    assert (found.posts, codes(found)) == (8, ["volume_usual", "volume_gated"])
    assert codes(volume(state=GuardState.IN_DOUBT, may_carry_more=False)) == ["volume_usual", "volume_held"]
    assert codes(volume(Pace(usual=8, due=8), may_carry_more=False)) == ["volume_usual"], "nothing is held back"


@pytest.mark.parametrize("week", [3, 5, 7, 12])
def test_what_fell_when_the_volume_rose_cuts_the_volume(week):
    found = volume(state=GuardState.FALLEN, week=week)
    assert (found.posts, codes(found)) == (6, ["volume_usual", "volume_cut"])
    assert volume(Pace(usual=8, baseline=7), GuardState.FALLEN).posts == 7, "no further than the baseline"
    assert volume(Pace(usual=8), GuardState.FALLEN).posts == 8, "nobody knows where it came from"


def test_what_fell_without_more_posts_only_holds_them():
    assert volume(state=GuardState.FALLEN, has_risen=False).posts == 8
    assert codes(volume(state=GuardState.FALLEN, has_risen=False, week=5)) == ["volume_usual"]


def test_other_weeks_keep_the_usual_pace():
    assert volume(week=5).posts == 8
    assert volume(Pace(usual=8, due=None)).posts == 8
    assert volume(Pace(usual=8, due=7.2)).posts == 8


def test_the_baseline_gets_the_posts_it_needs():
    found = volume(Pace(usual=2), week=1)
    assert (found.posts, codes(found)) == (4, ["volume_usual", "volume_baseline"])
    assert volume(Pace(usual=5), week=1).posts == 5


def test_a_break_is_told_where_the_pace_is():
    found = volume(Pace(usual=4, weeks=4, silent=2), week=5)
    assert (found.posts, codes(found)) == (4, ["volume_usual", "volume_silent"])
    assert found.reasons[1].english() == "It is the mean of 4 weeks, and in 2 of them nothing was posted."
    for pace in (Pace(usual=4, weeks=4), Pace(usual=0, weeks=4, silent=4)):
        assert "volume_silent" not in codes(volume(pace, week=5))


def test_an_unknown_pace_and_a_slow_one_get_the_least():
    assert (volume(Pace(usual=None)).posts, codes(volume(Pace(usual=None)))) == (2, ["volume_unknown"])
    assert codes(volume(Pace(usual=1), week=5)) == ["volume_usual", "volume_least"]


def test_hours_have_the_last_word():
    found = volume(capacity=Capacity(minutes=360, minutes_per_post=75))
    assert (found.posts, codes(found)[-1]) == (4, "volume_hours")
    assert found.reasons[-1].english() == "Time for 4 at most: 360 minutes in the week, 75 minutes each."
    short = volume(capacity=Capacity(minutes=90, minutes_per_post=75))
    assert (short.posts, codes(short)[-1]) == (1, "volume_below_least")
    assert volume(capacity=Capacity(minutes=3600, minutes_per_post=75)).posts == 10


def test_what_hours_and_money_leave_is_spare():
    assert volume(capacity=Capacity(minutes=1200, minutes_per_post=75)).spare == 6
    assert volume(capacity=Capacity(1200, 75, 3300, 300, "DKK")).spare == 1
    assert volume(capacity=Capacity(minutes=360, minutes_per_post=75)).spare == 0
    assert volume().spare == 0


def test_money_has_it_too():
    found = volume(capacity=Capacity(money=1000, money_per_post=300, currency="DKK"))
    assert (found.posts, codes(found)[-1]) == (3, "volume_budget")
    overspent = volume(capacity=Capacity(money=-500, money_per_post=300, currency="DKK"))
    assert overspent.posts == 0


@given(
    usual=st.floats(0, 60), baseline=st.none() | st.floats(0, 60), due=st.none() | st.floats(0, 60),
    state=st.sampled_from(GuardState), week=st.integers(1, 14), minutes=st.none() | st.floats(0, 4000),
)  # fmt: skip
def test_volume_never_rises_while_what_is_watched_does_not_hold(usual, baseline, due, state, week, minutes):
    found = volume(Pace(usual, baseline, due), state, week=week, capacity=Capacity(minutes, 60.0))
    assert found.posts >= 0
    if minutes is not None:
        assert found.posts <= minutes / 60
    if state is not GuardState.HOLDS:
        assert found.posts <= max(round(usual), RULE.least_posts, 4 if week <= 2 else 0)


def test_the_guard_is_as_grave_as_the_gravest_of_what_it_watches():
    cadence = moved("posting_cadence", 0.3, noise=0.1)
    fallen, doubtful, held = moved("ctr", -0.4), moved("ctr", -0.1, chance_up=0.29), moved("ctr", -0.05, chance_up=0.31)
    assert guard("x", cadence, []).state is GuardState.HOLDS
    assert guard("x", cadence, [held, doubtful]).state is GuardState.IN_DOUBT
    assert guard("x", cadence, [doubtful, UNMEASURED]).state is GuardState.UNKNOWN
    found = guard("x", cadence, [UNMEASURED, fallen])
    assert (found.state, found.fallen, found.has_risen) == (GuardState.FALLEN, ("ctr",), True)
    assert [reason.code for reason in found.reasons] == ["guard_fallen", "not_supplied", "fell_over_posts"]
    assert guard("x", UNMEASURED, [held]).has_risen is None
