"""Promises about many sprints, checked by simulation: how often a verdict would be wrong."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from vaekst.core.evidence import ChannelEvidence, Estimate, estimate
from vaekst.core.figures import PostFigure

# Rate, beta sample size, median trials and sd of ln trials, as measured on posts of three platforms.
CHANNELS = ((0.0305, 110.7, 3000, 1.066), (0.0244, 148.4, 5920, 1.117), (0.0225, 146.3, 7422, 1.159))
CONCEPTS, WEEKS, MIN_POSTS, SCALE_AT = 2, 12, 4, 0.98


def draw_post(random: np.random.Generator, channel: int, effect: float) -> PostFigure:
    rate, size, median, spread = CHANNELS[channel]
    trials = max(50, int(random.lognormal(np.log(median), spread)))
    middle = min(rate * np.exp(effect), 0.9)
    successes = random.binomial(trials, random.beta(middle * size, (1 - middle) * size))
    part, whole = float(successes), float(trials)
    return PostFigure("p", str(channel), None, None, date(2026, 11, 2), 7.0, part / whole, part=part, whole=whole)


def sprint(random: np.random.Generator, effects: np.ndarray) -> list[list[Estimate]]:
    """The estimates of every concept, week by week, with posts shared evenly over concepts."""
    base = [[draw_post(random, c, 0.0) for _ in range(random.integers(11, 19))] for c in range(len(CHANNELS))]
    posts: list[list[list[PostFigure]]] = [[[] for _ in range(CONCEPTS)] for _ in CHANNELS]
    turn, weeks = 0, []
    for _ in range(WEEKS):
        for _ in range(random.integers(8, 15)):
            channel, concept = turn % len(CHANNELS), turn // len(CHANNELS) % CONCEPTS
            posts[channel][concept].append(draw_post(random, channel, effects[channel, concept]))
            turn += 1
        evidence = [
            ChannelEvidence(str(c), "rate", base[c], {str(k): posts[c][k] for k in range(CONCEPTS)})
            for c in range(len(CHANNELS))
        ]
        weeks.append([answer for answer in estimate(evidence) if isinstance(answer, Estimate)])
    return weeks


@pytest.mark.slow
def test_when_no_concept_differs_few_sprints_ever_see_a_scale() -> None:
    random = np.random.default_rng(20261123)
    nothing = np.zeros((len(CHANNELS), CONCEPTS))
    sprints = 400
    fooled = sum(
        any(
            answer.posts >= MIN_POSTS and answer.chance_better >= SCALE_AT
            for week in sprint(random, nothing)
            for answer in week
        )
        for _ in range(sprints)
    )
    assert fooled / sprints <= 0.14  # about one in ten, looked at twelve times


@pytest.mark.slow
def test_ninety_percent_intervals_hold_the_truth_about_nine_times_in_ten() -> None:
    random = np.random.default_rng(20261124)
    held = asked = 0
    for _ in range(300):
        effects = random.normal(0, 0.24, (len(CHANNELS), CONCEPTS))
        for answer in sprint(random, effects)[-1]:
            truth = np.expm1(effects[int(answer.channel), int(answer.concept)])
            held += answer.low <= truth <= answer.high
            asked += 1
    assert 0.86 <= held / asked <= 0.95
