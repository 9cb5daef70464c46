"""The feed as a dashboard reads it."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pyarrow.parquet as pq
import pytest
from django.test import Client
from tests.store import builders

from vaekst.actions import decisions, exports, feeds
from vaekst.core.period import Week
from vaekst.store.models import Brand, Person


@pytest.fixture
def token(bicycle_shop: Brand, owner: Person, monday: datetime) -> str:
    return feeds.open_feed(builders.actor(owner), bicycle_shop, "dashboard", now=monday).token


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_board_is_read_by_an_address_alone(client: Client, bicycle_shop: Brand, token: str):
    answer = client.get(f"/api/v1/{bicycle_shop.slug}/board.csv?token={token}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    read = rows(answer)
    assert list(read[0]) == [field.name for field in exports.BOARD]
    cadence = next(row for row in read if row["kpi"] == "posting_cadence" and row["value"])
    assert float(cadence["value"]) > 0
    assert all(row["unknown_reason"] for row in read if not row["value"])


def test_the_token_may_stand_in_the_header_and_an_unchanged_table_is_not_sent_again(
    client: Client,
    bicycle_shop: Brand,
    token: str,
):
    headers = {"Authorization": f"Bearer {token}"}
    first = client.get(f"/api/v1/{bicycle_shop.slug}/posts.json", headers=headers)
    posts = json.loads(first.content)
    assert {post["channel"] for post in posts} == {"instagram"}
    assert posts[0]["views_definition"].startswith("instagram.views_start.")
    again = client.get(f"/api/v1/{bicycle_shop.slug}/posts.json", headers=headers | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_decisions_carry_the_numbers_they_were_taken_on(client, bicycle_shop, owner, token, monday):
    week, actor = Week.parse("2026-W40"), builders.actor(owner)
    first = decisions.decide(actor, bicycle_shop, week, "instagram", "ride-along", "scale", reason="Holds", now=monday)
    decisions.decide(actor, bicycle_shop, week, "instagram", "ride-along", "iterate", reason="=1+1", now=monday)
    file = client.get(f"/api/v1/{bicycle_shop.slug}/decisions.parquet?token={token}").content
    later, earlier = pq.read_table(io.BytesIO(file)).to_pylist()
    assert (earlier["id"], earlier["stands"], later["stands"], later["supersedes"]) == (first.pk, False, True, first.pk)
    assert earlier["effect_low"] < earlier["effect_mid"] < earlier["effect_high"]
    assert rows(client.get(f"/api/v1/{bicycle_shop.slug}/decisions.csv?token={token}"))[0]["reason"] == "'=1+1"


@pytest.mark.parametrize(
    ("path", "code", "named"),
    [
        ("{slug}/board.csv", 401, "token_needed"),
        ("{slug}/board.csv?token=wrong", 401, "no_feed"),
        ("another/board.csv?token={token}", 401, "no_feed"),
        ("{slug}/leads.csv?token={token}", 400, "bad_parameter"),
        ("{slug}/board.xml?token={token}", 400, "bad_parameter"),
        ("{slug}/board.csv?token={token}&as_of=soon", 400, "bad_parameter"),
        ("{slug}/board.csv?token={token}&as_of=2031-01-01", 400, "no_such_moment"),
    ],
)
def test_every_refusal_has_one_shape(client, bicycle_shop, token, path, code, named):
    answer = client.get("/api/v1/" + path.format(slug=bicycle_shop.slug, token=token))
    assert answer.status_code == code
    error = json.loads(answer.content)["error"]
    assert error["code"] == named
    assert error["message"].endswith(".")


def test_as_of_a_day_nothing_later_is_told(client, bicycle_shop, token):
    read = rows(client.get(f"/api/v1/{bicycle_shop.slug}/posts.csv?token={token}&as_of=2026-09-07"))
    assert read
    assert max(row["observed_at"] for row in read) < "2026-09-08"


def test_the_api_describes_itself(client: Client, db: None):
    described = json.loads(client.get("/api/v1/openapi.json").content)
    assert "/api/v1/{brand}/{table}.{form}" in described["paths"]
