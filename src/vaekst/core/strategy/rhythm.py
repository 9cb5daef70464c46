"""The team's time: the phases of a sprint, the batch week, and the template library it works from."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import Problem, Refused
from vaekst.core.strategy.fields import Id, Settings, Text
from vaekst.core.strategy.rules import Span
from vaekst.core.strategy.vocabulary import Weekday


class Phase(Settings):
    """A stretch of the sprint's weeks, counted from 1."""

    id: Id = Field(description="What the product calls it.")
    name: Text = Field(description="What people call it.")
    first_week: int = Field(ge=1, le=53, description="Week of the sprint it starts in, from 1.")
    last_week: int = Field(ge=1, le=53, description="Week it ends in.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_week > self.last_week:
            template = N_("{path} is before first_week ({first}). A phase ends in or after the week it starts in.")
            raise Refused(Problem("phase_order", template, {"first": self.first_week}, below=("last_week",)))
        return self


def default_phases() -> tuple[Phase, ...]:
    """The five phases of a 90-day sprint."""
    return (
        Phase(id="baseline", name="Baseline and set-up", first_week=1, last_week=2),
        Phase(id="concepts", name="Concepts", first_week=3, last_week=4),
        Phase(id="winners", name="Winners", first_week=5, last_week=6),
        Phase(id="distribution", name="Distribution at scale", first_week=7, last_week=9),
        Phase(id="pipeline", name="Pipeline and governance", first_week=10, last_week=12),
    )


class Library(Settings):
    """The asset library."""

    templates: Span = Field(Span(least=10, most=15), description="How many templates the team keeps.")


class WeekPlan(Settings):
    """What is done on which day of a batch week."""

    research: Weekday = Field("monday", description="Research, hooks and briefs.")
    production: Weekday = Field("tuesday", description="Production of the batch.")
    editing: Weekday = Field("wednesday", description="Edit, captions and checks.")
    publishing: Weekday = Field("thursday", description="Publish, community, outreach.")
    review: Weekday = Field("friday", description="KPI review and decisions.")


class BatchPlan(Settings):
    """The longer batch, for teams that produce in blocks."""

    days: int = Field(14, ge=7, le=60, description="Length of a batch.")
    production_days: int = Field(2, ge=1, le=30, description="Days of production in it.")
    publishing_days: int = Field(2, ge=1, le=30, description="Days of publishing in it.")
    analysis_blocks: int = Field(1, ge=0, le=10, description="Blocks of analysis in it.")


class Rhythm(Settings):
    """The week: what is made, and when it is judged."""

    week: WeekPlan = Field(default_factory=WeekPlan)
    batch: BatchPlan = Field(default_factory=BatchPlan)
    hooks: int = Field(10, ge=0, le=1000, description="Hooks written per week.")
    briefs: int = Field(3, ge=0, le=1000, description="Briefs written per week.")
    research_minutes: Span = Field(Span(least=45, most=90), description="Minutes for research, hooks and briefs.")
    assets: Span = Field(Span(least=6, most=10), description="Assets produced per week.")
    outreach: int = Field(1, ge=0, le=100, description="Collaborations sought per week.")
    review_minutes: int = Field(30, ge=5, le=480, description="Length of the weekly KPI stand-up.")
