"""The feed: a brand's board, posts and decisions as CSV, Excel, Parquet or JSON."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from ninja import Router
from ninja.security import APIKeyQuery, HttpBearer

from vaekst.actions import exports, feeds
from vaekst.present.files_out import Form, written
from vaekst.store.models import Brand


class InAddress(APIKeyQuery):
    """The token as `?token=…`, for spreadsheets that can only name an address."""

    param_name = "token"

    def authenticate(self, request: HttpRequest, key: str | None) -> Brand | None:
        """The brand the token opens; None without a token. Raises NotAllowed for a wrong one."""
        return _opened(request, key)


class InHeader(HttpBearer):
    """The token as `Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Brand | None:
        """The brand the token opens; None without a token. Raises NotAllowed for a wrong one."""
        return _opened(request, token)


def _opened(request: HttpRequest, token: str | None) -> Brand | None:
    match = request.resolver_match
    return feeds.brand_of(token, str(match.kwargs["brand"])) if token and match else None


router = Router(auth=[InHeader(), InAddress()], tags=["feed"])

Table = Literal["board", "posts", "decisions"]


@router.get(
    "/{brand}/{table}.{form}",
    summary="A table of the brand",
    description="The columns are listed in the reference page of the feed. An unknown value is empty, or null.",
    url_name="table",
    response={200: Any},
)
def table(request: HttpRequest, brand: str, table: Table, form: Form, as_of: date | None = None) -> HttpResponse:  # noqa: ARG001 (in the address)
    """The table as of the end of a day, by default as it is now. Answers 304 to who has it already."""
    opened: Brand = request.auth  # type: ignore[attr-defined]  # put there by the guards above
    file = written(exports.sheet(opened, table, as_of=as_of, now=timezone.now()), form)
    mark = f'"{hashlib.sha256(file.content).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match") == mark
    answer = HttpResponse(status=304) if known else HttpResponse(file.content, content_type=file.media_type)
    answer.headers["ETag"] = mark
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"  # the token may stand in the address
    if not known:
        answer.headers["Content-Disposition"] = f'inline; filename="{opened.slug}-{table}.{form.value}"'
    patch_vary_headers(answer, ("Authorization",))
    return answer
