"""What the stop rule costs and saves over many sprints, when the estimate has a say."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.sprints import MIXED, SeenWeek, weeks_of

from vaekst.core.evidence import ChannelEvidence, Estimate, estimate
from vaekst.core.rules import Proposal, ProposalRules, propose, stop_rule
from vaekst.core.simulation import LOSER, WINNER


def stopped(seen: SeenWeek, rules: ProposalRules) -> set[tuple[int, int]]:
    """The (channel, concept) pairs proposed to be stopped."""
    evidence = [
        ChannelEvidence(str(channel), "rate", baseline, {str(k): posts for k, posts in enumerate(seen.posts[channel])})
        for channel, baseline in enumerate(seen.baseline)
    ]
    found = set()
    for answer in estimate(evidence):
        channel, concept = int(answer.channel), int(answer.concept)
        state = stop_rule(seen.posts[channel][concept], seen.baseline[channel], needed=3)
        if isinstance(answer, Estimate) and propose(answer, state, (), rules=rules).proposal is Proposal.STOP:
            found.add((channel, concept))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("doubt_below", "winners_at_most", "losers_at_least"),
    [(1.01, 0.45, 0.85), (0.15, 0.05, 0.35)],
)
def test_hearing_the_estimate_spares_winners_and_still_stops_losers(
    doubt_below: float, winners_at_most: float, losers_at_least: float
) -> None:
    random = np.random.default_rng(20261125)
    rules = ProposalRules(doubt_below=doubt_below)
    winners, losers = [], []
    for _ in range(250):
        effects = MIXED.truth(rng=random).effects
        ever = set().union(*(stopped(seen, rules) for seen in weeks_of(random, effects)))
        for channel, row in enumerate(effects):
            for concept, effect in enumerate(row):
                if effect >= WINNER:
                    winners.append((channel, concept) in ever)
                elif effect <= LOSER:
                    losers.append((channel, concept) in ever)
    assert np.mean(winners) <= winners_at_most
    assert np.mean(losers) >= losers_at_least
