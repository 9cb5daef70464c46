"""A YouTube channel through Google's APIs, every question and answer checked against Google's descriptions of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.sources.google_server import PERSON, REFRESH_TOKEN, Google, Refusal
from tests.sources.pulls import NOW, Clock, access, pulled, span
from tests.sources.youtube_channel import ID, Channel, video

from vaekst.core.errors import BadInput
from vaekst.sources import Reading
from vaekst.sources.pulling.failures import Failure, Kind
from vaekst.sources.youtube_api import SERVICE
from vaekst.sources.youtube_api.pull import METRICS
from vaekst.sources.youtube_api.read import length_of

ASKED = access(secret={"credentials": PERSON})


@pytest.fixture
def channel() -> Channel:
    return Channel([video(1), video(2, length="PT45S")])


@pytest.fixture
def google(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> Google:
    standing_in = Google(channel)
    monkeypatch.setattr("vaekst.sources.pulling.google.transport", lambda: standing_in)
    return standing_in


def take(tmp_path, **options: object) -> Reading:
    return pulled(tmp_path, SERVICE, ASKED, **options)


def rows(reading: Reading, table: str = "post_snapshot") -> list[dict]:
    return reading.batch[table].to_pylist()


def test_the_consent_tells_whose_channel_it_is(google: Google):
    account = SERVICE.check(ASKED)
    assert (account.id, account.handle, account.name) == (ID, "@fjordcykler", "Fjord Cykler")


def test_a_google_account_without_a_channel_says_so(google: Google):
    google.answer = lambda _asked: {"kind": "youtube#channelListResponse"}
    with pytest.raises(BadInput, match="no YouTube channel"):
        SERVICE.check(ASKED)


def test_every_video_is_a_snapshot_of_public_and_reported_figures(tmp_path, google: Google):
    long, short = sorted(rows(take(tmp_path)), key=lambda row: row["external_id"])
    assert (long["post_key"], long["title"], long["text"]) == ("youtube:vid00000001", "Tur 1", "Ud i det blå")
    assert (long["format"], long["duration_s"]) == ("long_video", 253)
    assert (short["format"], short["duration_s"]) == ("short_video", 45)
    assert (long["views_start"], long["views_engaged"]) == (1500, 240)
    assert (long["likes"], long["comments"], long["shares_sent"]) == (90, 12, 6)
    assert (long["watch_time_s"], long["avg_view_s"], long["avg_view_share"]) == (30_600, 102, 0.405)
    assert (long["follows"], long["unfollows"]) == (7, 2)
    assert long["published_at"] == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert long["published_date"] == date(2026, 11, 20)
    assert long["observed_at"] == NOW


def test_days_are_pacific_and_views_are_named_by_what_they_meant_then(tmp_path, google: Google, channel: Channel):
    channel.days = [date(2026, 8, 23), date(2026, 8, 24)]
    before, after, subscribers = rows(take(tmp_path, during=span(first=date(2026, 8, 1))), "channel_day")
    assert (before["views_start"], before["views_engaged"]) == (None, 240)
    assert (after["views_start"], after["views_engaged"]) == (300, 240)
    assert after["likes"] == 20
    assert (subscribers["local_date"], subscribers["followers_total"]) == (date(2026, 11, 24), 2310)


def test_days_and_videos_are_not_added_up_on_the_receipt(tmp_path, google: Google):
    receipt = take(tmp_path).receipt
    assert receipt.timezone == "America/Los_Angeles"
    assert receipt.totals["likes"] == 180
    assert (receipt.rows_read, receipt.rows_kept) == (2 + 5 + 1, 8)
    assert (receipt.first_date, receipt.last_date) == (date(2026, 11, 17), date(2026, 11, 21))


def test_videos_are_asked_for_50_at_a_time_and_reports_200(tmp_path, google: Google, channel: Channel):
    channel.videos = [video(number) for number in range(260)]
    assert len(rows(take(tmp_path))) == 260
    assert len(google.of("youtube.playlistItems.list")) == 6
    assert [len(each.given["id"].split(",")) for each in google.of("youtube.videos.list")] == [50] * 5 + [10]
    reports = google.of("youtubeAnalytics.reports.query")
    assert [each.given["dimensions"] for each in reports] == ["day", "video", "video"]
    assert {each.given["metrics"] for each in reports} == {",".join(METRICS)}


def test_uploads_are_listed_until_they_are_too_old(tmp_path, google: Google, channel: Channel):
    channel.videos = [video(number, published="2020-01-01T00:00:00Z") for number in range(200)] + [video(300)]
    assert len(rows(take(tmp_path))) == 1
    assert len(google.of("youtube.playlistItems.list")) == 1


def test_one_retired_metric_keeps_no_other_away(tmp_path, google: Google, channel: Channel):
    channel.retired = frozenset({"views"})
    reading = take(tmp_path)
    post = rows(reading)[0]
    assert (post["views_start"], post["views_engaged"], post["watch_time_s"]) == (1500, 240, 30_600)
    day = rows(reading, "channel_day")[0]
    assert (day["views_start"], day["views_engaged"], day["shares_sent"]) == (None, 240, 6)
    (missing,) = [said for said in reading.receipt.warnings if said.code == "metrics_missing"]
    assert missing.values["metrics"] == "views"
    assert "Unknown identifier (views)" in str(missing.values["reason"])


def test_subscribers_won_without_those_lost_are_no_net_figure(tmp_path, google: Google, channel: Channel):
    channel.retired = frozenset({"subscribersLost"})
    assert rows(take(tmp_path))[0]["follows"] is None


def test_what_is_not_public_or_hidden_is_no_figure(tmp_path, google: Google, channel: Channel):
    channel.statistics = {"hiddenSubscriberCount": True, "viewCount": "1"}
    channel.videos = [
        video(1, statistics={"viewCount": "5"}),
        video(2, status={"privacyStatus": "private"}),
        video(3, snippet=video(3)["snippet"] | {"liveBroadcastContent": "upcoming"}),
        video(4, liveStreamingDetails={"actualStartTime": "2026-11-20T08:00:00Z"}),
    ]
    reading = take(tmp_path)
    found = {row["external_id"]: row for row in rows(reading)}
    assert found.keys() == {"vid00000001", "vid00000004"}
    assert found["vid00000004"]["format"] == "live"
    assert reading.receipt.rows_dropped == {"not_public": 2}
    assert {row["followers_total"] for row in rows(reading, "channel_day")} == {None}


def test_videos_that_were_counted_in_two_ways_are_told_of(tmp_path, google: Google, channel: Channel):
    channel.videos = [video(1, published="2026-06-01T00:00:00Z"), video(2)]
    reading = take(tmp_path, during=span(posts_from=date(2026, 1, 1)))
    (said,) = [said for said in reading.receipt.warnings if said.code == "views_redefined"]
    assert said.values["rows"] == 1


def test_a_spent_day_quota_says_to_come_back_after_midnight_pacific(tmp_path, google: Google, channel: Channel):
    channel.hiccups["youtube.videos.list"] = [
        Refusal(403, "The request cannot be completed because you have exceeded your quota.", "quotaExceeded")
    ]
    with pytest.raises(Failure) as raised:
        take(tmp_path)
    assert raised.value.kind is Kind.LATER
    assert raised.value.after == 22.5 * 3600  # 09:30 UTC is 01:30 there


def test_a_brief_limit_and_a_stumble_are_waited_for(tmp_path, google: Google, channel: Channel):
    clock = Clock()
    channel.hiccups["youtube.videos.list"] = [
        Refusal(403, "Too many requests", "rateLimitExceeded"),
        Refusal(429, "Too many requests", "rateLimitExceeded", {"retry-after": "8"}),
        Refusal(503, "Backend Error", "backendError"),
    ]
    assert len(rows(take(tmp_path, clock=clock))) == 2
    assert clock.slept == [1, 8, 4]


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (Refusal(403, "Request had insufficient authentication scopes.", "insufficientPermissions"), Kind.DENIED),
        (Refusal(404, "Channel not found.", "channelNotFound"), Kind.BROKEN),
        (Refusal(400, "Bad Request", "badRequest"), Kind.BROKEN),
    ],
)
def test_other_refusals_are_told(google: Google, channel: Channel, refusal: Refusal, kind: Kind):
    channel.hiccups["youtube.channels.list"] = [refusal]
    with pytest.raises(Failure, match=refusal.message) as raised:
        SERVICE.check(ASKED)
    assert raised.value.kind is kind


def test_a_consent_taken_back_is_told_without_its_token(tmp_path, google: Google):
    google.tokens = Refusal(400, f"Token has been expired or revoked: {REFRESH_TOKEN}", "invalid_grant")
    with pytest.raises(Failure) as raised:
        SERVICE.check(ASKED)
    assert raised.value.kind is Kind.DENIED
    assert REFRESH_TOKEN in ASKED.secrets


@pytest.mark.parametrize("given", ["", "{}", "[1]", "not json", '{"type": "service_account"}', '{"client_id": "x"}'])
def test_what_is_no_credentials_is_refused(google: Google, given: str):
    with pytest.raises(BadInput, match="no Google credentials"):
        SERVICE.check(access(secret={"credentials": given}))


@pytest.mark.parametrize(
    ("stated", "seconds"), [("PT4M13S", 253), ("P1DT2H", 93_600), ("PT0S", None), ("", None), ("P0D", None)]
)
def test_the_length_of_a_video(stated: str, seconds: float | None):
    assert length_of(stated) == seconds
