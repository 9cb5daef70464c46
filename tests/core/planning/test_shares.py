"""A channel's posts shared out by the evidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.core.planning.rows import candidate
from tests.core.planning.test_phases import an_experiment

from vaekst.core.evidence import ChannelEvidence, Weighing
from vaekst.core.figures import PostFigure
from vaekst.core.planning import LastLook, Places, by_evidence

DAY = date(2026, 11, 2)


def rates(*values, day=DAY + timedelta(days=7)):
    return [PostFigure("p", "i", None, None, day, 7.0, each, part=each * 4000, whole=4000) for each in values]


WEIGHING = Weighing(
    [
        ChannelEvidence(
            "instagram",
            "save_rate",
            rates(*[0.03, 0.02, 0.04] * 5, day=DAY),
            {"ride": rates(*[0.07, 0.06, 0.08] * 5), "myths": rates(*[0.01, 0.015] * 5), "new": []},
        ),
        ChannelEvidence("instagram", "ctr", rates(0.01, 0.02, day=DAY), {"tour": rates(0.015)}),
        ChannelEvidence("youtube", "save_rate", rates(0.03, 0.04, day=DAY), {"ride": rates(0.03)}),
    ]
)


def shared(posts, *names, control=0.0, channel="instagram", weeks_left=2.0, **places):
    made = tuple(candidate(name) if isinstance(name, str) else name for name in names)
    held = {channel: Places(made, (), **places)}
    return by_evidence(WEIGHING, held, weeks_left=weeks_left, control=control)(channel, posts)


def test_the_winner_gets_the_posts_and_what_is_no_candidate_none():
    assert shared(6, "ride", "myths") == {None: 0, "ride": 6, "myths": 0}
    assert "ride" not in shared(6, "myths")


def test_some_posts_stay_as_usual_to_compare_with():
    assert shared(10, "ride", "myths", control=0.2) == {None: 2, "ride": 8, "myths": 0}


def test_concepts_judged_by_different_metrics_get_posts_by_their_number():
    share = shared(6, "ride", "myths", "tour")
    assert share["ride"] == 4
    assert (share["tour"] or 0) + (share[None] or 0) == 2


@pytest.mark.parametrize("posts", range(8))
def test_every_post_is_given_out(posts):
    assert sum(shared(posts, "ride", "new", "tour", control=0.15).values()) == posts


@pytest.mark.parametrize("owed", [{"experiment": an_experiment("myths")}, {"decided": "scale"}])
def test_what_an_experiment_or_a_decision_to_scale_asks_for_gets_a_post_before_all_others(owed):
    assert shared(6, "ride", candidate("myths", **owed)) == {None: 0, "ride": 5, "myths": 1}


def test_a_guest_gets_what_is_promised_to_it_and_no_more():
    tried = candidate("ride", experiment=an_experiment("ride"), due=2)
    assert shared(6, tried, "myths", guests=frozenset({"ride"}))["ride"] == 2
    looked_at = LastLook("ride", DAY, 0.3)
    share = shared(6, "ride", "myths", guests=frozenset({"ride"}), look=looked_at)
    assert share["ride"] == 1
    assert sum(share.values()) == 6


def test_posts_as_usual_are_kept_before_anything_is_promised():
    tried = candidate("ride", experiment=an_experiment("ride"), due=9)
    assert shared(4, tried, control=0.25) == {None: 1, "ride": 3}


def test_without_candidates_posts_go_out_as_usual():
    assert shared(5) == {None: 5}
    assert shared(5, "ride", channel="tiktok") == {None: 5, "ride": 0}
