"""What experiments promise, over many of them with a known truth, looked at every week."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.core.experiments.builders import MONDAY, experiment, lift, plan, share
from tests.core.sprints import CHANNELS, post_of

from vaekst.core.experiments import Evidence, ReadingRules, Sample, State, read_experiment

pytestmark = pytest.mark.slow

WEEKS, A_WEEK, BASELINE, BAR = 8, 2, 15, 0.10
RATE = CHANNELS[0][0]


def verdict(random: np.random.Generator, *, truth: float, bar: str) -> State:
    """The first verdict of eight weekly looks at two posts more each; `truth` is relative to the baseline."""
    asked = experiment(plan(bar=lift(BAR) if bar == "lift" else share(RATE * (1 + BAR))))
    effect = float(np.log1p(truth))
    baseline = [post_of(random, 0, 0.0) for _ in range(BASELINE)]
    posts, others = [], []
    state = State.NOT_ENOUGH
    for _week in range(WEEKS):
        for _ in range(A_WEEK):
            posts.append(replace(post_of(random, 0, effect), post_key=f"p{len(posts)}"))
            others.append(post_of(random, 0, 0.0))
        counted = Sample(tuple(post.post_key for post in posts))
        found = read_experiment(
            asked, counted, Evidence(posts, baseline, {"other": others}), rules=ReadingRules(), today=MONDAY
        )
        state = found.state
        if state in (State.PASSED, State.FAILED):
            break
    return state


def shares(*, truth: float, bar: str, of: int = 300) -> dict[State, float]:
    random = np.random.default_rng([7, int(100 * truth), bar == "lift"])
    states = [verdict(random, truth=truth, bar=bar) for _ in range(of)]
    return {state: states.count(state) / of for state in State}


@pytest.mark.parametrize("bar", ["lift", "amount"])
def test_looking_every_week_lets_few_pass_that_do_not_clear_the_bar(bar):
    assert shares(truth=0.0, bar=bar)[State.PASSED] <= 0.03
    assert shares(truth=BAR, bar=bar)[State.PASSED] <= 0.06


@pytest.mark.parametrize("bar", ["lift", "amount"])
def test_looking_every_week_lets_few_fail_that_clear_it_well(bar):
    assert shares(truth=0.3, bar=bar)[State.FAILED] <= 0.06
    assert shares(truth=0.6, bar=bar)[State.FAILED] <= 0.02


@pytest.mark.parametrize(("bar", "least"), [("lift", 0.7), ("amount", 0.9)])
def test_what_doubles_the_rate_is_found_in_eight_weeks(bar, least):
    assert shares(truth=1.0, bar=bar)[State.PASSED] >= least
