"""What holds for every page: the rules browsers are given, and the language of the person reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from vaekst.store import queries
from vaekst.store.models import Person
from vaekst.web.links import short

Page = Callable[[HttpRequest], HttpResponse]

CONTENT_RULES = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
BROWSER_RULES = {
    "Content-Security-Policy": "; ".join(f"{what} {rule}" for what, rule in CONTENT_RULES.items()),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def browser_rules(get_response: Page) -> Page:
    """Every answer tells the browser to run nothing but this installation's own files."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for header, rule in BROWSER_RULES.items():
            response.headers.setdefault(header, rule)
        return response

    return answer


def short_hosts(get_response: Page) -> Page:
    """A host that is there for short links serves them and nothing else of this installation."""

    def answer(request: HttpRequest) -> HttpResponse:
        host = short.host_asked(request) if settings.SHORT_HOSTS else ""
        if host not in settings.SHORT_HOSTS:
            return get_response(request)
        return short.on_short_host(request, host)

    return answer


class PersonsLanguage:
    """The language of each answer: the person's own, else the brand's, else the browser's."""

    def __init__(self, get_response: Page) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(_persons_language(request) or translation.get_language_from_request(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            return response

    def process_view(self, request: HttpRequest, _view: object, _args: object, named: dict[str, Any]) -> None:
        """A page of one brand (its url names it `slug`) is shown in that brand's language, unless the person has one."""
        slug, person = named.get("slug"), request.user
        if not slug or not isinstance(person, Person) or person.locale:
            return
        if brand := queries.brands_of(person).filter(slug=slug).first():
            translation.activate(brand.locale)


def _persons_language(request: HttpRequest) -> str:
    return request.user.locale if isinstance(request.user, Person) else ""
