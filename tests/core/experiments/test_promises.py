"""What experiments promise, over many of them with a known truth, looked at every week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.core.experiments.builders import MONDAY, experiment, lift, plan, share
from tests.core.sprints import post_of

from vaekst.core.experiments import Evidence, ReadingRules, Sample, State, read_experiment
from vaekst.core.figures import PostFigure
from vaekst.core.simulation import CHANNELS

pytestmark = pytest.mark.slow

WEEKS, A_WEEK, BASELINE, BAR = 8, 2, 15, 0.10
RATE = CHANNELS[0].rate


def verdict(random: np.random.Generator, *, truth: float, bar: str) -> State:
    """The first verdict of eight weekly looks at two posts more each; `truth` is relative to the baseline."""
    asked = experiment(
        plan(bar=lift(BAR) if bar == "lift" else share(RATE * (1 + BAR)), end=MONDAY + timedelta(days=7 * WEEKS - 1))
    )
    effect = float(np.log1p(truth))
    baseline = [_post(random, 0.0, day=MONDAY - timedelta(days=2 * n + 1)) for n in range(BASELINE)]
    posts, others, usual = [], [], []
    state = State.NOT_ENOUGH
    for week in range(1, WEEKS + 1):
        for n in range(A_WEEK):
            day = MONDAY + timedelta(days=7 * (week - 1) + 3 * n)
            posts.append(_post(random, effect, day=day, key=f"p{len(posts)}"))
            others.append(_post(random, 0.0, day=day))
        usual.append(_post(random, 0.0, day=day))
        counted = Sample(tuple(post.post_key for post in posts))
        found = read_experiment(
            asked,
            counted,
            Evidence(posts, baseline, {"other": others}, usual),
            rules=ReadingRules(),
            today=MONDAY + timedelta(days=7 * week - 1),
        )
        state = found.state
        if state in (State.PASSED, State.FAILED):
            break
    return state


def _post(random: np.random.Generator, effect: float, *, day: date, key: str = "other") -> PostFigure:
    return replace(post_of(random, 0, effect), post_key=key, published=day)


def shares(*, truth: float, bar: str, of: int = 300) -> dict[State, float]:
    random = np.random.default_rng([7, int(100 * truth), bar == "lift"])
    states = [verdict(random, truth=truth, bar=bar) for _ in range(of)]
    return {state: states.count(state) / of for state in State}


@pytest.mark.parametrize("bar", ["lift", "amount"])
def test_looking_every_week_lets_few_pass_that_do_not_clear_the_bar(bar):
    assert shares(truth=0.0, bar=bar)[State.PASSED] <= 0.02
    assert shares(truth=BAR, bar=bar)[State.PASSED] <= 0.06


@pytest.mark.parametrize("bar", ["lift", "amount"])
def test_looking_every_week_lets_few_fail_that_clear_it_well(bar):
    assert shares(truth=0.3, bar=bar)[State.FAILED] <= 0.04
    assert shares(truth=0.6, bar=bar)[State.FAILED] <= 0.02


@pytest.mark.parametrize(("bar", "least"), [("lift", 0.8), ("amount", 0.95)])
def test_what_doubles_the_rate_is_found_in_eight_weeks(bar, least):
    assert shares(truth=1.0, bar=bar)[State.PASSED] >= least
