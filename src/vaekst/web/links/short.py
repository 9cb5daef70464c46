"""Short links as visitors meet them: a redirect to where the register says, or a page that says nothing."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils import timezone

from vaekst.actions import links

_METHODS = ("GET", "HEAD")


def by_path(request: HttpRequest, code: str) -> HttpResponse:
    """A short link under this installation's own name: of any brand while it is private, else of those that named it."""
    return _answer(request, code, host=host_asked(request) if settings.IS_PUBLIC else None)


def on_short_host(request: HttpRequest, host: str) -> HttpResponse:
    """A short link on a host of its own, of a brand that named it."""
    return _answer(request, request.path.removeprefix("/").removesuffix("/"), host=host)


def host_asked(request: HttpRequest) -> str:
    """The host the visitor typed, without a port. Raises DisallowedHost for one this installation does not answer to."""
    return request.get_host().partition(":")[0].lower()


def _answer(request: HttpRequest, code: str, *, host: str | None) -> HttpResponse:
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    told = request.headers
    visitor = links.Visitor(request.method, told.get("User-Agent", ""), told.get("Referer", ""), told)
    address = links.follow(code, visitor, host=host, now=timezone.now())
    answer = HttpResponse(status=404) if address is None else HttpResponseRedirect(address)
    answer.headers["Cache-Control"] = "no-store"  # every click comes here
    answer.headers["Referrer-Policy"] = (
        "strict-origin-when-cross-origin"  # the page may know where its visitor came from
    )
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
