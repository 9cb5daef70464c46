"""What is registered: the question, how its posts are recognised, and every version of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from vaekst.core.metrics.catalogue import METRICS, Metric
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import MatchRule, Target


class Variable(StrEnum):
    """The one thing that is different: the concept itself, or one trait of it."""

    CONCEPT = N_("concept")
    HOOK = N_("hook")
    LENGTH = N_("length")
    PACING = N_("pacing")
    CTA = N_("cta")


@dataclass(frozen=True, slots=True)
class Plan:
    """One question: does this, on this channel, clear this bar by this metric?

    `bar` is absolute in the metric's own unit, or relative to the channel's baseline. Posts count from `start` to
    `end`, both included, when one of `match` fits them or they stand in `post_keys`.
    """

    name: str
    hypothesis: str
    channel: str
    concept: str
    variable: Variable
    metric: str
    bar: Target
    min_posts: int
    start: date
    end: date
    match: tuple[MatchRule, ...] = ()
    post_keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.metric not in METRICS:
            raise ValueError(f"No post is judged by {self.metric}.")
        if self.bar.kind == "points":
            raise ValueError(f"A bar is an amount or a change, not {self.bar}.")
        if self.end < self.start:
            raise ValueError(f"An experiment ends on or after its first day: {self.start} to {self.end}.")

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def takes_all(self) -> bool:
        """Whether every post of the concept counts: it is the concept that is tried, and nothing narrows it."""
        return self.variable is Variable.CONCEPT and not self.match and not self.post_keys

    @property
    def takes_none(self) -> bool:
        """Whether no post can count yet: a variant of the concept that nothing recognises."""
        return self.variable is not Variable.CONCEPT and not self.match and not self.post_keys

    @property
    def question(self) -> tuple[object, ...]:
        """What posts are judged for. Whoever changes it after seeing posts asks anew; words and end may change."""
        return (
            self.channel,
            self.concept,
            self.variable,
            self.metric,
            self.bar,
            self.min_posts,
            self.start,
            self.match,
        )

    def to_json(self) -> dict[str, object]:
        """The plan as plain values under stable names."""
        return {
            "name": self.name,
            "hypothesis": self.hypothesis,
            "channel": self.channel,
            "concept": self.concept,
            "variable": self.variable.value,
            "metric": self.metric,
            "bar": str(self.bar),
            "min_posts": self.min_posts,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "match": [rule.model_dump(exclude_none=True) for rule in self.match],
            "post_keys": list(self.post_keys),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Plan:
        """The plan `to_json` stored."""
        metric = stored["metric"]
        return cls(
            name=stored["name"],
            hypothesis=stored["hypothesis"],
            channel=stored["channel"],
            concept=stored["concept"],
            variable=Variable(stored["variable"]),
            metric=metric,
            bar=Target.parse(stored["bar"], share=is_share(METRICS[metric])),
            min_posts=stored["min_posts"],
            start=date.fromisoformat(stored["start"]),
            end=date.fromisoformat(stored["end"]),
            match=tuple(MatchRule(**rule) for rule in stored["match"]),
            post_keys=tuple(stored["post_keys"]),
        )


def is_share(metric: Metric) -> bool:
    """Whether the metric's values are fractions written in percent."""
    return metric.unit is Unit.PERCENT


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it was registered: its number from 1, the instant, and the reason it took another's place."""

    plan: Plan
    number: int
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment through all its versions, oldest first; at least one. The last one holds."""

    key: str
    versions: tuple[Version, ...]

    @property
    def plan(self) -> Plan:
        return self.versions[-1].plan

    @property
    def asked(self) -> Version:
        """The version the question was last asked anew in: what is judged, and by which rules, is as it was then."""
        since = self.versions[0]
        for before, after in pairwise(self.versions):
            if after.plan.question != before.plan.question:
                since = after
        return since

    @property
    def counts_from(self) -> datetime:
        """The instant the question was last asked anew. No post published before it counts."""
        return self.asked.at

    @property
    def named_at(self) -> Mapping[str, datetime]:
        """When each post named by hand was first named."""
        named: dict[str, datetime] = {}
        for version in self.versions:
            for key in version.plan.post_keys:
                named.setdefault(key, version.at)
        return named

    @property
    def ends_moved(self) -> tuple[tuple[date, date], ...]:
        """Every change of the end, as (from, to)."""
        return tuple(
            (before.plan.end, after.plan.end)
            for before, after in pairwise(self.versions)
            if before.plan.end != after.plan.end
        )


def one_metric(plan: Plan, running: Iterable[Plan]) -> Sentence | None:
    """Why the plan cannot run beside these; None when it can.

    The posts of a concept on a channel answer one metric at a time: with two, one of them passes by luck twice as often.
    """
    for other in running:
        same_posts = (other.channel, other.concept) == (plan.channel, plan.concept)
        together = other.start <= plan.end and plan.start <= other.end
        if same_posts and together and other.metric != plan.metric:
            return Sentence(
                "one_metric",
                N_(
                    "'{other}' tries {concept} on {channel} by {metric:metric} until {end:day}. One metric at a time: use the same, or start after that."
                ),
                other=other.name,
                concept=plan.concept,
                channel=plan.channel,
                metric=other.metric,
                end=other.end,
            )
    return None
