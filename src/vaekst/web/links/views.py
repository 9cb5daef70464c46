"""Links: building them, the register, and whether links out there keep the standard."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import links
from vaekst.actions.links import Made
from vaekst.actions.people import Act
from vaekst.core.errors import BadFile, NotAllowed, VaekstError
from vaekst.core.sentence import N_
from vaekst.present.qr import MEDIA_TYPES, Shape, qr_code
from vaekst.web.links.asked import Asked
from vaekst.web.links.build import check_page, faults_of, links_page
from vaekst.web.links.handed import handed
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.words import number

_LINES = 2000  # of links pasted at once


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The builder and the register."""
    return _page(request, visit, Asked.of(request.GET))


@require_POST
@brand_view(Act.LINK, back="links:page")
def make(request: Request, visit: Visit) -> HttpResponse:
    """Makes a link for every channel with every concept and format that was ticked."""
    asked = Asked.of(request.POST)
    return _made(
        request,
        visit,
        lambda: links.make_many(
            visit.actor, visit.brand, asked.wishes(links.standard(visit.brand)), now=timezone.now()
        ),
        asked,
    )


@require_POST
@brand_view(Act.LINK, back="links:page")
def table(request: Request, visit: Visit) -> HttpResponse:
    """Makes the links a table asks for."""

    def made() -> Made:
        with handed(request) as (path, name):
            wishes = links.wishes_in(path, name=name)
        return links.make_many(visit.actor, visit.brand, wishes, now=timezone.now())

    return _made(request, visit, made, Asked())


@require_POST
@brand_view(Act.LINK, back="links:page")
def withdraw(request: Request, visit: Visit) -> HttpResponse:
    """Frees a placement for another link."""
    gone = links.withdraw(visit.actor, visit.brand, request.POST.get("code", ""), now=timezone.now())
    messages.success(request, _("The link %(code)s is withdrawn. Its placement is free.") % {"code": gone.code})
    return redirect("links:page", visit.brand.slug)


@require_safe
@brand_view(back="links:page")
def picture(request: Request, visit: Visit, code: str, shape: str) -> HttpResponse:  # noqa: ARG001 (the guard reads it)
    """A link of the register as a QR code, to download."""
    found = {each.link.code: each for each in links.register_of(visit.brand, withdrawn=True)}
    if shape not in list(Shape) or code not in found:
        raise Http404
    answer = HttpResponse(qr_code(found[code].to_share, Shape(shape)), content_type=MEDIA_TYPES[Shape(shape)])
    answer.headers["Content-Disposition"] = f'attachment; filename="{visit.brand.slug}-{code}.{shape}"'
    return answer


@require_safe
@brand_view()
def check(request: Request, visit: Visit) -> HttpResponse:
    """The links that visits, leads and posts came by, held against the standard."""
    report = links.check_facts(visit.brand, now=timezone.now())
    return render(request, "links/check.html", {"check": check_page(report, of_facts=True)})


@require_POST
@brand_view(back="links:check")
def check_given(request: Request, visit: Visit) -> HttpResponse:
    """The links somebody pasted, or handed over as a file, held against the standard."""
    pasted = request.POST.get("links", "").split()[:_LINES]
    if request.FILES:
        with handed(request) as (path, name):
            report = links.check_file(visit.brand, path, name=name)
    elif pasted:
        report = links.check_links(visit.brand, pasted)
    else:
        raise BadFile("nothing_to_check", N_("Paste links, one a line, or choose a file that holds some."))
    shown = check_page(report, of_facts=False, pasted="\n".join(pasted))
    return render(request, "links/check.html", {"check": shown})


def _made(request: Request, visit: Visit, make_them: Callable[[], Made], asked: Asked) -> HttpResponse:
    """Makes links and goes to the register; else the page again with what was said and everything that is wrong."""
    try:
        made = make_them()
    except NotAllowed:
        raise
    except VaekstError as error:
        return _page(request, visit, asked, error)
    fresh = ngettext("%(n)s link was made.", "%(n)s links were made.", len(made.fresh)) % {"n": number(len(made.fresh))}
    messages.success(request, fresh)
    if made.existing:
        held = ngettext("%(n)s stood here already.", "%(n)s stood here already.", made.existing)
        messages.info(request, held % {"n": number(made.existing)})
    return redirect("links:page", visit.brand.slug)


def _page(request: Request, visit: Visit, asked: Asked, error: VaekstError | None = None) -> HttpResponse:
    found = links.register_of(visit.brand)
    shown = links_page(found, visit.brand, asked, here=request.build_absolute_uri("/").rstrip("/"))
    status = 200 if error is None else 400
    return render(request, "links/page.html", {"links": shown, "faults": faults_of(error)}, status=status)
