"""What is put on record of a stand-up, as values: the minutes, before anybody words them.

Channels and concepts are told by their name at the time, so that minutes read the same whatever is renamed later. People are
told by a reference, which `Record.calling` turns into what they are called now: somebody may ask to be erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from vaekst.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class KpiNote:
    """A KPI that is not on track, on a channel or (channel empty) for the brand."""

    kpi: str
    channel: str
    owner: str
    status: str
    said: Sentence


@dataclass(frozen=True, slots=True)
class DiagnosisNote:
    """Two figures that moved against each other on a channel (empty: in the brand), and what to do about it."""

    name: str
    channel: str
    action: Sentence
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision that another took the place of."""

    verdict: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided on a concept, by whom, why, and on what evidence. Effects are relative to baseline; unknown is None."""

    channel: str
    concept: str
    verdict: str
    proposal: str
    reason: str
    by: str
    at: datetime
    metric: str
    posts: int
    low: float | None
    mid: float | None
    high: float | None
    chance_better: float | None
    chance_above_bar: float | None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefNote:
    """A new brief that was asked for."""

    channel: str
    concept: str
    verdict: str
    change: str
    owner: str
    due: date
    why: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Posts of one concept next week (concept empty: business as usual), the one thing they change, if it is a last look."""

    concept: str
    posts: int
    change: str
    look: bool = False


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A channel's posts next week, after the decisions of the meeting."""

    channel: str
    posts: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The minutes of one meeting. `undecided` names the concepts nobody decided on, with their channel."""

    brand: str
    week: str
    started: datetime
    ended: datetime
    present: tuple[str, ...]
    kpis: tuple[KpiNote, ...]
    outcomes: tuple[Outcome, ...]
    undecided: tuple[str, ...]
    briefs: tuple[BriefNote, ...]
    strategy_version: int
    lake_version: str
    as_of: datetime
    note: str = ""
    diagnoses: tuple[DiagnosisNote, ...] = ()
    plan: tuple[PlanNote, ...] = ()
    without_data: int = 0  # KPIs nothing is known of
    not_diagnosed: int = 0  # diagnoses that could not be made for want of data

    @property
    def lasted(self) -> int:
        """Whole minutes from beginning to end."""
        return round((self.ended - self.started).total_seconds() / 60)

    @property
    def people(self) -> frozenset[str]:
        """Everybody it refers to."""
        decided = {by for one in self.outcomes for by in (one.by, *(each.by for each in one.earlier))}
        return frozenset(decided) | frozenset(self.present)

    def calling(self, names: Mapping[str, str]) -> Record:
        """The record with everybody called by their name; who has none keeps the reference."""
        outcomes = (
            replace(
                one,
                by=names.get(one.by, one.by),
                earlier=tuple(replace(each, by=names.get(each.by, each.by)) for each in one.earlier),
            )
            for one in self.outcomes
        )
        present = tuple(names.get(one, one) for one in self.present)
        return replace(self, present=present, outcomes=tuple(outcomes))

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values."""
        return {name: _plain(getattr(self, name)) for name in _names(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Record:
        """The record `to_json` stored."""
        return cls(
            **{
                **stored,
                "started": datetime.fromisoformat(stored["started"]),
                "ended": datetime.fromisoformat(stored["ended"]),
                "as_of": datetime.fromisoformat(stored["as_of"]),
                "present": tuple(stored["present"]),
                "undecided": tuple(stored["undecided"]),
                "kpis": tuple(KpiNote(**{**one, "said": Sentence.from_json(one["said"])}) for one in stored["kpis"]),
                "outcomes": tuple(map(_outcome, stored["outcomes"])),
                "briefs": tuple(map(_brief, stored["briefs"])),
                "plan": tuple(map(_plan, stored["plan"])),
                "diagnoses": tuple(map(_diagnosis, stored["diagnoses"])),
            }
        )


def _names(value: Any) -> list[str]:
    return [field.name for field in fields(value)]


def _plain(value: Any) -> Any:
    if isinstance(value, Sentence):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (KpiNote, DiagnosisNote, Earlier, Outcome, BriefNote, PlanNote, Share)):
        return {name: _plain(getattr(value, name)) for name in _names(value)}
    return value.isoformat() if isinstance(value, date) else value


def _outcome(stored: Mapping[str, Any]) -> Outcome:
    earlier = tuple(Earlier(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in stored["earlier"])
    return Outcome(**{**stored, "at": datetime.fromisoformat(stored["at"]), "earlier": earlier})


def _diagnosis(stored: Mapping[str, Any]) -> DiagnosisNote:
    reasons = tuple(Sentence.from_json(one) for one in stored["reasons"])
    return DiagnosisNote(**{**stored, "action": Sentence.from_json(stored["action"]), "reasons": reasons})


def _plan(stored: Mapping[str, Any]) -> PlanNote:
    return PlanNote(**{**stored, "shares": tuple(Share(**one) for one in stored["shares"])})


def _brief(stored: Mapping[str, Any]) -> BriefNote:
    why = tuple(Sentence.from_json(one) for one in stored["why"])
    return BriefNote(**{**stored, "due": date.fromisoformat(stored["due"]), "why": why})
