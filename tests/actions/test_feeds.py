"""Feeds open one brand to whoever has the token, until they are closed or their maker leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.store import builders

from vaekst.actions import feeds, people
from vaekst.core.errors import BadInput, Conflict, NotAllowed, UnknownName
from vaekst.store.models import AuditEvent, Feed, Role

pytestmark = pytest.mark.django_db
NOW = builders.AUTUMN


def test_a_token_opens_its_brand_and_is_kept_nowhere():
    brand = builders.brand()
    actor = builders.actor(brand.memberships.get().person)
    fresh = feeds.open_feed(actor, brand, "  KPI   dashboard ", now=NOW)
    assert feeds.brand_of(fresh.token, brand.slug) == brand
    kept = Feed.objects.get()
    assert kept.name == "KPI dashboard"
    assert fresh.token not in str(kept.__dict__)
    assert kept.read_on is not None
    assert AuditEvent.objects.get(action="feed.open").subject == "KPI dashboard"


def test_a_wrong_token_another_brand_and_a_closed_feed_are_told_alike():
    brand, other = builders.brand(), builders.brand()
    actor = builders.actor(brand.memberships.get().person)
    fresh = feeds.open_feed(actor, brand, "dashboard", now=NOW)
    told = set()
    for token, slug in ((fresh.token, other.slug), ("wrong", brand.slug), (fresh.token, "nobody")):
        with pytest.raises(NotAllowed) as error:
            feeds.brand_of(token, slug)
        told.add(error.value.sentence.english())
    feeds.close_feed(actor, brand, "dashboard", now=NOW + timedelta(days=1))
    with pytest.raises(NotAllowed) as error:
        feeds.brand_of(fresh.token, brand.slug)
    assert told == {error.value.sentence.english()}


def test_a_feed_ends_when_its_maker_may_no_longer_share():
    brand = builders.brand()
    owner = builders.actor(brand.memberships.get().person)
    editor = builders.person()
    builders.member(brand, editor, Role.EDITOR)
    fresh = feeds.open_feed(builders.actor(editor), brand, "dashboard", now=NOW)
    people.change_role(owner, brand, editor.email, Role.VIEWER)
    with pytest.raises(NotAllowed):
        feeds.brand_of(fresh.token, brand.slug)


def test_names_are_asked_for_and_used_once():
    brand = builders.brand()
    actor = builders.actor(brand.memberships.get().person)
    for name in ("", " ", "x" * 81):
        with pytest.raises(BadInput, match="1 to 80"):
            feeds.open_feed(actor, brand, name, now=NOW)
    feeds.open_feed(actor, brand, "dashboard", now=NOW)
    with pytest.raises(Conflict, match="dashboard"):
        feeds.open_feed(actor, brand, "dashboard", now=NOW)
    with pytest.raises(UnknownName, match="Did you mean 'dashboard'"):
        feeds.close_feed(actor, brand, "dashbord", now=NOW)
    feeds.close_feed(actor, brand, "dashboard", now=NOW)
    assert feeds.open_feed(actor, brand, "dashboard", now=NOW).feed.pk


def test_a_viewer_opens_none():
    brand = builders.brand()
    viewer = builders.person()
    builders.member(brand, viewer, Role.VIEWER)
    with pytest.raises(NotAllowed):
        feeds.open_feed(builders.actor(viewer), brand, "dashboard", now=NOW)
