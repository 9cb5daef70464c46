"""From a meeting to its screens, every word and number written for its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions import rebriefs
from vaekst.actions.decisions import open_to
from vaekst.actions.experiments import ExperimentPage
from vaekst.actions.standups import Meeting, experiments_on
from vaekst.core.board import BoardRow, Status
from vaekst.core.errors import UnknownName
from vaekst.core.period import Week
from vaekst.core.review import ReviewRow
from vaekst.core.rules.diagnoses import Diagnosis
from vaekst.core.standup import Item, Part, agenda, changes_for, turning_points
from vaekst.present.minutes import clock
from vaekst.store.models import Rebrief, Verdict
from vaekst.web.review.build import Desk, Filled, concept_card, scale_of_review
from vaekst.web.review.diagnosed import not_possible
from vaekst.web.shell.brand_words import channel_name, concept_name, say_of
from vaekst.web.shell.parts import Choice
from vaekst.web.shell.words import day, days, label, metric, number, pill, reader, say
from vaekst.web.standup.keys import KEY_OF
from vaekst.web.standup.news import Seat, news_of
from vaekst.web.standup.parts import (
    AgendaLine,
    BriefLine,
    Clock,
    ConceptStep,
    DiagnosisLine,
    DutyLine,
    ExperimentLine,
    KeyedChoice,
    KpiLine,
    NewBrief,
    StandupPage,
)
from vaekst.web.standup.plan import plan_card

WEEKS_LISTED = 6


@dataclass(frozen=True, slots=True)
class Table:
    """All that the screens are made from: the meeting, who looks at what, and a form that was refused."""

    meeting: Meeting
    may_decide: bool
    at: int
    now: datetime
    filled: Filled | None = None

    @property
    def seat(self) -> Seat:
        meeting = self.meeting
        return Seat(meeting.brand.slug, meeting.review, meeting.decisions, self.at)

    @property
    def query(self) -> str:
        return urlencode({"week": str(self.meeting.week)} | ({"at": self.at} if self.at else {}))


def place_in(meeting: Meeting, given: str) -> int:
    """The place in the address: 0 for the agenda, else that of a concept. Raises UnknownName for a place there is not."""
    if not given:
        return 0
    known = [str(place) for place in range(1, len(meeting.rows) + 1)]
    if given not in known:
        raise UnknownName("place in the meeting", given, known)
    return int(given)


def standup_page(table: Table) -> StandupPage:
    """The screen of a place in the meeting."""
    meeting, seat = table.meeting, table.seat
    week = meeting.week
    return StandupPage(
        week=str(week),
        number=week.monday.isocalendar().week,
        days=days(week.period),
        query=table.query,
        clock=_clock(table),
        agenda=tuple(_agenda(meeting)),
        news=news_of(seat, now=table.now),
        duties=tuple(DutyLine(duty.owner, ", ".join(map(metric, duty.kpis))) for duty in meeting.duties),
        briefs=tuple(_brief(meeting, one, table.now) for one in meeting.briefs),
        kpis=tuple(_kpi(meeting, row) for row in meeting.off_track),
        kpis_words=_kpis_words(meeting),
        diagnoses=tuple(_diagnosis(meeting, one) for one in meeting.diagnoses.found),
        diagnoses_words=not_possible(meeting.diagnoses),
        plan=plan_card(meeting.brand.slug, meeting.plan),
        previous=seat.url(table.at - 1) if table.at else "",
        following=seat.url(table.at + 1) if table.at < len(meeting.rows) else minutes_url(meeting),
        has_concepts=bool(meeting.rows),
        begin=_begin(table),
        step=_step(table, seat.row) if seat.row else None,
        weeks=tuple(_weeks(week, table.now.date())),
        minutes_url=minutes_url(meeting),
    )


def minutes_url(meeting: Meeting) -> str:
    """The address of the week's minutes."""
    return f"{reverse('standup:minutes', args=[meeting.brand.slug])}?week={meeting.week}"


def _clock(table: Table) -> Clock:
    meeting = table.meeting
    length = meeting.strategy.rhythm.review_minutes
    if meeting.held is None:
        template = ngettext("%(n)s minute is set aside", "%(n)s minutes are set aside", length)
        return Clock(template % {"n": number(length)})
    begun = timezone.localtime(meeting.held.started_at)
    said = {"start": clock(begun, reader()), "end": clock(begun + timedelta(minutes=length), reader())}
    if not meeting.is_open:
        return Clock(_("Held; its minutes are written"))
    left = begun + timedelta(minutes=length) - table.now
    return Clock(_("Begun %(start)s, ends %(end)s") % said, round(left.total_seconds()))


def _begin(table: Table) -> str:
    if not table.may_decide or table.meeting.is_open:
        return ""
    return _("Begin the meeting") if table.meeting.held is None else _("Begin another meeting")


def _agenda(meeting: Meeting) -> Iterable[AgendaLine]:
    for item in agenda(meeting.strategy.rhythm.review_minutes):
        yield AgendaLine(_(item.part.value), _minutes(item, len(meeting.rows)))


