"""Data health: what is covered, how fresh it is, what is wrong with it, and the one next step."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaekst.actions import health, strategies
from vaekst.web.health.calendars import health_page
from vaekst.web.shell.access import Request, Visit, brand_view


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """Every stream of every channel as it stands today."""
    report = health.read_health(visit.brand, now=timezone.now())
    shown = {"health": health_page(report, strategies.in_force(visit.brand), slug=visit.brand.slug)}
    return render(request, "health/page.html", shown)
