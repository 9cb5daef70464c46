"""X: days of the account, posts, and the older table of tweets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.sources.files import table
from tests.sources.uploads import codes, reading_of, recognised, refusal, rows_of
from tests.sources.x_files import MADE, OVERVIEW, POSTS, TWEETS, link, number, overview, post, tweet

from vaekst.sources.reading.permalinks import x_instant
from vaekst.sources.x import SOURCE

NEWEST = date(2026, 11, 20)


def posts(*rows: list[object]) -> bytes:
    return table(POSTS, *(rows or (post(), post(1))))


def tweets(*rows: list[object]) -> bytes:
    return table(TWEETS, *(rows or (tweet(), tweet(1))))


def test_a_day_of_the_overview_comes_with_all_it_tells():
    reading = reading_of(SOURCE, overview(NEWEST, {}, {}, {}))
    row = rows_of(reading, "channel_day")[-1]
    assert (row["channel"], row["platform"], row["local_date"]) == ("x", "x", NEWEST)
    assert (row["impressions_feed"], row["likes"], row["engagements_any"], row["saves"]) == (400, 9, 31, 2)
    assert (row["shares_sent"], row["follows"], row["unfollows"], row["comments"]) == (1, 3, 1, 4)
    assert (row["reshares_public"], row["profile_visits"], row["views_video"], row["views_media"]) == (2, 12, 50, 80)
    assert row["views_start"] is row["interactions"] is None
    assert reading.receipt.rows_read == reading.receipt.rows_kept == 3


def test_days_from_the_newest_back_are_put_in_order():
    reading = reading_of(SOURCE, overview(NEWEST, {}, {}, {}))
    assert [row["local_date"] for row in rows_of(reading, "channel_day")] == [
        NEWEST - timedelta(days=2),
        NEWEST - timedelta(days=1),
        NEWEST,
    ]
    assert rows_of(reading, "channel_day")[0]["source_row"] == 4


def test_the_days_are_taken_as_utc_and_the_receipt_says_so():
    assumed = reading_of(SOURCE, overview(NEWEST, {}))
    assert assumed.receipt.timezone == "UTC"
    assert "timezone_assumed" in codes(assumed)
    told = reading_of(SOURCE, overview(NEWEST, {}), timezone="Europe/Copenhagen")
    assert told.receipt.timezone == "Europe/Copenhagen"
    assert "timezone_assumed" not in codes(told)


def test_the_count_of_posts_made_is_named_as_left_out():
    (warning,) = [
        each for each in reading_of(SOURCE, overview(NEWEST, {})).receipt.warnings if each.code == "columns_left_out"
    ]
    assert "Create Post" in warning.english()


def test_an_overview_saved_again_with_semicolons_is_read():
    content = overview(NEWEST, {}, {}, {}).decode()
    for n in range(3):
        day = NEWEST - timedelta(days=n)
        content = content.replace(f'"{day:%a, %b %d, %Y}"', f"{day:%d-%m-%Y}")
    reading = reading_of(SOURCE, content.replace(",", ";").encode())
    assert rows_of(reading, "channel_day")[-1]["local_date"] == NEWEST


def test_a_post_comes_with_its_number_and_the_instant_in_it():
    reading = reading_of(SOURCE, posts())
    row = rows_of(reading, "post_snapshot")[0]
    assert (row["post_key"], row["external_id"]) == (f"x:{number(MADE)}", number(MADE))
    assert (row["published_at"], row["published_date"]) == (MADE, MADE.date())
    assert row["text"] == "Wet leaves,\n“warm” gloves 🚲"
    assert (row["impressions_feed"], row["likes"], row["engagements_any"], row["saves"]) == (500, 12, 40, 3)
    assert (row["shares_sent"], row["follows"], row["comments"], row["reshares_public"]) == (1, 2, 4, 5)
    assert (row["profile_visits"], row["clicks_out"], row["clicks_any"]) == (6, 8, None)
    assert row["grain"] == "lifetime"
    assert {"publish_days", "headers_unverified", "columns_left_out"} <= codes(reading)


def test_the_publishing_day_is_that_of_the_channels_zone():
    late = datetime(2026, 9, 1, 23, 30, tzinfo=UTC)
    row = post(**{"Post id": number(late), "Post Link": link(late)})
    told = reading_of(SOURCE, posts(row), timezone="Europe/Copenhagen")
    assert rows_of(told, "post_snapshot")[0]["published_date"] == date(2026, 9, 2)
    unnumbered = post(**{"Post id": "12", "Post Link": ""})
    told = reading_of(SOURCE, posts(unnumbered), timezone="Europe/Copenhagen")
    assert rows_of(told, "post_snapshot")[0]["published_date"] == MADE.date()


def test_days_that_the_numbers_contradict_are_not_called_confirmed():
    rows = [post(n, Date=f"{MADE + timedelta(days=n + 2):%a, %b %d, %Y}") for n in range(2)]
    reading = reading_of(SOURCE, posts(*rows))
    assert "publish_days" not in codes(reading)
    assert "timezone_assumed" in codes(reading)


def test_a_post_without_a_day_has_the_day_in_its_number():
    reading = reading_of(SOURCE, posts(post(Date="")))
    assert rows_of(reading, "post_snapshot")[0]["published_date"] == MADE.date()


def test_a_number_that_is_not_the_links_gives_way_to_it():
    reading = reading_of(SOURCE, posts(post(**{"Post id": "1999999999999999999"})))
    assert "ids_differ" in codes(reading)
    assert rows_of(reading, "post_snapshot")[0]["external_id"] == number(MADE)


def test_where_day_and_month_could_change_places_the_numbers_decide():
    rows = [post(n, Date=f"{MADE + timedelta(days=n):%m/%d/%Y}") for n in (0, 3)]
    reading = reading_of(SOURCE, posts(*rows))
    assert rows_of(reading, "post_snapshot")[1]["published_date"] == date(2026, 9, 4)


def test_rounded_numbers_are_no_identity_and_the_link_is():
    reading = reading_of(SOURCE, tweets(tweet(**{"Tweet id": "6.49E+17"})))
    made = MADE - timedelta(days=2000)
    row = rows_of(reading, "post_snapshot")[0]
    assert row["post_key"] == f"x:{number(made)}"
    assert row["published_at"] == made
    assert "rounded_ids" in codes(reading)


def test_a_tweet_comes_with_its_counts_and_its_printed_instant():
    reading = reading_of(SOURCE, tweets())
    row = rows_of(reading, "post_snapshot")[0]
    assert (row["impressions_feed"], row["engagements_any"], row["reshares_public"]) == (500, 40, 5)
    assert (row["comments"], row["likes"], row["profile_visits"], row["clicks_out"]) == (4, 12, 6, 8)
    assert reading.receipt.kind == "tweets"
    assert "headers_unverified" not in codes(reading)


def test_a_rounded_number_without_a_link_names_no_post():
    rows = [tweet(**{"Tweet id": "6.49E+17", "Tweet permalink": ""}), tweet(1)]
    assert reading_of(SOURCE, tweets(*rows)).receipt.rows_dropped == {"no_identity": 1}


@pytest.mark.parametrize("text", ["20", "29700859247", "12a", str(1 << 70)])
def test_numbers_counted_one_by_one_hold_no_instant(text: str):
    assert x_instant(text) is None


@pytest.mark.parametrize(
    "header",
    [
        ["Date", "Impressions", "Likes", "Engagements"],
        ["Date", "Impressions", "Engagements", "Pin clicks", "Saves"],
        ["Post id", "Date", "Impressions", "Reach"],
        ["Date", "Page", "Clicks"],
    ],
)
def test_other_tables_are_not_taken_for_xs(header: list[str]):
    assert recognised(SOURCE, table(header, ["1"] * len(header))) is None


def test_a_header_without_rows_is_refused():
    assert refusal(SOURCE, table(OVERVIEW)).code == "no_rows"
