"""The measurement plan: one page that says what every KPI is measured from, and whose it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaekst.actions import links
from vaekst.actions.measurement import read_plan
from vaekst.web.measurement.build import plan_page
from vaekst.web.shell.access import Request, Visit, brand_view


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The plan as it stands today, made to be printed on one sheet."""
    now = timezone.now()
    report = links.check_facts(visit.brand, now=now)
    return render(request, "measurement/page.html", {"plan": plan_page(read_plan(visit.brand, now=now), report)})
