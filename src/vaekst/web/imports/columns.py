"""A table nobody knows: a person names its columns, the brand remembers them, and the file is imported."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vaekst.actions import mappings, strategies
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput, UnknownName
from vaekst.sources.table import Guess
from vaekst.sources.table.kinds import KINDS
from vaekst.web.imports.handed_out import hand_out, name_of_waiting, no_longer_waiting
from vaekst.web.imports.mapping import Answers, mapping_page
from vaekst.web.imports.taking_in import asking_for_columns
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.words import say


@require_http_methods(["GET", "HEAD", "POST"])
@brand_view(Act.IMPORT, back="imports:page")
def columns(request: Request, visit: Visit, waiting: str) -> HttpResponse:
    """The form with the guesses; sent, it is remembered and the file imported."""
    name = name_of_waiting(request, visit, waiting)
    kind = request.POST.get("kind") or request.GET.get("kind") or None
    if kind is not None and kind not in KINDS:
        raise UnknownName("kind of table", kind, KINDS)
    sheet = request.POST.get("sheet") or request.GET.get("sheet") or None
    path = mappings.kept_aside(visit.brand, waiting)
    guess = mappings.guess(visit.actor, visit.brand, path, now=timezone.now(), kind=kind, name=name, sheet=sheet)
    if request.method != "POST":
        return _form(request, visit, guess, Answers.guessed(guess), path)
    answers = Answers.sent(guess, request.POST)
    if "look" in request.POST:
        return _form(request, visit, guess, answers, path)
    try:
        mappings.confirm(
            visit.actor,
            visit.brand,
            path,
            kind=answers.kind or "",
            columns=answers.columns,
            options=answers.options,
            now=timezone.now(),
            name=name,
            sheet=guess.sheet,
        )
    except (BadInput, UnknownName) as error:
        return _form(request, visit, guess, answers, path, error=say(error.sentence))
    return _import(request, visit, guess, answers, waiting, name)


def _import(request: Request, visit: Visit, guess: Guess, answers: Answers, waiting: str, name: str) -> HttpResponse:
    channel = answers.options.get("channel")
    receipts = mappings.import_aside(visit.actor, visit.brand, waiting, name=name, now=timezone.now(), channel=channel)
    asking = asking_for_columns(receipts)
    if refusals := [say(one.refusal) for one in receipts if one.refusal and one not in asking]:
        return _form(
            request, visit, guess, answers, mappings.kept_aside(visit.brand, waiting), error=" ".join(refusals)
        )
    if asking:
        messages.success(request, _("The columns are remembered. Another sheet of the workbook waits for its own."))
        return redirect("imports:columns", visit.brand.slug, waiting)
    no_longer_waiting(request, visit, waiting)
    hand_out(request, visit, receipts)
    messages.success(request, _("The columns are remembered, and the table is imported."))
    return redirect("imports:page", visit.brand.slug)


def _form(
    request: Request, visit: Visit, guess: Guess, answers: Answers, path: Path, *, error: str = ""
) -> HttpResponse:
    strategy = strategies.in_force(visit.brand)
    seen = None
    if answers.kind:
        seen = mappings.preview(
            visit.actor,
            visit.brand,
            path,
            kind=answers.kind,
            columns=answers.columns,
            options=answers.options,
            now=timezone.now(),
            sheet=guess.sheet,
        )
    shown = {"mapping": mapping_page(guess, answers, seen, strategy, errors=[error] if error else [])}
    return render(request, "imports/mapping.html", shown, status=422 if error else 200)
