"""Erasing somebody who signs in: the account is nobody's any more, what they did stays under a pseudonym."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction

from vaekst.actions import audit
from vaekst.actions.audit import Actor
from vaekst.actions.erasure.record import MEMBER, backups_with
from vaekst.actions.erasure.traces import Traces, traces_of
from vaekst.actions.people import Act, keep_an_owner, known_person, may
from vaekst.core.errors import BadInput, NotAllowed, UnknownName
from vaekst.core.sentence import N_
from vaekst.store import erasing, queries
from vaekst.store.models import Brand, Person, Role
from vaekst.store.models.people import fresh_stamp


@dataclass(frozen=True, slots=True)
class MemberErased:
    """What went of a member, or would go: their brands, how many lines named them, and what they are called now."""

    brands: tuple[str, ...]
    records: int
    backups: int
    pseudonym: str = ""


def about_member(actor: Actor, email: str) -> MemberErased:
    """What `erase_member` would erase; nothing is changed. Raises as it does."""
    person = _erasable(actor, email)
    return _told(person, _traces(person))


@transaction.atomic
def erase_member(actor: Actor, email: str) -> MemberErased:
    """Make the account nobody's. What they decided, applied and imported stays, as done by a pseudonym.

    Raises UnknownName, Conflict for the only owner of a brand, BadInput for the person at the keyboard, and NotAllowed for
    one who works on a brand the actor does not own.
    """
    person = _erasable(actor, email)
    traces = _traces(person)
    told = _told(person, traces)
    brands: list[Brand | None] = list(Brand.objects.filter(memberships__person=person))
    pseudonym = f"person-{secrets.token_hex(4)}"
    erasing.end_sessions(person)
    person.memberships.all().delete()
    Person.objects.filter(pk=person.pk).update(
        email=f"{pseudonym}@erased.invalid", name=pseudonym, locale="", is_active=False, stamp=fresh_stamp()
    )
    erasing.reword(lambda text: traces.instead(pseudonym, text))
    erasing.forget_in_sessions(traces_of(person.email, *filter(None, [person.name])).named_in)
    for brand in brands or [None]:
        audit.record(actor, MEMBER, brand=brand, subject=pseudonym)
    for backup in backups_with(traces.named_in_file):
        backup.unlink(missing_ok=True)
    transaction.on_commit(erasing.wipe)
    return MemberErased(told.brands, told.records, told.backups, pseudonym)


def _erasable(actor: Actor, email: str) -> Person:
    person = known_person(email) if actor.person.is_local else _colleague(actor, email)
    if person.is_local:
        raise BadInput(
            "at_the_keyboard",
            N_("{email} is the person at this machine's keyboard, who is here as long as it is."),
            email=person.email,
        )
    theirs = list(person.memberships.select_related("brand", "person"))
    if not all(may(actor.person, each.brand, Act.ERASE) for each in theirs):
        raise NotAllowed(
            "erase_elsewhere",
            N_("{name} works on other brands too. Only the terminal can erase them."),
            name=str(person),
        )
    for each in theirs:
        if each.role == Role.OWNER:
            keep_an_owner(each.brand, each)
    return person


def _colleague(actor: Actor, email: str) -> Person:
    """Somebody on one of the actor's brands. Raises UnknownName with the nearest."""
    colleagues = Person.objects.filter(memberships__brand__in=queries.brands_of(actor.person)).distinct()
    if found := colleagues.filter(email=email.strip().lower()).first():
        return found
    raise UnknownName("member", email, colleagues.values_list("email", flat=True))


def _traces(person: Person) -> Traces:
    """An address is found in any text. A name may be an ordinary word, and is looked for in the account alone."""
    return traces_of(person.email)


def _told(person: Person, traces: Traces) -> MemberErased:
    brands = tuple(person.memberships.values_list("brand__slug", flat=True))
    return MemberErased(brands, erasing.naming(traces.named_in), len(backups_with(traces.named_in_file)))
