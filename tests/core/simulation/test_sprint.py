"""A sprint as it is played: what a rule is shown, what its answer leads to, and what it may not ask for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.core.simulation.rules import always

from vaekst.core.simulation import CHANNELS, LOSER, WINNER, WORLDS, OneAt, World, play

SMALL = World("small", CHANNELS[:1], OneAt(), concepts=2, weekly=(4, 4), baseline=(5, 5), weeks=3)


def test_a_rule_is_asked_before_the_first_week_and_after_each():
    rule = always()
    play(SMALL, rule.make, seed=1)
    assert [(view["week"], view["final"], view["next_posts"]["c0"]) for view in rule.seen] == [
        (0, False, 4),
        (1, False, 4),
        (2, False, 4),
        (3, True, 0),
    ]
    assert rule.setups == [
        {
            "mode": "sprint",
            "channels": 1,
            "concepts_per_channel": 2,
            "weeks": 3,
            "winner_min_log_effect": WINNER,
            "loser_max_log_effect": LOSER,
        }
    ]


def test_baseline_posts_are_spread_over_the_four_weeks_before():
    rule = always()
    play(SMALL, rule.make, seed=1)
    assert [post["age"] for post in rule.seen[0]["channels"][0]["baseline"]] == [1, 2, 3, 4, 1]
    assert [post["age"] for post in rule.seen[3]["channels"][0]["baseline"]] == [4, 5, 6, 7, 4]


def test_posts_go_where_the_rule_wants_them_and_the_rest_as_before():
    rule = always({}, c0={"c0k1": 3})
    played = play(SMALL, rule.make, seed=1)
    channel = rule.seen[2]["channels"][0]
    assert [post["age"] for post in channel["concepts"][1]["posts"]] == [1, 1, 1, 0, 0, 0]
    assert [post["age"] for post in channel["control"]] == [1, 0]
    assert channel["concepts"][0]["posts"] == []
    assert played.posts[1:].tolist() == [[[0, 3, 1]]] * 3


def test_a_decision_holds_until_another_is_made_and_a_stop_for_good():
    class Changing:
        def week(self, view):
            wanted = {0: {"c0k0": "iterate", "c0k1": "stop"}, 2: {"c0k0": "scale", "c0k1": "scale"}}
            return {"decisions": wanted.get(view["week"], {}), "allocation": {}}

    played = play(SMALL, lambda *_: Changing(), seed=1)
    assert played.decisions[:, 0].tolist() == [[1, 3], [1, 3], [2, 3], [2, 3]]


def test_the_same_seed_is_the_same_sprint_for_every_rule():
    one, other = always(), always({}, c0={"c0k0": 2})
    first, second = (play(WORLDS["mixed"], rule.make, seed=7) for rule in (one, other))
    assert np.array_equal(first.effects, second.effects)
    assert one.seen[0] == other.seen[0]
    assert one.seeds == other.seeds
    assert first.posts.sum(axis=2).tolist() == second.posts.sum(axis=2).tolist()
    assert not np.array_equal(first.effects, play(WORLDS["mixed"], one.make, seed=8).effects)


def test_a_week_has_its_posts_shared_evenly_over_channels():
    played = play(WORLDS["mixed"], always().make, seed=7)
    weekly = played.posts[1:].sum(axis=2)
    assert set(weekly.sum(axis=1)) <= set(range(8, 15))
    assert (weekly.max(axis=1) - weekly.min(axis=1)).max() <= 1


def test_a_concept_truly_better_has_the_better_posts():
    rule = always({}, c0={"c0k0": 4})
    world = replace(SMALL, effects=OneAt(2.0), weeks=30)
    play(world, rule.make, seed=3)
    channel = rule.seen[-1]["channels"][0]
    rate = [
        sum(post["successes"] for post in posts) / sum(post["trials"] for post in posts)
        for posts in (channel["concepts"][0]["posts"], channel["baseline"])
    ]
    assert rate[0] > 1.5 * rate[1]


@pytest.mark.parametrize(
    ("decisions", "allocation", "complaint"),
    [
        ({}, {"c0k0": 5}, "c0 makes 4 posts next week"),
        ({}, {"c0k0": -1}, "c0 makes 4 posts next week"),
        ({}, {"c0k7": 1}, "no concept called c0k7"),
        ({"c0k0": "stop"}, {"c0k0": 1}, "c0k0 is stopped"),
        ({"c0k0": "perhaps"}, {}, "'perhaps' is no decision"),
    ],
)
def test_a_rule_that_asks_for_what_it_cannot_have_is_refused(decisions, allocation, complaint):
    with pytest.raises(ValueError, match=complaint):
        play(SMALL, always(decisions, c0=allocation).make, seed=1)
