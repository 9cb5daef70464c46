"""What decisions cost, where the truth is known."""

from __future__ import annotations

from math import log

import pytest

from vaekst.core.simulation.regret import regret

A, B, C, D = ("ig", "a"), ("ig", "b"), ("yt", "c"), ("yt", "d")
TRUTH = {A: log(1.5), B: 0.0, C: log(0.8), D: log(1.02)}


def test_wrong_decisions_are_named():
    found = regret(TRUTH, {A: "stop", B: "scale", C: "iterate", D: "scale"})
    assert (found.winners_stopped, found.scaled_for_nothing, found.losers_kept) == ((A,), (B,), (C,))
    good = regret(TRUTH, {A: "scale", C: "stop"})
    assert (good.winners_stopped, good.scaled_for_nothing, good.losers_kept) == ((), (), ())


def test_posts_to_come_are_worth_what_they_go_to():
    found = regret(TRUTH, {A: "scale", B: "iterate", C: "stop", D: "wait"})
    assert found.lift == pytest.approx(((4 * 0.5 + 0) / 5 + 0.02) / 2)


def test_a_channel_with_nothing_alive_goes_on_as_before_and_no_truth_is_no_cost():
    assert regret({C: log(0.8)}, {C: "stop"}).lift == 0
    assert regret({}, {}).lift == 0
