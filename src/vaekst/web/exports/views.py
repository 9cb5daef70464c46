"""Taking figures out: files to download, and feeds for dashboards."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import exports, feeds
from vaekst.actions.people import Act
from vaekst.core.errors import UnknownName
from vaekst.core.sentence import N_
from vaekst.present.files_out import Form, written
from vaekst.store import queries
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of

_TABLES = {
    "board": (N_("Board"), N_("The KPIs with baseline, target, way and status.")),
    "posts": (N_("Posts"), N_("Every post with its concept and its figures.")),
    "decisions": (N_("Decisions"), N_("What was decided, by whom, and on what numbers.")),
    "link_clicks": (N_("Clicks on short links"), N_("Hour by hour, with the placement of each link.")),
}
_FORMS = {Form.CSV: "CSV", Form.XLSX: "Excel", Form.PARQUET: "Parquet", Form.JSON: "JSON"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table people can take along."""

    name: str
    label: str
    holds: str


@dataclass(frozen=True, slots=True)
class FreshAddress:
    """The address of a table for a report, with the token in it; shown once."""

    label: str
    id: str
    url: str


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """What can be taken along, and which reports read by themselves."""
    return _page(request, visit)


@require_safe
@brand_view(back="exports:page")
def download(request: Request, visit: Visit, table: str, form: str) -> HttpResponse:
    """A table as a file. Raises UnknownName for a format or table there is not."""
    if form not in list(Form):
        raise UnknownName("format", form, list(Form))
    asked = day_of(request.GET.get("as_of", ""))
    file = written(exports.sheet(visit.brand, table, as_of=asked, now=timezone.now()), Form(form))
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{visit.brand.slug}-{table}.{form}"'
    return answer


@require_POST
@brand_view(Act.SHARE, back="exports:page")
def open_feed(request: Request, visit: Visit) -> HttpResponse:
    """Opens a feed and shows its addresses, once."""
    name, may_link = request.POST.get("name", ""), "may_link" in request.POST
    fresh = feeds.open_feed(visit.actor, visit.brand, name, now=timezone.now(), may_link=may_link)
    return _page(request, visit, fresh.token)


@require_POST
@brand_view(Act.SHARE, back="exports:page")
def close_feed(request: Request, visit: Visit) -> HttpResponse:
    """Closes a feed."""
    name = request.POST.get("name", "")
    feeds.close_feed(visit.actor, visit.brand, name, now=timezone.now())
    messages.success(
        request, _("The feed %(name)s is closed. Reports that used it get nothing any more.") % {"name": name}
    )
    return redirect("exports:page", visit.brand.slug)


def _page(request: Request, visit: Visit, token: str | None = None) -> HttpResponse:
    tables = [Table(name, _(label), _(holds)) for name, (label, holds) in _TABLES.items()]
    fresh = [
        FreshAddress(each.label, f"address-{each.name}", _address(request, visit, each.name, token))
        for each in tables
        if token
    ]
    shown = {
        "tables": tables,
        "forms": [(form.value, name) for form, name in _FORMS.items()],
        "feeds": queries.open_feeds(visit.brand),
        "fresh": fresh,
        "token": token,
    }
    return render(request, "exports/page.html", shown)


def _address(request: Request, visit: Visit, table: str, token: str) -> str:
    return request.build_absolute_uri(f"/api/v1/{visit.brand.slug}/{table}.csv?token={token}")
