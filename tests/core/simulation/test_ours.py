"""Our own rule as a player: the proposals of a review, asked week by week."""

from __future__ import annotations

from tests.core.simulation.test_rivals import SETUP, posts, seen

from vaekst.core.rules import ProposalRules
from vaekst.core.simulation import WORLDS, outcome, play
from vaekst.core.simulation.ours import ours

MAKE = ours(ProposalRules(), stop_posts=3)


def test_a_clear_winner_is_scaled_and_a_clear_loser_stopped():
    arms = [("iterate", posts(*[rate] * 12)) for rate in (0.12, 0.01, 0.05)]
    answer = MAKE(1, SETUP).week(seen(6, *arms, room=5, base=(0.045, 0.05, 0.055) * 5))
    assert answer["decisions"] == {"a": "scale", "b": "stop", "c": "iterate"}
    assert answer["allocation"] == {"c0": {"a": 5}}


def test_what_was_stopped_gets_no_posts_whatever_is_thought_of_it_now():
    answer = MAKE(1, SETUP).week(seen(6, ("stop", posts(*[0.12] * 12)), room=5))
    assert answer["allocation"] == {"c0": {"baseline": 5}}


def test_it_plays_a_sprint_to_its_end():
    assert 0.5 < outcome(play(WORLDS["mixed"], MAKE, seed=1)).reward < 2
