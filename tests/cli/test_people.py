"""`vaekst people` and `vaekst sign-in`."""

from __future__ import annotations

import pytest
from tests.cli.terminal import answer, vaekst
from tests.store import builders

from vaekst.actions import people
from vaekst.core.errors import BadInput
from vaekst.store import queries
from vaekst.store.models import Role


@pytest.fixture
def brand(keyboard):
    return builders.brand("fjord-cykler", owner=keyboard)


def test_people_are_listed(brand, keyboard):
    builders.member(brand, builders.person("liv"), Role.VIEWER)
    listed = [
        {"email": "freja@localhost", "name": "freja", "role": "owner"},
        {"email": "liv@example.org", "name": "Liv", "role": "viewer"},
    ]
    assert answer("people") == listed == answer("people", "list")
    assert "liv@example.org" in vaekst("people", "list").stdout


def test_an_invitation_prints_its_link_once(brand):
    told = answer("people", "invite", "liv@example.org", "editor", "--name", "Liv")
    token = told["link"].rstrip("/").rsplit("/", 1)[-1]
    person = people.redeem(token)
    assert (person.email, person.name) == ("liv@example.org", "Liv")
    assert queries.role_of(person, brand) is Role.EDITOR
    with pytest.raises(BadInput):
        people.redeem(token)


def test_an_invitation_is_told_in_words(brand):
    result = vaekst("people", "invite", "liv@example.org")
    assert "liv@example.org is viewer of Fjord Cykler" in result.stdout
    assert "/sign-in/" in result.stdout


def test_a_role_is_changed_and_someone_removed(brand):
    liv = builders.member(brand, builders.person("liv"), Role.VIEWER).person
    assert vaekst("people", "role", "liv@example.org", "reviewer").exit_code == 0
    assert queries.role_of(liv, brand) is Role.REVIEWER
    assert "not in Fjord Cykler any more" in vaekst("people", "remove", "liv@example.org").stdout
    assert queries.role_of(liv, brand) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("invite", "liv"), "not an e-mail address"),
        (("invite", "liv@example.org", "boss"), "Known: editor, owner, reviewer, viewer"),
        (("remove", "freja@localhost"), "only owner"),
        (("role", "nobody@example.org", "viewer"), "Known: freja@localhost"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_cure(brand, words, told):
    result = vaekst("people", *words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stdout == ""


def test_a_link_signs_in_the_person_at_the_keyboard(keyboard):
    link = answer("sign-in", "--base", "https://growth.example.org/")["link"]
    assert link.startswith("https://growth.example.org/sign-in/")
    assert people.redeem(link.rstrip("/").rsplit("/", 1)[-1]) == keyboard


def test_a_link_is_printed_alone_so_that_it_can_be_piped(keyboard):
    result = vaekst("sign-in")
    assert result.stdout.startswith("http://127.0.0.1:8000/sign-in/")
    assert len(result.stdout.splitlines()) == 1


def test_a_link_can_be_made_for_someone_else(keyboard):
    builders.person("liv")
    assert answer("sign-in", "--email", "liv@example.org")["email"] == "liv@example.org"
    assert vaekst("sign-in", "--email", "lvi@example.org").exit_code == 1


def test_printed_links_lead_to_the_sign_in_page(settings):
    from django.urls import reverse

    assert settings.SIGN_IN_PATH.format(token="abc") == reverse("accounts:redeem", args=["abc"])
