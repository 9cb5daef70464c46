"""Meta's content exports become one snapshot per post."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.sources.meta_exports import (
    FACEBOOK,
    INSTAGRAM,
    INSTAGRAM_DANISH,
    INSTAGRAM_GERMAN,
    VIDEOS,
    content_export,
    facebook_post,
    facebook_video,
    instagram_post,
    translated,
    wrapped,
)
from tests.sources.uploads import codes, end_of, reading_of, recognised, refusal, rows_of

from vaekst.sources.meta_content import SOURCE

NAME = "Sep-01-2026_Sep-28-2026_1234567890123456.csv"


def instagram(*posts: dict[str, str]) -> bytes:
    return content_export(INSTAGRAM, posts or [instagram_post(number) for number in range(1, 8)])


def test_an_instagram_post_comes_with_all_it_earned() -> None:
    reading = reading_of(SOURCE, instagram(instagram_post(1)), NAME)
    (row,) = rows_of(reading, "post_snapshot")
    assert row["post_key"].startswith("instagram:")
    assert row["external_id"] == "17900000000000001"
    assert row["channel"] == row["platform"] == "instagram"
    assert (row["views_start"], row["reach_unique"], row["likes"], row["comments"]) == (1001, 701, 40, 3)
    assert (row["shares_sent"], row["saves"], row["follows"], row["reshares_public"]) == (7, 11, 2, None)
    assert (row["format"], row["platform_type"], row["duration_s"]) == ("short_video", "IG reel", 17)
    assert row["text"] == "Wet leaves, warm gloves 🚲\nWhich one first?\n#ridealong"
    assert row["grain"] == "lifetime"


def test_publish_time_is_us_pacific_and_becomes_utc() -> None:
    reading = reading_of(SOURCE, instagram(), NAME)
    assert rows_of(reading, "post_snapshot")[0]["published_at"] == datetime(2026, 9, 1, 6, tzinfo=UTC)
    assert reading.receipt.timezone == "America/Los_Angeles"
    assert "publish_zone" in codes(reading)


def test_the_publishing_day_is_that_of_the_channels_own_zone() -> None:
    late = instagram_post(1, **{"Publish time": "09/01/2026 16:00", "Permalink": ""})
    assert rows_of(reading_of(SOURCE, instagram(late)), "post_snapshot")[0]["published_date"] == date(2026, 9, 1)
    danish = reading_of(SOURCE, instagram(late), timezone="Europe/Copenhagen")
    assert rows_of(danish, "post_snapshot")[0]["published_date"] == date(2026, 9, 2)


def test_links_that_contradict_the_zone_are_told() -> None:
    posts = [instagram_post(n, **{"Publish time": f"09/{n:02d}/2026 08:00"}) for n in range(1, 4)]
    assert "publish_zone_doubtful" in codes(reading_of(SOURCE, instagram(*posts), NAME))


def test_links_settle_which_of_day_and_month_comes_first() -> None:
    """8, 9 and 10 September at 08:00 in Denmark: `09/08/2026` could be 9 August."""
    posts = [instagram_post(n) for n in (8, 9, 11)]
    days = [row["published_date"] for row in rows_of(reading_of(SOURCE, instagram(*posts), NAME), "post_snapshot")]
    assert days == [date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 10)]


def test_where_nothing_settles_the_order_month_first_is_assumed_and_told() -> None:
    posts = [instagram_post(1, **{"Publish time": "03/04/2026 10:00", "Permalink": ""})]
    reading = reading_of(SOURCE, instagram(*posts))
    assert rows_of(reading, "post_snapshot")[0]["published_date"] == date(2026, 3, 4)
    assert "month_first_assumed" in codes(reading)


def test_a_file_joined_from_two_counts_the_second_header_and_no_more() -> None:
    one = instagram(instagram_post(1))
    joined = one + content_export(INSTAGRAM, [instagram_post(2)]).removeprefix(b"\xef\xbb\xbf")
    reading = reading_of(SOURCE, joined, NAME)
    assert reading.receipt.rows_dropped == {"repeated_header": 1}
    assert reading.receipt.rows_kept == 2


def test_the_export_is_observed_at_the_end_of_the_period_its_name_states() -> None:
    reading = reading_of(SOURCE, instagram(), NAME)
    assert reading.receipt.observed_at == end_of(date(2026, 9, 28))
    assert rows_of(reading, "post_snapshot")[0]["observed_at"] == end_of(date(2026, 9, 28))


def test_an_intact_and_a_damaged_file_know_the_same_post() -> None:
    damaged = instagram_post(3, **{"Post ID": "1,79E+16"})
    whole, broken = (reading_of(SOURCE, instagram(post), NAME) for post in (instagram_post(3), damaged))
    (one,), (other,) = rows_of(whole, "post_snapshot"), rows_of(broken, "post_snapshot")
    assert one["post_key"] == other["post_key"]
    assert (one["external_id"], other["external_id"]) == ("17900000000000003", None)
    assert "rounded_ids" in codes(broken)


def test_a_row_that_lost_its_identity_is_kept_under_the_number_in_the_remark() -> None:
    lost = dict.fromkeys(("Post ID", "Account ID", "Publish time", "Permalink", "Post type", "Description"), "")
    remark = {"Data comment": "An error occurred while computing metadata for content with ID 17912345678901234"}
    reading = reading_of(SOURCE, instagram(instagram_post(1), instagram_post(2, **lost, **remark)), NAME)
    row = rows_of(reading, "post_snapshot")[1]
    assert row["post_key"] == "instagram:17912345678901234"
    assert (row["published_at"], row["format"], row["views_start"]) == (None, None, 1002)
    assert "identity_lost" in codes(reading)
    assert reading.receipt.rows_kept == 2


def test_rows_without_any_identity_are_counted_and_told() -> None:
    nameless = instagram_post(2, **{"Post ID": "1.79E+16", "Permalink": ""})
    reading = reading_of(SOURCE, instagram(instagram_post(1), nameless), NAME)
    assert reading.receipt.rows_dropped == {"no_identity": 1}
    assert reading.receipt.rows_read == 2
    assert "no_identity" in codes(reading)


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [("Views", "-3", "negative_count"), ("Publish time", "12/24/2026 10:00", "future_date")],
)
def test_a_row_that_cannot_be_true_is_left_out_with_its_reason(cell: str, value: str, reason: str) -> None:
    reading = reading_of(SOURCE, instagram(instagram_post(1), instagram_post(2, **{cell: value})), NAME)
    assert reading.receipt.rows_dropped == {reason: 1}
    assert len(rows_of(reading, "post_snapshot")) == 1


def test_the_same_post_twice_counts_once() -> None:
    reading = reading_of(SOURCE, instagram(instagram_post(1), instagram_post(1)), NAME)
    assert (reading.receipt.rows_kept, reading.receipt.rows_dropped) == (1, {"duplicate": 1})


def test_missing_is_unknown_and_more_people_than_views_are_told() -> None:
    posts = [instagram_post(1, Saves="", Likes="--"), instagram_post(2, Views="5", Reach="9")]
    reading = reading_of(SOURCE, instagram(*posts), NAME)
    one, other = rows_of(reading, "post_snapshot")
    assert (one["saves"], one["likes"]) == (None, None)
    assert (other["views_start"], other["reach_unique"]) == (5, 9)
    assert "reach_above_views" in codes(reading)


def test_rows_per_day_become_days_of_a_post_that_is_described_once() -> None:
    posts = [instagram_post(1, Date=f"09/{day}/2026") for day in (20, 21, 22)]
    reading = reading_of(SOURCE, instagram(*posts), NAME)
    assert [row["local_date"].day for row in rows_of(reading, "post_day")] == [20, 21, 22]
    (snapshot,) = rows_of(reading, "post_snapshot")
    assert snapshot["views_start"] is None
    assert snapshot["published_date"] == date(2026, 8, 31)


def test_totals_hold_what_may_be_added_and_no_people() -> None:
    totals = reading_of(SOURCE, instagram(), NAME).receipt.totals
    assert totals["views_start"] == sum(1000 + n for n in range(1, 8))
    assert totals["saves"] == 77
    assert "reach_unique" not in totals


@pytest.mark.parametrize("header", [INSTAGRAM_GERMAN, INSTAGRAM_DANISH])
def test_other_languages_are_read_and_marked_as_unverified(header: list[str]) -> None:
    word = {"Beitrags-ID": "Gesamte Laufzeit", "Opslags-id": "Levetid"}[header[0]]
    posts = [instagram_post(n, Date=word) | {"Publish time": f"{n:02d}.09.2026 18:00"} for n in (1, 2, 3)]
    content = content_export(header, translated(header, posts))
    reading = reading_of(SOURCE, content, NAME)
    assert reading.receipt.language == {"Gesamte Laufzeit": "de", "Levetid": "da"}[word]
    assert reading.receipt.platform == "instagram"
    assert reading.receipt.totals["views_start"] == 3006
    assert reading.receipt.totals["saves"] == 33
    assert "headers_unverified" in codes(reading)


def test_a_variant_without_data_comment_is_the_same_export() -> None:
    header = [name for name in INSTAGRAM if name != "Data comment"]
    reading = reading_of(SOURCE, content_export(header, [instagram_post(1)]), NAME)
    assert reading.receipt.kind == "instagram posts"
    assert reading.receipt.rows_kept == 1


def test_lines_that_a_spreadsheet_quoted_whole_come_back() -> None:
    whole, again = instagram(), wrapped(instagram())
    assert rows_of(reading_of(SOURCE, again, NAME), "post_snapshot")[0]["saves"] == 11
    assert reading_of(SOURCE, again, NAME).receipt.totals == reading_of(SOURCE, whole, NAME).receipt.totals


def test_a_number_turned_into_a_date_refuses_the_file() -> None:
    error = refusal(SOURCE, instagram(instagram_post(1), instagram_post(2, Views="3.apr")), NAME)
    assert error.code == "damaged_number"
    assert "3.apr" in str(error)


def test_a_header_without_posts_is_refused() -> None:
    assert refusal(SOURCE, content_export(INSTAGRAM, [])).code == "no_rows"


def test_a_facebook_post_has_reactions_as_likes_and_public_shares() -> None:
    reading = reading_of(SOURCE, content_export(FACEBOOK, [facebook_post(14)]))
    (row,) = rows_of(reading, "post_snapshot")
    assert reading.receipt.kind == "facebook posts"
    assert row["post_key"] == "facebook:900000000000014"
    assert (row["likes"], row["comments"], row["reshares_public"], row["shares_sent"]) == (9, 2, 1, None)
    assert (row["interactions"], row["clicks_any"], row["clicks_out"]) == (12, 14, None)
    assert (row["watch_time_s"], row["avg_view_s"]) == (1500.25, 6.125)
    assert (row["revenue_minor"], row["revenue_currency"]) == (12, "USD")
    assert row["text"] == "Wet leaves, warm gloves"
    assert row["published_at"] == datetime(2026, 3, 15, 6, 30, tzinfo=UTC)
    assert "publish_zone_assumed" in codes(reading)


def test_facebook_views_that_are_all_zero_were_not_measured() -> None:
    posts = [facebook_post(n, Views="0", Reach=str(n)) for n in (12, 13, 14)]
    reading = reading_of(SOURCE, content_export(FACEBOOK, posts))
    assert [row["views_start"] for row in rows_of(reading, "post_snapshot")] == [None, None, None]
    assert "not_measured" in codes(reading)
    assert "reach_above_views" not in codes(reading)


def test_a_column_that_stands_twice_is_taken_once_and_compared() -> None:
    twice = content_export(FACEBOOK, [facebook_post(14)])
    differing = twice.replace(b",250,180,", b",260,180,")
    assert "column_twice" not in codes(reading_of(SOURCE, twice))
    assert "column_twice" in codes(reading_of(SOURCE, differing))
    assert rows_of(reading_of(SOURCE, differing), "post_snapshot")[0]["views_start"] == 260


def test_a_sum_that_is_not_that_of_its_parts_is_told() -> None:
    content = content_export(FACEBOOK, [facebook_post(14, **{"Reactions, comments and shares": "99"})])
    assert "sum_differs" in codes(reading_of(SOURCE, content))


def test_a_facebook_video_has_no_views_but_those_from_three_seconds() -> None:
    reading = reading_of(SOURCE, wrapped(content_export(VIDEOS, [facebook_video(n) for n in (1, 2, 3)])))
    row = rows_of(reading, "post_snapshot")[0]
    assert reading.receipt.kind == "facebook videos"
    assert (row["views_start"], row["views_3s"], row["views_60s"]) == (None, 310, 0)
    assert row["retention_3s"] is None
    assert (row["format"], row["post_key"]) == ("short_video", "facebook:900000000000001")
    assert "columns_left_out" in codes(reading)


def test_a_video_and_its_post_meet_under_one_key() -> None:
    (post,) = rows_of(reading_of(SOURCE, content_export(FACEBOOK, [facebook_post(14)])), "post_snapshot")
    (video,) = rows_of(reading_of(SOURCE, content_export(VIDEOS, [facebook_video(14)])), "post_snapshot")
    assert post["post_key"] == video["post_key"]


@pytest.mark.parametrize(
    "header", ["Date,Primary", "Post ID,Views", "Campaign,Cost", "Video title,Video link,Post time"]
)
def test_other_tables_are_not_taken(header: str) -> None:
    assert recognised(SOURCE, f"{header}\n1,2,3\n".encode()) is None


@pytest.mark.parametrize(
    ("post_type", "duration", "kind"),
    [
        ("IG reel", "9", "short_video"),
        ("IG image", "0", "image"),
        ("IG carousel", "", "carousel"),
        ("IG story", "", "story"),
        ("Videos", "600", "long_video"),
        ("Videos", "30", "short_video"),
        ("Photos", "", "image"),
        ("Links", "", "link"),
        ("Somersault", "", None),
    ],
)
def test_post_types_become_formats(post_type: str, duration: str, kind: str | None) -> None:
    post = instagram_post(1, **{"Post type": post_type, "Duration (sec)": duration})
    (row,) = rows_of(reading_of(SOURCE, instagram(post), NAME), "post_snapshot")
    assert row["format"] == kind
    assert row["platform_type"] == post_type
