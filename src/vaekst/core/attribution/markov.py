"""The exact removal effect of a first-order Markov chain: all channels from one inverse, no simulation.

A journey starts at a channel, steps from channel to channel, and ends in a lead or in nothing. The removal effect of a
channel is the share of leads that would be lost if every journey that reaches it ended there (Anderl et al. 2016). With
Q the steps between channels, r those into a lead, s the starts, N = (I − Q)⁻¹ and v = N r, the journeys that reach channel
c first do so with chance (sN)_c / N_cc and become leads from there with v_c, so RE_c = (sN)_c / N_cc · v_c / (s v).
"""

from __future__ import annotations

import numpy as np

from vaekst.core.attribution.counts import Real


def removal_effects(flows: Real) -> Real:
    """The removal effect of every key, from 0 to 1, of flows shaped (…, K + 1, K + 1): starts in the last row, leads in
    the last column. What arrives and does not leave has ended in nothing.

    All are 0 where no journey became a lead.
    """
    inner, into, start = _chain(flows)
    size = inner.shape[-1]
    fundamental = np.linalg.inv(np.eye(size) - inner)
    value = np.einsum("...ij,...j->...i", fundamental, into)
    reached = np.einsum("...i,...ij->...j", start, fundamental) / np.einsum("...ii->...i", fundamental)
    total = np.einsum("...i,...i->...", start, value)[..., None]
    effects: Real = np.divide(reached * value, total, out=np.zeros_like(value), where=total > 0)
    return effects


def chance_of_lead(flows: Real, *, without: int | None = None) -> float:
    """The chance that a journey becomes a lead, of flows (K + 1, K + 1); with every journey ending at a key, where one is
    named. It is what `removal_effects` is checked against."""
    inner, into, start = _chain(flows)
    if without is not None:
        inner[without], into[without] = 0, 0
    return float(start @ np.linalg.solve(np.eye(len(inner)) - inner, into))


def _chain(flows: Real) -> tuple[Real, Real, Real]:
    """Chances of a step between keys, of a step into a lead, and of each start."""
    steps = np.asarray(flows, float)
    size = steps.shape[-1] - 1
    arrivals = np.maximum(steps[..., :, :size].sum(axis=-2), steps[..., :size, :].sum(axis=-1))
    chances = np.divide(
        steps[..., :size, :],
        arrivals[..., None],
        out=np.zeros_like(steps[..., :size, :]),
        where=arrivals[..., None] > 0,
    )
    starts = steps[..., size, :size]
    started = starts.sum(axis=-1, keepdims=True)
    return (
        chances[..., :size],
        chances[..., size],
        np.divide(starts, started, out=np.zeros_like(starts), where=started > 0),
    )
