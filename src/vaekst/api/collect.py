"""`/collect/<key>/`: events of the brand's own websites. No account, no cookie; what may come in is said by the site key."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from vaekst.actions.collecting import Asked, accept, site_of
from vaekst.actions.collecting.accepting import TooMany, check_origin
from vaekst.core.collecting import LONGEST_BODY
from vaekst.core.errors import BadInput, NotAllowed, Trouble, UnknownName, VaekstError
from vaekst.core.robots import is_fetched_ahead
from vaekst.core.sentence import N_, Sentence

_CODES: tuple[tuple[type[VaekstError], int], ...] = (
    (UnknownName, 404),
    (NotAllowed, 403),
    (TooMany, 429),
    (BadInput, 400),
    (Trouble, 503),
)
_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_YES, _NO = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no"})

View = Callable[[HttpRequest, str], HttpResponse]


def _told(view: View) -> View:
    """Every refusal in one shape, which a page of an allowed origin can read."""

    @wraps(view)
    def answer(request: HttpRequest, key: str) -> HttpResponse:
        try:
            response = view(request, key)
        except VaekstError as error:
            status = next((code for kind, code in _CODES if isinstance(error, kind)), 500)
            response = JsonResponse({"error": {"code": error.code, "message": str(error).strip()}}, status=status)
            if status in (429, 503):
                response.headers["Retry-After"] = "10"
        if origin := request.headers.get("Origin"):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Vary"] = "Origin"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


@csrf_exempt
@require_http_methods(["POST", "OPTIONS"])
@_told
def events(request: HttpRequest, key: str) -> HttpResponse:
    """Keeps the events of the body, one object or a list; 202 says that they are on disk."""
    site = site_of(key)
    if request.method == "OPTIONS":
        return _preflight(request, key)
    if int(request.headers.get("Content-Length") or 0) > LONGEST_BODY or len(request.body) > LONGEST_BODY:
        return _too_long()
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadInput("event_no_json", N_("The body is no JSON. Send one event, or a list of them.")) from None
    kept = accept(site, given, _asked(request), now=timezone.now())
    return JsonResponse({"accepted": kept}, status=202)


@require_safe
@_told
def pixel(request: HttpRequest, key: str) -> HttpResponse:
    """Keeps one event from the address of an image, for pages without scripts; the answer is the image."""
    site = site_of(key)
    if request.method == "GET" and not is_fetched_ahead(request.headers):
        accept(site, _event(request.GET), _asked(request, is_pixel=True), now=timezone.now())
    return HttpResponse(_PIXEL, content_type="image/gif")


def _too_long() -> HttpResponse:
    told = Sentence("body_too_long", N_("Send at most {most} bytes at once."), most=LONGEST_BODY)
    return JsonResponse({"error": {"code": told.code, "message": told.english()}}, status=413)


def _preflight(request: HttpRequest, key: str) -> HttpResponse:
    """What a browser asks before a page of another origin may send JSON."""
    check_origin(site_of(key), request.headers.get("Origin"))
    response = HttpResponse(status=204)
    response.headers["Access-Control-Allow-Methods"] = "POST"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _event(told: Mapping[str, str]) -> Mapping[str, object]:
    """The event an address tells: its parameters, with consent as a word for yes or no."""
    event: dict[str, object] = dict(told.items())
    word = str(event.get("consent", "")).casefold()
    if word in _YES | _NO:
        event["consent"] = word in _YES
    return event


def _asked(request: HttpRequest, *, is_pixel: bool = False) -> Asked:
    """Who asks. An image names no origin, so the page it stands in counts, where the browser tells it."""
    origin = request.headers.get("Origin")
    if origin is None and is_pixel and (page := request.headers.get("Referer")):
        parts = urlsplit(page)
        origin = f"{parts.scheme}://{parts.netloc}"
    is_browser = origin is not None or is_pixel
    return Asked(
        origin=origin,
        agent=request.headers.get("User-Agent", "") if is_browser else None,
        caller=_caller(request),
    )


def _caller(request: HttpRequest) -> str:
    """The address that sends, kept in memory for a minute and nowhere else; behind a proxy the one it names last."""
    named = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return named.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


app_name = "collect"
urlpatterns = [path("<str:key>/", events, name="events"), path("<str:key>/pixel.gif", pixel, name="pixel")]
