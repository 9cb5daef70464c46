"""The weekly stand-up: what the meeting goes through, when it began, and the minutes at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db import IntegrityError, transaction

from vaekst.actions import audit, boards, rebriefs, reviews
from vaekst.actions.audit import Actor
from vaekst.actions.boards import BoardPage
from vaekst.actions.people import Act, require
from vaekst.actions.reviews import WeeklyReview
from vaekst.core.board import BoardRow, Status
from vaekst.core.errors import BadInput, Conflict
from vaekst.core.period import Week
from vaekst.core.review import ReviewRow
from vaekst.core.sentence import N_
from vaekst.core.standup import BriefNote, Duty, Earlier, KpiNote, Outcome, Record, duties
from vaekst.core.strategy import Strategy
from vaekst.present.brand_words import channel_name, concept_name
from vaekst.present.language import language
from vaekst.store import queries
from vaekst.store.models import Brand, Decision, Minutes, Rebrief, StandUp

_FIRST = (Status.OFF_TRACK, Status.AT_RISK)
"""What stands in a KPI's way, worst first; what has no data is not off track."""
_NOTE_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Meeting:
    """All that a stand-up about a week goes through."""

    brand: Brand
    review: WeeklyReview
    board: BoardPage
    duties: tuple[Duty, ...]
    briefs: tuple[Rebrief, ...]  # open ones, whatever week they come from
    decisions: tuple[Decision, ...]  # of the week, newest first, superseded ones included
    held: StandUp | None  # the newest meeting about the week
    minutes: tuple[Minutes, ...]  # every edition, the one that holds first

    @property
    def week(self) -> Week:
        return self.review.week

    @property
    def strategy(self) -> Strategy:
        return self.review.known.strategy

    @property
    def rows(self) -> tuple[ReviewRow, ...]:
        """The concepts in the order the meeting takes them."""
        return tuple(row for row in self.review.review.rows if row.concept is not None)

    @property
    def off_track(self) -> tuple[BoardRow, ...]:
        """The KPIs that stand behind, off track before at risk, in board order."""
        return tuple(row for status in _FIRST for row in self.board.board.rows if row.status is status)

    @property
    def is_open(self) -> bool:
        """Whether it has begun and its minutes are not written."""
        return self.held is not None and all(one.standup_id != self.held.pk for one in self.minutes)

    def decision(self, row: ReviewRow) -> Decision | None:
        """The decision that stands on the row."""
        return self.review.decisions.get((row.channel, row.concept or ""))


def read_standup(brand: Brand, week: Week, *, now: datetime) -> Meeting:
    """What a stand-up about the week goes through, as everything stands now."""
    review = reviews.read_review(brand, week, now=now)
    today = review.known.as_of.date()
    return Meeting(
        brand=brand,
        review=review,
        board=boards.read_board(brand, as_of=_day_of_board(week, today), now=now),
        duties=duties(review.known.strategy, week),
        briefs=tuple(queries.open_rebriefs(brand)),
        decisions=tuple(queries.decisions(brand, week=str(week))),
        held=queries.standup(brand, week=str(week)),
        minutes=tuple(queries.minutes(brand, week=str(week))),
    )


def _day_of_board(week: Week, today: date) -> date | None:
    """The board of the day after the week; of now for the newest week."""
    return None if week.later(2).monday > today else week.later().monday


def start(actor: Actor, brand: Brand, week: Week, *, now: datetime) -> StandUp:
    """Begin the meeting about the week. One that runs is joined: whoever comes second begins nothing."""
    require(actor, brand, Act.DECIDE)
    held = queries.standup(brand, week=str(week))
    if held is not None and not held.minutes.exists():
        return held
    number = held.number + 1 if held else 1
    try:
        with transaction.atomic():
            begun = StandUp.objects.create(brand=brand, week=str(week), number=number, started_at=now, by=actor.person)
            audit.record(actor, "standup.start", brand=brand, subject=str(week))
    except IntegrityError:  # somebody else began it in the same moment
        return StandUp.objects.get(brand=brand, week=str(week), number=number)
    return begun


def close(
    actor: Actor, meeting: Meeting, *, present: Sequence[str], note: str = "", seen: int = 0, now: datetime
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


def record_of(meeting: Meeting, *, present: Sequence[str], ended: datetime, note: str = "") -> Record:
    """What is put on record: decisions with their evidence, KPIs off track, new briefs, and what it all rests on.

    Times are told where the brand's team lives.
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
        present=tuple(present),
        kpis=tuple(_kpi_note(meeting, row) for row in meeting.off_track),
        outcomes=tuple(_outcome(meeting, row) for row in decided),
        undecided=tuple(
            " · ".join(_names(meeting, row.channel, row.concept)) for row in meeting.rows if row not in decided
        ),
        briefs=tuple(_brief_note(meeting, one) for one in meeting.briefs if one.week == str(meeting.week)),
        strategy_version=known.strategy_version.number,
        lake_version=str(known.lake_version),
        as_of=known.as_of,
        note=note,
    )


def _names(meeting: Meeting, channel: str, concept: str | None) -> tuple[str, str]:
    """What the brand calls the concept and the channel."""
    strategy = meeting.strategy
    return concept_name(strategy, concept), channel_name(strategy, channel, language(strategy.brand.locale))


def _kpi_note(meeting: Meeting, row: BoardRow) -> KpiNote:
    channel = (
        channel_name(meeting.strategy, row.channel, language(meeting.strategy.brand.locale)) if row.channel else ""
    )
    return KpiNote(row.kpi.id, channel, row.owner, row.status.value, row.sentence)


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
        by=str(decision.by),
        at=decision.at.astimezone(zone),
        metric=str(evidence.get("metric", "")),
        posts=int(evidence.get("posts") or 0),
        low=effect.get("low"),
        mid=effect.get("mid"),
        high=effect.get("high"),
        chance_better=evidence.get("chance_better"),
        chance_above_bar=evidence.get("chance_above_bar"),
        earlier=tuple(
            Earlier(each.verdict, str(each.by), each.at.astimezone(zone), each.reason)
            for each in meeting.decisions
            if (each.channel, each.concept) == (row.channel, row.concept) and each != decision
        ),
    )


def _brief_note(meeting: Meeting, one: Rebrief) -> BriefNote:
    concept, channel = _names(meeting, one.channel, one.concept)
    return BriefNote(channel, concept, one.decision.verdict, one.change, one.owner, one.due, rebriefs.reasons(one))


def people_in(meeting: Meeting, actor: Actor) -> tuple[str, ...]:
    """Who may have been there: the brand's people and whoever decided, the actor first."""
    members = (str(one.person) for one in queries.members(meeting.brand))
    decided = (str(one.by) for one in meeting.decisions)
    return tuple(dict.fromkeys(chain((str(actor.person),), members, decided)))


def decided_in(meeting: Meeting) -> frozenset[str]:
    """Who decided something since the meeting began: they were there."""
    begun = meeting.held.started_at if meeting.held else None
    return frozenset(str(one.by) for one in meeting.decisions if begun is not None and one.at >= begun)
