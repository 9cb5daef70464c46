"""A member who is erased is nobody any more, and what they decided stays."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from tests.actions.left import stored
from tests.store import builders

from vaekst.actions import erasure, people
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.store.models import Brand, Decision, Person, Role, SignInLink, StrategyVersion


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    """A data home of its own."""
    settings.VAEKST_HOME = tmp_path


def test_a_member_is_nobody_any_more_and_what_they_decided_stays(shop, owner):
    liv = builders.person("liv lund", email="liv.lund@example.org")
    people.invite(builders.actor(owner), shop, liv.email, Role.EDITOR)
    people.redeem(people.sign_in_link(liv))
    decided = builders.decision(shop, by=liv, reason="As liv.lund@example.org said")
    later = builders.decision(shop, by=owner, supersedes=decided)
    builders.strategy(shop, by=liv, text="# liv.lund@example.org\nvaekst: 1\n")
    erased = erasure.erase_member(builders.actor(owner), "Liv.Lund@example.org")
    for trace in ("liv.lund", "Liv Lund"):
        assert trace not in stored()
    decided = Decision.objects.get(pk=decided.pk)
    assert (str(decided.by), decided.reason) == (erased.pseudonym, f"As {erased.pseudonym} said")
    assert Decision.objects.get(pk=later.pk).supersedes == decided
    written = StrategyVersion.objects.get(brand=shop, number=2)
    assert written.sha256 == hashlib.sha256(written.text.encode()).hexdigest()
    assert not decided.by.is_active
    assert not shop.memberships.filter(person=liv).exists()
    assert (erased.brands, erased.records) == (("fjord-cykler",), 4)


def test_the_sessions_and_ways_in_of_an_erased_member_end(shop, owner, colleague, browser_of):
    theirs, mine = browser_of(colleague), browser_of(owner)
    people.sign_in_link(colleague)
    erasure.erase_member(builders.actor(owner), colleague.email)
    assert [each.get_decoded()["_auth_user_id"] for each in Session.objects.all()] == [str(owner.pk)]
    assert not SignInLink.objects.filter(person=colleague).exists()
    assert theirs.get("/brands/").status_code == 302
    assert mine.get("/brands/").status_code == 200


@pytest.fixture
def browser_of() -> Callable[[Person], Any]:
    from django.conf import settings
    from django.test import Client

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


def test_looking_at_a_member_first_changes_nothing(shop, owner, colleague):
    before = stored()
    told = erasure.about_member(builders.actor(owner), colleague.email)
    assert (told.brands, told.pseudonym) == (("fjord-cykler",), "")
    assert stored() == before


def test_the_only_owner_stays(shop, owner):
    with pytest.raises(Conflict, match="only owner"):
        erasure.erase_member(builders.actor(owner), owner.email)


def test_the_person_at_the_keyboard_stays(db):
    actor = people.at_the_keyboard()
    with pytest.raises(BadInput, match="keyboard"):
        erasure.erase_member(actor, actor.person.email)


def test_somebody_who_works_elsewhere_too_is_erased_in_the_terminal_alone(shop, owner, neighbour, colleague):
    with pytest.raises(UnknownName):
        erasure.erase_member(builders.actor(owner), neighbour.email)
    builders.member(Brand.objects.get(slug="bakery-next-door"), colleague, Role.VIEWER)
    with pytest.raises(NotAllowed, match="other brands") as refused:
        erasure.erase_member(builders.actor(owner), colleague.email)
    assert "akery" not in str(refused.value)
    erased = erasure.erase_member(people.at_the_keyboard(), colleague.email)
    assert set(erased.brands) == {"bakery-next-door", "fjord-cykler"}
    assert {event.subject for event in erasure.erasures(builders.actor(owner))} == {erased.pseudonym}
