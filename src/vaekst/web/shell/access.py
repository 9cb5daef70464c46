"""Who may see a screen: the door every view of a brand stands behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django_htmx.middleware import HtmxDetails

from vaekst.actions import strategies
from vaekst.actions.audit import Actor
from vaekst.actions.people import RIGHTS, Act, require
from vaekst.core.errors import NotAllowed, VaekstError
from vaekst.core.machine import trouble_of
from vaekst.store import queries
from vaekst.store.models import Brand, Person, Role, Via
from vaekst.web.shell.errors import refusal
from vaekst.web.shell.words import say

Rest = ParamSpec("Rest")


@dataclass(frozen=True, slots=True)
class Visit:
    """A member in their brand: what every view of a brand starts from."""

    brand: Brand
    person: Person
    role: Role

    @property
    def actor(self) -> Actor:
        return Actor(self.person, Via.WEB)

    def may(self, act: Act) -> bool:
        return act in RIGHTS[self.role]


class Request(HttpRequest):
    """A request of someone signed in; `visit` is there on pages of a brand."""

    htmx: HtmxDetails
    visit: Visit


BrandView = Callable[Concatenate[Request, Visit, Rest], HttpResponse]


def brand_view(
    act: Act = Act.VIEW, *, back: str = "board:page"
) -> Callable[[BrandView[Rest]], Callable[..., HttpResponse]]:
    """Opens the view to members whose role includes the act.

    Strangers are sent to sign in; members of other brands find nothing here; a role too small gets 403. What a
    view refuses with a VaekstError becomes a message on the page called `back` after a POST, else a page of its own; so
    does a full disk, always, since a message could not be kept.
    """

    def guard(view: BrandView[Rest]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: Request, slug: str, *args: Rest.args, **named: Rest.kwargs) -> HttpResponse:
            if not isinstance(request.user, Person):
                return redirect_to_login(request.get_full_path())
            request.visit = visit = _visit(request.user, slug)
            _remember(request, slug)
            try:
                require(visit.actor, visit.brand, act)
                with timezone.override(strategies.in_force(visit.brand).brand.timezone):
                    return view(request, visit, *args, **named)
            except VaekstError as error:
                if request.method != "POST" or isinstance(error, NotAllowed):
                    return refusal(request, error)
                messages.error(request, say(error.sentence))
                return redirect(back_to(request, reverse(back, args=[slug])))
            except (OSError, DatabaseError) as error:
                if trouble := trouble_of(error):
                    return refusal(request, trouble)
                raise

        return guarded

    return guard


def signed_in(view: Callable[Concatenate[Request, Rest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens the view to everyone who is signed in. It belongs to no brand, and keeps the last one visited around it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        asked = cast("Request", request)
        if visit := _last_visit(asked, request.user):
            asked.visit = visit
            if not visit.person.locale:
                translation.activate(visit.brand.locale)
        return view(asked, *args, **named)

    return guarded


def back_to(request: HttpRequest, page: str) -> str:
    """The page with the filters of the form's own address, so that a person comes back to where they were."""
    query = request.META.get("QUERY_STRING", "")
    return f"{page}?{query}" if query else page


def _remember(request: Request, slug: str) -> None:
    if request.session.get("brand") != slug:
        request.session["brand"] = slug


def _last_visit(request: Request, person: Person) -> Visit | None:
    """The brand the person was in last, as long as they are a member."""
    try:
        return _visit(person, str(request.session.get("brand", "")))
    except Http404:
        return None


def _visit(person: Person, slug: str) -> Visit:
    brand = queries.brands_of(person).filter(slug=slug).first()
    role = queries.role_of(person, brand) if brand else None
    if brand is None or role is None:
        raise Http404
    return Visit(brand, person, role)


def rights(visit: Visit) -> dict[str, Any]:
    """What the visitor may do, under the words templates use."""
    return {
        "tag": visit.may(Act.TAG),
        "decide": visit.may(Act.DECIDE),
        "import": visit.may(Act.IMPORT),
        "freeze": visit.may(Act.FREEZE),
        "govern": visit.may(Act.APPLY),
        "share": visit.may(Act.SHARE),
        "link": visit.may(Act.LINK),
        "connect": visit.may(Act.CONNECT),
        "people": visit.may(Act.INVITE),
        "erase": visit.may(Act.ERASE),
    }
