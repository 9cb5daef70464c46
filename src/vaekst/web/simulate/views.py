"""What a sprint would find out: a form for what is supposed, and the answer. Its whole state is the address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaekst.actions import simulations
from vaekst.actions.simulations import Supposed
from vaekst.core.errors import BadInput
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.words import say
from vaekst.web.simulate.page import NUMBERS, RULES, answer, form, noise

SPRINTS, SEED = 60, 1
"""Few enough to wait for; the error of having played no more is shown."""


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The form with what was measured; once a number was sent, the answer below it."""
    now = timezone.localtime()
    given = {name: request.GET.get(name, "") for name in NUMBERS}
    rivals = [name for name in request.GET.getlist("rule") if name in RULES]
    measured = simulations.measured_plan(visit.brand, Supposed(), now=now)
    shown = {"form": form(measured, given, rivals), "noise": noise(measured)}
    if not request.GET:
        return render(request, "simulate/page.html", shown)
    try:
        supposed = simulations.supposed_of(given)
        found = simulations.simulate(
            visit.brand, supposed, sprints=SPRINTS, seed=SEED, rivals=rivals, hurried=True, now=now
        )
    except BadInput as error:
        return render(request, "simulate/page.html", shown | {"fault": say(error.sentence)}, status=422)
    return render(request, "simulate/page.html", shown | {"answer": answer(found)})
