"""What changes while several people look at a meeting: a small part of the page that renews itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vaekst.actions.reviews import WeeklyReview
from vaekst.core.review import ReviewRow
from vaekst.core.rules import Proposal
from vaekst.present.minutes import clock
from vaekst.store.models import Decision
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.words import label, pill, reader
from vaekst.web.standup.parts import News, Stop

JUST_NOW = timedelta(seconds=90)
RECENT = timedelta(minutes=15)
LINES = 3


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits in the meeting: the brand, its review, the concept before them, and the decision they saw there."""

    slug: str
    review: WeeklyReview
    decisions: Sequence[Decision]  # of the week, newest first, superseded ones included
    at: int  # place of the concept, from 1; 0 is the agenda
    seen: int | None = None  # None: what stands now

    @property
    def rows(self) -> tuple[ReviewRow, ...]:
        return tuple(row for row in self.review.review.rows if row.concept is not None)

    @property
    def row(self) -> ReviewRow | None:
        return self.rows[self.at - 1] if self.at else None

    def url(self, at: int) -> str:
        """The address of a place in the meeting."""
        asked = {"week": str(self.review.week)} | ({"at": str(at)} if at else {})
        return f"{reverse('standup:page', args=[self.slug])}?{urlencode(asked)}"

    def standing(self, row: ReviewRow) -> Decision | None:
        return self.review.decisions.get((row.channel, row.concept or ""))


def news_of(seat: Seat, *, now: datetime) -> News:
    """The news at a seat. What was decided on the concept since they looked is told apart from the rest."""
    here = seat.standing(seat.row) if seat.row else None
    stands = here.pk if here else 0
    seen = stands if seat.seen is None else seat.seen
    asked = {"week": str(seat.review.week), "at": seat.at, "seen": seen}
    stops = tuple(_stop(seat, place, row) for place, row in enumerate(seat.rows, start=1))
    return News(
        url=f"{reverse('standup:news', args=[seat.slug])}?{urlencode(asked)}",
        etag=_etag(seat, seen, now),
        decided=sum(stop.is_decided for stop in stops),
        total=len(stops),
        stops=stops,
        lines=tuple(_lines(seat, now)),
        overtaken=_overtaken(here, now) if here and stands != seen else "",
        here_url=seat.url(seat.at),
    )


def _etag(seat: Seat, seen: int, now: datetime) -> str:
    """Equal as long as nothing of the news would read differently."""
    shown = [(one.pk, now - one.at < JUST_NOW) for one in seat.decisions if now - one.at < RECENT]
    parts = (
        get_language(),
        str(seat.review.known.lake_version),
        seat.review.known.strategy_version.pk,
        seat.at,
        seen,
        sorted(one.pk for one in seat.review.decisions.values()),
        shown,
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def _stop(seat: Seat, place: int, row: ReviewRow) -> Stop:
    decision = seat.standing(row)
    return Stop(
        place=place,
        name=concept_name(seat.review.known.strategy, row.concept),
        channel=channel_name(seat.review.known.strategy, row.channel),
        url=seat.url(place),
        mark=pill(decision.verdict if decision else row.proposal or Proposal.NOT_ENOUGH),
        key=f"stop-{place}",
        is_decided=decision is not None,
        is_here=place == seat.at,
    )


def _lines(seat: Seat, now: datetime) -> Iterable[str]:
    strategy = seat.review.known.strategy
    for one in [one for one in seat.decisions if now - one.at < RECENT][:LINES]:
        said = {
            "who": str(one.by),
            "verdict": label(one.verdict),
            "concept": concept_name(strategy, one.concept),
            "channel": channel_name(strategy, one.channel),
            "when": _when(one, now),
        }
        yield _("%(who)s decided “%(verdict)s” for %(concept)s (%(channel)s) %(when)s.") % said


def _overtaken(decision: Decision, now: datetime) -> str:
    said = {"who": str(decision.by), "verdict": label(decision.verdict), "when": _when(decision, now)}
    return (
        _(
            "%(who)s decided “%(verdict)s” for this concept %(when)s, while you were looking. What you have written stays; "
            "recording it shows both first."
        )
        % said
    )


def _when(decision: Decision, now: datetime) -> str:
    if now - decision.at < JUST_NOW:
        return _("just now")
    return _("at %(time)s") % {"time": clock(timezone.localtime(decision.at), reader())}
