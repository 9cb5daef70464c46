"""The strategy document of one brand as values: every setting with its default, checked when made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from vaekst.core.errors import nearest
from vaekst.core.period import Period
from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import Problem, Refused
from vaekst.core.strategy.fields import (
    Amount,
    Currency,
    Day,
    Different,
    Id,
    NumberTarget,
    Settings,
    Share,
    Text,
    Timezone,
)
from vaekst.core.strategy.kpis import Kpis
from vaekst.core.strategy.match_rules import MatchRule
from vaekst.core.strategy.rhythm import Library, Phase, Rhythm, default_phases
from vaekst.core.strategy.rules import Rules, Span
from vaekst.core.strategy.utm import Utm
from vaekst.core.strategy.vocabulary import Locale, Metric, Platform, Role, VatBasis


class Brand(Settings):
    """Whose strategy this is, and how its figures are written."""

    name: Text = Field(description="What people call the brand.")
    currency: Currency = Field("DKK", description="ISO 4217 code all money is counted in.")
    locale: Locale = Field("en", description="Language of screens and reports: en or da.")
    timezone: Timezone = Field("Europe/Copenhagen", description="Where the team's days begin and end.")


def _phases_in_order(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    for number, (one, two) in enumerate(pairwise(phases), start=1):
        if two.first_week <= one.last_week:
            raise Refused(
                Problem(
                    "phase_order",
                    N_("{path} starts in week {week}, before '{earlier}' has ended. Phases follow one another."),
                    {"week": two.first_week, "earlier": one.id},
                    below=(number, "first_week"),
                )
            )
    return phases


class Sprint(Settings):
    """The 90 days the targets are set for."""

    start: Day | None = Field(None, description="First day; null until a sprint is planned.")
    days: int = Field(90, ge=14, le=366, description="Length of the sprint.")
    phases: Annotated[tuple[Phase, ...], AfterValidator(_phases_in_order)] = Field(
        default_phases(), description="What each stretch of weeks is for."
    )
    baseline_posts: Span = Field(Span(least=8, most=12), description="Posts wanted in the baseline phase.")
    concepts: int = Field(6, ge=1, le=100, description="Concepts tested in the sprint.")
    concepts_per_channel: int = Field(2, ge=1, le=100, description="Of these, concepts on each channel.")
    winners_per_channel: int = Field(2, ge=1, le=100, description="Concepts per channel carried on as winners.")

    @property
    def period(self) -> Period | None:
        """All days of the sprint; None until it has a start."""
        return None if self.start is None else Period(self.start, self.start + timedelta(days=self.days - 1))

    def elapsed(self, *, as_of: date) -> float | None:
        """The share of the sprint's days complete before `as_of`, from 0 to 1; None until it has a start."""
        if self.start is None:
            return None
        return min(max((as_of - self.start).days / self.days, 0.0), 1.0)


class Channel(Settings):
    """One account on one platform. Its key is the channel's id everywhere."""

    platform: Platform = Field(description="Where the account is.")
    name: Text | None = Field(None, description="What people call it; the id where null.")
    role: Role = Field("core", description="core, or experimental while it is tried out.")
    timezone: Timezone | None = Field(
        None, description="Zone the platform reports days in; the source's own where null."
    )
    hook: Text | None = Field(None, description="The one primary hook on this channel.")
    metric: Metric | None = Field(None, description="What posts here are judged by.")
    budget: Amount | None = Field(None, description="Money for the sprint, in the brand's currency.")
    hours_per_week: Amount | None = Field(None, le=1000, description="Hours the team has for it.")


class Outcome(Settings):
    """A result the brand lives from."""

    id: Id = Field(description="What the product calls it.")
    name: Text = Field(description="What people call it.")
    primary: bool = Field(False, description="true for exactly one outcome.")
    target: NumberTarget | None = Field(None, description="Where it shall be on the sprint's last day.")


