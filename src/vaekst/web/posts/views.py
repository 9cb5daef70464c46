"""The posts, and the concepts they are given to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import posts, strategies
from vaekst.actions.known import known_at
from vaekst.actions.people import Act
from vaekst.actions.readings import read_post
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.web.posts.one import post_page
from vaekst.web.posts.question import Question
from vaekst.web.posts.table import posts_page
from vaekst.web.shell.access import Request, Visit, back_to, brand_view
from vaekst.web.shell.brand_words import concept_name
from vaekst.web.shell.pages import page_or_part
from vaekst.web.shell.words import number


@dataclass(frozen=True, slots=True)
class Undoable:
    """What was just done, and the batch that takes it back."""

    words: str
    batch: str


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The posts that fit the filters in the address."""
    question = Question.of(request.GET)
    strategy = strategies.in_force(visit.brand)
    everything = posts.read_posts(known_at(visit.brand, timezone.now()))
    shown = {"posts": posts_page(everything, strategy, question), "undo": _undoable(request, visit)}
    return page_or_part(request, "posts", shown)


@require_safe
@brand_view(back="posts:page")
def one(request: Request, visit: Visit, key: str) -> HttpResponse:
    """One post with every reading of it."""
    found = read_post(known_at(visit.brand, timezone.now()), key)
    shown = post_page(found, strategies.in_force(visit.brand), slug=visit.brand.slug)
    return render(request, "posts/one.html", {"one": shown})


@require_POST
@brand_view(Act.TAG, back="posts:page")
def assign(request: Request, visit: Visit) -> HttpResponse:
    """Gives the ticked posts to the chosen concept, or to none."""
    chosen, concept = request.POST.getlist("post"), request.POST.get("concept") or None
    batch = posts.assign(visit.actor, visit.brand, chosen, concept)
    name = concept_name(strategies.in_force(visit.brand), concept) or _("no concept")
    template = ngettext("%(n)s post now belongs to: %(name)s.", "%(n)s posts now belong to: %(name)s.", len(chosen))
    words = template % {"n": number(len(chosen)), "name": name}
    request.session["undo"] = {"brand": visit.brand.slug, "batch": str(batch), "words": words}
    return redirect(back_to(request, reverse("posts:page", args=[visit.brand.slug])))


@require_POST
@brand_view(Act.TAG, back="posts:page")
def undo(request: Request, visit: Visit) -> HttpResponse:
    """Takes the last assignment back."""
    try:
        batch = UUID(request.POST.get("batch", ""))
    except ValueError:
        raise BadInput("nothing_to_undo", N_("There is nothing to take back.")) from None
    restored = posts.undo(visit.actor, visit.brand, batch)
    template = ngettext("%(n)s post is as it was before.", "%(n)s posts are as they were before.", restored)
    messages.success(request, template % {"n": number(restored)})
    return redirect(back_to(request, reverse("posts:page", args=[visit.brand.slug])))


def _undoable(request: Request, visit: Visit) -> Undoable | None:
    """What was just done in this brand; offered once."""
    done = request.session.get("undo")
    if not isinstance(done, dict) or done.get("brand") != visit.brand.slug:
        return None
    del request.session["undo"]
    return Undoable(done["words"], done["batch"])
