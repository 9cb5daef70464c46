"""The strategy document: read, edited with all faults at once, and its versions side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vaekst.actions import strategies
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput, Conflict
from vaekst.core.sentence import N_
from vaekst.core.strategy import BadStrategy, Change
from vaekst.store import queries
from vaekst.store.models import StrategyVersion
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.words import day, say
from vaekst.web.strategy.lines import FaultLine, fault_lines, numbered
from vaekst.web.strategy.reading import rule_sections, sections


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The document in force, in readable form."""
    version = queries.strategy_in_force(visit.brand)
    strategy = strategies.strategy_of(version)
    shown = {
        "sections": sections(strategy),
        "rules": rule_sections(strategy),
        "version_words": _version_words(version),
    }
    return render(request, "strategy/page.html", shown)


@dataclass
class Draft:
    """What stands in the editor, and what is to be said about it."""

    text: str
    edited_from: int
    why: str = ""
    faults: list[FaultLine] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    changes: tuple[Change, ...] | None = None
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
@brand_view(Act.APPLY, back="strategy:edit")
def edit(request: Request, visit: Visit) -> HttpResponse:
    """The document as text: checked, or checked and applied."""
    version = queries.strategy_in_force(visit.brand)
    if request.method != "POST":
        return _editor(request, version, Draft(version.text, version.number))
    draft = _draft(request, version)
    try:
        if request.POST.get("do") != "apply":
            draft.changes = strategies.diff(visit.brand, draft.text)
            return _editor(request, version, draft)
        applied = strategies.apply(visit.actor, visit.brand, draft.text, why=draft.why, based_on=draft.edited_from)
    except BadStrategy as error:
        draft.faults, draft.status = fault_lines(error), 422
        return _editor(request, version, draft)
    except Conflict as error:
        draft.errors, draft.status = [say(error.sentence)], 409
        return _editor(request, version, draft)
    messages.success(request, _applied_words(applied))
    return redirect("strategy:page", visit.brand.slug)


@require_safe
@brand_view()
def versions(request: Request, visit: Visit) -> HttpResponse:
    """All versions, newest first."""
    found = list(queries.strategy_versions(visit.brand))
    return render(request, "strategy/versions.html", {"versions": found, "version_words": _version_words(found[0])})


@require_safe
@brand_view()
def version(request: Request, visit: Visit, number: int) -> HttpResponse:
    """One version exactly as it was applied."""
    found = queries.strategy_version(visit.brand, number)
    shown = {"version": found, "lines": numbered(found.text), **_standing(visit)}
    return render(request, "strategy/version.html", shown)


@require_safe
@brand_view()
def difference(request: Request, visit: Visit) -> HttpResponse:
    """What changed between two versions, setting by setting."""
    before, after = (_number(request, name) for name in ("from", "to"))
    shown = {
        "before": queries.strategy_version(visit.brand, before),
        "after": queries.strategy_version(visit.brand, after),
        "changes": strategies.diff_versions(visit.brand, before, after),
        **_standing(visit),
    }
    return render(request, "strategy/difference.html", shown)


def _editor(request: Request, version: StrategyVersion, draft: Draft) -> HttpResponse:
    shown: dict[str, Any] = {
        "draft": draft,
        "lines": numbered(draft.text, faulty={fault.line for fault in draft.faults}) if draft.faults else (),
        "version_words": _version_words(version),
    }
    return render(request, "strategy/edit.html", shown, status=draft.status)


def _draft(request: Request, version: StrategyVersion) -> Draft:
    """The form as it was sent. A browser sends line ends as CR LF; the document has LF."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    started_from = request.POST.get("edited_from", "")
    return Draft(text, int(started_from) if started_from.isdigit() else version.number, request.POST.get("why", ""))


def _number(request: Request, name: str) -> int:
    given = request.GET.get(name, "")
    if not given.isdigit():
        raise BadInput("version_number", N_("Choose two versions to compare."))
    return int(given)


def _standing(visit: Visit) -> dict[str, str]:
    return {"version_words": _version_words(queries.strategy_in_force(visit.brand))}


def _version_words(version: StrategyVersion) -> str:
    said = {"number": version.number, "day": day(version.applied_at.date()), "who": version.applied_by}
    return _("Version %(number)s, applied %(day)s by %(who)s") % said


def _applied_words(applied: strategies.Applied) -> str:
    if not applied.is_new:
        return _("The document says the same as version %(number)s; nothing was changed.") % {
            "number": applied.version.number
        }
    return _("Version %(number)s governs from now on.") % {"number": applied.version.number}
