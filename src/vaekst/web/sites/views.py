"""Site keys: which websites may send events, what to put into their pages, and whether anything comes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import collecting
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput, Conflict
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.sites.build import Asked, sites_page


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """Every open key with what came by it and, for those who may, the forms that open, change and close one."""
    return _page(request, visit, Asked())


@require_POST
@brand_view(Act.CONNECT, back="sites:page")
def open_key(request: Request, visit: Visit) -> HttpResponse:
    """Opens a key. What cannot be used comes back in the form, with what is wrong at its field."""
    asked = Asked(request.POST.get("name", ""), request.POST.get("origins", ""))
    try:
        made = collecting.open_key(visit.actor, visit.brand, asked.name, origins=asked.lines, now=timezone.now())
    except (BadInput, Conflict) as error:
        return _page(request, visit, asked, error)
    messages.success(request, _("%(name)s may send events. Put the snippet into its pages.") % {"name": made.name})
    return redirect("sites:page", visit.brand.slug)


@require_POST
@brand_view(Act.CONNECT, back="sites:page")
def allow(request: Request, visit: Visit) -> HttpResponse:
    """Changes which pages may send by a key."""
    asked = Asked(request.POST.get("name", ""), request.POST.get("origins", ""))
    collecting.allow(visit.actor, visit.brand, asked.name, origins=asked.lines)
    messages.success(request, _("Saved. It holds from some seconds from now on."))
    return redirect("sites:page", visit.brand.slug)


@require_POST
@brand_view(Act.CONNECT, back="sites:page")
def close(request: Request, visit: Visit) -> HttpResponse:
    """Closes a key."""
    name = request.POST.get("name", "")
    collecting.close_key(visit.actor, visit.brand, name, now=timezone.now())
    told = {"name": name}
    messages.success(request, _("The key %(name)s is closed. Nothing comes in by it any more; what came stays.") % told)
    return redirect("sites:page", visit.brand.slug)


def _page(request: Request, visit: Visit, asked: Asked, error: BadInput | Conflict | None = None) -> HttpResponse:
    here = request.build_absolute_uri("/").rstrip("/")
    return render(
        request,
        "sites/page.html",
        {"sites": sites_page(visit.brand, asked, error, here=here)},
        status=400 if error else 200,
    )
