"""What is believed of every concept, given the levels of its posts, those of business as usual, and the weeks they fell in.

    level of a week = usual level + drift of the channel up to that week + effect of the concept + scatter

Effects are normal around what concepts of the brand share; drift is a random walk from the baseline on. How far effects
spread, how fast channels drift, and whether new concepts lie below the usual as a whole, is not known: a small grid of
answers is weighed by how well each explains all posts of the sprint, and the belief is the mixture. All closed form:
concepts are eliminated one by one (Schur complement), what remains is one small system per channel.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.special import logsumexp, ndtr

from vaekst.core.evidence.borrowing import Kinship, Signal
from vaekst.core.evidence.levels import Floats, Levels
from vaekst.core.evidence.priors import PRIOR, Odds, Prior

# What all concepts of a channel share, as a standard deviation of ln(effect).
SHARED = 0.08
# How well the usual level is known before any post, as a precision.
VAGUE = 1e-2
# A variance that is next to none.
_NONE = 1e-9


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
    weights: Floats  # points x drift x common

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
        spanned = rows[:, None] @ grid.covariance @ rows[:, None].swapaxes(-1, -2)
        joint: Floats = np.einsum("sd,sdckl->ckl", held, spanned)
        place = np.arange(1, rows.shape[2])
        joint[:, place, place] += np.einsum("s,sck->ck", held.sum(1), grid.own)
        off = np.sqrt(self.weights)[..., None, None] * (grid.mean - self.mean)
        joint[:, 1:, 1:] += np.einsum("sdmck,sdmcl->ckl", off, off)
        return joint

    def odds(self) -> Mapping[str, tuple[float, ...]]:
        """How likely each answer of the prior is now, by the name of its list."""
        points, names = self.weights.sum((1, 2)), ("spread", "kin", "tie", "formats")
        found = {
            name: tuple(
                float(points[[getattr(point, name) == value for point in self.grid.points]].sum())
                for value in dict.fromkeys(getattr(point, name) for point in self.grid.points)
            )
            for name in names
        }
        drift, common = self.weights.sum((0, 2)), self.weights.sum((0, 1))
        return found | {"drift": tuple(drift.tolist()), "common": tuple(common.tolist())}


def believe(
    levels: Levels,
    gaps: Floats,
    *,
    now: int,
    prior: Prior = PRIOR,
    kin: Kinship | None = None,
    signal: Signal | None = None,
) -> Belief:
    """The belief after these levels. `gaps` are weeks between each place and the one before (weeks - 1 of them).

    `now` is the place of the newest week: the usual level is told for it. Kin and early signals are left out where None.
    """
    system = _System(levels, gaps, kin)
    points = _points(system, prior, kin, signal)
    grid = _grid(system, _Own.of(system, points, kin, signal), points, prior, now)
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
        spread=float(np.sqrt(held.sum(1) @ np.square([point.spread for point in points]))),
        drift=float(np.sqrt(held.sum(0) @ np.square(prior.drift.values))),
        grid=grid,
        weights=weights,
    )


class _Point(NamedTuple):
    """One answer to how concepts differ: how far, what share of it kin have in common, how well early signals foretell; and
    to how far formats do.
    """

    spread: float
    kin: float
    tie: float
    formats: float
    log: float


def _points(system: _System, prior: Prior, kin: Kinship | None, signal: Signal | None) -> tuple[_Point, ...]:
    asked = (
        prior.spread,
        prior.kin if kin else Odds.certain(0.0),
        prior.tie if signal else Odds.certain(0.0),
        prior.formats if system.formats else Odds.certain(1.0),
    )
    answers = product(*(tuple(zip(*each, strict=True)) for each in asked))
    return tuple(
        _Point._make((*(value for value, _ in each), sum(math.log(odds) for _, odds in each))) for each in answers
    )


class _System:
    """The sums all points of the grid share. Unknowns: usual level, drift of each later week, how far each format lies from
    the usual (none where formats are not told apart), what concepts share.
    """

    def __init__(self, levels: Levels, gaps: Floats, kin: Kinship | None) -> None:
        self.channels, _, cells = levels.precision.shape
        usual = _design(len(gaps), cells // (len(gaps) + 1))
        self.steps, self.size = len(gaps), usual.shape[1]
        self.formats = self.size - self.steps - 2
        tried = usual.copy()
        tried[:, -1] = 1
        own, concepts = levels.precision[:, 0], levels.precision[:, 1:]
        self.known = np.einsum("cw,wi,wj->cij", own, usual, usual)
        self.known += np.einsum("cw,wi,wj->cij", concepts.sum(1), tried, tried)
        self.told = levels.weighted[:, 0] @ usual + levels.weighted[:, 1:].sum(1) @ tried
        self.each = concepts @ tried  # channels x concepts x unknowns
        self.precision = concepts.sum(2)
        self.weighted = levels.weighted[:, 1:].sum(2)
        self.groups = kin.groups if kin else np.zeros((*self.precision.shape, 0))
        step = np.eye(self.steps) - np.eye(self.steps, k=-1)
        self.walk = step.T @ (step / gaps[:, None])


def _design(steps: int, formats: int) -> Floats:
    """Which unknowns each cell (week by week, every format) is made of, but for what concepts share."""
    told_apart = formats if formats > 1 else 0
    design = np.zeros((steps + 1, formats, 1 + steps + told_apart + 1))
    design[..., 0] = 1
    design[np.arange(1, steps + 1), :, np.arange(1, steps + 1)] = 1
    if told_apart:
        design[:, np.arange(formats), 1 + steps + np.arange(formats)] = 1
    return design.reshape((steps + 1) * formats, -1)


@dataclass(frozen=True, slots=True)
class _Own:
    """What is thought of a concept's own part of its effect at every point, and what its posts make of it: the precision
    `left` and the part `told` of its mean that does not lean on other unknowns (points x channels x concepts).

    `log` is the share of the fit that is settled with it, `kin` the variance each group has in common, per point.
    """

    left: Floats
    told: Floats
    log: Floats
    kin: Floats

    @classmethod
    def of(cls, system: _System, points: Sequence[_Point], kin: Kinship | None, signal: Signal | None) -> _Own:
        spread, share, tie = (np.array(each)[:, None, None] for each in list(zip(*points, strict=True))[:3])
        families = kin.families if kin else 1
        free = spread**2 * (1 - share * system.groups.sum(2) / families)
        middle = np.zeros_like(system.precision)
        if signal:
            middle = tie * np.sqrt(free) * signal.pull
            free = free * (1 - tie**2 * signal.trust)
        left = 1 / free + system.precision
        told = system.weighted + middle / free
        log = np.sum(told**2 / left - middle**2 / free - np.log(left) - np.log(free), (1, 2))
        return cls(left, told, log, (spread**2 * share / families)[:, 0, 0])


@dataclass(frozen=True, slots=True)
class _Grid:
    """The belief at every point of the grid, points x drift x common first.

    The covariance of effects is `rows @ covariance @ rows' + diag(own)`, kept apart because there may be many concepts; it
    does not depend on what concepts share, so it is points x drift only. Groups of kin are the last unknowns.
    """

    points: Sequence[_Point]
    log: Floats
    mean: Floats
    sd: Floats
    shared: Floats
    usual: Floats
    rows: Floats  # points x channels x concepts x unknowns
    own: Floats  # points x channels x concepts
    covariance: Floats
    level: Floats


def _grid(system: _System, own: _Own, points: Sequence[_Point], prior: Prior, now: int) -> _Grid:
    common = np.array(prior.common.values)
    rows = -system.each / own.left[..., None]
    known = system.known + rows.swapaxes(-1, -2) @ system.each
    told = system.told + np.einsum("sck,scki->sci", own.told, rows)
    inverse, width = _inverse(system, known, np.array(prior.drift.values), np.array([each.formats for each in points]))
    pulled = np.repeat(told[:, None], len(common), 1)  # points x common x channels x unknowns
    pulled[..., -1] += common[:, None] / SHARED**2
    answer = (inverse[:, :, None] @ pulled[:, None, ..., None])[..., 0]  # points x drift x common x channels x unknowns
    fit = np.einsum("smci,sdmci->sdm", pulled, answer) - system.channels * (common / SHARED) ** 2 - width[..., None]
    fit += own.log[:, None, None]
    solved = _Solved(inverse, answer, fit)
    if system.groups.shape[2]:
        free = 1 - system.precision / own.left
        solved = _with_kin(system, own, free, pulled, solved)
        rows = np.concatenate([rows, system.groups * free[..., None]], -1)
    rows[..., system.size - 1] += 1
    level = np.zeros(rows.shape[-1])
    level[[0, now]] = 1
    spanned = rows[:, None] @ solved.covariance
    odds = np.exp([point.log for point in points])
    return _Grid(
        points=points,
        log=solved.fit / 2 + np.log(np.einsum("s,d,m->sdm", odds, prior.drift.weights, prior.common.weights)),
        mean=(own.told / own.left)[:, None, None] + (rows[:, None, None] @ solved.answer[..., None])[..., 0],
        sd=np.sqrt(np.einsum("sdckj,sckj->sdck", spanned, rows) + 1 / own.left[:, None]),
        shared=spanned @ level,
        usual=np.einsum("i,sdcij,j->sdc", level, solved.covariance, level),
        rows=rows,
        own=1 / own.left,
        covariance=solved.covariance,
        level=level,
    )


class _Solved(NamedTuple):
    """The unknowns of every channel at every point: their covariance, their means, and how well the point fits."""

    covariance: Floats
    answer: Floats
    fit: Floats


def _with_kin(system: _System, own: _Own, free: Floats, pulled: Floats, alone: _Solved) -> _Solved:
    """The channels joined by the groups their concepts belong to, which become the last unknowns of each. `free` is the share
    of each concept's level that its own part does not explain (points x channels x concepts).

    With A⁻¹ a channel's covariance alone and B what couples it to the groups, the groups' precision is what they have of
    their own less B' A⁻¹ B of every channel (Schur complement), and the channel's covariance gains A⁻¹ B (…)⁻¹ B' A⁻¹.
    """
    groups, held = system.groups, system.precision * free
    across = np.einsum("ckg,sck,cki->scig", groups, free, system.each)
    precise = np.einsum("ckg,sck,ckh->sgh", groups, held, groups)
    variance = np.maximum(own.kin, _NONE)
    precise += np.eye(groups.shape[2]) / variance[:, None, None]
    told = np.einsum("ckg,sck->sg", groups, system.weighted - system.precision * own.told / own.left)
    leaning = alone.covariance @ across[:, None]  # points x drift x channels x unknowns x groups
    whole = precise[:, None] - np.einsum("scig,sdcih->sdgh", across, leaning)
    spanned = np.linalg.inv(whole)
    right = told[:, None, None] - np.einsum("sdcig,smci->sdmg", leaning, pulled)
    answer = np.einsum("sdgh,sdmh->sdmg", spanned, right)
    width = np.linalg.slogdet(whole)[1] + groups.shape[2] * np.log(variance)[:, None]
    fit = alone.fit + np.einsum("sdmg,sdmg->sdm", right, answer) - width[..., None]
    mean = alone.answer - np.einsum("sdcig,sdmg->sdmci", leaning, answer)
    mean = np.concatenate([mean, np.broadcast_to(answer[:, :, :, None], (*mean.shape[:4], groups.shape[2]))], -1)
    crossed = -np.einsum("sdcig,sdgh->sdcih", leaning, spanned)
    inside = alone.covariance - crossed @ leaning.swapaxes(-1, -2)
    both = np.broadcast_to(spanned[:, :, None], (*crossed.shape[:3], *spanned.shape[2:]))
    covariance = np.block([[inside, crossed], [crossed.swapaxes(-1, -2), both]])
    return _Solved(covariance, mean, fit)


def _inverse(system: _System, known: Floats, drift: Floats, formats: Floats) -> tuple[Floats, Floats]:
    """The inverse of each channel's system by point and drift, and the sum of the logarithms of what they span."""
    whole = np.repeat(known[:, None], len(drift), 1)
    inside = slice(1, system.steps + 1)
    whole[..., inside, inside] += system.walk / drift[:, None, None, None] ** 2
    apart = np.arange(system.steps + 1, system.size - 1)
    whole[..., apart, apart] += 1 / formats[:, None, None, None] ** 2
    whole[..., -1, -1] += 1 / SHARED**2
    whole[..., 0, 0] += VAGUE
    spanned = np.linalg.slogdet(whole)[1].sum(2) + 2 * system.channels * system.steps * np.log(drift)
    spanned += 2 * system.channels * system.formats * np.log(formats)[:, None]
    return np.asarray(np.linalg.inv(whole), dtype=np.float64), np.asarray(spanned, dtype=np.float64)
