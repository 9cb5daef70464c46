"""Short links lead where the register says and count clicks of nobody in particular."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from tests.actions import left
from tests.actions.links_shop import NOW, shop, wish
from tests.core.test_robots import SAFARI

from vaekst.actions import exports, facts, links
from vaekst.actions.erasure import erase_brand
from vaekst.actions.links import Clicks, Visitor, counting, following
from vaekst.core.errors import Trouble
from vaekst.lake import Spool
from vaekst.store.models import ClickBatch, Link, LinkClicks, Person


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.VAEKST_HOME = tmp_path / "home"
    following.forget()
    return settings.VAEKST_HOME


@pytest.fixture
def link(owner: Person) -> Link:
    actor, brand = shop(owner)
    return links.make(actor, brand, wish(), now=NOW)


def visitor(method="GET", agent=SAFARI, referrer="https://l.instagram.com/?u=x", **headers):
    return Visitor(method, agent, referrer, headers)


def followed(link, who=None, *, now=NOW, host=None):
    return links.follow(link.code, who or visitor(), host=host, now=now)


def counted(link) -> list[LinkClicks]:
    links.count_waiting(link.brand)
    return list(LinkClicks.objects.all())


def test_a_short_link_leads_where_the_register_says(link):
    assert followed(link) == link.url
    assert links.follow(link.code.upper(), visitor(), host=None, now=NOW) == link.url


@pytest.mark.parametrize(
    "code", ["", "abc", "abcdefg", "../admin", "https://evil.example", "a" * 100, "æøåæøå", "abc%00def"]
)
def test_a_code_that_is_not_in_the_register_leads_nowhere(link, code):
    assert links.follow(code, visitor(), host=None, now=NOW) is None
    assert not LinkClicks.objects.exists()


def test_a_host_serves_the_links_of_brands_that_named_it(link):
    assert followed(link, host="go.example.com") == link.url
    assert followed(link, host="other.example.com") is None


def test_clicks_are_counted_by_hour_and_place(link):
    for minutes in (0, 5, 40):
        followed(link, now=NOW + timedelta(minutes=minutes))
    followed(link, visitor(referrer=""))
    told = {(row.hour, row.referrer): row.count for row in counted(link)}
    first = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert told == {
        (first, "l.instagram.com"): 2,
        (first, ""): 1,
        (first + timedelta(hours=1), "l.instagram.com"): 1,
    }


def test_robots_are_marked_and_counted_apart(link):
    followed(link)
    followed(link, visitor(agent="facebookexternalhit/1.1"))
    followed(link, visitor(agent=""))
    assert links.clicks_of(link.brand) == {link.pk: Clicks(people=1, robots=2)}


@pytest.mark.parametrize(
    "who",
    [visitor("HEAD"), visitor(**{"Sec-Purpose": "prefetch"}), visitor(**{"X-Moz": "prefetch"})],
    ids=["head", "prefetch", "old prefetch"],
)
def test_who_does_not_follow_is_not_counted(link, who):
    assert followed(link, who) == link.url
    assert not counted(link)


def test_nothing_about_who_clicked_is_kept(link):
    followed(link, visitor(referrer="https://www.example.org/people/anna?mail=anna@example.org"))
    waiting = b"".join(path.read_bytes() for path in facts.clicked(link.brand).iterdir())
    assert b"anna" not in waiting
    assert b"iPhone" not in waiting
    assert "anna@example.org" not in left.stored()
    assert "iPhone" not in left.stored()
    (told,) = counted(link)
    assert told.referrer == "example.org"
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


def test_invented_referrers_do_not_fill_the_store(link):
    for number in range(counting._PLACES + 30):
        followed(link, visitor(referrer=f"https://{number}.example/"), now=NOW + timedelta(seconds=number))
    rows = {row.referrer: row.count for row in counted(link)}
    assert len(rows) == counting._PLACES + 1
    assert rows["elsewhere"] == 30
    assert links.clicks_of(link.brand)[link.pk].people == counting._PLACES + 30


def test_a_flood_is_counted_in_full_and_asks_the_store_for_the_link_once(link, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        for _ in range(500):
            followed(link)
    assert [row.count for row in counted(link)] == [500]
    followed(link)
    assert [row.count for row in counted(link)] == [501]
    assert not ClickBatch.objects.exists()


def test_a_full_disk_stops_no_visitor(link, monkeypatch):
    def full(*_args, **_options):
        raise Trouble("disk_full", "The disk is full.")

    monkeypatch.setattr(Spool, "append", full)
    assert followed(link) == link.url
    assert not counted(link)


def test_clicks_are_counted_once_when_the_counting_is_killed_before_their_file_is_gone(link, monkeypatch):
    followed(link)
    with monkeypatch.context() as killed:
        killed.setattr(Path, "unlink", interrupted)
        with pytest.raises(KeyboardInterrupt):
            links.count_waiting(link.brand)
    assert [row.count for row in counted(link)] == [1]
    assert not ClickBatch.objects.exists()
    assert not list(facts.clicked(link.brand).glob("*.ready"))


def test_clicks_wait_when_the_counting_fails_half_way(link, monkeypatch):
    followed(link)
    followed(link, visitor(referrer=""))
    real, calls = counting._add, []

    def fails_once(*args):
        calls.append(args)
        if len(calls) == 2:
            raise DatabaseError("locked")
        real(*args)

    with monkeypatch.context() as busy:
        busy.setattr(counting, "_add", fails_once)
        with pytest.raises(DatabaseError):
            links.count_waiting(link.brand)
    assert not LinkClicks.objects.exists()
    assert sum(row.count for row in counted(link)) == 2


def interrupted(_path: Path, **_options: bool) -> None:
    raise KeyboardInterrupt


def test_a_withdrawn_link_still_leads_where_it_led(owner):
    actor, brand = shop(owner)
    link = links.make(actor, brand, wish(), now=NOW)
    links.withdraw(actor, brand, link.code, now=NOW)
    assert followed(link) == link.url


def test_erasing_a_brand_takes_its_links_and_clicks(link, owner):
    followed(link)
    assert counted(link)
    followed(link)
    actor, _ = shop(owner, slug="bakery")
    erase_brand(actor, link.brand, typed=link.brand.slug)
    assert not Link.objects.exists()
    assert not facts.clicked(link.brand).exists()
    assert not LinkClicks.objects.exists()


def test_clicks_leave_the_product_hour_by_hour_with_their_placement(link):
    followed(link)
    followed(link, visitor(agent="curl/8"), now=NOW + timedelta(hours=1))
    later, first = exports.sheet(link.brand, "link_clicks", now=NOW + timedelta(days=1)).rows
    assert (first["code"], first["clicks"], first["is_bot"], later["is_bot"]) == (link.code, 1, False, True)
    assert (first["channel"], first["concept"], first["creator"]) == ("instagram", "ride-along", None)
    assert exports.sheet(link.brand, "link_clicks", as_of=date(2026, 11, 22), now=NOW + timedelta(days=1)).rows == []
