"""The rules of others: each does what it is known for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from vaekst.core.simulation import RIVALS, WORLDS, Decision, Setup, outcome, play, score
from vaekst.core.simulation.rivals.judges import chance_to_win
from vaekst.core.simulation.seen import SeenPost, SeenWeek

SETUP: Setup = {
    "mode": "sprint",
    "channels": 1,
    "concepts_per_channel": 4,
    "weeks": 12,
    "winner_min_log_effect": 0.1,
    "loser_max_log_effect": -0.05,
}


def posts(*rates: float, trials: float = 10_000) -> list[SeenPost]:
    return [{"trials": trials, "successes": rate * trials, "age": 0} for rate in rates]


def seen(
    week: int, *concepts: tuple[Decision, list[SeenPost]], room: int = 0, base: Sequence[float] = (0.05,) * 5
) -> SeenWeek:
    """One channel whose baseline rate is 5 %, and its concepts a, b, c, … by decision and posts."""
    return {
        "week": week,
        "weeks": 12,
        "final": week == 12,
        "next_posts": {"c0": room},
        "channels": [
            {
                "id": "c0",
                "baseline": posts(*base),
                "control": [],
                "concepts": [
                    {"id": id_, "decision": decision, "posts": made}
                    for id_, (decision, made) in zip("abcdefgh", concepts, strict=False)
                ],
            }
        ],
    }


def decisions(rule: str, view: SeenWeek) -> dict[str, Decision]:
    return RIVALS[rule].make(3, SETUP).week(view)["decisions"]


def allocation(rule: str, view: SeenWeek) -> dict[str, int]:
    return RIVALS[rule].make(3, SETUP).week(view)["allocation"]["c0"]


def test_naive_stops_after_three_posts_below_the_baseline_and_not_after_two():
    low = posts(0.04, 0.04, 0.09)
    assert decisions("naive", seen(3, ("iterate", low), ("iterate", low[:2]))) == {"a": "stop", "b": "iterate"}


def test_naive_keeps_the_two_best_in_week_six_and_scales_those_not_below_the_baseline():
    arms = [posts(*[rate] * 3) for rate in (0.06, 0.08, 0.07)]
    assert decisions("naive", seen(6, *(("iterate", arm) for arm in arms))) == {"a": "stop", "b": "scale", "c": "scale"}


def test_naive_scales_nothing_with_two_posts_and_starts_nothing_new_after_week_six():
    view = seen(6, ("iterate", posts(0.09, 0.09)), ("wait", []), ("wait", []))
    assert decisions("naive", view) == {"a": "iterate", "b": "wait", "c": "wait"}


def test_two_concepts_are_tried_at_once_and_the_next_takes_a_free_place():
    view = seen(0, ("wait", []), ("wait", []), ("wait", []), room=4)
    assert decisions("naive", view) == {"a": "iterate", "b": "iterate", "c": "wait"}
    later = seen(3, ("iterate", posts(0.01, 0.01, 0.01)), ("iterate", posts(0.06)), ("wait", []), room=4)
    assert decisions("naive", later) == {"a": "stop", "b": "iterate", "c": "iterate"}


def test_posts_are_shared_evenly_the_odd_one_to_whom_it_is_owed():
    view = seen(1, ("iterate", posts(0.05, 0.05)), ("iterate", posts(0.05)), room=5)
    assert allocation("equal", view) == {"a": 2, "b": 3}


def test_a_scaled_concept_gets_four_posts_for_each_of_another():
    view = seen(8, ("scale", posts(0.05)), ("iterate", posts(0.05)), room=10)
    assert allocation("equal", view) == {"a": 8, "b": 2}
    assert sum(allocation("equal", view | {"next_posts": {"c0": 3}}).values()) == 3


def test_with_nothing_alive_posts_are_made_as_before():
    assert allocation("equal", seen(8, ("stop", posts(0.05)), room=4)) == {}


def test_impressions_scale_and_stop_by_the_chance_to_win():
    arms = [posts(*[rate] * 3) for rate in (0.055, 0.045, 0.0501)]
    view = seen(3, *(("iterate", arm) for arm in arms), ("iterate", posts(0.09, 0.09)))
    assert decisions("impressions", view) == {"a": "scale", "b": "stop", "c": "iterate", "d": "iterate"}


def test_the_chance_to_win_is_even_between_equals_and_falls_the_other_way_round():
    assert chance_to_win((50, 1000), (50, 1000)) == pytest.approx(0.5)
    assert chance_to_win((60, 1000), (50, 1000)) == pytest.approx(1 - chance_to_win((50, 1000), (60, 1000)))


def test_thompson_gives_most_posts_to_what_is_surely_better_and_the_rest_to_nobody_worse():
    view = seen(5, ("iterate", posts(*[0.09] * 4)), ("iterate", posts(*[0.01] * 4)), room=20)
    assert allocation("thompson", view) == {"a": 20}


def test_top_two_gives_every_other_post_to_the_runner_up():
    view = seen(5, ("iterate", posts(*[0.09] * 4)), ("iterate", posts(0.088, trials=300)), room=200)
    given = allocation("toptwo", view)
    assert 60 < given["b"] < 140


def test_top_two_stays_with_the_winner_where_no_other_ever_wins():
    view = seen(5, ("iterate", posts(*[0.5] * 40)), room=10)
    assert allocation("toptwo", view) == {"a": 10}


@pytest.mark.parametrize(
    ("made", "verdict"), [(posts(*[0.06] * 5), "scale"), (posts(*[0.0501] * 5), "iterate"), ([], "iterate")]
)
def test_a_bandit_gives_its_verdict_at_the_end(made: list[SeenPost], verdict: Decision):
    assert decisions("thompson", seen(12, ("iterate", made))) == {"a": verdict}
    assert decisions("thompson", seen(11, ("iterate", made))) == {"a": "iterate"}


def test_halving_drops_the_worse_half_in_each_round():
    arms = [("iterate", posts(rate)) for rate in (0.04, 0.06, 0.07, 0.05)]
    assert decisions("halving", seen(4, *arms)) == {"a": "stop", "b": "iterate", "c": "iterate", "d": "stop"}
    assert decisions("halving", seen(5, *arms)) == dict.fromkeys("abcd", "iterate")


@pytest.mark.parametrize(("rate", "verdict"), [(0.06, "scale"), (0.05, "iterate")])
def test_halving_scales_the_last_one_if_it_beats_the_baseline(rate: float, verdict: Decision):
    arms = [("stop", posts(0.04)), ("iterate", posts(rate)), ("iterate", []), ("stop", posts(0.04))]
    found = decisions("halving", seen(9, *arms))
    assert (found["b"], found["c"]) == (verdict, "stop")


def test_halving_leaves_a_lone_concept_alone():
    assert decisions("halving", seen(9, ("iterate", posts(0.06)))) == {"a": "iterate"}


@pytest.mark.parametrize("rule", RIVALS)
def test_every_rule_plays_a_sprint_to_its_end(rule: str):
    found = outcome(play(WORLDS["mixed"], RIVALS[rule].make, seed=1))
    assert 0.5 < found.reward < 2


def test_where_nothing_differs_the_naive_rule_scales_something_all_the_same():
    sprints = [outcome(play(WORLDS["null"], RIVALS["naive"].make, seed=seed)) for seed in range(40)]
    assert score(sprints).any_false.value > 0.6
