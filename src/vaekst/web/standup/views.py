"""The weekly stand-up: half an hour that ends in decisions, new briefs and minutes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import decisions, plans, rebriefs, reviews, standups
from vaekst.actions import minutes as records
from vaekst.actions.people import Act
from vaekst.actions.rebriefs import Wanted
from vaekst.actions.standups import Meeting
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.present.minutes import as_email, as_markdown
from vaekst.store import queries
from vaekst.store.models import Verdict
from vaekst.web.review.build import Filled
from vaekst.web.review.cards import DecideForm
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of, week_of
from vaekst.web.shell.keys import Key, keys_with, rooms_beside
from vaekst.web.shell.words import label, reader, say
from vaekst.web.standup.build import Table, place_in, standup_page
from vaekst.web.standup.keys import DECIDING
from vaekst.web.standup.minutes import account_of, minutes_page
from vaekst.web.standup.news import Seat, news_of
from vaekst.web.standup.plan import plan_card


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The agenda of a week's meeting, or one of its concepts."""
    return _shown(request, visit, _table(request, visit))


@require_safe
@brand_view()
def news(request: Request, visit: Visit) -> HttpResponse:
    """What changed since somebody looked; 304 while nothing did."""
    week = week_of(request)
    review = reviews.read_review(visit.brand, week, now=timezone.localtime())
    seat = Seat(visit.brand.slug, review, tuple(queries.decisions(visit.brand, week=str(week))), at=0)
    given = request.GET.get("at", "0")
    seat = replace(
        seat, at=min(int(given), len(seat.rows)) if given.isdigit() else 0, seen=_number(request.GET.get("seen"))
    )
    told = news_of(seat, now=timezone.now())
    answer = get_conditional_response(request, etag=told.etag)
    if answer is None:
        answer = render(request, "standup/news.html", {"news": told})
        answer.headers["ETag"] = told.etag
        answer.headers["HX-Trigger"] = "news"  # the plan beside it listens
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
@brand_view()
def plan(request: Request, visit: Visit) -> HttpResponse:
    """Next week's posts as the decisions stand, or as they would if the one in the address was recorded."""
    week, now = week_of(request), timezone.localtime()
    stands = plans.next_week(visit.brand, week, now=now)
    channel, concept, verdict = (request.GET.get(name, "") for name in ("channel", "concept", "verdict"))
    if not verdict:
        return render(request, "standup/plan.html", {"plan": plan_card(visit.brand.slug, stands)})
    thought = {(channel, concept): verdict}
    supposed = plans.next_week(visit.brand, week, now=now, decided=thought)
    return render(request, "standup/plan.html", {"plan": plan_card(visit.brand.slug, stands, supposed, thought)})


@require_POST
@brand_view(Act.DECIDE, back="standup:page")
def start(request: Request, visit: Visit) -> HttpResponse:
    """Begins the meeting, or joins the one that runs."""
    week = week_of(request)
    standups.start(visit.actor, visit.brand, week, now=timezone.now())
    return redirect(f"{reverse('standup:page', args=[visit.brand.slug])}?week={week}")


@require_POST
@brand_view(Act.DECIDE, back="standup:page")
def decide(request: Request, visit: Visit) -> HttpResponse:
    """Records a decision and goes on to the next open concept. A refused one comes back with all that was written."""
    sent = {name: request.POST.get(name, "") for name in ("channel", "concept", "verdict", "reason", "seen")}
    asked = {name: request.POST.get(name, "") for name in ("change", "owner", "due")}
    week = week_of(request)
    try:
        decision = decisions.decide(
            visit.actor,
            visit.brand,
            week,
            sent["channel"],
            sent["concept"],
            sent["verdict"],
            reason=sent["reason"],
            now=timezone.localtime(),
            seen=_number(sent["seen"]),
            wanted=_wanted(sent["verdict"], asked),
        )
    except (BadInput, Conflict) as error:
        form = DecideForm(sent["reason"], say(error.sentence), **asked)
        table = _table(request, visit, Filled(sent["channel"], sent["concept"], sent["verdict"], form))
        return _shown(request, visit, table, status=409 if isinstance(error, Conflict) else 422)
    said = {"concept": decision.concept, "verdict": label(decision.verdict)}
    meeting = standups.read_standup(visit.brand, week, now=timezone.localtime())
    row = meeting.review.row(decision.channel, decision.concept)
    messages.success(request, _("Recorded for %(concept)s: %(verdict)s.") % (said | {"concept": row.name}))
    return redirect(_next_open(meeting, after=meeting.rows.index(row) + 1))


