"""A Mastodon account through its server's API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.sources.mastodon_server import NOW, TOKEN, MastodonServer, status
from tests.sources.pulls import Clock, access, pulled, span
from tests.sources.servers import Says, Server, serving

from vaekst.core.errors import BadInput
from vaekst.sources import Reading
from vaekst.sources.mastodon import SERVICE
from vaekst.sources.mastodon.read import format_of
from vaekst.sources.pulling.addresses import Reachable
from vaekst.sources.pulling.failures import Failure, Kind

STATUSES = "/api/v1/accounts/42/statuses"


@pytest.fixture
def social() -> MastodonServer:
    return MastodonServer([status(number, days=200 - number, likes=number) for number in range(150, 200)])


@pytest.fixture
def server(social: MastodonServer) -> Iterator[Server]:
    with serving(social) as running:
        yield running


def rows(reading: Reading, table: str = "post_snapshot") -> list[dict]:
    return reading.batch[table].to_pylist()


def take(tmp_path: Path, server: Server, *, token: str = TOKEN, **options: object) -> Reading:
    return pulled(tmp_path, SERVICE, access(server.url, secret={"token": token}), **options)


def test_the_token_tells_whose_account_it_is(server: Server):
    account = SERVICE.check(access(server.url, secret={"token": TOKEN}))
    assert (account.id, account.name) == ("42", "Fjord Cykler")
    assert account.handle == f"fjord@{server.url.partition('://')[2]}"


def test_every_post_is_a_snapshot_of_its_counters_at_the_moment_of_the_answer(tmp_path, server: Server):
    reading = take(tmp_path, server)
    found = rows(reading)
    newest = max(found, key=lambda row: row["published_at"])
    assert len(found) == 50
    assert newest["post_key"] == f"mastodon:{status(199)['id']}"
    assert (newest["likes"], newest["reshares_public"], newest["comments"]) == (199, 2, 1)
    assert newest["text"] == "Ny cykel & ny rute\nkom med\nfredag"
    assert newest["permalink"].startswith("https://social.example/@fjord/")
    assert (newest["channel"], newest["format"], newest["grain"]) == ("mastodon", "text", "lifetime")
    assert newest["published_at"] == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert newest["observed_at"] == NOW
    assert newest["views_start"] is None


def test_followers_are_a_figure_of_the_day(tmp_path, server: Server):
    (day,) = rows(take(tmp_path, server), "channel_day")
    assert (day["local_date"], day["followers_total"], day["observed_at"]) == (date(2026, 11, 24), 812, NOW)


def test_the_receipt_accounts_for_every_row(tmp_path, server: Server, social: MastodonServer):
    social.statuses += [
        status(201, in_reply_to_id="1"),
        status(202, reblog=status(1)),
        status(100, days=100),
    ]
    receipt = take(tmp_path, server, channel="fediverse").receipt
    assert (receipt.platform, receipt.kind, receipt.channel) == ("mastodon", "api", "fediverse")
    assert (receipt.rows_read, receipt.rows_kept) == (54, 51)
    assert receipt.rows_dropped == {"answer": 1, "shared_on": 1, "before_span": 1}
    assert receipt.totals == {"likes": sum(range(150, 200)), "comments": 50, "reshares_public": 100}
    assert (receipt.timezone, receipt.first_date) == ("Europe/Copenhagen", date(2026, 10, 5))


def test_private_messages_are_never_written_down(tmp_path, server: Server, social: MastodonServer):
    social.statuses.append(status(300, visibility="direct", content="<p>the secret plan</p>"))
    take(tmp_path, server)
    assert "secret plan" not in (tmp_path / "pull.jsonl").read_text() + (tmp_path / "pull.json").read_text()


def test_pages_are_turned_until_posts_are_too_old(tmp_path, server: Server, social: MastodonServer):
    social.statuses = [status(number, days=400 - number) for number in range(400)]
    take(tmp_path, server, during=span(posts_from=date(2026, 11, 1)))
    assert server.paths().count(STATUSES) == 1
    take(_folder(tmp_path), server, during=span(posts_from=date(2020, 1, 1)))
    assert server.paths().count(STATUSES) == 1 + 11
    assert [each.one("limit") for each in server.asked if each.path == STATUSES] == ["40"] * 12


def test_a_limit_is_waited_for_until_the_server_lifts_it(tmp_path, server: Server, social: MastodonServer):
    clock = Clock()
    limit = {"X-RateLimit-Reset": "2026-11-24T09:31:15.000000Z", "Date": "Tue, 24 Nov 2026 09:30:30 GMT"}
    social.hiccups[STATUSES] = [
        Says({"error": "Too many requests"}, 429, limit),
        Says({"error": "Too many requests"}, 429, {"Retry-After": "7"}),
        Says(
            {"error": "Down"},
            503,
            {"Retry-After": "Tue, 24 Nov 2026 09:30:40 GMT", "Date": "Tue, 24 Nov 2026 09:30:30 GMT"},
        ),
        Says({"error": "Bad gateway"}, 502),
    ]
    assert len(rows(take(tmp_path, server, clock=clock))) == 50
    assert clock.slept == [45, 7, 10, 8]


def test_a_wrong_token_says_so(server: Server):
    with pytest.raises(Failure) as refused:
        SERVICE.check(access(server.url, secret={"token": "wrong"}))
    assert refused.value.kind is Kind.DENIED


def test_an_answer_that_is_no_json_is_refused_in_words(tmp_path, server: Server, social: MastodonServer):
    social.hiccups[STATUSES] = [Says(b"<html>hello</html>", headers={"Content-Type": "text/html"})]
    with pytest.raises(Failure) as refused:
        take(tmp_path, server)
    assert refused.value.kind is Kind.BROKEN


def test_a_server_that_is_gone_is_worth_another_try(tmp_path):
    with serving(MastodonServer()) as server:
        url = server.url
    with pytest.raises(Failure) as refused:
        SERVICE.check(access(url, secret={"token": TOKEN}))
    assert refused.value.kind is Kind.TRANSIENT


def test_a_server_that_sends_us_elsewhere_is_not_followed(social: MastodonServer):
    elsewhere = Says(None, 302, {"Location": "http://169.254.169.254/latest/meta-data/"})
    social.hiccups["/api/v1/accounts/verify_credentials"] = [elsewhere]
    with serving(social) as server, pytest.raises(BadInput) as refused:
        SERVICE.check(access(server.url, secret={"token": TOKEN}))
    assert refused.value.code == "server_moved"


def test_a_name_that_leads_inside_is_not_called(server: Server):
    with pytest.raises(BadInput) as refused:
        SERVICE.check(access(server.url, secret={"token": TOKEN}, reachable=Reachable()))
    assert refused.value.code == "private_server"
    assert not server.asked


@pytest.mark.parametrize(
    ("attached", "found"),
    [
        ([], ("text", None)),
        ([{"type": "image"}], ("image", None)),
        ([{"type": "image"}, {"type": "image"}], ("carousel", None)),
        ([{"type": "audio"}], ("other", None)),
        ([{"type": "video", "meta": {"original": {"duration": 12.5}}}], ("short_video", 12.5)),
        ([{"type": "video", "meta": {"original": {"duration": 600.0}}}], ("long_video", 600.0)),
        ([{"type": "gifv", "meta": None}], ("short_video", None)),
    ],
)
def test_the_format_is_what_is_attached(attached: list, found: tuple):
    assert format_of(status(1, media_attachments=attached)) == found


def test_a_post_with_a_preview_is_a_link():
    assert format_of(status(1, card={"url": "https://fjord.example"})) == ("link", None)


def _folder(tmp_path: Path) -> Path:
    """Another place to pull to."""
    (tmp_path / "again").mkdir()
    return tmp_path / "again"
