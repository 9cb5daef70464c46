"""Where a figure comes from, what the metrics mean, and the files as they were imported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_safe

from vaekst.actions.explain import explain_figure, original_file
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.web.figures.lineage import lineage_page
from vaekst.web.figures.meanings import platforms, sections
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of

LISTED = 25
_PIECE = 1 << 16  # bytes


@require_safe
@brand_view()
def page(request: Request, visit: Visit, kpi: str) -> HttpResponse:
    """A figure of the board with its definitions, files and rows."""
    as_of = _as_of(request)
    channel = request.GET.get("channel") or None
    told = explain_figure(visit.brand, kpi, channel=channel, as_of=as_of, now=timezone.now())
    rows = Paginator(told.rows, LISTED).get_page(request.GET.get("page"))
    asked = {"channel": told.row.channel, "as_of": as_of.isoformat() if as_of else None}
    query = urlencode({name: value for name, value in asked.items() if value})
    lineage = lineage_page(visit.brand, told, shown=list(rows), query=query)
    return render(request, "figures/page.html", {"lineage": lineage, "pages": rows})


@require_safe
@brand_view()
def definitions(request: Request, visit: Visit) -> HttpResponse:  # noqa: ARG001 (the brand is in the address)
    """What every metric means on every platform, and since when."""
    platform = request.GET.get("platform", "")
    shown = {"sections": sections(platform), "platforms": platforms(platform)}
    if not shown["sections"]:
        raise Http404
    return render(request, "figures/definitions.html", shown)


@require_safe
@brand_view(Act.IMPORT)
def original(request: Request, visit: Visit, import_id: str) -> HttpResponse:  # noqa: ARG001 (every view has it)
    """The file as it was imported. It may hold what people told in confidence, so it is for those who may import."""
    found = original_file(visit.actor, visit.brand, import_id)
    sent = StreamingHttpResponse(_pieces(found.path), content_type="application/octet-stream")
    sent["Content-Length"] = str(found.path.stat().st_size)
    sent["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=found.name))
    return cast("HttpResponse", sent)  # Django types a streamed answer as a cousin


def _pieces(path: Path) -> Iterator[bytes]:
    """The file in pieces; it is opened when the first is asked for."""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _as_of(request: Request) -> date | None:
    """The day in the address; None for now. Raises BadInput for a day to come."""
    today, asked = timezone.localdate(), day_of(request.GET.get("as_of", ""))
    if asked and asked > today:
        raise BadInput(
            "figure_to_come",
            N_("{day:day} is still to come; figures are known up to today. Choose an earlier day."),
            day=asked,
        )
    return asked if asked and asked < today else None
