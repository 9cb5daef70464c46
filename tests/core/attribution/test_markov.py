"""The removal effect from one inverse is what removing each channel by hand gives."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.attribution.markov import chance_of_lead, removal_effects


@st.composite
def chains(draw: st.DrawFn) -> np.ndarray:
    """Flows of whole journeys: what arrives leaves, ends in a lead, or ends in nothing."""
    keys = draw(st.integers(1, 5))
    flows = np.zeros((keys + 1, keys + 1))
    for _ in range(draw(st.integers(1, 25))):
        path = draw(st.lists(st.integers(0, keys - 1), min_size=1, max_size=6))
        steps = [keys, *path, *([keys] if draw(st.booleans()) else [])]
        for one, other in pairwise(steps):
            flows[one, other] += 1
    return flows


def by_walking(flows: np.ndarray, removed: int | None) -> float:
    """The chance of a lead by following the mass of all starts until nothing is left of it."""
    keys = len(flows) - 1
    arrivals = flows[:, :keys].sum(axis=0)
    mass = flows[keys, :keys] / flows[keys, :keys].sum()
    led = 0.0
    for _ in range(20_000):
        if removed is not None:
            mass[removed] = 0
        share = np.divide(mass, arrivals, out=np.zeros(keys), where=arrivals > 0)
        led += float(share @ flows[:keys, keys])
        mass = share @ flows[:keys, :keys]
        if mass.sum() < 1e-13:
            break
    return led


@given(chains())
def test_the_effect_is_the_share_of_leads_lost_without_the_channel(flows: np.ndarray) -> None:
    effects, whole = removal_effects(flows), by_walking(flows, None)
    assert chance_of_lead(flows) == pytest.approx(whole, abs=1e-9)
    for key, effect in enumerate(effects):
        left = by_walking(flows, key)
        assert chance_of_lead(flows, without=key) == pytest.approx(left, abs=1e-9)
        assert effect == pytest.approx(1 - left / whole if whole else 0, abs=1e-7)


@given(st.lists(chains(), min_size=1, max_size=4))
def test_many_chains_at_once_are_each_worked_out(several: list[np.ndarray]) -> None:
    size = max(map(len, several))
    stacked = np.zeros((len(several), size, size))
    for place, flows in enumerate(several):
        around = np.append(np.arange(len(flows) - 1), size - 1)
        stacked[place][np.ix_(around, around)] = flows
    for together, flows in zip(removal_effects(stacked), several, strict=True):
        assert together[: len(flows) - 1] == pytest.approx(removal_effects(flows), abs=1e-12)


def test_a_known_chain() -> None:
    """Two of three journeys go a → b → lead, one a → nothing: without either there is no lead."""
    flows = np.array([[0, 2, 0], [0, 0, 2], [3, 0, 0]])
    assert removal_effects(flows).tolist() == [1, 1]
    assert chance_of_lead(flows) == pytest.approx(2 / 3)


def test_a_chain_that_nobody_started_has_no_effects() -> None:
    assert removal_effects(np.zeros((3, 3))).tolist() == [0, 0]


def test_journeys_that_began_before_the_flows_leave_more_than_arrives() -> None:
    assert removal_effects(np.array([[0, 3], [1, 0]])).tolist() == [1]
