"""What is believed of every concept, given the levels of its posts, those of business as usual, and the weeks they fell in.

    level of a week = usual level + drift of the channel up to that week + effect of the concept + scatter

Effects are normal around what concepts of the brand share; drift is a random walk from the baseline on. How far effects
spread, how fast channels drift, and whether new concepts lie below the usual as a whole, is not known: a small grid of
answers is weighed by how well each explains all posts of the sprint, and the belief is the mixture. All closed form:
concepts are eliminated one by one (Schur complement), what remains is one small system per channel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import logsumexp, ndtr

from vaekst.core.evidence.levels import Floats, Levels

# What all concepts of a channel share, as a standard deviation of ln(effect).
SHARED = 0.08
# How well the usual level is known before any post, as a precision.
VAGUE = 1e-2


class Odds(NamedTuple):
    """Possible answers and how likely each is before any post is seen."""

    values: tuple[float, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought of concepts before they are tried; each list is weighed by the data.

    `spread` is the standard deviation of ln(effect) between concepts, `drift` that of a channel's weekly steps,
    `common` the ln(effect) new concepts share.
    """

    spread: Odds
    drift: Odds
    common: Odds


PRIOR = Prior(
    spread=Odds((0.05, 0.20, 0.35, 0.70), (0.25, 0.48, 0.22, 0.05)),
    drift=Odds((0.005, 0.07, 0.14), (0.60, 0.25, 0.15)),
    common=Odds((-0.20, 0.0), (0.12, 0.88)),
)


@dataclass(frozen=True, slots=True)
class Belief:
    """The mixture over the grid. `mean`, `sd` and `shared` are channels x concepts, of ln(effect).

    `shared` is the covariance of each effect with the usual level now, `usual` (per channel) that level's variance.
    `spread` and `drift` are the expected standard deviations of effects between concepts and of a channel's weekly step.
    """

    mean: Floats
    sd: Floats
    shared: Floats
    usual: Floats
    spread: float
    drift: float
    grid: _Grid
    weights: Floats  # spread x drift x common

    def chance_above(self, bar: float) -> Floats:
        """The probability that each ln(effect) lies above the bar."""
        chances = ndtr((self.grid.mean - bar) / self.grid.sd[:, :, None])
        return np.asarray(np.minimum(np.einsum("sdm,sdmck->ck", self.weights, chances), 1.0))

    def joint(self) -> Floats:
        """The covariance of the usual level now and of every effect: channels x (1 + concepts)².

        For channels of a few hundred concepts at most: it grows with the square of their number.
        """
        grid = self.grid
        held = self.weights.sum(2)
        first = np.broadcast_to(grid.level, (*grid.rows.shape[:2], 1, len(grid.level)))
        rows = np.concatenate([first, grid.rows], 2)
        spanned = rows[:, None] @ grid.inverse @ rows[:, None].swapaxes(-1, -2)
        joint: Floats = np.einsum("sd,sdckl->ckl", held, spanned)
        place = np.arange(1, rows.shape[2])
        joint[:, place, place] += np.einsum("s,sck->ck", held.sum(1), grid.own)
        off = np.sqrt(self.weights)[..., None, None] * (grid.mean - self.mean)
        joint[:, 1:, 1:] += np.einsum("sdmck,sdmcl->ckl", off, off)
        return joint


def believe(levels: Levels, gaps: Floats, *, now: int, prior: Prior = PRIOR) -> Belief:
    """The belief after these levels. `gaps` are weeks between each place and the one before (weeks - 1 of them).

    `now` is the place of the newest week: the usual level is told for it.
    """
    grid = _grid(_System(levels, gaps), prior, now)
    weights: Floats = np.exp(grid.log - logsumexp(grid.log))
    held = weights.sum(2)
    mean = np.einsum("sdm,sdmck->ck", weights, grid.mean)
    variance = np.einsum("sd,sdck->ck", held, grid.sd**2)
    variance += np.einsum("sdm,sdmck->ck", weights, (grid.mean - mean) ** 2)
    return Belief(
        mean=mean,
        sd=np.sqrt(variance),
        shared=np.einsum("sd,sdck->ck", held, grid.shared),
        usual=np.einsum("sd,sdc->c", held, grid.usual),
        spread=float(np.sqrt(held.sum(1) @ np.square(prior.spread.values))),
        drift=float(np.sqrt(held.sum(0) @ np.square(prior.drift.values))),
        grid=grid,
        weights=weights,
    )


