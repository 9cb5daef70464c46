"""Imports: files dropped in, and the receipt each one gets."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import strategies
from vaekst.actions.again import read_again
from vaekst.actions.imports import Choices
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput
from vaekst.core.receipt import Status
from vaekst.core.sentence import N_
from vaekst.store import queries
from vaekst.web.imports.handed_out import hand_out, handed_out, let_wait, waiting
from vaekst.web.imports.receipts import receipt_card, receipt_line, receipt_page
from vaekst.web.imports.taking_in import MOST_BYTES, TakenIn, take_in
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.days import day_of
from vaekst.web.shell.parts import Choice

LISTED = 50


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The drop zone, the receipts just handed out, and all receipts."""
    strategy = strategies.in_force(visit.brand)
    records = Paginator(queries.imports(visit.brand), LISTED).get_page(request.GET.get("page"))
    shown = {
        "channels": [Choice(id_, channel_name(strategy, id_)) for id_ in strategy.channels],
        "receipts": [receipt_line(record) for record in records],
        "pages": records,
        "fresh": [receipt_card(one, slug=visit.brand.slug) for one in handed_out(request, visit)],
        "waiting": waiting(request, visit) if visit.may(Act.IMPORT) else [],
    }
    return render(request, "imports/page.html", shown)


@require_safe
@brand_view()
def receipt(request: Request, visit: Visit, import_id: str) -> HttpResponse:
    """One receipt in full."""
    record = queries.imports(visit.brand).filter(import_id=import_id).first()
    if record is None:
        raise Http404
    currency = strategies.in_force(visit.brand).brand.currency
    shown = {"receipt": receipt_page(record, currency=currency), "import_id": import_id}
    return render(request, "imports/receipt.html", shown)


@require_POST
@brand_view(Act.IMPORT, back="imports:page")
def again(request: Request, visit: Visit, import_id: str) -> HttpResponse:
    """Reads the file again from the archive, its times being in another zone."""
    zone = request.POST.get("timezone", "").strip()
    receipt = read_again(visit.actor, visit.brand, import_id, timezone=zone, now=timezone.now())
    messages.success(request, _("The file was read again in %(zone)s.") % {"zone": receipt.timezone})
    return redirect("imports:receipt", visit.brand.slug, receipt.import_id)


@require_POST
@csrf_exempt
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes the files in. What is far too large is turned away before a byte of it is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        messages.error(
            request, _("That is more than can be taken in at once. Import fewer files, or use `vaekst import`.")
        )
        return redirect("imports:page", slug)
    return _upload(request, slug=slug)


@csrf_protect
@brand_view(Act.IMPORT, back="imports:page")
def _upload(request: Request, visit: Visit) -> HttpResponse:
    files = request.FILES.getlist("files")
    if not files:
        raise BadInput("no_files", N_("No file was chosen. Choose one or more, then import them."))
    taken = take_in(visit, files, now=timezone.now(), choices=_choices(request))
    hand_out(request, visit, taken.receipts)
    for sha256, name in taken.unknown.items():
        let_wait(request, visit, sha256, name)
    _tell(request, taken)
    return redirect("imports:page", visit.brand.slug)


def _tell(request: Request, taken: TakenIn) -> None:
    """What became of the upload as a whole."""
    if any(one.status is Status.REFUSED for one in taken.receipts):
        messages.warning(request, _("Some files could not be imported; nothing of them was kept. Each says why below."))
    elif taken.receipts:
        messages.success(request, _("All files were taken in."))


def _choices(request: Request) -> Choices:
    """What the person said about the files. Raises BadInput for a day that is none."""
    day = day_of(request.POST.get("exported", ""))
    return Choices(
        channel=request.POST.get("channel") or None,
        exported_at=datetime.combine(day, time(23, 59, 59), UTC) if day else None,
    )
