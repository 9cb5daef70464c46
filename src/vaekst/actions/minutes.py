"""The minutes of a stand-up: what is put on record, edition by edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from django.db import IntegrityError, transaction

from vaekst.actions import audit, rebriefs
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.actions.standups import Meeting
from vaekst.core.board import BoardRow, Status
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.core.planning import ChannelPlan
from vaekst.core.review import ReviewRow
from vaekst.core.rules.diagnoses import Diagnosis
from vaekst.core.sentence import N_
from vaekst.core.standup import BriefNote, DiagnosisNote, Earlier, KpiNote, Outcome, PlanNote, Record, Share
from vaekst.present.brand_words import channel_name, concept_name
from vaekst.present.language import language
from vaekst.store import queries
from vaekst.store.models import Minutes, Person, Rebrief

_NOTE_LENGTH = 2000


def close(
    actor: Actor, meeting: Meeting, *, present: Iterable[Person], note: str = "", seen: int = 0, now: datetime
) -> Minutes:
    """Write the minutes of the meeting down; written before, this is a later edition and the earlier ones stay.

    `seen` is the edition that held when the actor looked, 0 for none. Raises BadInput when no meeting has begun, Conflict
    when somebody else wrote them meanwhile.
    """
    require(actor, meeting.brand, Act.DECIDE)
    if meeting.held is None:
        raise BadInput("not_begun", N_("The stand-up of {week} has not begun. Begin it first."), week=str(meeting.week))
    newest = meeting.minutes[0] if meeting.minutes else None
    if newest is not None and newest.edition != seen:
        raise _written_meanwhile(newest)
    ended = _ended(meeting, now)
    record = record_of(meeting, present=present, ended=ended, note=note.strip()[:_NOTE_LENGTH])
    edition = newest.edition + 1 if newest else 1
    try:
        with transaction.atomic():
            written = Minutes.objects.create(
                brand=meeting.brand,
                standup=meeting.held,
                week=str(meeting.week),
                edition=edition,
                written_at=now,
                by=actor.person,
                content=record.to_json(),
            )
            audit.record(
                actor,
                "standup.minutes",
                brand=meeting.brand,
                subject=str(meeting.week),
                after={"edition": edition, "decisions": len(record.outcomes)},
            )
    except IntegrityError:
        raise _written_meanwhile(queries.minutes(meeting.brand, week=str(meeting.week))[0]) from None
    return written


def _ended(meeting: Meeting, now: datetime) -> datetime:
    """When the meeting ended: when its minutes were first written, however often they are written again."""
    first = [one for one in meeting.minutes if meeting.held and one.standup_id == meeting.held.pk]
    return first[-1].written_at if first else now


def _written_meanwhile(newest: Minutes) -> Conflict:
    return Conflict(
        "minutes_meanwhile",
        N_(
            "{who} wrote edition {edition} of the minutes meanwhile. Nothing was written. Look at it, then write again."
        ),
        who=str(newest.by),
        edition=newest.edition,
    )


def edition_of(meeting: Meeting, number: int | None) -> Minutes | None:
    """The edition of that number, by default the one that holds; None while the meeting runs or nothing is written.

    Raises UnknownName for an edition there is not.
    """
    if number is None:
        return meeting.minutes[0] if meeting.minutes and not meeting.is_open else None
    known = {one.edition: one for one in meeting.minutes}
    if number not in known:
        raise UnknownName("edition of these minutes", str(number), map(str, known))
    return known[number]


def record_of(meeting: Meeting, *, present: Iterable[Person], ended: datetime, note: str = "") -> Record:
    """What is put on record: decisions with their evidence, KPIs off track, new briefs, and what it all rests on.

    Times are told where the brand's team lives, people by their reference (see `with_names`).
    """
    known = meeting.review.known
    zone = known.as_of.tzinfo
    decided = [row for row in meeting.rows if meeting.decision(row)]
    begun = meeting.held.started_at if meeting.held else ended
    return Record(
        brand=known.strategy.brand.name,
        week=str(meeting.week),
        started=begun.astimezone(zone),
        ended=ended.astimezone(zone),
        present=tuple(str(person.pk) for person in present),
        kpis=tuple(_kpi_note(meeting, row) for row in meeting.off_track),
        outcomes=tuple(_outcome(meeting, row) for row in decided),
        undecided=tuple(
            " · ".join(_names(meeting, row.channel, row.concept)) for row in meeting.rows if row not in decided
        ),
        briefs=tuple(_brief_note(meeting, one) for one in meeting.briefs if one.week == str(meeting.week)),
        strategy_version=known.strategy_version.number,
        lake_version=str(known.lake_version) if known.lake_version else "",
        as_of=known.as_of,
        note=note,
        plan=tuple(_plan_note(meeting, one) for one in meeting.plan.ahead.channels),
        diagnoses=tuple(_diagnosis_note(meeting, one) for one in meeting.diagnoses.found),
        without_data=sum(row.status is Status.NO_DATA for row in meeting.board.board.rows),
        not_diagnosed=len(meeting.diagnoses.not_possible),
    )


def _names(meeting: Meeting, channel: str, concept: str | None) -> tuple[str, str]:
    """What the brand calls the concept and the channel."""
    return concept_name(meeting.strategy, concept), _channel(meeting, channel)


def _channel(meeting: Meeting, channel: str | None) -> str:
    """What the brand calls the channel; empty for the brand as a whole."""
    return channel_name(meeting.strategy, channel, language(meeting.strategy.brand.locale)) if channel else ""


def _kpi_note(meeting: Meeting, row: BoardRow) -> KpiNote:
    return KpiNote(row.kpi.id, _channel(meeting, row.channel), row.owner, row.status.value, row.sentence)


def _diagnosis_note(meeting: Meeting, found: Diagnosis) -> DiagnosisNote:
    assert found.action is not None  # noqa: S101 (one that was found says what to do)
    return DiagnosisNote(found.rule.name, _channel(meeting, found.channel), found.action, found.reasons)


def _plan_note(meeting: Meeting, one: ChannelPlan) -> PlanNote:
    shares = (
        Share(line.name if line.concept else "", line.posts, line.change, line.is_last_look) for line in one.lines
    )
    return PlanNote(_channel(meeting, one.channel), one.posts, tuple(shares))


def _outcome(meeting: Meeting, row: ReviewRow) -> Outcome:
    """The decision that stands, with the numbers it was taken on and those whose place it took."""
    decision = meeting.review.decisions[row.channel, row.concept or ""]
    zone = meeting.review.known.as_of.tzinfo
    evidence, effect = decision.evidence, decision.evidence.get("effect") or {}
    concept, channel = _names(meeting, row.channel, row.concept)
    return Outcome(
        channel=channel,
        concept=concept,
        verdict=decision.verdict,
        proposal=decision.proposal,
        reason=decision.reason,
        by=str(decision.by_id),
        at=decision.at.astimezone(zone),
        metric=str(evidence.get("metric", "")),
        posts=int(evidence.get("posts") or 0),
        low=effect.get("low"),
        mid=effect.get("mid"),
        high=effect.get("high"),
        chance_better=evidence.get("chance_better"),
        chance_above_bar=evidence.get("chance_above_bar"),
        earlier=tuple(
            Earlier(each.verdict, str(each.by_id), each.at.astimezone(zone), each.reason)
            for each in meeting.decisions
            if (each.channel, each.concept) == (row.channel, row.concept) and each != decision
        ),
    )


def _brief_note(meeting: Meeting, one: Rebrief) -> BriefNote:
    concept, channel = _names(meeting, one.channel, one.concept)
    return BriefNote(channel, concept, one.decision.verdict, one.change, one.owner, one.due, rebriefs.reasons(one))


def with_names(record: Record) -> Record:
    """The record with everybody called what they are called now; whoever was erased, by their pseudonym."""
    people = Person.objects.filter(pk__in=record.people)
    return record.calling({str(person.pk): str(person) for person in people})


def people_in(meeting: Meeting, actor: Actor) -> tuple[Person, ...]:
    """Who may have been there: the actor, the brand's people, and whoever decided."""
    members = (one.person for one in queries.members(meeting.brand))
    decided = (one.by for one in meeting.decisions)
    return tuple({person.pk: person for person in chain((actor.person,), members, decided)}.values())


def decided_in(meeting: Meeting) -> tuple[Person, ...]:
    """Who decided something since the meeting began: they were there."""
    begun = meeting.held.started_at if meeting.held else None
    decided = [one for one in reversed(meeting.decisions) if begun is not None and one.at >= begun]
    return tuple({one.by_id: one.by for one in decided}.values())
