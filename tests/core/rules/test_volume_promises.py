"""How often the volume guard is right about what truly happened. Figures: docs/explanation/planning.md."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from vaekst.core.evidence import movement as noise
from vaekst.core.figures import PostFigure
from vaekst.core.metrics.moving import Movement
from vaekst.core.metrics.units import Unit
from vaekst.core.rules.volume import GuardState, guard

BEFORE, SINCE, CHANNELS = 32, 30, 1000
SCATTER = {"ctr": 0.5, "retention_3s": 0.1}


def level(random: np.random.Generator, metric: str, factor: float, posts: int) -> noise.Level:
    values = random.lognormal(np.log(0.01 * factor), SCATTER[metric], posts)
    return noise.of_posts([PostFigure("p", "x", None, None, date(2026, 11, 2), 7, float(value)) for value in values])


def states(ctr: float, retention: float) -> dict[GuardState, float]:
    """The share of simulated channels in each state, CTR and retention having changed by these factors."""
    random, found = np.random.default_rng(3), Counter[GuardState]()
    for _ in range(CHANNELS):
        watched = []
        for metric, factor in (("ctr", ctr), ("retention_3s", retention)):
            before, now = level(random, metric, 1.0, BEFORE), level(random, metric, factor, SINCE)
            watched.append(
                Movement(
                    metric=metric, channel="x", unit=Unit.PERCENT, units="posts", before_units=BEFORE, now_units=SINCE,
                    before=1.0, now=factor, moved=noise.moved(before, now, level=0.9),
                )
            )  # fmt: skip
        found[guard("x", watched[0], watched).state] += 1
    return {state: found[state] / CHANNELS for state in GuardState}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ctr", "retention", "holds", "fallen"),
    [(1.0, 1.0, 0.50, 0.10), (1.1, 1.05, 0.89, 0.01), (0.8, 1.0, 0.08, 0.56), (0.6, 1.0, 0.0, 0.99), (1.0, 0.95, 0.05, 0.65)],
)  # fmt: skip
def test_the_guard_holds_and_falls_as_often_as_the_page_says(ctr, retention, holds, fallen):
    found = states(ctr, retention)
    assert found[GuardState.HOLDS] == pytest.approx(holds, abs=0.05)
    assert found[GuardState.FALLEN] == pytest.approx(fallen, abs=0.05)
