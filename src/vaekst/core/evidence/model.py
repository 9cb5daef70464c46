"""From posts to estimates: who can be estimated, the arrays of the hierarchy, and the answers in order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.special import ndtr, ndtri

from vaekst.core.evidence import hierarchy
from vaekst.core.evidence.hierarchy import Floats, Ints, Posterior, Summary
from vaekst.core.evidence.values import ChannelEvidence, Estimate, NoEstimate, Scatter, Settings
from vaekst.core.figures import PostFigure
from vaekst.core.sentence import N_, Sentence

DEFAULT = Settings()

_Pairs = list[tuple[float, float]]
"""Posts as (value, trials); trials are 1 where a metric has none."""


@dataclass(frozen=True, slots=True)
class _Arm:
    """The usable posts of one concept or baseline."""

    concept: str
    posts: _Pairs


@dataclass(frozen=True, slots=True)
class _Channel:
    """The usable posts of one channel by one metric; `level` is its pooled baseline rate or mean, above 0."""

    index: int
    level: float
    baseline: _Pairs
    arms: tuple[_Arm, ...]


def estimate(channels: Sequence[ChannelEvidence], settings: Settings = DEFAULT) -> tuple[Estimate | NoEstimate, ...]:
    """One answer per concept of each channel, in the order given.

    Channels are fitted together: the scatter between posts and the spread between concepts are pooled over
    all of them, rates apart from means. A post without trials says nothing and is not counted.
    """
    answers: dict[tuple[int, str], Estimate | NoEstimate] = {}
    for scatter in Scatter:
        pool = []
        for index, evidence in enumerate(channels):
            if evidence.scatter is scatter:
                channel = _usable(index, evidence)
                answers |= {(index, answer.concept): answer for answer in _unanswerable(evidence, channel)}
                if channel.level > 0 and channel.arms:
                    pool.append(channel)
        if pool:
            answers |= _fit(pool, scatter, channels, settings)
    return tuple(answers[index, concept] for index, evidence in enumerate(channels) for concept in evidence.concepts)


def _usable(index: int, evidence: ChannelEvidence) -> _Channel:
    scatter = evidence.scatter
    baseline = _pairs(evidence.baseline, scatter)
    trials = sum(trials for _, trials in baseline)
    level = sum(value * trials for value, trials in baseline) / trials if baseline else 0.0
    arms = (_Arm(concept, _pairs(figures, scatter)) for concept, figures in evidence.concepts.items())
    return _Channel(index, level, baseline, tuple(arm for arm in arms if arm.posts))


def _pairs(figures: Iterable[PostFigure], scatter: Scatter) -> _Pairs:
    if scatter is Scatter.MEAN:
        return [(figure.value, 1.0) for figure in figures]
    trials = ((figure.part, figure.whole) for figure in figures)
    return [(part / whole, whole) for part, whole in trials if part is not None and whole is not None and whole > 0]


def _unanswerable(evidence: ChannelEvidence, channel: _Channel) -> list[NoEstimate]:
    """The concepts that get no estimate, with the first reason that holds."""
    posts = {arm.concept: len(arm.posts) for arm in channel.arms}
    found = []
    for concept in evidence.concepts:
        if not channel.baseline:
            reason = Sentence(
                "no_baseline_posts",
                N_(
                    "The baseline of {channel} holds no post with {metric:metric}, so there is nothing to compare with."
                ),
                channel=evidence.channel,
                metric=evidence.metric,
            )
        elif channel.level <= 0:
            reason = Sentence(
                "baseline_of_zero",
                N_("{metric:metric} is 0 in every baseline post of {channel}; nothing can be relative to it."),
                channel=evidence.channel,
                metric=evidence.metric,
            )
        elif concept not in posts:
            reason = Sentence("no_posts", N_("No post with {metric:metric} yet."), metric=evidence.metric)
        else:
            continue
        found.append(
            NoEstimate(evidence.channel, evidence.metric, concept, posts.get(concept, 0), len(channel.baseline), reason)
        )
    return found


def _fit(
    pool: Sequence[_Channel], scatter: Scatter, channels: Sequence[ChannelEvidence], settings: Settings
) -> dict[tuple[int, str], Estimate | NoEstimate]:
    """The estimates of all concepts of the pool, by channel index and concept."""
    summary = _summary(pool, scatter)
    home = np.repeat(np.arange(len(pool)), [len(channel.arms) for channel in pool])
    level, variance = summary.level[len(pool) :], summary.variance[len(pool) :]
    base = summary.variance[: len(pool)]
    effects = level - summary.level[home]
    spread = hierarchy.spread_between_concepts(effects, variance + base[home])
    belief = hierarchy.posterior(effects, variance, base, home, spread=spread)
    return _estimates(pool, channels, belief, settings)


def _summary(pool: Sequence[_Channel], scatter: Scatter) -> Summary:
    """Level and variance of each group: the baselines of the pool in order, then their concepts in order."""
    groups = [channel.baseline for channel in pool] + [arm.posts for channel in pool for arm in channel.arms]
    base = np.array([channel.level for channel in pool] + [channel.level for channel in pool for _ in channel.arms])
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(groups)), float).reshape(-1, 2)
    values: Floats = flat[:, 0]
    trials: Floats = flat[:, 1]
    group: Ints = np.repeat(np.arange(len(groups)), [len(posts) for posts in groups])
    if scatter is Scatter.RATE:
        phi = hierarchy.rate_scatter(values, trials, group, len(groups))
        return hierarchy.rate_summary(values, trials, group, base, phi)
    logs = np.log(np.maximum(values, hierarchy.FLOOR * base[group]))
    return hierarchy.mean_summary(logs, group, len(groups), hierarchy.mean_scatter(logs, group, len(groups)))


def _estimates(
    pool: Sequence[_Channel], channels: Sequence[ChannelEvidence], belief: Posterior, settings: Settings
) -> dict[tuple[int, str], Estimate | NoEstimate]:
    reach = float(ndtri(0.5 + settings.level / 2)) * belief.sd
    low, mid, high = (np.expm1(belief.mean + side).tolist() for side in (-reach, 0.0, reach))
    better = ndtr(belief.mean / belief.sd).tolist()
    above = ndtr((belief.mean - math.log1p(settings.bar)) / belief.sd).tolist()
    sd = belief.sd.tolist()
    arms = [(channel, arm) for channel in pool for arm in channel.arms]
    return {
        (channel.index, arm.concept): Estimate(
            channel=channels[channel.index].channel,
            metric=channels[channel.index].metric,
            concept=arm.concept,
            posts=len(arm.posts),
            baseline_posts=len(channel.baseline),
            level=settings.level,
            low=low[n],
            mid=mid[n],
            high=high[n],
            chance_better=better[n],
            chance_above_bar=above[n],
            sd=sd[n],
        )
        for n, (channel, arm) in enumerate(arms)
    }
