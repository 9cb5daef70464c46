"""The weekly review: what each concept's numbers say, what is proposed, and what a person decides."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import counterfactuals, decisions, diagnoses, plans, reviews, strategies
from vaekst.actions.explain import remarks_on_review
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.store import queries
from vaekst.web.review.build import Desk, Filled
from vaekst.web.review.cards import DecideForm, ReviewPage
from vaekst.web.review.page import review_page
from vaekst.web.review.picture import channel_picture
from vaekst.web.review.rules import RULES_SHOWN, rules_page
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.brand_words import concept_name
from vaekst.web.shell.days import day_of, week_of
from vaekst.web.shell.pages import page_or_part
from vaekst.web.shell.words import label, say


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The review of the week in the address, by default the newest complete one."""
    return page_or_part(request, "review", {"review": _page(request, visit, _desk(request, visit))})


@require_POST
@brand_view(Act.DECIDE, back="review:page")
def decide(request: Request, visit: Visit) -> HttpResponse:
    """Records a decision. One that is refused comes back with what was written and what is missing."""
    sent = {name: request.POST.get(name, "") for name in ("channel", "concept", "verdict", "reason", "seen")}
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
            as_of=_as_of(request),
            now=timezone.localtime(),
            seen=int(sent["seen"]) if sent["seen"].isdigit() else None,
        )
    except (BadInput, Conflict) as error:
        form = DecideForm(reason=sent["reason"], error=say(error.sentence))
        desk = _desk(request, visit, Filled(sent["channel"], sent["concept"], sent["verdict"], form))
        shown = {"review": _page(request, visit, desk)}
        return render(request, "review/page.html", shown, status=409 if isinstance(error, Conflict) else 422)
    said = {
        "concept": concept_name(strategies.in_force(visit.brand), decision.concept),
        "verdict": label(decision.verdict),
    }
    messages.success(request, _("Recorded for %(concept)s: %(verdict)s.") % said)
    anchor = slugify(f"{decision.channel}-{decision.concept}")
    return redirect(f"{reverse('review:page', args=[visit.brand.slug])}?{request.META['QUERY_STRING']}#{anchor}")


@require_safe
@brand_view()
def picture(request: Request, visit: Visit, channel: str) -> HttpResponse:
    """All concepts of a channel in one picture, with its table."""
    desk = _desk(request, visit)
    if channel not in desk.strategy.channels:
        raise UnknownName("channel", channel, desk.strategy.channels)
    shown: dict[str, Any] = {
        "picture": channel_picture(desk, channel),
        "back": _back(request, visit),
    }
    return render(request, "shell/picture.html" if request.htmx else "shell/picture_page.html", shown)


@require_safe
@brand_view()
def rules(request: Request, visit: Visit) -> HttpResponse:
    """What other rules would have decided on the posts of this week, beside ours and what people decided."""
    desk = _desk(request, visit)
    found = counterfactuals.read_counterfactual(visit.brand, desk.review, RULES_SHOWN)
    return render(request, "review/rules.html", {"rules": rules_page(found), "back": _back(request, visit)})


def _page(request: Request, visit: Visit, desk: Desk) -> ReviewPage:
    """The desk with the week's diagnoses and the plan of the next, all known at one moment."""
    now, week, as_of = timezone.localtime(), desk.review.week, _as_of(request)
    return review_page(
        desk,
        now=now,
        diagnoses=diagnoses.read_diagnoses(visit.brand, week, as_of=as_of, now=now),
        plan=plans.next_week(visit.brand, week, as_of=as_of, now=now),
    )


def _desk(request: Request, visit: Visit, filled: Filled | None = None) -> Desk:
    week, as_of = week_of(request), _as_of(request)
    asked = {"week": str(week)} | ({"as_of": as_of.isoformat()} if as_of else {})
    review = reviews.read_review(visit.brand, week, as_of=as_of, now=timezone.localtime())
    return Desk(
        slug=visit.brand.slug,
        review=review,
        decisions=tuple(queries.decisions(visit.brand, week=str(week))),
        may_decide=visit.may(Act.DECIDE),
        filled=filled,
        query=urlencode(asked),
        remarks=remarks_on_review(visit.brand, review),
    )


def _as_of(request: Request) -> date | None:
    """The day in the address whose knowledge is asked for; None for all that is known now."""
    return day_of(request.GET.get("as_of", ""))


def _back(request: Request, visit: Visit) -> str:
    return f"{reverse('review:page', args=[visit.brand.slug])}?{request.META['QUERY_STRING']}"
