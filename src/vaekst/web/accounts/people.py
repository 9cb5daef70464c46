"""Who works on a brand: roles, invitations and fresh sign-in links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vaekst.actions import people
from vaekst.actions.people import Act
from vaekst.store import queries
from vaekst.web.accounts.roles import role_choices, role_word
from vaekst.web.shell.access import Request, Visit, brand_view


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    email: str
    role: str
    role_value: str
    may_have_link: bool


@dataclass(frozen=True, slots=True)
class FreshLink:
    """A way in, shown to the one who made it and kept nowhere."""

    who: str
    url: str
    until: datetime


@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    return _page(request, visit)


@require_POST
@brand_view(Act.INVITE, back="accounts:people")
def invite(request: Request, visit: Visit) -> HttpResponse:
    """Lets someone in and shows their link, once."""
    email, role = request.POST.get("email", ""), request.POST.get("role", "")
    invitation = people.invite(visit.actor, visit.brand, email, role, name=request.POST.get("name", "").strip())
    if invitation.token is None:
        said = {"name": invitation.person, "brand": visit.brand.name}
        messages.success(request, _("%(name)s has an account already and finds %(brand)s there from now on.") % said)
        return redirect("accounts:people", visit.brand.slug)
    until = timezone.now() + people.INVITATION_LASTS
    return _page(request, visit, FreshLink(str(invitation.person), _address(request, invitation.token), until))


@require_POST
@brand_view(Act.INVITE, back="accounts:people")
def role(request: Request, visit: Visit) -> HttpResponse:
    member = people.change_role(visit.actor, visit.brand, request.POST.get("email", ""), request.POST.get("role", ""))
    messages.success(
        request,
        _("%(name)s is now: %(role)s.") % {"name": member.person, "role": role_word(people.known_role(member.role))},
    )
    return redirect("accounts:people", visit.brand.slug)


@require_POST
@brand_view(Act.INVITE, back="accounts:people")
def remove(request: Request, visit: Visit) -> HttpResponse:
    email = request.POST.get("email", "")
    people.remove(visit.actor, visit.brand, email)
    messages.success(
        request, _("%(email)s is no longer in this brand. What they did stays on record.") % {"email": email}
    )
    return redirect("accounts:people", visit.brand.slug)


@require_POST
@brand_view(Act.INVITE, back="accounts:people")
def link(request: Request, visit: Visit) -> HttpResponse:
    """A fresh sign-in link for a member, shown once."""
    given = people.member_link(visit.actor, visit.brand, request.POST.get("email", ""))
    until = timezone.now() + people.SIGN_IN_LASTS
    return _page(request, visit, FreshLink(str(given.person), _address(request, given.token or ""), until))


def _page(request: Request, visit: Visit, link: FreshLink | None = None) -> HttpResponse:
    members = [
        Member(
            str(each.person),
            each.person.email,
            role_word(people.known_role(each.role)),
            each.role,
            people.may_hold_link(visit.actor, visit.brand, each.person),
        )
        for each in queries.members(visit.brand)
    ]
    return render(request, "accounts/people.html", {"members": members, "roles": role_choices(), "link": link})


def _address(request: Request, token: str) -> str:
    return request.build_absolute_uri(reverse("accounts:redeem", args=[token]))