def _wanted(verdict: str, asked: dict[str, str]) -> Wanted:
    """What the form says of the new brief. Its choice of what to change belongs to going on; a stop changes the angle."""
    change = asked["change"] if verdict == Verdict.ITERATE else ""
    return Wanted(change, asked["owner"], day_of(asked["due"]))


def _next_open(meeting: Meeting, *, after: int) -> str:
    """The next concept nobody has decided on, from here on and then from the beginning; else the minutes."""
    seat = Seat(meeting.brand.slug, meeting.review, meeting.decisions, at=after)
    places = [*range(after + 1, len(seat.rows) + 1), *range(1, after)]
    for place in places:
        if seat.standing(seat.rows[place - 1]) is None:
            return seat.url(place)
    return f"{reverse('standup:minutes', args=[meeting.brand.slug])}?week={meeting.week}"


@require_POST
@brand_view(Act.DECIDE, back="standup:page")
def brief_done(request: Request, visit: Visit) -> HttpResponse:
    """Marks a new brief as written."""
    rebriefs.finish(visit.actor, visit.brand, _number(request.POST.get("brief")) or 0, now=timezone.now())
    messages.success(request, _("The new brief is written."))
    return redirect(f"{reverse('standup:page', args=[visit.brand.slug])}?week={week_of(request)}")


@require_safe
@brand_view()
def minutes(request: Request, visit: Visit) -> HttpResponse:
    """The minutes: the edition asked for, the one that holds, or a draft."""
    meeting = standups.read_standup(visit.brand, week_of(request), now=timezone.localtime())
    shown = minutes_page(meeting, visit, edition=_number(request.GET.get("edition")), now=timezone.localtime())
    return render(request, "standup/minutes.html", {"page": shown, **_keys(())})


@require_POST
@brand_view(Act.DECIDE, back="standup:minutes")
def close(request: Request, visit: Visit) -> HttpResponse:
    """Writes the minutes down. Refused ones come back with who was ticked and what was noted."""
    now = timezone.localtime()
    meeting = standups.read_standup(visit.brand, week_of(request), now=now)
    known = records.people_in(meeting, visit.actor)
    present = [one for one in known if str(one.pk) in request.POST.getlist("present")]
    note = request.POST.get("note", "")
    try:
        records.close(
            visit.actor, meeting, present=present, note=note, seen=_number(request.POST.get("seen")) or 0, now=now
        )
    except Conflict as error:
        again = standups.read_standup(visit.brand, meeting.week, now=now)
        shown = minutes_page(again, visit, now=now, present=present, note=note, error=say(error.sentence))
        return render(request, "standup/minutes.html", {"page": shown, **_keys(())}, status=409)
    messages.success(request, _("The minutes are written."))
    return redirect(f"{reverse('standup:minutes', args=[visit.brand.slug])}?week={meeting.week}")


FORMS = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8"}


@require_safe
@brand_view()
def file(request: Request, visit: Visit, form: str) -> HttpResponse:
    """The minutes to take away: Markdown, or a page to paste into an e-mail."""
    if form not in FORMS:
        raise UnknownName("form of minutes", form, FORMS)
    meeting = standups.read_standup(visit.brand, week_of(request), now=timezone.localtime())
    told, _edition = account_of(meeting, edition=_number(request.GET.get("edition")), now=timezone.localtime())
    written = as_markdown(told) if form == "md" else as_email(told, reader())
    name = f"{visit.brand.slug}-stand-up-{meeting.week}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written, content_type=FORMS[form], headers=headers)


def _table(request: Request, visit: Visit, filled: Filled | None = None) -> Table:
    meeting = standups.read_standup(visit.brand, week_of(request), now=timezone.localtime())
    if filled is not None:
        row = meeting.review.row(filled.channel, filled.concept)
        at = meeting.rows.index(row) + 1
    else:
        at = place_in(meeting, request.GET.get("at", ""))
    return Table(meeting, visit.may(Act.DECIDE), at, timezone.localtime(), filled)


def _shown(request: Request, visit: Visit, table: Table, *, status: int = 200) -> HttpResponse:
    keys = DECIDING if table.at and visit.may(Act.DECIDE) else ()
    return render(request, "standup/page.html", {"standup": standup_page(table), **_keys(keys)}, status=status)


def _keys(keys: tuple[Key, ...]) -> dict[str, Any]:
    """The keys of this page, which take their letters from the rooms."""
    return {"shell_keys": keys_with(keys), "rooms": rooms_beside(keys)}


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isdigit() and len(given) < 10 else None
