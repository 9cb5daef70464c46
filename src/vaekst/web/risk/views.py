"""Risk: how much hangs on one channel, whose audience it is, and where the portfolio stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaekst.actions.risks import read_risk
from vaekst.web.risk.build import risk_page
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.pages import page_or_part


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The risk cards over the sprint so far."""
    return page_or_part(request, "risk", {"risk": risk_page(read_risk(visit.brand, now=timezone.now()))})
