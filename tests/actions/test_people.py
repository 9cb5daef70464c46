"""Who may do what, who is let in, and links that work once."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from tests.store import builders
from tests.store.builders import actor

from vaekst.actions import people
from vaekst.actions.people import RIGHTS, Act
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.store import queries
from vaekst.store.models import AuditEvent, Person, Role, SignInLink, Via


def test_each_role_may_all_that_the_next_may():
    ladder = [RIGHTS[role] for role in Role]
    assert all(lower < higher for higher, lower in pairwise(ladder))
    assert ladder[0] == frozenset(Act)


@pytest.mark.parametrize(
    ("role", "act", "may"),
    [
        (Role.VIEWER, Act.VIEW, True),
        (Role.VIEWER, Act.TAG, False),
        (Role.REVIEWER, Act.DECIDE, True),
        (Role.REVIEWER, Act.IMPORT, False),
        (Role.EDITOR, Act.APPLY, True),
        (Role.EDITOR, Act.INVITE, False),
        (Role.OWNER, Act.INVITE, True),
    ],
)
def test_a_role_includes_its_acts(shop, role, act, may):
    member = builders.member(shop, builders.person(), role)
    assert people.may(member.person, shop, act) is may


def test_a_stranger_and_a_closed_account_may_nothing(shop, owner, neighbour):
    assert not people.may(neighbour, shop, Act.VIEW)
    owner.is_active = False
    assert not people.may(owner, shop, Act.VIEW)


def test_a_refusal_names_the_roles_that_may(shop, colleague):
    with pytest.raises(NotAllowed, match=r"invite people in Fjord Cykler\. .* roles: owner\."):
        people.require(actor(colleague), shop, Act.INVITE)


def test_the_person_at_the_keyboard_is_made_once(db, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "Søren B.")
    first, again = people.at_the_keyboard(), people.at_the_keyboard()
    assert first.person == again.person
    assert first.via is Via.CLI
    assert (first.person.email, first.person.name) == ("srenb@localhost", "Søren B.")


def test_a_machine_without_user_names_has_an_owner_all_the_same(db, monkeypatch):
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert people.at_the_keyboard().person.email == "owner@localhost"


# -- links


def test_a_link_signs_in_once(owner):
    token = people.sign_in_link(owner)
    assert people.redeem(token) == owner
    with pytest.raises(BadInput, match="used already"):
        people.redeem(token)


def test_a_link_is_kept_as_a_hash(owner):
    token = people.sign_in_link(owner)
    assert token not in str(SignInLink.objects.values().get())


def test_a_link_gets_too_old(owner):
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as clock:
        token = people.sign_in_link(owner)
        clock.shift(timedelta(minutes=15))
        with pytest.raises(BadInput, match="too old"):
            people.redeem(token)


def test_an_invented_link_opens_nothing(owner):
    people.sign_in_link(owner)
    with pytest.raises(BadInput):
        people.redeem("invented")


def test_a_closed_account_cannot_sign_in(owner):
    token = people.sign_in_link(owner)
    Person.objects.filter(pk=owner.pk).update(is_active=False)
    with pytest.raises(BadInput):
        people.redeem(token)


def test_signing_out_everywhere_ends_sessions_and_open_links(owner):
    token, session = people.sign_in_link(owner), owner.get_session_auth_hash()
    people.sign_out_everywhere(actor(owner))
    assert Person.objects.get(pk=owner.pk).get_session_auth_hash() != session
    with pytest.raises(BadInput):
        people.redeem(token)


# -- members


def test_an_invitation_lets_someone_in_for_a_week(shop, owner):
    with time_machine.travel("2026-11-23T09:00Z", tick=False) as clock:
        invitation = people.invite(actor(owner), shop, " Liv@Example.org ", "reviewer", name="Liv")
        clock.shift(timedelta(days=6, hours=23))
        assert people.redeem(invitation.token) == invitation.person
    assert invitation.person.email == "liv@example.org"
    assert queries.role_of(invitation.person, shop) is Role.REVIEWER


def test_a_known_person_is_invited_without_a_second_account(shop, owner, neighbour):
    assert people.invite(actor(owner), shop, neighbour.email, Role.VIEWER).person == neighbour


def test_nobody_gets_a_link_into_an_account_that_opens_other_brands(shop, owner, neighbour):
    assert people.invite(actor(owner), shop, neighbour.email, Role.VIEWER).token is None
    assert not SignInLink.objects.filter(person=neighbour).exists()
    with pytest.raises(NotAllowed, match="other brands"):
        people.member_link(actor(owner), shop, neighbour.email)


def test_a_member_of_this_brand_alone_gets_a_fresh_link_from_its_owner(shop, owner, colleague):
    given = people.member_link(actor(owner), shop, colleague.email)
    assert people.redeem(given.token or "") == colleague


def test_a_member_is_not_invited_twice(shop, owner, colleague):
    with pytest.raises(Conflict, match="already, as editor"):
        people.invite(actor(owner), shop, colleague.email, Role.VIEWER)


@pytest.mark.parametrize("email", ["", "liv", "liv@", "a b@example.org"])
def test_an_invitation_needs_an_address(shop, owner, email):
    with pytest.raises(BadInput, match="not an e-mail address"):
        people.invite(actor(owner), shop, email, Role.VIEWER)


def test_a_misspelt_role_is_met_with_the_nearest(shop, owner):
    with pytest.raises(UnknownName, match="Did you mean 'editor'"):
        people.invite(actor(owner), shop, "liv@example.org", "edtor")


@pytest.mark.parametrize("change", [people.remove, lambda *given: people.change_role(*given, Role.VIEWER)])
def test_only_owners_change_who_is_in(shop, owner, colleague, neighbour, change):
    for person in (colleague, neighbour):
        with pytest.raises(NotAllowed):
            change(actor(person), shop, owner.email)


@pytest.mark.parametrize("change", [people.remove, lambda *given: people.change_role(*given, Role.VIEWER)])
def test_the_last_owner_stays(shop, owner, change):
    with pytest.raises(Conflict, match="only owner"):
        change(actor(owner), shop, owner.email)
    assert queries.role_of(owner, shop) is Role.OWNER


def test_an_owner_may_go_when_another_stays(shop, owner, colleague):
    people.change_role(actor(owner), shop, colleague.email, Role.OWNER)
    people.remove(actor(owner), shop, owner.email)
    assert queries.role_of(owner, shop) is None


def test_a_member_who_is_none_is_met_with_the_nearest(shop, owner, colleague):
    with pytest.raises(UnknownName, match=r"magnus@example\.org"):
        people.remove(actor(owner), shop, "magnsu@example.org")


def test_a_language_is_chosen_or_left_to_the_brand(owner):
    people.choose_language(actor(owner), "da")
    assert Person.objects.get(pk=owner.pk).locale == "da"
    people.choose_language(actor(owner), "")
    with pytest.raises(UnknownName):
        people.choose_language(actor(owner), "tlh")


def test_someone_is_found_by_address(owner):
    assert people.known_person("FREJA@example.org") == owner
    with pytest.raises(UnknownName):
        people.known_person("nobody@example.org")


def test_changes_leave_a_trail(shop, owner, colleague):
    someone = actor(owner)
    people.invite(someone, shop, "liv@example.org", Role.VIEWER)
    people.change_role(someone, shop, "liv@example.org", Role.EDITOR)
    people.change_role(someone, shop, "liv@example.org", Role.EDITOR)  # no change, no trail
    people.remove(someone, shop, "liv@example.org")
    trail = [(event.action, event.before, event.after) for event in reversed(queries.audit_trail(shop))]
    assert trail == [
        ("people.invite", None, {"role": "viewer"}),
        ("people.role", {"role": "viewer"}, {"role": "editor"}),
        ("people.remove", {"role": "editor"}, None),
    ]


def test_a_refused_change_leaves_no_trail(shop, owner, colleague):
    with pytest.raises(NotAllowed):
        people.invite(actor(colleague), shop, "liv@example.org", Role.VIEWER)
    assert not AuditEvent.objects.exists()
    assert not Person.objects.filter(email="liv@example.org").exists()
