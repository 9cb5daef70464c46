"""The minutes as they are shown: an edition, or a draft of the meeting as it stands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from vaekst.actions import minutes as records
from vaekst.actions.people import Act
from vaekst.actions.standups import Meeting
from vaekst.core.standup import Record
from vaekst.present.minutes import Account, account
from vaekst.store.models import Minutes, Person
from vaekst.web.shell.access import Visit
from vaekst.web.shell.parts import Choice
from vaekst.web.shell.words import days, moment, reader
from vaekst.web.standup.news import Seat
from vaekst.web.standup.parts import MinutesPage


def account_of(meeting: Meeting, *, edition: int | None, now: datetime) -> tuple[Account, int]:
    """The edition asked for in words, by default the one that holds; a draft (0) while there is none.

    Raises UnknownName for an edition there is not.
    """
    wanted = records.edition_of(meeting, edition)
    if wanted is not None:
        written = records.with_names(Record.from_json(wanted.content))
        return account(written, reader(), edition=wanted.edition), wanted.edition
    draft = records.record_of(meeting, present=records.decided_in(meeting), ended=now)
    return account(records.with_names(draft), reader()), 0


def minutes_page(
    meeting: Meeting,
    visit: Visit,
    *,
    now: datetime,
    edition: int | None = None,
    present: Collection[Person] | None = None,
    note: str = "",
    error: str = "",
) -> MinutesPage:
    """The page, with what somebody filled in whose minutes were refused."""
    told, shown = account_of(meeting, edition=edition, now=now)
    newest = meeting.minutes[0].edition if meeting.minutes else 0
    ticked = (*records.decided_in(meeting), visit.person) if present is None else present
    seat = Seat(meeting.brand.slug, meeting.review, meeting.decisions, at=0)
    return MinutesPage(
        week=str(meeting.week),
        number=meeting.week.monday.isocalendar().week,
        days=days(meeting.week.period),
        query=f"week={meeting.week}" + (f"&edition={shown}" if shown else ""),
        account=told,
        edition=shown,
        newest=newest,
        editions=tuple(_choice(one, shown) for one in meeting.minutes) if newest > 1 or not shown else (),
        people=tuple(Choice(str(one.pk), str(one), one in ticked) for one in records.people_in(meeting, visit.actor)),
        can_write=visit.may(Act.DECIDE) and meeting.held is not None,
        previous=seat.url(len(seat.rows)),
        standup=seat.url(0),
        note=note,
        error=error,
    )


def _choice(one: Minutes, shown: int) -> Choice:
    said = {"edition": one.edition, "who": str(one.by), "when": moment(one.written_at)}
    return Choice(str(one.edition), _("Edition %(edition)s: %(who)s, %(when)s") % said, one.edition == shown)
