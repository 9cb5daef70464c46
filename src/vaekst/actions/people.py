"""People: who may do what in a brand, how they are invited, and how they sign in."""

from __future__ import annotations

import getpass
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from vaekst.actions.audit import Actor, record
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.core.sentence import N_
from vaekst.store import queries
from vaekst.store.models import Brand, Membership, Person, Role, SignInLink, Via
from vaekst.store.models.people import fresh_stamp

SIGN_IN_LASTS = timedelta(minutes=15)
INVITATION_LASTS = timedelta(days=7)


class Act(StrEnum):
    """What can be done in a brand."""

    VIEW = N_("view")
    TAG = N_("tag posts")
    DECIDE = N_("decide")
    IMPORT = N_("import files")
    FREEZE = N_("freeze the baseline")
    APPLY = N_("change the strategy")
    SHARE = N_("share figures")
    LINK = N_("make links")
    CONNECT = N_("connect accounts")
    INVITE = N_("invite people")
    ERASE = N_("erase people and brands")


_VIEWER = frozenset({Act.VIEW})
_REVIEWER = _VIEWER | {Act.TAG, Act.DECIDE}
_EDITOR = _REVIEWER | {Act.IMPORT, Act.FREEZE, Act.APPLY, Act.SHARE, Act.LINK}
RIGHTS: Mapping[Role, frozenset[Act]] = {
    Role.OWNER: _EDITOR | {Act.CONNECT, Act.INVITE, Act.ERASE},
    Role.EDITOR: _EDITOR,
    Role.REVIEWER: _REVIEWER,
    Role.VIEWER: _VIEWER,
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person who may now come in, and the token of the link that lets them; None when the link is not the actor's to hold."""

    person: Person
    role: Role
    token: str | None


def may(person: Person, brand: Brand, act: Act) -> bool:
    """Whether the person's role in the brand includes the act. A stranger may nothing."""
    role = queries.role_of(person, brand) if person.is_active else None
    return role is not None and act in RIGHTS[role]


def require(actor: Actor, brand: Brand, act: Act) -> None:
    """Raises NotAllowed, naming the roles that may, unless the actor may do this in the brand."""
    if may(actor.person, brand, act):
        return
    raise NotAllowed(
        "not_allowed",
        N_(
            "You may not {act:word} in {brand}. That takes one of these roles: {roles:words}. An owner of the brand can give it."
        ),
        act=act.value,
        brand=brand.name,
        roles=", ".join(role.value for role, acts in RIGHTS.items() if act in acts),
    )


def at_the_keyboard() -> Actor:
    """The person who runs commands on this machine; made on first use, with the name they have there."""
    name = _login_name()
    email = f"{re.sub(r'[^a-z0-9._-]', '', name.lower()).strip('.') or 'owner'}@localhost"
    person, _ = Person.objects.get_or_create(is_local=True, defaults={"email": email, "name": name})
    return Actor(person, Via.CLI)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in this container
        return "owner"


def sign_in_link(person: Person, *, lasts: timedelta = SIGN_IN_LASTS) -> str:
    """A new token that signs the person in once. Only its hash is kept, so it can be shown this one time."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(person=person, hash=_hash(token), expires=timezone.now() + lasts)
    return token


def redeem(token: str) -> Person:
    """The person the token signs in; it never works again. Raises BadInput when spent, too old or unknown."""
    now = timezone.now()
    spent = SignInLink.objects.filter(hash=_hash(token), used_at=None, expires__gt=now, person__is_active=True)
    with transaction.atomic():
        if not spent.update(used_at=now):  # one statement, so that of two clicks one wins
            raise BadInput(
                "link_spent",
                N_("This sign-in link was used already or is too old. Ask for a new one; `vaekst sign-in` prints one."),
            )
        person = Person.objects.get(links__hash=_hash(token))
        record(Actor(person, Via.WEB), "sign_in", subject=person.email)
    return person


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(actor: Actor, brand: Brand, email: str, role: Role | str, *, name: str = "") -> Invitation:
    """Give someone a role in the brand, and a link that works for seven days. Raises Conflict if they have a role.

    Someone who also works on another brand gets no link by this: they have their own way in.
    """
    require(actor, brand, Act.INVITE)
    role, email = known_role(role), _checked_email(email)
    person = Person.objects.by_email(email) or Person.objects.create(email=email, name=name)
    if held := queries.role_of(person, brand):
        raise Conflict(
            "already_member",
            N_("{email} is in {brand} already, as {role:word}. `vaekst people role` changes that."),
            email=email,
            brand=brand.name,
            role=held.value,
        )
    Membership.objects.create(brand=brand, person=person, role=role)
    record(actor, "people.invite", brand=brand, subject=email, after={"role": role.value})
    token = sign_in_link(person, lasts=INVITATION_LASTS) if may_hold_link(actor, brand, person) else None
    return Invitation(person, role, token)


def may_hold_link(actor: Actor, brand: Brand, person: Person) -> bool:
    """Whether the actor may see a link that signs the person in.

    A link opens everything the person has, so it is shown only where this brand is all they have, or at the keyboard.
    """
    if actor.person.is_local:
        return True
    return not person.is_local and not person.memberships.exclude(brand=brand).exists()


def member_link(actor: Actor, brand: Brand, email: str) -> Invitation:
    """A fresh sign-in link for a member. Raises NotAllowed for one who has more than this brand."""
    require(actor, brand, Act.INVITE)
    member = member_of(brand, email)
    if not may_hold_link(actor, brand, member.person):
        raise NotAllowed(
            "link_elsewhere",
            N_("{name} works on other brands too. Only the terminal can make a link for them."),
            name=str(member.person),
        )
    return Invitation(member.person, known_role(member.role), sign_in_link(member.person))


@transaction.atomic
def change_role(actor: Actor, brand: Brand, email: str, role: Role | str) -> Membership:
    """Give a member another role. Raises Conflict when that would leave the brand without an owner."""
    require(actor, brand, Act.INVITE)
    role, member = known_role(role), member_of(brand, email)
    before = member.role
    if before == role:
        return member
    if before == Role.OWNER:
        keep_an_owner(brand, member)
    member.role = role
    member.save(update_fields=["role"])
    record(actor, "people.role", brand=brand, subject=email, before={"role": before}, after={"role": role.value})
    return member


@transaction.atomic
def remove(actor: Actor, brand: Brand, email: str) -> None:
    """Take someone out of the brand; what they did there stays. Raises Conflict for the last owner."""
    require(actor, brand, Act.INVITE)
    member = member_of(brand, email)
    if member.role == Role.OWNER:
        keep_an_owner(brand, member)
    record(actor, "people.remove", brand=brand, subject=email, before={"role": member.role})
    member.delete()


@transaction.atomic
def sign_out_everywhere(actor: Actor) -> None:
    """End all of the actor's sessions and spend their open links."""
    person = actor.person
    person.stamp = fresh_stamp()
    person.save(update_fields=["stamp"])
    person.links.filter(used_at=None).update(used_at=timezone.now())
    record(actor, "sign_out_everywhere", subject=person.email)


def choose_language(actor: Actor, locale: str) -> None:
    """Show the actor everything in this language from now on; empty follows each brand's own."""
    known = dict(settings.LANGUAGES)
    if locale and locale not in known:
        raise UnknownName("language", locale, known)
    actor.person.locale = locale
    actor.person.save(update_fields=["locale"])


def known_person(email: str) -> Person:
    """Anyone of this installation, by e-mail address. Raises UnknownName with the nearest."""
    if person := Person.objects.by_email(email):
        return person
    raise UnknownName("person", email, Person.objects.values_list("email", flat=True))


def known_role(text: Role | str) -> Role:
    """The role called `text`. Raises UnknownName with the nearest."""
    try:
        return Role(text.strip().lower())
    except ValueError:
        raise UnknownName("role", text, Role.values) from None


def _checked_email(text: str) -> str:
    email = text.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise BadInput(
            "bad_email", N_("'{given}' is not an e-mail address. Write one like name@example.org."), given=text
        ) from None
    return email


def member_of(brand: Brand, email: str) -> Membership:
    """The member with this e-mail address. Raises UnknownName with the nearest."""
    if member := queries.members(brand).filter(person__email=email.strip().lower()).first():
        return member
    known = queries.members(brand).values_list("person__email", flat=True)
    raise UnknownName("member", email, known, cure=N_("`vaekst people invite` lets someone in."))


def keep_an_owner(brand: Brand, leaving: Membership) -> None:
    """Raises Conflict when the brand would have no owner without this member."""
    Brand.objects.select_for_update().get(pk=brand.pk)  # of two owners leaving at once, one stays
    if not brand.memberships.filter(role=Role.OWNER).exclude(pk=leaving.pk).exists():
        raise Conflict(
            "last_owner",
            N_("{email} is the only owner of {brand}. Make someone else an owner first."),
            email=leaving.person.email,
            brand=brand.name,
        )
