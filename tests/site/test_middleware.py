"""What browsers are told, and the language people are answered in."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from tests.store import builders

from vaekst.site.middleware import PersonsLanguage, browser_rules
from vaekst.site.signed_in import SignedInByLink
from vaekst.store.models import Person, Role


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language())


def request_of(person: Person | AnonymousUser, **headers: str) -> HttpRequest:
    request = RequestFactory(headers=headers).get("/")
    request.user = person
    return request


def test_every_answer_tells_the_browser_to_run_nothing_foreign():
    headers = browser_rules(answer)(RequestFactory().get("/")).headers
    rules = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_a_view_may_tighten_a_rule_of_its_own():
    def strict(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    assert browser_rules(strict)(RequestFactory().get("/"))["Content-Security-Policy"] == "default-src 'none'"


def test_a_person_is_answered_in_their_language(owner):
    owner.locale = "da"
    response = PersonsLanguage(answer)(request_of(owner))
    assert (response.content, response["Content-Language"]) == (b"da", "da")


def test_a_stranger_is_answered_in_the_browsers_language():
    response = PersonsLanguage(answer)(request_of(AnonymousUser(), **{"Accept-Language": "da-DK,da;q=0.9"}))
    assert response.content == b"da"


@pytest.mark.parametrize(
    ("locale", "slug", "spoken"),
    [("", "havn-kaffe", "da"), ("en", "havn-kaffe", "en"), ("", "unknown", "en"), ("", None, "en")],
)
def test_a_page_of_a_brand_speaks_its_language_unless_the_person_has_one(owner, locale, slug, spoken):
    owner.locale = locale
    builders.brand("havn-kaffe", owner=owner, locale="da")
    request = request_of(owner)
    middleware = PersonsLanguage(answer)

    def page(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request, None, (), {"slug": slug} if slug else {})
        return answer(request)

    middleware.get_response = page
    assert middleware(request).content == spoken.encode()


def test_the_language_of_one_answer_does_not_leak_into_the_next(owner):
    owner.locale = "da"
    before = translation.get_language()
    PersonsLanguage(answer)(request_of(owner))
    assert translation.get_language() == before


def test_a_brand_a_person_is_no_member_of_gives_no_language(owner, shop, neighbour):
    builders.member(builders.brand("havn-kaffe", locale="da"), owner, Role.VIEWER)
    request = request_of(neighbour)
    with translation.override("en"):
        PersonsLanguage(answer).process_view(request, None, (), {"slug": "havn-kaffe"})
        assert translation.get_language() == "en"


def test_a_session_ends_when_its_account_is_closed(owner):
    backend = SignedInByLink()
    assert backend.get_user(owner.pk) == owner
    Person.objects.filter(pk=owner.pk).update(is_active=False)
    assert backend.get_user(owner.pk) is None