class _System:
    """The sums all points of the grid share. Unknowns: usual level, drift of each later week, what concepts share."""

    def __init__(self, levels: Levels, gaps: Floats) -> None:
        self.channels, _, weeks = levels.precision.shape
        self.steps, self.size = weeks - 1, weeks + 1
        usual = np.zeros((weeks, self.size))
        usual[:, 0] = 1
        usual[np.arange(1, weeks), np.arange(1, weeks)] = 1
        tried = usual.copy()
        tried[:, -1] = 1
        own, concepts = levels.precision[:, 0], levels.precision[:, 1:]
        self.known = np.einsum("cw,wi,wj->cij", own, usual, usual)
        self.known += np.einsum("cw,wi,wj->cij", concepts.sum(1), tried, tried)
        self.told = levels.weighted[:, 0] @ usual + levels.weighted[:, 1:].sum(1) @ tried
        self.each = concepts @ tried  # channels x concepts x unknowns
        self.precision = concepts.sum(2)
        self.weighted = levels.weighted[:, 1:].sum(2)
        step = np.eye(self.steps) - np.eye(self.steps, k=-1)
        self.walk = step.T @ (step / gaps[:, None])


@dataclass(frozen=True, slots=True)
class _Grid:
    """The belief at every point of the grid, spread x drift x common first.

    The covariance of effects is `rows @ inverse @ rows' + diag(own)`, kept apart because there may be many concepts; it
    does not depend on what concepts share, so it is spread x drift only.
    """

    log: Floats
    mean: Floats
    sd: Floats
    shared: Floats
    usual: Floats
    rows: Floats  # spread x channels x concepts x unknowns
    own: Floats  # spread x channels x concepts
    inverse: Floats
    level: Floats


def _grid(system: _System, prior: Prior, now: int) -> _Grid:
    spread, common = np.array(prior.spread.values), np.array(prior.common.values)
    left = 1 / spread[:, None, None] ** 2 + system.precision
    rows = -system.each / left[..., None]
    known = system.known + rows.swapaxes(-1, -2) @ system.each
    told = system.told + np.einsum("ck,scki->sci", system.weighted, rows)
    rows[..., -1] += 1
    inverse, width = _inverse(system, known, np.array(prior.drift.values))
    pulled = np.repeat(told[:, None], len(common), 1)  # spread x common x channels x unknowns
    pulled[..., -1] += common[:, None] / SHARED**2
    answer = (inverse[:, :, None] @ pulled[:, None, ..., None])[..., 0]  # spread x drift x common x channels x unknowns
    fit = np.einsum("smci,sdmci->sdm", pulled, answer) - system.channels * (common / SHARED) ** 2 - width[..., None]
    fit += np.sum(system.weighted**2 / left - np.log(left) - 2 * np.log(spread)[:, None, None], (1, 2))[:, None, None]
    spanned = rows[:, None] @ inverse
    level = np.zeros(system.size)
    level[[0, now]] = 1
    odds = np.einsum("s,d,m->sdm", prior.spread.weights, prior.drift.weights, prior.common.weights)
    return _Grid(
        log=fit / 2 + np.log(odds),
        mean=(system.weighted / left)[:, None, None] + (rows[:, None, None] @ answer[..., None])[..., 0],
        sd=np.sqrt(np.einsum("sdckj,sckj->sdck", spanned, rows) + 1 / left[:, None]),
        shared=spanned @ level,
        usual=np.einsum("i,sdcij,j->sdc", level, inverse, level),
        rows=rows,
        own=1 / left,
        inverse=inverse,
        level=level,
    )


def _inverse(system: _System, known: Floats, drift: Floats) -> tuple[Floats, Floats]:
    """The inverse of each channel's system by spread and drift, and the sum of the logarithms of what they span."""
    whole = np.repeat(known[:, None], len(drift), 1)
    inside = slice(1, system.steps + 1)
    whole[..., inside, inside] += system.walk / drift[:, None, None, None] ** 2
    whole[..., -1, -1] += 1 / SHARED**2
    whole[..., 0, 0] += VAGUE
    spanned = np.linalg.slogdet(whole)[1].sum(2) + 2 * system.channels * system.steps * np.log(drift)
    return np.asarray(np.linalg.inv(whole), dtype=np.float64), np.asarray(spanned, dtype=np.float64)
