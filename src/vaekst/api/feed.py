"""The feed: a brand's board, posts and decisions as CSV, Excel, Parquet or JSON."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from ninja import Router

from vaekst.actions import exports
from vaekst.api.guards import InAddress, InHeader
from vaekst.present.files_out import Form, written
from vaekst.store.models import Brand

router = Router(auth=[InHeader(), InAddress()], tags=["feed"])

Table = Literal["board", "posts", "decisions", "link_clicks"]


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
