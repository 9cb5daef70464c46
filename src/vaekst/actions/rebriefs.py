"""Re-briefs: the new brief that iterating or stopping a concept asks for, as a to-do with an owner and a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vaekst.actions import audit
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.core.review import ReviewRow
from vaekst.core.sentence import N_, Sentence
from vaekst.core.standup import Rebriefing, changes_for, next_weekday, rebriefing
from vaekst.core.strategy import Strategy
from vaekst.store import queries
from vaekst.store.models import Brand, Decision, Rebrief

_OWNER_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person who decides says about the new brief; what they leave out is suggested."""

    change: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a new brief would say by itself: what to change and why, who writes it, by when."""

    briefing: Rebriefing
    owner: str
    due: date


def suggested(strategy: Strategy, row: ReviewRow, decided: str, *, day: date) -> Suggestion | None:
    """The new brief such a decision of that day would ask for; None where it asks for none.

    It goes to the owner of the KPI the concept is judged by, else to the owner of the posting cadence, and is due on the
    next day of research, when briefs are written.
    """
    briefing = rebriefing(row, decided)
    if briefing is None:
        return None
    plans = strategy.kpis.plans()
    owner = plans.get(_KPI_OF.get(row.metric, row.metric), plans["posting_cadence"]).owner
    return Suggestion(briefing, owner, next_weekday(day, strategy.rhythm.week.research))


_KPI_OF = {"avg_watch_time": "watch_time"}


def checked(wanted: Wanted, suggestion: Suggestion | None, decided: str, *, day: date) -> Suggestion | None:
    """The suggestion with what the person said instead. Raises BadInput or UnknownName for what cannot be."""
    if suggestion is None:
        return None
    allowed = {change.value: change for change in changes_for(decided)}
    if wanted.change and wanted.change not in allowed:
        raise UnknownName("change", wanted.change, allowed)
    if wanted.due is not None and wanted.due < day:
        raise BadInput(
            "due_before",
            N_(
                "The new brief would be due on {due:day}, before the decision of {day:day}. Choose that day or a later one."
            ),
            due=wanted.due,
            day=day,
        )
    change = allowed.get(wanted.change, suggestion.briefing.change)
    return Suggestion(
        Rebriefing(change, suggestion.briefing.why),
        wanted.owner.strip()[:_OWNER_LENGTH] or suggestion.owner,
        wanted.due or suggestion.due,
    )


def write(decision: Decision, asked: Suggestion | None) -> Rebrief | None:
    """The re-brief of a decision, written with it in one transaction."""
    if asked is None:
        return None
    return Rebrief.objects.create(
        brand=decision.brand,
        decision=decision,
        channel=decision.channel,
        concept=decision.concept,
        week=decision.week,
        change=asked.briefing.change.value,
        why=[sentence.to_json() for sentence in asked.briefing.why],
        owner=asked.owner,
        due=asked.due,
    )


@transaction.atomic
def finish(actor: Actor, brand: Brand, number: int, *, now: datetime) -> Rebrief:
    """Mark a re-brief as done. Raises UnknownName for a number there is not, Conflict when somebody did so before."""
    require(actor, brand, Act.DECIDE)
    found = queries.rebriefs(brand).filter(pk=number).first()
    if found is None:
        known = (str(pk) for pk in queries.open_rebriefs(brand).values_list("pk", flat=True))
        raise UnknownName("re-brief", str(number), known)
    if not queries.rebriefs(brand).filter(pk=number, done_at=None).update(done_at=now, done_by=actor.person):
        raise Conflict(
            "rebrief_done",
            N_("{who} marked the re-brief for {concept} as done on {day:day}. Nothing was changed."),
            who=str(found.done_by),
            concept=found.concept,
            day=found.done_at,
        )
    audit.record(actor, "rebrief.done", brand=brand, subject=f"{found.week} {found.channel}/{found.concept}")
    return queries.rebriefs(brand).get(pk=number)


def reasons(rebrief: Rebrief) -> tuple[Sentence, ...]:
    """The evidence that speaks for the change."""
    return tuple(Sentence.from_json(stored) for stored in rebrief.why)


def for_machines(rebriefs: Sequence[Rebrief]) -> list[dict[str, object]]:
    """Re-briefs under the stable names of `vaekst rebriefs --json`."""
    return [
        {
            "id": one.pk,
            "week": one.week,
            "channel": one.channel,
            "concept": one.concept,
            "verdict": one.decision.verdict,
            "decision": one.decision_id,
            "change": one.change,
            "why": [sentence.english() for sentence in reasons(one)],
            "owner": one.owner,
            "due": one.due.isoformat(),
            "done": one.done_at and one.done_at.isoformat(),
            "done_by": str(one.done_by) if one.done_by else None,
        }
        for one in rebriefs
    ]
