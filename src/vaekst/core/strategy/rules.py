"""The rules a brand decides by: baseline, comparison, stop, gates, evidence, diagnoses, volume, status, risk, publishing checks."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import Problem, Refused
from vaekst.core.strategy.fields import Amount, Change, Different, Id, Settings, Share
from vaekst.core.strategy.vocabulary import Metric


class Span(Settings):
    """A number between two, both included."""

    least: int = Field(ge=0, le=10_000, description="The fewest.")
    most: int = Field(ge=0, le=10_000, description="The most.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise Refused(
                Problem("span_order", N_("{path} starts at {least} and ends at {most}. Turn them round."), dict(self))
            )
        return self


class BaselineRule(Settings):
    """What the sprint is measured against."""

    days: int = Field(28, ge=7, le=180, description="Complete days before the baseline is frozen, per channel.")


class ComparisonRule(Settings):
    """Posts are compared at equal age or not at all."""

    age_days: int = Field(7, ge=1, le=90, description="A post's figures are read when it is this many days old.")
    tolerance: Amount = Field(
        2.0, ge=1, le=10, description="A reading counts while the post is younger than this many times age_days."
    )


class StopRule(Settings):
    """When a concept is paused and briefed anew."""

    posts: int = Field(3, ge=1, le=50, description="A concept that has not beaten the baseline after this many posts.")
    doubt_below: Share = Field(
        0.15, description="It is stopped only when the chance of beating the baseline is below this as well."
    )


class Gates(Settings):
    """What a concept must reach, its margin of error included, before it gets extra distribution; null opens a gate."""

    retention_3s: Share | None = Field(0.45, description="Least 3-second retention, with its margin of error.")
    ctr: Share | None = Field(0.008, description="Least click rate to the landing page, with its margin of error.")


class EvidenceRule(Settings):
    """How sure is sure enough."""

    min_posts: int = Field(4, ge=2, le=50, description="Below this many posts no verdict is proposed.")
    scale_at: Share = Field(
        0.965,
        description="Propose to scale when the chance of beating the baseline is this high; higher earlier in a sprint.",
    )
    stop_at: Share = Field(
        0.05, description="Propose to stop when the chance of clearing the bar is this low; lower earlier in a sprint."
    )
    bar: Change = Field(0.10, description="The lift over the baseline worth having.")
    level: Share = Field(0.90, gt=0, lt=1, description="How much of what is likely an interval covers.")
    untagged_as_usual: bool = Field(
        True, description="Posts of the sprint without a concept tell how the channel has drifted."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.stop_at >= self.scale_at:
            raise Refused(
                Problem(
                    "evidence_order",
                    N_("{path} is {stop:percent}, and must lie below scale_at ({scale:percent})."),
                    {"stop": self.stop_at, "scale": self.scale_at},
                    below=("stop_at",),
                )
            )
        return self


class BorrowingRule(Settings):
    """What else tells of a concept beside its own posts on a channel; each can be switched off."""

    formats: bool = Field(True, description="Posts are compared at equal format, learned from all posts of a channel.")
    channels: bool = Field(True, description="One concept on several channels: what one tells counts in part for all.")
    pillars: bool = Field(True, description="Concepts of one pillar: what one tells counts in part for all.")
    sprints: bool = Field(False, description="The sprint before tells how far posts and concepts differ.")
    early: Metric | None = Field(
        None, description="A metric known sooner, such as retention_3s, of posts too young to be compared."
    )
    early_days: int = Field(
        2, ge=1, le=30, description="The age in days the early metric is read at, below comparison.age_days."
    )


class DiagnosesRule(Settings):
    """When two movements that belong together are called a diagnosis."""

    weeks: int = Field(4, ge=2, le=8, description="Complete weeks looked at.")
    against: Literal["weeks before", "baseline"] = Field(
        "weeks before", description="What they are compared with: as many weeks before them, or the baseline."
    )
    level: Share = Field(
        0.90, gt=0.5, lt=1, description="A movement counts when this much of what is likely lies on its side."
    )
    least: Share = Field(0.03, description="A smaller movement is no diagnosis, however sure.")


class VolumeRule(Settings):
    """How many posts a channel gets next week. Volume rises only while what is watched holds against the baseline."""

    watch: Annotated[tuple[Metric, ...], Different] = Field(
        ("retention_3s", "ctr"), max_length=5, description="Metrics that must hold before a channel gets more posts."
    )
    rise: Share = Field(0.25, description="The most a channel's posts rise, or are cut, from one week to the next.")
    least_posts: int = Field(2, ge=0, le=100, description="Fewest posts a week on a channel.")
    control: Share = Field(
        0.10, lt=1, description="Share of a channel's posts kept as business as usual, to compare concepts with."
    )
    minutes_per_post: Amount | None = Field(
        None, gt=0, description="Minutes of work behind a post; the production log's median where null."
    )


class StatusRule(Settings):
    """How much of the change planned by today must be done for a KPI to be called on track or at risk."""

    on_track: Share = Field(0.9, description="On track from this share of the planned change on.")
    at_risk: Share = Field(0.5, description="At risk from this share on; below it, off track.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_risk >= self.on_track:
            raise Refused(
                Problem(
                    "status_order",
                    N_("{path} is {risk:percent}, and must lie below on_track ({track:percent})."),
                    {"risk": self.at_risk, "track": self.on_track},
                    below=("at_risk",),
                )
            )
        return self


class RiskRule(Settings):
    """How much may hang on one platform, and how many strikes are borne."""

    top_channel_share: Share = Field(0.55, description="Share of traffic or leads the largest channel stays below.")
    reach_loss: Share = Field(0.30, description="Loss of the largest channel's reach that the risk profile works out.")
    strikes: int = Field(0, ge=0, le=100, description="Policy strikes or removed posts borne in strike_days.")
    strike_days: int = Field(30, ge=1, le=365, description="Days over which strikes are counted.")


class ExperimentBars(Settings):
    """Bars an experiment is held to unless it names its own."""

    retention_15s: Share | None = Field(0.35, description="Share of viewers still there after 15 seconds.")
    ctr: Share | None = Field(0.012, description="Click rate to the landing page.")


class PortfolioRule(Settings):
    """How many channels a team can carry."""

    core: int = Field(2, ge=0, le=50, description="Core channels.")
    experimental: int = Field(1, ge=0, le=50, description="Channels that are tried out.")


class Rules(Settings):
    """The rules of the brand."""

    metric: Metric = Field(
        "engagement_rate", description="What posts are judged by where neither concept nor channel names a metric."
    )
    baseline: BaselineRule = Field(default_factory=BaselineRule)
    comparison: ComparisonRule = Field(default_factory=ComparisonRule)
    stop: StopRule = Field(default_factory=StopRule)
    gates: Gates = Field(default_factory=Gates)
    evidence: EvidenceRule = Field(default_factory=EvidenceRule)
    borrowing: BorrowingRule = Field(default_factory=BorrowingRule)
    diagnoses: DiagnosesRule = Field(default_factory=DiagnosesRule)
    volume: VolumeRule = Field(default_factory=VolumeRule)
    status: StatusRule = Field(default_factory=StatusRule)
    risk: RiskRule = Field(default_factory=RiskRule)
    experiments: ExperimentBars = Field(default_factory=ExperimentBars)
    portfolio: PortfolioRule = Field(default_factory=PortfolioRule)
    proof_share: Share = Field(0.80, description="Share of assets that carry own data, an own case or an own stance.")
    measurable_share: Share = Field(0.60, description="Share of the effort on each channel that can be measured.")
    cycle_time: Change = Field(-0.20, description="Goal for brief to asset and asset to publish, from the baseline.")
    checks: Annotated[tuple[Id, ...], Different] = Field(
        ("policy", "rights", "claims", "brand", "cta"),
        min_length=1,
        max_length=20,
        description="What is checked before a post goes out.",
    )

    @model_validator(mode="after")
    def _sooner(self) -> Self:
        borrowing, comparison = self.borrowing, self.comparison
        if borrowing.early is not None and borrowing.early_days >= comparison.age_days:
            raise Refused(
                Problem(
                    "early_too_late",
                    N_(
                        "{path} is {early}: an early signal has to be known before posts are compared, at {age} days. Read it sooner."
                    ),
                    {"early": borrowing.early_days, "age": comparison.age_days},
                    below=("borrowing", "early_days"),
                )
            )
        return self
