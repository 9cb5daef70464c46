"""The addresses of the API. Version 1 stays as it is: columns are added, never renamed or taken away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from vaekst.actions.feeds import READ_ONLY
from vaekst.actions.links import BadWishes
from vaekst.api import feed, links
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName, VaekstError
from vaekst.core.sentence import N_, Sentence

api = NinjaAPI(
    title="Vaekst",
    version="1",
    description="Figures of one brand for reports, and its register of links. Open a feed in Vaekst to get a token.",
    docs_url=None,  # its page would load scripts from elsewhere
    urls_namespace="api",
)
api.add_router("", links.router)
api.add_router("", feed.router)

_CODES: tuple[tuple[type[VaekstError], int], ...] = (
    (NotAllowed, 401),
    (UnknownName, 404),
    (Conflict, 409),
    (BadInput, 400),
)
_NOT_GRANTED = {READ_ONLY, "not_allowed"}  # the token is good, and does not cover this


@api.exception_handler(VaekstError)
def told(request: HttpRequest, error: VaekstError) -> HttpResponse:
    """Every refusal in one shape: a code for machines and a message for people."""
    code = next((status for kind, status in _CODES if isinstance(error, kind)), 500)
    faults = error.faults if isinstance(error, BadWishes) else ()
    listed = [{"link": each.number, **_told(each.error.sentence)} for each in faults]
    return _answer(
        request, error.sentence, 403 if error.code in _NOT_GRANTED else code, **({"faults": listed} if listed else {})
    )


@api.exception_handler(AuthenticationError)
def no_token(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """A request without a token."""
    needed = Sentence(
        "token_needed",
        N_(
            "This address needs a token: as ?token=…, or as the header 'Authorization: Bearer …'. Open a feed to get one."
        ),
    )
    return _answer(request, needed, 401)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that is not what it should be."""
    first = error.errors[0]
    wrong = Sentence(
        "bad_parameter",
        N_("'{name}' cannot be read: {why}."),
        name=str(first["loc"][-1]),
        why=str(first["msg"]).rstrip("."),
    )
    return _answer(request, wrong, 400)


def _told(sentence: Sentence) -> dict[str, str]:
    return {"code": sentence.code, "message": sentence.english()}


def _answer(request: HttpRequest, sentence: Sentence, code: int, **more: Any) -> HttpResponse:
    body = {"error": {**_told(sentence), **more}}
    answer = api.create_response(request, body, status=code)
    answer.headers["Cache-Control"] = "no-store"
    return answer


urlpatterns = [path("v1/", api.urls)]
