"""One round trip per model that may change, and the rules the database itself keeps."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from tests.store import builders

from vaekst.store.models import MappingProfile, Membership, Person, SignInLink


def test_the_migrations_hold_all_of_the_models(db):
    call_command("makemigrations", check=True, dry_run=True, skip_checks=True, verbosity=0)


def test_an_address_is_one_person_however_it_is_written(db):
    builders.person(email=" Freja@Example.org")
    assert Person.objects.by_email("FREJA@example.ORG ").email == "freja@example.org"
    with pytest.raises(IntegrityError):
        builders.person(email="freja@example.org")


def test_one_person_sits_at_the_keyboard(db):
    builders.person(is_local=True)
    with pytest.raises(IntegrityError):
        builders.person(is_local=True)


def test_a_new_stamp_ends_a_persons_sessions(owner):
    before = owner.get_session_auth_hash()
    owner.stamp = "another"
    assert owner.get_session_auth_hash() != before


def test_a_person_has_one_role_in_a_brand(shop, owner):
    with pytest.raises(IntegrityError):
        builders.member(shop, owner)


def test_an_unknown_role_is_refused_by_the_database(shop, owner):
    with pytest.raises(IntegrityError):
        Membership.objects.filter(person=owner).update(role="king")


def test_two_strategies_never_share_a_number(shop):
    with pytest.raises(IntegrityError):
        builders.strategy(shop, number=1)


def test_an_import_is_recorded_once(shop):
    record = builders.import_record(shop)
    with pytest.raises(IntegrityError):
        builders.import_record(shop, import_id=record.import_id)


def test_a_header_means_one_thing_in_a_brand(shop, owner):
    profile = {"brand": shop, "fingerprint": "f" * 64, "kind": "posts", "confirmed_by": owner}
    MappingProfile.objects.create(**profile, mapping={"Date": "local_date"})
    assert MappingProfile.objects.get().mapping == {"Date": "local_date"}
    with pytest.raises(IntegrityError):
        MappingProfile.objects.create(**profile)


def test_a_week_has_one_first_decision_per_concept(shop):
    builders.decision(shop)
    with pytest.raises(IntegrityError):
        builders.decision(shop)


def test_a_decision_is_superseded_once(shop):
    first = builders.decision(shop)
    builders.decision(shop, supersedes=first, verdict="stop")
    with pytest.raises(IntegrityError):
        builders.decision(shop, supersedes=first, verdict="iterate")


def test_an_unknown_verdict_is_refused_by_the_database(shop):
    with pytest.raises(IntegrityError):
        builders.decision(shop, verdict="perhaps")


def test_a_link_keeps_its_hash_alone(owner):
    link = SignInLink.objects.create(person=owner, hash="a" * 64, expires=builders.AUTUMN)
    assert str(link) == "link for Freja, good until 2026-11-23 09:00"


def test_writers_queue_instead_of_failing_halfway(db):
    settings = connection.settings_dict["OPTIONS"]
    assert settings["transaction_mode"] == "IMMEDIATE"
    assert settings["timeout"] >= 20