def _one_primary(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    problems = []
    ids = [outcome.id for outcome in outcomes]
    for position, name in enumerate(ids):
        if name in ids[:position]:
            template = N_("{path} is '{twice}', which another outcome is called already. Choose another id.")
            problems.append(Problem("named_twice", template, {"twice": name}, below=(position, "id")))
    primary = [position for position, outcome in enumerate(outcomes) if outcome.primary]
    if not primary:
        template = N_("None of the outcomes is primary. Write 'primary: true' at the one that counts most.")
        problems.append(Problem("no_primary", template, {}))
    for position in primary[1:]:
        template = N_("{path} is a second primary outcome; '{first}' is the first. Exactly one is primary.")
        first = outcomes[primary[0]].id
        problems.append(Problem("two_primaries", template, {"first": first}, below=(position, "primary")))
    if problems:
        raise Refused(*problems)
    return outcomes


def _default_outcomes() -> tuple[Outcome, ...]:
    return (
        Outcome(id="leads", name="Leads", primary=True),
        Outcome(id="trial_signups", name="Trial sign-ups"),
        Outcome(id="sales", name="Sales"),
    )


class Concept(Settings):
    """A creative idea that is tested and lives or dies on its numbers."""

    name: Text = Field(description="What people call it.")
    channels: Annotated[tuple[Text, ...], Different] = Field((), description="Channels it runs on; all where empty.")
    metric: Metric | None = Field(None, description="What it is judged by; the channel's metric where null.")
    pillar: Text | None = Field(None, description="The theme it belongs to; concepts of one pillar tell of each other.")
    match: tuple[MatchRule, ...] = Field((), max_length=50, description="A post belongs to it when one of these fits.")


class Conversions(Settings):
    """The one event that counts and the small ones on the way."""

    primary: Id = Field("lead", description="The event that counts.")
    micro: Annotated[tuple[Id, ...], Different] = Field(
        ("add_to_cart", "newsletter"), max_length=2, description="Up to two events on the way to it."
    )

    @model_validator(mode="after")
    def _different(self) -> Self:
        if self.primary in self.micro:
            where = ("micro", self.micro.index(self.primary))
            template = N_("{path} is '{event}', which is the primary event already. Name another.")
            raise Refused(Problem("named_twice", template, {"event": self.primary}, below=where))
        return self


class Costs(Settings):
    """What work costs."""

    hourly_rate: Amount | None = Field(None, description="Cost of an hour of work, in the brand's currency.")
    token_price: Amount | None = Field(None, description="Price of a million AI tokens, in the brand's currency.")
    lifetime_days: int = Field(28, ge=1, le=366, description="Fewest days that carry the cost of a piece of work.")
    least_leads: int = Field(5, ge=1, le=1000, description="Below this many leads no cost per lead is told.")
    vat: VatBasis | None = Field(None, description="Basis costs are counted on: excl or incl; null: as they come.")
    vat_rate: Share | None = Field(None, description="Rate that converts costs with VAT and without, such as 25 %.")
    vat_unstated: VatBasis | None = Field(None, description="What amounts are that do not say; null: not known.")
    stages: Annotated[tuple[Id, ...], Different] = Field(
        ("brief", "draft", "edit", "review", "publish"),
        min_length=1,
        max_length=12,
        description="Stages of production.",
    )


def _unquoted(given: object) -> object:
    return 1 if given == "1" else given


class Strategy(Settings):
    """Everything a brand has decided, in one document."""

    vaekst: Annotated[Literal[1], BeforeValidator(_unquoted)] = Field(description="Format of the document; always 1.")
    brand: Brand = Field(description="Whose strategy this is, and how its figures are written.")
    sprint: Sprint = Field(default_factory=Sprint)
    channels: Mapping[Id, Channel] = Field(
        default_factory=dict, max_length=50, description="The brand's accounts; each key is a channel's id everywhere."
    )
    outcomes: Annotated[tuple[Outcome, ...], AfterValidator(_one_primary)] = Field(
        _default_outcomes(), min_length=1, max_length=3, description="One to three, one of them primary."
    )
    indicators: Annotated[tuple[Metric, ...], Different] = Field(
        ("retention_3s", "ctr", "save_rate", "share_rate", "avg_watch_time"),
        max_length=5,
        description="Leading indicators: metrics that move before the outcomes do.",
    )
    kpis: Kpis = Field(default_factory=Kpis)
    concepts: Mapping[Id, Concept] = Field(
        default_factory=dict, max_length=500, description="The first that fits a post, from the top, takes it."
    )
    conversions: Conversions = Field(default_factory=Conversions)
    costs: Costs = Field(default_factory=Costs)
    library: Library = Field(default_factory=Library)
    rhythm: Rhythm = Field(default_factory=Rhythm)
    rules: Rules = Field(default_factory=Rules)
    utm: Utm = Field(default_factory=Utm)

    @model_validator(mode="after")
    def _concepts_run_somewhere(self) -> Self:
        wanted = {name: concept.channels for name, concept in self.concepts.items()}
        if problems := tuple(strange_channels(wanted, known=tuple(self.channels))):
            raise Refused(*problems)
        return self

    @property
    def primary_outcome(self) -> Outcome:
        return next(outcome for outcome in self.outcomes if outcome.primary)

    def channels_on(self, platform: str) -> tuple[str, ...]:
        """Ids of the channels on the platform, in document order."""
        return tuple(name for name, channel in self.channels.items() if channel.platform == platform)

    def metric_of(self, channel: str, concept: str | None = None) -> Metric:
        """What posts are judged by: the concept's metric, else the channel's, else the brand's."""
        idea = self.concepts.get(concept) if concept is not None else None
        place = self.channels.get(channel)
        return (idea and idea.metric) or (place and place.metric) or self.rules.metric

    def concepts_on(self, channel: str) -> tuple[str, ...]:
        """Ids of the concepts that run on the channel, in document order."""
        return tuple(
            name for name, concept in self.concepts.items() if not concept.channels or channel in concept.channels
        )


def strange_channels(wanted: Mapping[str, tuple[str, ...]], *, known: tuple[str, ...]) -> Iterator[Problem]:
    """Channels that concepts name and the document lacks."""
    for concept, channels in wanted.items():
        for position, channel in enumerate(channels):
            if channel not in known:
                yield _strange_channel(channel, known, below=("concepts", concept, "channels", position))


def _strange_channel(channel: str, known: tuple[str, ...], *, below: tuple[str | int, ...]) -> Problem:
    listed = ", ".join(known)
    if not known:
        template = N_("{path} is '{value}', and the document has no channels. Add '{value}' under channels.")
        return Problem("unknown_channel", template, {}, below=below)
    if near := nearest(channel, known):
        template = N_("{path} is '{value}', and no channel is called that. Did you mean '{nearest}'? Known: {known}.")
        return Problem("unknown_channel", template, {"nearest": near, "known": listed}, near, below)
    template = N_("{path} is '{value}', and no channel is called that. Known: {known}.")
    return Problem("unknown_channel", template, {"known": listed}, below=below)
