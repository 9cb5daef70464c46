"""Money: what a lead costs and where it comes from."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaekst.actions.money import read_money
from vaekst.actions.periods import named_period
from vaekst.core.costs.dimension import Dimension, dimension_named
from vaekst.web.board.origins import Files
from vaekst.web.money.build import money_page
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of
from vaekst.web.shell.pages import page_or_part


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """What leads cost by the dimension and over the days in the address, by default by channel over the sprint so far."""
    now = timezone.now()
    first, last = (day_of(request.GET.get(name, "")) for name in ("from", "to"))
    period = named_period(visit.brand, first, last, now=now)
    by = dimension_named(request.GET.get("by") or Dimension.CHANNEL)
    found = read_money(visit.brand, by=by, period=period, now=now)
    shown = money_page(found, Files.of(visit.brand), slug=visit.brand.slug, is_named=period is not None)
    return page_or_part(request, "money", {"money": shown})
