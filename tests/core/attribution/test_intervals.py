"""Intervals against worlds whose truth is known: the small version of `benchmarks.attribution.coverage`."""

from __future__ import annotations

import pytest
from benchmarks.attribution.coverage import Judged, judged

from vaekst.core.attribution.intervals import LEVEL
from vaekst.core.attribution.models import Model

_ENOUGH = 20
"""Leads a channel is credited with on average, from which on its interval keeps its word; of fewer it is too narrow."""


@pytest.fixture(scope="module")
def found() -> Judged:
    return judged(20, 60_000)


@pytest.mark.parametrize("model", Model)
def test_as_many_intervals_hold_the_average_credit_as_their_level_says(found: Judged, model: Model) -> None:
    enough = found.credits[model][:, :, 0].mean(axis=0) >= _ENOUGH
    assert enough.sum() >= 6
    assert found.held(model)[:, enough].mean() == pytest.approx(LEVEL, abs=0.05)


def test_the_interval_of_a_reach_loss_holds_what_is_truly_lost(found: Judged) -> None:
    assert found.lost_within().mean() > 0.98
