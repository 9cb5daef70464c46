"""The tables whose columns the brand remembers: listed, renamed, forgotten, taken along and taken in."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import remembered
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.store.models import MappingProfile
from vaekst.web.imports.field_names import field_name, table_kind_name
from vaekst.web.shell.access import Request, Visit, brand_view

_TYPES = {"json": "application/json", "yaml": "application/yaml"}
_LARGEST = 2_000_000
"""Bytes of a file of remembered columns that are read at all."""


@dataclass(frozen=True, slots=True)
class RememberedTable:
    """A table whose columns are remembered."""

    id: str
    name: str
    kind: str
    columns: tuple[tuple[str, str], ...]  # header, meaning
    confirmed: object
    by: str


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The tables, with what their columns mean."""
    tables = [_table(row) for row in remembered.tables(visit.brand)]
    return render(request, "imports/remembered.html", {"tables": tables, "forms": [("yaml", "YAML"), ("json", "JSON")]})


@require_safe
@brand_view(back="imports:remembered")
def download(request: Request, visit: Visit, form: str) -> HttpResponse:
    """All of them as a file, or the one named. Raises UnknownName for a format there is not."""
    only = [request.GET["table"]] if request.GET.get("table") else []
    text = remembered.export(visit.brand, form, only=only)
    answer = HttpResponse(text, content_type=f"{_TYPES[form]}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{visit.brand.slug}-columns.{form}"'
    return answer


@require_POST
@brand_view(Act.IMPORT, back="imports:remembered")
def rename(request: Request, visit: Visit) -> HttpResponse:
    """Gives a table another name."""
    row = remembered.rename(visit.actor, visit.brand, request.POST.get("table", ""), to=request.POST.get("name", ""))
    messages.success(request, _("The table is called %(name)s now.") % {"name": row.name})
    return redirect("imports:remembered", visit.brand.slug)


@require_POST
@brand_view(Act.IMPORT, back="imports:remembered")
def forget(request: Request, visit: Visit) -> HttpResponse:
    """Forgets what the columns of a table mean."""
    name = remembered.forget(visit.actor, visit.brand, request.POST.get("table", ""))
    messages.success(
        request, _("The columns of %(name)s are forgotten. What was imported with them stays.") % {"name": name}
    )
    return redirect("imports:remembered", visit.brand.slug)


@require_POST
@brand_view(Act.IMPORT, back="imports:remembered")
def take_in(request: Request, visit: Visit) -> HttpResponse:
    """Remembers the tables of a file, all or none. Raises BadInput for one that cannot hold."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > _LARGEST:
        raise BadInput("no_column_file_chosen", N_("Choose a file of remembered columns: JSON or YAML, up to 2 MB."))
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            "column_file_unreadable",
            N_("'{file}' cannot be read as text. Check the path and the file."),
            file=file.name,
        ) from None
    names = remembered.take_in(visit.actor, visit.brand, text, now=timezone.now())
    messages.success(request, _("These tables are remembered now: %(names)s") % {"names": ", ".join(names)})
    return redirect("imports:remembered", visit.brand.slug)


def _table(row: MappingProfile) -> RememberedTable:
    return RememberedTable(
        id=row.fingerprint,
        name=row.name,
        kind=table_kind_name(row.kind),
        columns=tuple((header, field_name(name)) for name, header in row.mapping["columns"].items()),
        confirmed=row.confirmed_at,
        by=str(row.confirmed_by),
    )
