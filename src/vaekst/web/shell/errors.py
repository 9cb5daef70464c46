"""Pages for what went wrong: each says what happened and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaekst.core.errors import Conflict, NotAllowed, Trouble, UnknownName, VaekstError
from vaekst.web.shell.words import say


@dataclass(frozen=True, slots=True)
class ErrorPage:
    status: int
    title: str
    words: str


def refusal(request: HttpRequest, error: VaekstError) -> HttpResponse:
    """The page for something Vaekst refused on purpose."""
    status = _status(error)
    titles = {
        403: _("Your role does not cover this"),
        404: _("There is nothing here"),
        409: _("Someone was faster"),
        503: _("That did not work just now"),
    }
    return _page(request, ErrorPage(status, titles.get(status, _("That cannot be used")), say(error.sentence)))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django names it)
    return _page(
        request,
        ErrorPage(
            400,
            _("That cannot be used"),
            _("The address or the form holds something Vaekst cannot read. Go back and try again."),
        ),
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django names it)
    return _page(
        request,
        ErrorPage(403, _("Your role does not cover this"), _("An owner of the brand can give you a role that does.")),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django names it)
    return _page(
        request,
        ErrorPage(
            404, _("There is nothing here"), _("The address is misspelt, or belongs to a brand you are no member of.")
        ),
    )


def broken(request: HttpRequest) -> HttpResponse:
    words = _(
        "Nothing you entered was changed by halves. Try again; if it happens again, the terminal that runs Vaekst says more."
    )
    return _page(request, ErrorPage(500, _("Something broke on our side"), words))


def form_expired(request: HttpRequest, **_given: object) -> HttpResponse:
    return _page(
        request,
        ErrorPage(403, _("This form is too old"), _("Go back, load the page again and send the form once more.")),
    )


def _status(error: VaekstError) -> int:
    match error:
        case NotAllowed():
            return 403
        case UnknownName():
            return 404
        case Conflict():
            return 409
        case Trouble():
            return 503
        case _:
            return 400


def _page(request: HttpRequest, error: ErrorPage) -> HttpResponse:
    return render(request, "shell/error.html", {"error": error}, status=error.status)
