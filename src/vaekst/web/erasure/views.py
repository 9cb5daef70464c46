"""Erasing for good: what there is is shown first, and goes when the brand's short name was typed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import erasure, people
from vaekst.actions.erasure.brand import check_typed
from vaekst.actions.people import Act
from vaekst.web.erasure.found import Found, of_brand, of_member, of_person
from vaekst.web.shell.access import Request, Visit, brand_view

_REMEMBERED = ("receipts", "waiting", "undo")


@require_safe
@brand_view(Act.ERASE)
def page(request: Request, visit: Visit) -> HttpResponse:  # noqa: ARG001  (the door gives it)
    return render(request, "erasure/page.html")


@require_POST
@sensitive_post_parameters("who")
def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """Looks, or erases once the short name was typed. Whom it is about is in no report of an error."""
    return _erase(request, slug=slug)


@brand_view(Act.ERASE, back="erasure:page")
def _erase(request: Request, visit: Visit) -> HttpResponse:
    what, who = request.POST.get("what", "person"), request.POST.get("who", "")
    if "typed" not in request.POST:
        return render(request, "erasure/page.html", {"found": _look(visit, what, who)})
    check_typed(visit.brand, request.POST["typed"])
    match what:
        case "brand":
            return _erase_brand(request, visit)
        case "member":
            return _erase_member(request, visit, who)
        case _:
            erasure.erase_person(visit.actor, visit.brand, who, now=timezone.now())
            _forget(request)
            messages.success(request, _("The person was erased. The history says that it happened, and not whom."))
            return redirect("erasure:page", visit.brand.slug)


def _look(visit: Visit, what: str, who: str) -> Found:
    match what:
        case "brand":
            return of_brand(erasure.about_brand(visit.actor, visit.brand))
        case "member":
            email = people.member_of(visit.brand, who).person.email
            return of_member(email, erasure.about_member(visit.actor, email))
        case _:
            return of_person(who, erasure.about_person(visit.actor, visit.brand, who, now=timezone.now()))


def _erase_member(request: Request, visit: Visit, email: str) -> HttpResponse:
    person = people.member_of(visit.brand, email).person
    erased = erasure.erase_member(visit.actor, person.email)
    _forget(request)
    if person == visit.person:
        logout(request)
        return redirect("accounts:signed_out")
    messages.success(
        request, _("The account was erased. What they did stays, as done by %(name)s.") % {"name": erased.pseudonym}
    )
    return redirect("erasure:page", visit.brand.slug)


def _erase_brand(request: Request, visit: Visit) -> HttpResponse:
    erasure.erase_brand(visit.actor, visit.brand, typed=visit.brand.slug)
    _forget(request)
    request.session.pop("brand", None)
    messages.success(request, _("The brand was erased, with everything in it."))
    return redirect("accounts:brands")


def _forget(request: Request) -> None:
    """What this session remembers itself would be written back with it."""
    for name in _REMEMBERED:
        request.session.pop(name, None)
