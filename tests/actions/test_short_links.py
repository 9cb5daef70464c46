"""Short links lead where the register says and count clicks of nobody in particular."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError
from tests.actions import left
from tests.actions.links_shop import NOW, shop, wish
from tests.core.test_robots import SAFARI

from vaekst.actions import exports, links
from vaekst.actions.erasure import erase_brand
from vaekst.actions.links import Clicks, Follower, Visitor, following
from vaekst.store.models import Link, LinkClicks, Person


@pytest.fixture
def link(owner: Person) -> Link:
    actor, brand = shop(owner)
    return links.make(actor, brand, wish(), now=NOW)


@pytest.fixture
def follower() -> Follower:
    return Follower()


def visitor(method="GET", agent=SAFARI, referrer="https://l.instagram.com/?u=x", **headers):
    return Visitor(method, agent, referrer, headers)


def followed(link, follower, who=None, *, now=NOW, host=None):
    return links.follow(link.code, who or visitor(), host=host, now=now, follower=follower)


def test_a_short_link_leads_where_the_register_says(link, follower):
    assert followed(link, follower) == link.url
    assert links.follow(link.code.upper(), visitor(), host=None, now=NOW, follower=follower) == link.url


@pytest.mark.parametrize(
    "code", ["", "abc", "abcdefg", "../admin", "https://evil.example", "a" * 100, "æøåæøå", "abc%00def"]
)
def test_a_code_that_is_not_in_the_register_leads_nowhere(link, follower, code):
    assert links.follow(code, visitor(), host=None, now=NOW, follower=follower) is None
    assert not LinkClicks.objects.exists()


def test_a_host_serves_the_links_of_brands_that_named_it(link, follower):
    assert followed(link, follower, host="go.example.com") == link.url
    assert followed(link, follower, host="other.example.com") is None


def test_clicks_are_counted_by_hour_and_place(link, follower):
    for minutes in (0, 5, 40):
        followed(link, follower, now=NOW + timedelta(minutes=minutes))
    followed(link, follower, visitor(referrer=""))
    told = {(row.hour, row.referrer): row.count for row in LinkClicks.objects.all()}
    first = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert told == {
        (first, "l.instagram.com"): 2,
        (first, ""): 1,
        (first + timedelta(hours=1), "l.instagram.com"): 1,
    }


def test_robots_are_marked_and_counted_apart(link, follower):
    followed(link, follower)
    followed(link, follower, visitor(agent="facebookexternalhit/1.1"))
    followed(link, follower, visitor(agent=""))
    assert links.clicks_of(link.brand) == {link.pk: Clicks(people=1, robots=2)}


@pytest.mark.parametrize(
    "who",
    [visitor("HEAD"), visitor(**{"Sec-Purpose": "prefetch"}), visitor(**{"X-Moz": "prefetch"})],
    ids=["head", "prefetch", "old prefetch"],
)
def test_who_does_not_follow_is_not_counted(link, follower, who):
    assert followed(link, follower, who) == link.url
    assert not LinkClicks.objects.exists()


def test_nothing_about_who_clicked_is_kept(link, follower):
    followed(link, follower, visitor(referrer="https://www.example.org/people/anna?mail=anna@example.org"))
    assert "anna@example.org" not in left.stored()
    assert "iPhone" not in left.stored()
    assert LinkClicks.objects.get().referrer == "example.org"
    assert {field.name for field in LinkClicks._meta.get_fields()} == {
        "id", "brand", "link", "hour", "referrer", "is_bot", "count",
    }  # fmt: skip
    assert {field.name for field in fields(Visitor)} == {"method", "agent", "referrer", "headers"}


@pytest.mark.parametrize(
    ("referrer", "host"),
    [
        ("https://www.facebook.com/x", "facebook.com"),
        ("", ""),
        ("not an address", ""),
        ("https://[::1", ""),
        ("https://user:secret@example.org/", "example.org"),
        ("https://" + "a" * 300 + ".example", "a" * 120),
        ("android-app://com.google.android.gm/", "com.google.android.gm"),
    ],
)
def test_of_a_referrer_the_host_is_kept(referrer, host):
    assert following.host_of(referrer) == host


def test_invented_referrers_do_not_fill_the_store(link, follower):
    for number in range(following._PLACES + 30):
        followed(link, follower, visitor(referrer=f"https://{number}.example/"), now=NOW + timedelta(seconds=number))
    assert LinkClicks.objects.count() <= following._PLACES + 1
    assert links.clicks_of(link.brand)[link.pk].people == following._PLACES + 30
    assert LinkClicks.objects.get(referrer="elsewhere").count == 30


def test_a_flood_is_written_in_a_few_strokes_and_counted_in_full(link, follower):
    for _ in range(500):
        followed(link, follower)
    assert LinkClicks.objects.get().count == following._WRITES
    followed(link, follower, now=NOW + timedelta(seconds=1))
    assert LinkClicks.objects.get().count == 501


def test_a_busy_store_stops_no_visitor_and_loses_no_click(link, follower, monkeypatch):
    def busy(*_args):
        raise DatabaseError("locked")

    with monkeypatch.context() as patched:
        patched.setattr(following, "_add", busy)
        assert followed(link, follower) == link.url
    followed(link, follower)
    assert links.clicks_of(link.brand)[link.pk].people == 2


def test_a_withdrawn_link_still_leads_where_it_led(owner, follower):
    actor, brand = shop(owner)
    link = links.make(actor, brand, wish(), now=NOW)
    links.withdraw(actor, brand, link.code, now=NOW)
    assert followed(link, follower) == link.url


def test_erasing_a_brand_takes_its_links_and_clicks(link, follower, owner, settings, tmp_path):
    settings.VAEKST_HOME = tmp_path
    followed(link, follower)
    actor, _ = shop(owner, slug="bakery")
    erase_brand(actor, link.brand, typed=link.brand.slug)
    assert not Link.objects.exists()
    assert not LinkClicks.objects.exists()


def test_clicks_leave_the_product_hour_by_hour_with_their_placement(link, follower, settings, tmp_path):
    settings.VAEKST_HOME = tmp_path
    followed(link, follower)
    followed(link, follower, visitor(agent="curl/8"), now=NOW + timedelta(hours=1))
    later, first = exports.sheet(link.brand, "link_clicks", now=NOW + timedelta(days=1)).rows
    assert (first["code"], first["clicks"], first["is_bot"], later["is_bot"]) == (link.code, 1, False, True)
    assert (first["channel"], first["concept"], first["creator"]) == ("instagram", "ride-along", None)
    assert exports.sheet(link.brand, "link_clicks", as_of=date(2026, 11, 22), now=NOW + timedelta(days=1)).rows == []
