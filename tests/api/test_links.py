"""Links over HTTP: read and checked with any token, made with one that may."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.actions.links_shop import NOW, PAGE, shop, wish
from tests.store import builders

from vaekst.actions import feeds, links, people
from vaekst.core.errors import NotAllowed
from vaekst.store.models import AuditEvent, Brand, Link, Person, Role, Via

BASE = "/api/v1/fjord/links"
WISHED = {"channel": "instagram", "batch": "Uge 48", "concept": "ride-along", "format": "story"}


@pytest.fixture
def brand(owner: Person) -> Brand:
    return shop(owner)[1]


@pytest.fixture
def reading(brand: Brand, owner: Person) -> dict[str, str]:
    return bearer(feeds.open_feed(builders.actor(owner), brand, "dashboard", now=NOW).token)


@pytest.fixture
def linking(brand: Brand, owner: Person) -> dict[str, str]:
    return bearer(feeds.open_feed(builders.actor(owner), brand, "planner", now=NOW, may_link=True).token)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def post(client: Client, path: str, body: Any, headers: dict[str, str]) -> Any:
    return client.post(path, body, content_type="application/json", headers=headers)


def test_links_are_made_and_read_back(client: Client, brand: Brand, owner: Person, linking, reading):
    answer = post(client, BASE, {"links": [WISHED, WISHED | {"channel": "tiktok"}]}, linking)
    assert answer.status_code == 201
    assert answer.json()["made"] == 2
    made = answer.json()["links"][0]
    assert made["url"].startswith(f"{PAGE}?utm_source=instagram")
    assert [each["code"] for each in client.get(BASE, headers=reading).json()["links"]][1] == made["code"]
    event = AuditEvent.objects.get(action="link.make")
    assert (event.via, event.by) == (Via.API, owner)


def test_the_same_list_again_makes_nothing_new(client: Client, brand: Brand, linking):
    first = post(client, BASE, {"links": [WISHED]}, linking).json()
    again = post(client, BASE, {"links": [WISHED]}, linking).json()
    assert again["made"] == 0
    assert again["links"][0]["code"] == first["links"][0]["code"]


def test_a_feed_that_only_reads_makes_no_links(client: Client, brand: Brand, reading):
    answer = post(client, BASE, {"links": [WISHED]}, reading)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "read_only_feed"
    assert not Link.objects.exists()


def test_a_token_in_the_address_makes_no_links(client: Client, brand: Brand, linking):
    token = linking["Authorization"].removeprefix("Bearer ")
    assert post(client, f"{BASE}?token={token}", {"links": [WISHED]}, {}).status_code == 401
    assert not Link.objects.exists()


def test_a_grant_ends_with_the_role_of_who_gave_it(client: Client, brand: Brand, owner: Person):
    editor = builders.person()
    builders.member(brand, editor, Role.EDITOR)
    token = feeds.open_feed(builders.actor(editor), brand, "planner", now=NOW, may_link=True).token
    people.change_role(builders.actor(owner), brand, editor.email, Role.VIEWER)
    assert post(client, BASE, {"links": [WISHED]}, bearer(token)).status_code == 401


def test_a_reviewer_grants_nothing(brand: Brand):
    reviewer = builders.person()
    builders.member(brand, reviewer, Role.REVIEWER)
    with pytest.raises(NotAllowed):
        feeds.open_feed(builders.actor(reviewer), brand, "planner", now=NOW, may_link=True)


def test_a_token_opens_no_other_brand(client: Client, brand: Brand, owner: Person, linking):
    shop(owner, slug="bakery")
    assert post(client, "/api/v1/bakery/links", {"links": [WISHED]}, linking).status_code == 401


def test_what_is_wrong_is_told_link_by_link(client: Client, brand: Brand, linking):
    answer = post(client, BASE, {"links": [WISHED, WISHED | {"concept": "tandem"}]}, linking)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["code"] == "bad_wishes"
    assert [(each["link"], each["code"]) for each in error["faults"]] == [(2, "unknown_name")]
    assert not Link.objects.exists()


@pytest.mark.parametrize("body", [{}, {"links": []}, {"links": [{}]}, {"links": "x"}, {"links": [WISHED] * 1001}])
def test_a_body_that_is_no_list_of_links_is_refused(client: Client, brand: Brand, linking, body):
    answer = post(client, BASE, body, linking)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad_parameter"


def test_links_are_checked_with_any_token(client: Client, brand: Brand, owner: Person, reading):
    right = links.make(builders.actor(owner), brand, wish(), now=NOW).url
    broken = right.replace("utm_medium=social", "utm_medium=Social")
    told = post(client, f"{BASE}/check", {"links": [right, broken]}, reading).json()
    assert (told["checked"], told["broken"]) == (2, 1)
    assert told["links"][0]["corrected"] == right


def test_withdrawn_links_are_shown_on_request(client: Client, brand: Brand, owner: Person, reading):
    actor = builders.actor(owner)
    code = links.make(actor, brand, wish(), now=NOW).code
    links.withdraw(actor, brand, code, now=NOW)
    assert client.get(BASE, headers=reading).json()["links"] == []
    assert client.get(f"{BASE}?withdrawn=true", headers=reading).json()["links"][0]["code"] == code
