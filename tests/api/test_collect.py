"""`/collect/`: what browsers and servers send and are told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.store import builders

from vaekst.actions import collecting, facts
from vaekst.actions.collecting import accepting
from vaekst.lake import Spool, lines_of
from vaekst.store.models import Brand, Person

HERE = {"Origin": "https://shop.example", "User-Agent": "Mozilla/5.0 Firefox/140.0"}
TOUCH = {"consent": True, "visitor": "v1", "url": "https://shop.example/?utm_source=instagram"}


@pytest.fixture
def key(shop: Brand, owner: Person, settings: Any, tmp_path: Path) -> str:
    settings.VAEKST_HOME = tmp_path / "home"
    accepting.forget()
    now = datetime(2026, 10, 5, 8, tzinfo=UTC)
    return collecting.open_key(builders.actor(owner), shop, "Shop", origins=["https://shop.example"], now=now).key


def send(key: str, body: object, headers: dict[str, str] = HERE, content_type: str = "application/json") -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    address = reverse("collect:events", args=[key])
    return Client(enforce_csrf_checks=True).post(address, text, content_type=content_type, headers=headers)


def kept(brand: Brand) -> list[dict[str, Any]]:
    files = Spool(facts.collected(brand)).take()
    return [event for path in files for line in lines_of(path) for event in json.loads(line)]


def test_an_accepted_event_is_on_disk_and_the_page_may_read_the_answer(key: str, shop: Brand):
    answer = send(key, TOUCH)
    assert (answer.status_code, answer.json()) == (202, {"accepted": 1})
    assert answer["Access-Control-Allow-Origin"] == "https://shop.example"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies
    assert [event["page"] for event in kept(shop)] == ["shop.example/"]


def test_a_beacon_sends_text(key: str):
    assert send(key, TOUCH, content_type="text/plain;charset=UTF-8").status_code == 202


def test_a_browser_asks_first_and_is_told_what_it_may_send(key: str):
    address = reverse("collect:events", args=[key])
    answer = Client().options(address, headers=HERE)
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "POST")
    assert Client().options(address, headers={"Origin": "https://elsewhere.example"}).status_code == 403


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        ("{", HERE, 400, "event_no_json"),
        ("[" * 8_000 + "]" * 8_000, HERE, 400, "event_no_json"),
        ({**TOUCH, "visitor": "\ud800"}, HERE, 400, "event_half_sign"),
        ({**TOUCH, "consent": None}, HERE, 400, "event_consent"),
        ({**TOUCH, "name": "Bo"}, HERE, 400, "event_strange_field"),
        ([TOUCH] * 60, HERE, 400, "event_many"),
        ("x" * 20_000, HERE, 413, "body_too_long"),
        (TOUCH, {**HERE, "Origin": "https://elsewhere.example"}, 403, "origin_not_allowed"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_shape(
    key: str, shop: Brand, body: Any, headers: Any, status: int, code: str
):
    answer = send(key, body, headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"]
    assert kept(shop) == []


def test_too_many_are_told_to_wait(key: str, settings: Any):
    settings.VAEKST_COLLECT_RATE = 1
    assert send(key, TOUCH).status_code == 202
    answer = send(key, TOUCH)
    assert (answer.status_code, answer["Retry-After"]) == (429, "10")


def test_behind_a_proxy_the_address_it_names_counts(key: str, settings: Any):
    settings.VAEKST_COLLECT_RATE = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for address in ("192.0.2.1", "192.0.2.2"):
        assert send(key, TOUCH, {**HERE, "X-Forwarded-For": f"10.0.0.1, {address}"}).status_code == 202
    assert send(key, TOUCH, {**HERE, "X-Forwarded-For": "192.0.2.2"}).status_code == 429


def test_a_key_nobody_knows_opens_nothing_and_names_no_other(key: str):
    answer = send("no-such-key", TOUCH)
    assert answer.status_code == 404
    assert key not in answer.content.decode()


def test_an_image_counts_a_visit_where_no_script_runs(key: str, shop: Brand):
    address = reverse("collect:pixel", args=[key])
    page = {"Referer": "https://shop.example/offer", "User-Agent": HERE["User-Agent"]}
    answer = Client().get(address, {"consent": "0", "url": "https://shop.example/offer"}, headers=page)
    assert (answer.status_code, answer["Content-Type"], answer.content[:3]) == (200, "image/gif", b"GIF")
    assert [event["consent"] for event in kept(shop)] == [False]
    assert Client().get(address, {"url": "https://shop.example/"}, headers=page).status_code == 400


def test_pages_fetched_ahead_and_other_origins_count_nothing(key: str, shop: Brand):
    address = reverse("collect:pixel", args=[key]) + "?consent=1&url=https://shop.example/"
    assert Client().get(address, headers={"Sec-Purpose": "prefetch"}).status_code == 200
    assert Client().get(address, headers={"Referer": "https://elsewhere.example/"}).status_code == 403
    assert kept(shop) == []


def test_a_server_needs_no_origin(key: str, shop: Brand):
    lead = {"type": "conversion", "consent": True, "external_id": "L-7", "value": 900}
    assert send(key, lead, {"User-Agent": "python-requests/2"}).status_code == 202
    assert [event["is_bot"] for event in kept(shop)] == [False]
