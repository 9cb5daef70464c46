"""Connected accounts: connecting them, pulling their figures, and letting them go. No secret is ever shown again."""

from __future__ import annotations

import time
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import connections, pulls, strategies
from vaekst.actions.people import Act
from vaekst.sources.pulling.wire import Manners
from vaekst.web.connections.build import card, forms
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.words import moment, number, say

AT_MOST = timedelta(seconds=25)
"""How long a visitor waits for a pull; it goes on where it stopped when they ask again."""

PATIENCE = 5.0
"""Longest wait for a platform, in seconds, while a visitor waits too."""


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """Every connected account with its last pull and, for those who may, the forms that connect another."""
    strategy = strategies.in_force(visit.brand)
    shown = {
        "connections": [
            card(held, pulls.pulls(held).first(), strategy) for held in connections.connections(visit.brand)
        ],
        "forms": forms(strategy) if visit.may(Act.CONNECT) else (),
    }
    return render(request, "connections/page.html", shown)


@require_POST
@sensitive_post_parameters("secret")
def connect(request: HttpRequest, slug: str) -> HttpResponse:
    """Connects an account. Its secret is in no report of an error."""
    return _connect(request, slug=slug)


@brand_view(Act.CONNECT, back="connections:page")
def _connect(request: Request, visit: Visit) -> HttpResponse:
    told = request.POST
    name = told.get("service", "")
    field = connections.SECRETS.get(name, "")
    kept = connections.connect(
        visit.actor,
        visit.brand,
        name,
        secret={field: told.get("secret", "")},
        now=timezone.now(),
        server=told.get("server", ""),
        handle=told.get("handle", ""),
        account=told.get("account", ""),
        channel=told.get("channel", ""),
    )
    messages.success(request, _("%(account)s is connected.") % {"account": kept.handle or kept.name})
    return redirect("connections:page", visit.brand.slug)


@require_POST
@brand_view(Act.IMPORT, back="connections:page")
def pull(request: Request, visit: Visit, connection: str) -> HttpResponse:
    """Pulls the account's figures, for as long as a visitor can be asked to wait."""
    held = connections.connection(visit.brand, connection)
    manners = Manners(clock=timezone.now, sleep=time.sleep, patience=PATIENCE, until=timezone.now() + AT_MOST)
    outcome = pulls.pull(visit.actor, visit.brand, held, manners)
    if outcome.why is None:
        rows = outcome.receipt.rows_kept if outcome.receipt else 0
        messages.success(request, _("The newest figures are here: %(rows)s rows.") % {"rows": number(rows)})
    else:
        messages.warning(request, say(outcome.why))
        if outcome.pull.not_before:
            messages.info(request, _("Try again after %(when)s.") % {"when": moment(outcome.pull.not_before)})
    return redirect("connections:page", visit.brand.slug)


@require_POST
@brand_view(Act.CONNECT, back="connections:page")
def disconnect(request: Request, visit: Visit, connection: str) -> HttpResponse:
    """Lets the account go and forgets its secret."""
    gone = connections.disconnect(visit.actor, visit.brand, connection, now=timezone.now())
    told = {"account": gone.handle or gone.name}
    messages.success(request, _("%(account)s is disconnected, and its secret forgotten. What was pulled stays.") % told)
    return redirect("connections:page", visit.brand.slug)
