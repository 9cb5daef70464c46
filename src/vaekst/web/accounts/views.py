"""Signing in and out, the list of brands, and how a person likes to read."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from vaekst.actions import people
from vaekst.actions.audit import Actor
from vaekst.core.errors import VaekstError
from vaekst.store import queries
from vaekst.store.models import Person, Via
from vaekst.web.accounts.roles import role_word
from vaekst.web.shell.access import Request, signed_in
from vaekst.web.shell.parts import Choice
from vaekst.web.shell.words import say

THEMES = ("", "light", "dark")


@dataclass(frozen=True, slots=True)
class BrandCard:
    slug: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    name: str
    legend: str
    choices: tuple[Choice, ...]


@signed_in
def front(request: Request) -> HttpResponse:
    """To the board of the person's only brand, or to the list of their brands."""
    mine = list(queries.brands_of(_person(request))[:2])
    return redirect("board:page", mine[0].slug) if len(mine) == 1 else redirect("accounts:brands")


def sign_in(request: HttpRequest) -> HttpResponse:
    """How to get a link; someone signed in already goes on to where they were going."""
    if isinstance(request.user, Person):
        return redirect(_onward(request))
    return render(request, "accounts/sign_in.html")


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def redeem(request: HttpRequest, token: str) -> HttpResponse:
    """A button that signs in. Looking at the page spends nothing, so previews of the link do no harm."""
    if request.method != "POST":
        return render(request, "accounts/redeem.html", {"next": request.GET.get("next", "")})
    try:
        person = people.redeem(token)
    except VaekstError as error:
        return render(request, "accounts/redeem.html", {"error": say(error.sentence)}, status=410)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(_onward(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("accounts:signed_out")


def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/signed_out.html")


@signed_in
def brands(request: Request) -> HttpResponse:
    """All brands of the person, with their role in each."""
    person = _person(request)
    cards = [
        BrandCard(each.slug, each.name, role_word(queries.role_of(person, each))) for each in queries.brands_of(person)
    ]
    return render(request, "accounts/brands.html", {"cards": cards})


@signed_in
def preferences(request: Request) -> HttpResponse:
    """The person's language and the page's appearance."""
    person = _person(request)
    if request.method == "POST":
        if (locale := request.POST.get("language", "")) in {"", *dict(settings.LANGUAGES)}:
            people.choose_language(Actor(person, Via.WEB), locale)
        if (theme := request.POST.get("theme", "")) in THEMES:
            request.session["theme"] = theme
        messages.success(request, _("Saved."))
        return redirect("accounts:preferences")
    languages = (
        Choice("", _("As the brand"), not person.locale),
        *(Choice(code, name, person.locale == code, lang=code) for code, name in settings.LANGUAGES),
    )
    theme = request.session.get("theme", "")
    names = {"": _("As the system"), "light": _("Light"), "dark": _("Dark")}
    themes = tuple(Choice(value, names[value], value == theme) for value in THEMES)
    groups = (ChoiceGroup("language", _("Language"), languages), ChoiceGroup("theme", _("Appearance"), themes))
    return render(request, "accounts/preferences.html", {"groups": groups})


@signed_in
def keys(request: Request) -> HttpResponse:
    """All keys, and the switch that turns them off."""
    if request.method == "POST":
        request.session["keys"] = "on" if request.session.get("keys") == "off" else "off"
        return redirect("accounts:keys")
    return render(request, "accounts/keys.html")


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise TypeError("This view is for someone signed in.")
    return request.user


def _onward(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of this installation."""
    going = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(going, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return going if safe else "/"
