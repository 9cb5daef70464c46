"""Who changed what in a brand, and when."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vaekst.store import queries
from vaekst.web.history.events import event
from vaekst.web.shell.access import Request, Visit, brand_view

LISTED = 50


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The audit trail, newest first."""
    found = Paginator(queries.audit_trail(visit.brand), LISTED).get_page(request.GET.get("page"))
    return render(request, "history/page.html", {"events": [event(one) for one in found], "pages": found})
