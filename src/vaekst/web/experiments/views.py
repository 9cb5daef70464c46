"""Experiments: the list, one of them, and the forms to register, revise and close."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vaekst.actions import experiments, posts, strategies
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput, Conflict
from vaekst.core.experiments import BadRegistration
from vaekst.web.experiments.cards import experiments_page
from vaekst.web.experiments.form import ExperimentForm, experiment_form, fresh_draft, sent_draft
from vaekst.web.experiments.one import one_page
from vaekst.web.experiments.words import state_mark
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of
from vaekst.web.shell.words import label, say


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """Every experiment as it stands, open ones first."""
    found = experiments.listed(visit.brand, now=timezone.localtime())
    shown = experiments_page(found, strategies.in_force(visit.brand))
    return render(request, "experiments/page.html", {"experiments": shown})


@require_safe
@brand_view()
def one(request: Request, visit: Visit, key: str) -> HttpResponse:
    """One experiment; a closed one as it was closed."""
    return _one(request, visit, key)


@require_http_methods(["GET", "HEAD", "POST"])
@brand_view(Act.DECIDE, back="experiments:page")
def register(request: Request, visit: Visit) -> HttpResponse:
    """The form to register an experiment. One that is refused comes back with what is wrong at each field."""
    strategy = strategies.in_force(visit.brand)
    if request.method != "POST":
        draft = fresh_draft(strategy, request.GET.dict(), today=timezone.localdate())
        return _form(request, experiment_form(strategy, draft))
    draft = sent_draft(request.POST)
    try:
        made = experiments.register(visit.actor, visit.brand, draft, now=timezone.localtime())
    except BadRegistration as refused:
        return _form(request, experiment_form(strategy, draft, refused=refused), status=422)
    messages.success(request, _("%(name)s is registered. Posts count from now on.") % {"name": made.plan["name"]})
    return redirect("experiments:one", visit.brand.slug, made.key)


@require_http_methods(["GET", "HEAD", "POST"])
@brand_view(Act.DECIDE, back="experiments:page")
def revise(request: Request, visit: Visit, key: str) -> HttpResponse:
    """The form to put a new version in place. Channel and concept stay: others would be another experiment."""
    strategy = strategies.in_force(visit.brand)
    held, number = experiments.draft_for(visit.brand, key)
    if request.method != "POST":
        return _form(request, experiment_form(strategy, held, number=number), key=key)
    typed = request.POST.copy()
    typed["channel"], typed["concept"] = held.channel, held.concept
    draft, why = sent_draft(typed), request.POST.get("why", "")
    seen = int(request.POST.get("number", "")) if request.POST.get("number", "").isdecimal() else number
    try:
        made = experiments.revise(
            visit.actor, visit.brand, key, draft, why=why, based_on=seen, now=timezone.localtime()
        )
    except BadRegistration as refused:
        form = experiment_form(strategy, draft, refused=refused, why=why, number=seen)
        return _form(request, form, key=key, status=422)
    except (BadInput, Conflict) as error:
        form = experiment_form(strategy, draft, error=say(error.sentence), why=why, number=seen)
        return _form(request, form, key=key, status=409 if isinstance(error, Conflict) else 422)
    messages.success(request, _("Version %(number)s holds from now on.") % {"number": made.number})
    return redirect("experiments:one", visit.brand.slug, key)


@require_POST
@brand_view(Act.DECIDE, back="experiments:page")
def close(request: Request, visit: Visit, key: str) -> HttpResponse:
    """Closes the experiment with the verdict it has reached, or stops it early with a reason."""
    seen, reason = request.POST.get("number", ""), request.POST.get("reason", "")
    try:
        closing = experiments.close(
            visit.actor,
            visit.brand,
            key,
            reason=reason,
            seen=int(seen) if seen.isdecimal() else None,
            now=timezone.localtime(),
        )
    except (BadInput, Conflict) as error:
        status = 409 if isinstance(error, Conflict) else 422
        return _one(request, visit, key, error=say(error.sentence), reason=reason, status=status)
    messages.success(request, _("Closed as: %(outcome)s.") % {"outcome": label(state_mark(closing.outcome))})
    return redirect("experiments:one", visit.brand.slug, key)


def _one(
    request: Request, visit: Visit, key: str, *, error: str = "", reason: str = "", status: int = 200
) -> HttpResponse:
    as_of = day_of(request.GET.get("as_of", ""))
    found = experiments.read(visit.brand, key, as_of=as_of, now=timezone.localtime())
    titles = {post.key: post.title for post in posts.read_posts(found.known)}
    shown = {"one": one_page(found, titles), "error": error, "reason": reason}
    return render(request, "experiments/one.html", shown, status=status)


def _form(request: Request, form: ExperimentForm, *, key: str = "", status: int = 200) -> HttpResponse:
    return render(request, "experiments/form.html", {"form": form, "key": key}, status=status)
