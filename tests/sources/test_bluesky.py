"""A Bluesky account through its data server and the AppView that counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.sources.bluesky_server import ACCESS, DID, NOW, PASSWORD, BlueskyServer, record
from tests.sources.pulls import Clock, access, pulled, span
from tests.sources.servers import Says, Server, serving

from vaekst.core.errors import BadInput
from vaekst.sources import Reading
from vaekst.sources.bluesky import SERVICE
from vaekst.sources.bluesky.read import format_of
from vaekst.sources.pulling.addresses import Reachable
from vaekst.sources.pulling.contract import Access
from vaekst.sources.pulling.failures import Failure, Kind


@pytest.fixture
def bluesky() -> BlueskyServer:
    return BlueskyServer([record(number, days=60 - number) for number in range(60)])


@pytest.fixture
def server(bluesky: BlueskyServer) -> Iterator[Server]:
    with serving(bluesky) as running:
        yield running


def asked(server: Server, password: str = PASSWORD, **fields: object) -> Access:
    return access(server.url, handle="fjord.example", secret={"password": password}, **fields)


def take(tmp_path, server: Server, **options: object) -> Reading:
    return pulled(tmp_path, SERVICE, asked(server), **options)


def rows(reading: Reading, table: str = "post_snapshot") -> list[dict]:
    return reading.batch[table].to_pylist() if table in reading.batch else []


def test_an_app_password_tells_whose_account_it_is(server: Server):
    account = SERVICE.check(asked(server))
    assert (account.id, account.handle) == (DID, "fjord.example")


@pytest.mark.parametrize("password", ["correct horse battery", "Abcd-efgh-2345-wxyz", "abcd-efgh-2345"])
def test_the_accounts_own_password_is_not_even_sent(server: Server, password: str):
    with pytest.raises(BadInput, match="app password"):
        SERVICE.check(asked(server, password))
    assert not server.asked


def test_a_wrong_app_password_says_so(server: Server):
    with pytest.raises(Failure, match="Invalid identifier or password") as refused:
        SERVICE.check(asked(server, "wron-gwro-ngwr-ongw"))
    assert refused.value.kind is Kind.DENIED


def test_every_post_is_a_snapshot_with_quotes_among_its_reshares(tmp_path, server: Server):
    found = rows(take(tmp_path, server))
    newest = max(found, key=lambda row: row["published_at"])
    assert len(found) == 60
    assert newest["post_key"] == "bluesky:3m00000000059"
    assert newest["permalink"] == "https://bsky.app/profile/fjord.example/post/3m00000000059"
    assert (newest["likes"], newest["reshares_public"], newest["comments"], newest["saves"]) == (9, 5, 1, 4)
    assert (newest["text"], newest["format"], newest["views_start"]) == ("Tur 59", "text", None)
    assert newest["published_at"] == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert newest["observed_at"] == NOW


def test_counters_are_asked_for_25_posts_at_a_time(tmp_path, server: Server):
    take(tmp_path, server)
    sizes = [len(each.query["uris"]) for each in server.asked if each.path.endswith("getPosts")]
    assert sizes == [25, 25, 10]


def test_followers_are_a_figure_of_the_day(tmp_path, server: Server):
    (day,) = rows(take(tmp_path, server), "channel_day")
    assert (day["local_date"], day["followers_total"]) == (date(2026, 11, 24), 640)


def test_without_an_app_view_posts_are_kept_and_their_counters_unknown(
    tmp_path, server: Server, bluesky: BlueskyServer
):
    bluesky.has_app_view = False
    clock = Clock()
    reading = take(tmp_path, server, clock=clock)
    found = rows(reading)
    assert len(found) == 60
    assert {row["likes"] for row in found} == {None}
    assert rows(reading, "channel_day") == []
    told = {sentence.values["metrics"]: sentence.code for sentence in reading.receipt.warnings}
    assert told == {"followers_total, likes, reshares_public, comments, saves": "metrics_missing"}
    assert [each.path for each in server.asked].count("/xrpc/app.bsky.feed.getPosts") == 3
    assert clock.slept == [1, 2, 1, 2]


def test_a_counter_the_app_view_does_not_give_is_unknown(tmp_path, server: Server, bluesky: BlueskyServer):
    bluesky.lacks = ("bookmarkCount", "quoteCount")
    bluesky.gone = (record(7)["uri"],)
    found = {row["external_id"]: row for row in rows(take(tmp_path, server))}
    assert (found[record(59)["uri"]]["saves"], found[record(59)["uri"]]["reshares_public"]) == (None, 2)
    assert found[record(7)["uri"]]["likes"] is None


def test_answers_and_old_posts_are_accounted_for(tmp_path, server: Server, bluesky: BlueskyServer):
    reply = {"root": {"uri": "at://x", "cid": "y"}, "parent": {"uri": "at://x", "cid": "y"}}
    bluesky.records += [record(70, reply=reply), record(71, days=200)]
    receipt = take(tmp_path, server).receipt
    assert (receipt.rows_read, receipt.rows_kept) == (63, 61)
    assert receipt.rows_dropped == {"answer": 1, "before_span": 1}


def test_pages_are_turned_until_posts_are_too_old(tmp_path, server: Server, bluesky: BlueskyServer):
    bluesky.records = [record(number, days=400 - number) for number in range(400)]
    take(tmp_path, server, during=span(posts_from=date(2026, 7, 1)))
    assert [each.path for each in server.asked].count("/xrpc/com.atproto.repo.listRecords") == 2


def test_a_limit_is_waited_for_until_its_window_ends(tmp_path, server: Server, bluesky: BlueskyServer):
    clock = Clock()
    reset = str(int(datetime(2026, 11, 24, 9, 30, 50, tzinfo=UTC).timestamp()))
    limit = {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}
    bluesky.hiccups["com.atproto.repo.listRecords"] = [
        Says(limit, 429, {"ratelimit-reset": reset, "ratelimit-limit": "3000", "ratelimit-remaining": "0"}),
        Says(limit, 429, {"retry-after": "9"}),
        Says({"error": "InternalServerError", "message": "Internal Server Error"}, 500),
    ]
    assert len(rows(take(tmp_path, server, clock=clock))) == 60
    assert clock.slept == [50, 9, 4]


def test_a_server_that_is_gone_is_worth_another_try():
    with serving(BlueskyServer()) as server:
        gone = asked(server)
    with pytest.raises(Failure) as refused:
        SERVICE.check(gone)
    assert refused.value.kind is Kind.TRANSIENT


def test_a_name_that_leads_inside_is_not_called_nor_a_redirection_there(server: Server, bluesky: BlueskyServer):
    with pytest.raises(BadInput):
        SERVICE.check(asked(server, reachable=Reachable()))
    assert not server.asked
    bluesky.hiccups["com.atproto.server.createSession"] = [Says(None, 307, {"Location": "http://127.0.0.2:1/"})]
    with pytest.raises(BadInput):
        SERVICE.check(asked(server))


def test_no_session_is_written_down(tmp_path, server: Server):
    take(tmp_path, server)
    written = (tmp_path / "pull.json").read_text() + (tmp_path / "pull.jsonl").read_text()
    assert not [secret for secret in (PASSWORD, ACCESS, "freja@example.org") if secret in written]


@pytest.mark.parametrize(
    ("embed", "format_"),
    [
        (None, "text"),
        ({"$type": "app.bsky.embed.images", "images": [{}]}, "image"),
        ({"$type": "app.bsky.embed.images", "images": [{}, {}]}, "carousel"),
        ({"$type": "app.bsky.embed.video"}, "short_video"),
        ({"$type": "app.bsky.embed.external"}, "link"),
        ({"$type": "app.bsky.embed.record"}, "text"),
        ({"$type": "app.bsky.embed.recordWithMedia", "media": {"$type": "app.bsky.embed.video"}}, "short_video"),
        ({"$type": "app.bsky.embed.something"}, "other"),
    ],
)
def test_the_format_is_what_is_embedded(embed: dict | None, format_: str):
    assert format_of(embed) == format_
