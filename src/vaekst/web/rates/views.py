"""Exchange rates: what foreign money is worth in the brand's own, given by people, from a day on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions.people import Act
from vaekst.actions.rates import give_rate
from vaekst.core.errors import BadInput
from vaekst.web.rates.build import Asked, rates_page, worth
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """Every rate that was given; the form holds what the address asks for."""
    return _page(request, visit, Asked.of(request.GET))


@require_POST
@brand_view(Act.IMPORT, back="rates:page")
def give(request: Request, visit: Visit) -> HttpResponse:
    """Gives a rate. One that cannot be used comes back in the form, with what is wrong at its field."""
    asked = Asked.of(request.POST)
    try:
        since = day_of(asked.since)
        told = give_rate(visit.actor, visit.brand, asked.currency, asked.per_unit, since=since, now=timezone.now())
    except BadInput as error:
        return _page(request, visit, asked, error)
    messages.success(request, _("From now on %(rate)s.") % {"rate": worth(told)})
    return redirect("rates:page", visit.brand.slug)


def _page(request: Request, visit: Visit, asked: Asked, error: BadInput | None = None) -> HttpResponse:
    shown = rates_page(visit.brand, asked, error, today=timezone.localdate())
    return render(request, "rates/page.html", {"rates": shown}, status=400 if error else 200)
