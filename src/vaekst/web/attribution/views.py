"""Attribution: the models side by side, how far they differ, and what no model can credit."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaekst.actions.attribution import read_attribution
from vaekst.actions.periods import named_period
from vaekst.actions.strategies import in_force
from vaekst.web.attribution.build import attribution_page
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of
from vaekst.web.shell.pages import page_or_part


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The credits by the dimension and over the days in the address, by default by channel over the sprint so far."""
    now = timezone.now()
    first, last = (day_of(request.GET.get(name, "")) for name in ("from", "to"))
    period = named_period(visit.brand, first, last, now=now)
    found = read_attribution(visit.brand, by=request.GET.get("by") or "channel", period=period, now=now)
    shown = attribution_page(found, in_force(visit.brand), is_named=period is not None)
    return page_or_part(request, "attribution", {"attribution": shown})