def _minutes(item: Item, concepts: int) -> str:
    if not item.minutes:
        return _("briefly")
    words = _("%(n)s min") % {"n": number(item.minutes)}
    if item.part is not Part.CONCEPTS or not concepts:
        return words
    each = _("%(n)s min each") % {"n": number(round(item.minutes / concepts, 1))}
    return f"{words} · {each}"


def _brief(meeting: Meeting, one: Rebrief, now: datetime) -> BriefLine:
    strategy = meeting.strategy
    said = {"change": label(one.change), "owner": one.owner, "day": day(one.due)}
    return BriefLine(
        id=one.pk,
        name=f"{concept_name(strategy, one.concept)} · {channel_name(strategy, one.channel)}",
        words=_("Change the %(change)s: %(owner)s, by %(day)s") % said,
        reasons=tuple(say(sentence) for sentence in rebriefs.reasons(one)),
        is_late=one.due < timezone.localtime(now).date(),
    )


def _kpi(meeting: Meeting, row: BoardRow) -> KpiLine:
    channel = channel_name(meeting.strategy, row.channel) if row.channel else ""
    query = f"?{urlencode({'channel': row.channel})}" if row.channel else ""
    return KpiLine(
        name=f"{metric(row.kpi.id)} · {channel}" if channel else metric(row.kpi.id),
        status=pill(row.status),
        sentence=say_of(meeting.strategy, row.sentence),
        owner=row.owner,
        url=reverse("figures:page", args=[meeting.brand.slug, row.kpi.id]) + query,
    )


def _kpis_words(meeting: Meeting) -> str:
    """How the others stand, in one line."""
    statuses = [row.status for row in meeting.board.board.rows]
    good, unknown = statuses.count(Status.ON_TRACK), statuses.count(Status.NO_DATA)
    words = [ngettext("%(n)s figure is on track", "%(n)s figures are on track", good) % {"n": number(good)}]
    if unknown:
        template = ngettext("%(n)s has no data", "%(n)s have no data", unknown)
        words.append(template % {"n": number(unknown)})
    return " · ".join(words)


def _diagnosis(meeting: Meeting, found: Diagnosis) -> DiagnosisLine:
    name = _(found.rule.name)
    return DiagnosisLine(
        name=f"{name} · {channel_name(meeting.strategy, found.channel)}" if found.channel else name,
        action=say(found.action) if found.action else "",
        reasons=tuple(say_of(meeting.strategy, reason) for reason in found.reasons),
    )


def _experiment(meeting: Meeting, page: ExperimentPage) -> ExperimentLine:
    plan = page.experiment.plan
    url = reverse("experiments:one", args=[meeting.brand.slug, page.experiment.key])
    return ExperimentLine(
        plan.name, pill(page.state), plan.hypothesis, tuple(say(one) for one in page.reading.reasons), url
    )


def _step(table: Table, row: ReviewRow) -> ConceptStep:
    meeting = table.meeting
    desk = Desk(
        slug=meeting.brand.slug,
        review=meeting.review,
        decisions=meeting.decisions,
        may_decide=table.may_decide,
        filled=table.filled,
    )
    card = concept_card(desk, row, scale_of_review(meeting.review))
    return ConceptStep(
        place=table.at,
        channel=row.channel,
        channel_name=channel_name(meeting.strategy, row.channel),
        card=card,
        choices=tuple(KeyedChoice(choice, KEY_OF[choice.value]) for choice in card.choices),
        turning=tuple(say(sentence) for sentence in turning_points(row, meeting.review.rules)),
        experiments=tuple(_experiment(meeting, one) for one in experiments_on(meeting, row, now=table.now)),
        brief=_new_brief(table, row) if table.may_decide else None,
    )


def _new_brief(table: Table, row: ReviewRow) -> NewBrief:
    """The suggestion for going on with the concept, or for its end where it never began; and what somebody wrote instead."""
    strategy, today = table.meeting.strategy, timezone.localtime(table.now).date()
    verdict = Verdict.ITERATE if Verdict.ITERATE in open_to(row) else Verdict.STOP
    suggested = rebriefs.suggested(strategy, row, verdict, day=today)
    assert suggested is not None  # noqa: S101 (both ask for a brief)
    form = table.filled.form if table.filled else None
    chosen = (form and form.change) or suggested.briefing.change.value
    owners = dict.fromkeys(plan.owner for plan in strategy.kpis.plans().values())
    changes = changes_for(Verdict.ITERATE, posted=bool(row.published))
    return NewBrief(
        changes=tuple(Choice(change.value, label(change.value), change.value == chosen) for change in changes),
        owner=(form and form.owner) or suggested.owner,
        owners=tuple(owners),
        due=(form and form.due) or suggested.due.isoformat(),
        why=say(suggested.briefing.why[0]),
    )


def _weeks(shown: Week, today: date) -> Iterable[Choice]:
    newest = Week.last_complete(as_of=today)
    for week in sorted({newest.earlier(count) for count in range(WEEKS_LISTED)} | {shown}, reverse=True):
        said = {"number": week.monday.isocalendar().week, "days": days(week.period)}
        yield Choice(str(week), _("Week %(number)s · %(days)s") % said, week == shown)
