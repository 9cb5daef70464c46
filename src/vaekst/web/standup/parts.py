"""The stand-up as it is shown: where the meeting stands, what is due, what is off track, and one concept at a time."""

from __future__ import annotations

from dataclasses import dataclass

from vaekst.present.minutes import Account
from vaekst.web.review.cards import ConceptCard
from vaekst.web.shell.parts import Choice, Pill


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of the meeting is left. `left` is in seconds, None before it begins and after its minutes are written."""

    words: str
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on the way through the meeting's concepts: its decision once there is one, else what is proposed."""

    place: int
    name: str
    channel: str
    url: str
    mark: Pill
    key: str  # marks the element, so that the focus finds it again
    is_decided: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class News:
    """What changes while people look: how far the meeting is, who decided what just now, and every stop."""

    url: str
    etag: str
    decided: int
    total: int
    stops: tuple[Stop, ...]
    lines: tuple[str, ...] = ()
    overtaken: str = ""
    here_url: str = ""

    @property
    def share(self) -> float:
        """Percent of the concepts that have been gone through."""
        return 100 * self.decided / self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class AgendaLine:
    name: str
    minutes: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """An owner, and the KPIs they answer for this week."""

    owner: str
    kpis: str


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A new brief still to be written."""

    id: int
    name: str
    words: str
    reasons: tuple[str, ...]
    is_late: bool


@dataclass(frozen=True, slots=True)
class KpiLine:
    """A KPI that stands behind."""

    name: str
    status: Pill
    sentence: str
    owner: str
    url: str


@dataclass(frozen=True, slots=True)
class DiagnosisLine:
    """Two figures that moved against each other, and what to do about it."""

    name: str
    action: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExperimentLine:
    """An experiment on the concept: what it asks, and how it reads."""

    name: str
    state: Pill
    hypothesis: str
    reasons: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class NewBrief:
    """What the form for a new brief begins with, and why it says so."""

    changes: tuple[Choice, ...]
    owner: str
    owners: tuple[str, ...]
    due: str
    why: str


@dataclass(frozen=True, slots=True)
class KeyedChoice:
    """A decision to choose, and the key that chooses it."""

    choice: Choice
    key: str


@dataclass(frozen=True, slots=True)
class ConceptStep:
    """One concept at a time: its card, what would change the proposal, and the form."""

    place: int
    channel: str
    channel_name: str
    card: ConceptCard
    choices: tuple[KeyedChoice, ...]
    turning: tuple[str, ...]
    experiments: tuple[ExperimentLine, ...]
    brief: NewBrief | None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Posts of a concept next week. `before` is what it gets without the decision that is thought over; empty if the same."""

    name: str
    posts: str
    before: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class PlanChannel:
    """A channel's posts next week."""

    name: str
    posts: str
    before: str
    guard: Pill
    lines: tuple[PlanLine, ...]
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanCard:
    """Next week's posts, as the decisions stand or as they would if one more was recorded."""

    url: str
    title: str
    channels: tuple[PlanChannel, ...]
    supposed: str = ""


@dataclass(frozen=True, slots=True)
class StandupPage:
    """The whole screen."""

    week: str
    number: int
    days: str
    query: str
    clock: Clock
    agenda: tuple[AgendaLine, ...]
    news: News
    duties: tuple[DutyLine, ...]
    briefs: tuple[BriefLine, ...]
    kpis: tuple[KpiLine, ...]
    kpis_words: str
    diagnoses: tuple[DiagnosisLine, ...]
    diagnoses_words: str
    plan: PlanCard
    previous: str
    following: str
    begin: str = ""  # the label of the button that begins the meeting; empty while it runs
    step: ConceptStep | None = None
    weeks: tuple[Choice, ...] = ()
    minutes_url: str = ""
    has_concepts: bool = True


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes: as they would be written now, or an edition of them."""

    week: str
    number: int
    days: str
    query: str
    account: Account
    edition: int  # of those shown; 0 for a draft
    newest: int
    editions: tuple[Choice, ...]
    people: tuple[Choice, ...]
    can_write: bool
    previous: str
    standup: str
    note: str = ""
    error: str = ""
