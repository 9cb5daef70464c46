"""Promises about many sprints, checked by simulation: how often an estimate misleads."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.sprints import MIXED, SeenWeek, weeks_of

from vaekst.core.evidence import ChannelEvidence, Estimate, Thresholds, estimate
from vaekst.core.simulation import WORLDS


def estimates(seen: SeenWeek) -> list[Estimate]:
    evidence = [
        ChannelEvidence(str(channel), "rate", baseline, {str(k): posts for k, posts in enumerate(seen.posts[channel])})
        for channel, baseline in enumerate(seen.baseline)
    ]
    return [answer for answer in estimate(evidence) if isinstance(answer, Estimate)]


@pytest.mark.slow
def test_when_no_concept_differs_few_sprints_ever_see_a_scale() -> None:
    random = np.random.default_rng(20261123)
    sprints = 500
    fooled = sum(
        any(
            Thresholds().after(week / MIXED.weeks).scales(np.array(answer.chance_better), np.array(answer.posts))
            for week, seen in enumerate(weeks_of(random, WORLDS["null"].truth(rng=random).effects), start=1)
            for answer in estimates(seen)
        )
        for _ in range(sprints)
    )
    assert fooled / sprints <= 0.12  # measured: 8 %, looked at twelve times


@pytest.mark.slow
def test_ninety_percent_intervals_hold_the_truth_about_nine_times_in_ten() -> None:
    random = np.random.default_rng(20261124)
    held = asked = 0
    for _ in range(300):
        effects = MIXED.truth(rng=random).effects
        *_, last = weeks_of(random, effects)
        for answer in estimates(last):
            held += answer.low <= np.expm1(effects[int(answer.channel)][int(answer.concept)]) <= answer.high
            asked += 1
    assert 0.87 <= held / asked <= 0.93  # measured: 90 %
