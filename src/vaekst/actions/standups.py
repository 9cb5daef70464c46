"""The weekly stand-up: what the meeting goes through, when it began, and the minutes at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from vaekst.actions import audit, boards, experiments, plans, rebriefs, reviews
from vaekst.actions.audit import Actor
from vaekst.actions.boards import BoardPage
from vaekst.actions.diagnoses import Diagnoses, read_diagnoses
from vaekst.actions.diagnoses import for_machines as diagnoses_for_machines
from vaekst.actions.experiments import ExperimentPage
from vaekst.actions.people import Act, require
from vaekst.actions.plans import NextWeek
from vaekst.actions.reviews import WeeklyReview
from vaekst.core.board import BoardRow, Status
from vaekst.core.period import Week
from vaekst.core.review import UNTAGGED, ReviewRow
from vaekst.core.rules.diagnoses import DiagnosisState
from vaekst.core.standup import (
    Duty,
    agenda,
    duties,
    turning_points,
)
from vaekst.core.strategy import Strategy
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
    diagnoses: Diagnoses
    plan: NextWeek  # of the week after, by the decisions that hold
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
        diagnoses=read_diagnoses(brand, week, now=now),
        plan=plans.next_week(brand, week, now=now),
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


def experiments_on(meeting: Meeting, row: ReviewRow, *, now: datetime) -> tuple[ExperimentPage, ...]:
    """The experiments on the concept that are open, as they read now."""
    open_ones = (one for one in experiments.listed(meeting.brand, now=now) if one.closing is None)
    here = [one.key for one in open_ones if (one.plan.channel, one.plan.concept) == (row.channel, row.concept)]
    return tuple(experiments.read(meeting.brand, key, now=now) for key in here)


def for_machines(meeting: Meeting) -> dict[str, object]:
    """The agenda under the stable names of `vaekst standup --json`."""
    known = meeting.review.known
    items = agenda(meeting.strategy.rhythm.review_minutes)
    return {
        "week": str(meeting.week),
        "minutes": meeting.strategy.rhythm.review_minutes,
        "agenda": [{"part": item.part.name.lower(), "minutes": item.minutes} for item in items],
        "begun": meeting.held and meeting.held.started_at.isoformat(),
        "is_open": meeting.is_open,
        "due": [{"owner": duty.owner, "kpis": list(duty.kpis)} for duty in meeting.duties],
        "rebriefs": rebriefs.for_machines(meeting.briefs),
        "off_track": [boards.row_for_machines(row) for row in meeting.off_track],
        "diagnoses": [
            one for one in diagnoses_for_machines(meeting.diagnoses) if one["state"] == DiagnosisState.FOUND.value
        ],
        "concepts": [
            row | {"turning_points": [each.english() for each in turning_points(held, meeting.review.rules)]}
            for row, held in zip(
                (one for one in reviews.for_machines(meeting.review) if one["concept"] != UNTAGGED),
                meeting.rows,
                strict=True,
            )
        ],
        "plan": plans.for_machines(meeting.plan),
        "editions": [one.edition for one in meeting.minutes],
        "strategy_version": known.strategy_version.number,
        "lake_version": str(known.lake_version),
        "as_of": known.as_of.isoformat(),
    }
