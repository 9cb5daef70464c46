"""TikTok Business Suite: days of the account and the audience, and videos, with what is missing left unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.sources.files import table, workbook
from tests.sources.tiktok_files import (
    ACCOUNT,
    AUDIENCE,
    MADE,
    VIDEOS,
    VIDEOS_SPANISH,
    account_days,
    business,
    link,
    number,
    video,
)
from tests.sources.uploads import codes, end_of, reading_of, recognised, refusal, rows_of

from vaekst.core.receipt import Status
from vaekst.sources.tiktok_business import SOURCE

FIRST = date(2026, 10, 30)


def account(*days: dict[str, object], first: date = FIRST) -> bytes:
    return business(ACCOUNT, *account_days(first, *(days or ({}, {}, {}))))


def test_a_day_of_the_account_comes_with_all_it_tells():
    reading = reading_of(SOURCE, account())
    row = rows_of(reading, "channel_day")[0]
    assert (row["channel"], row["platform"], row["local_date"]) == ("tiktok", "tiktok", FIRST)
    assert (row["views_start"], row["reach_unique"], row["profile_visits"]) == (900, 850, 20)
    assert (row["likes"], row["shares_sent"], row["comments"]) == (30, 4, 3)
    assert (row["clicks_call"], row["leads_form"]) == (0, 0)
    assert (row["followers_net"], row["follows"], row["unfollows"]) == (5, 6, 1)
    assert reading.receipt.kind == "account days"
    assert reading.receipt.rows_read == reading.receipt.rows_kept == 3


def test_nan_and_dashes_are_unknown_and_never_zero():
    reading = reading_of(SOURCE, account({"Reached audience": "NAN", "Likes": "--"}, {}))
    row = rows_of(reading, "channel_day")[0]
    assert row["reach_unique"] is None
    assert row["likes"] is None
    assert row["views_start"] == 900


def test_people_are_not_added_up_on_the_receipt():
    totals = reading_of(SOURCE, account()).receipt.totals
    assert totals["views_start"] == 2700
    assert "reach_unique" not in totals


def test_a_day_may_take_likes_and_comments_back():
    reading = reading_of(SOURCE, account({"Likes": -2, "Comments": -1}, {}))
    assert rows_of(reading, "channel_day")[0]["likes"] == -2
    assert not reading.receipt.rows_dropped


def test_views_below_zero_are_left_out():
    reading = reading_of(SOURCE, account({"Video views": -2}, {}))
    assert reading.receipt.rows_dropped == {"negative_count": 1}


def test_net_growth_that_is_not_won_less_lost_is_told():
    assert "growth_differs" in codes(reading_of(SOURCE, account({"Net growth": 9}, {})))
    assert "growth_differs" not in codes(reading_of(SOURCE, account()))


def test_more_people_than_views_are_told_and_kept():
    reading = reading_of(SOURCE, account({"Reached audience": 1000}, {}))
    assert "reach_above_views" in codes(reading)
    assert rows_of(reading, "channel_day")[0]["reach_unique"] == 1000


def test_the_days_are_utc_unless_the_strategy_names_a_zone_and_the_receipt_says_so():
    assumed = reading_of(SOURCE, account())
    assert assumed.receipt.timezone == "UTC"
    assert "timezone_assumed" in codes(assumed)
    told = reading_of(SOURCE, account(), timezone="Europe/Copenhagen")
    assert told.receipt.timezone == "Europe/Copenhagen"
    assert "timezone_assumed" not in codes(told)


def test_the_audience_may_have_no_followers_in_any_row():
    rows = [[f"2026/11/0{n}", 4, "--", 700 + n, 30] for n in range(1, 4)]
    reading = reading_of(SOURCE, business(AUDIENCE, *rows))
    row = rows_of(reading, "channel_day")[0]
    assert (row["follows"], row["reach_unique"], row["audience_engaged"]) == (4, 701, 30)
    assert row["followers_total"] is None
    assert reading.receipt.kind == "audience days"


def test_zeros_before_measurement_began_are_unknown():
    quiet = dict.fromkeys(ACCOUNT[1:], 0) | {"Reached audience": "NAN"}
    reading = reading_of(SOURCE, account(*[quiet] * 25, *[{}] * 20, first=date(2026, 9, 1)))
    assert reading.receipt.rows_dropped == {"not_measured": 25}
    assert "not_measured" in codes(reading)
    assert rows_of(reading, "channel_day")[0]["local_date"] == date(2026, 9, 26)


def test_views_that_begin_later_than_the_rest_leave_the_rest_alone():
    reading = reading_of(SOURCE, account(*[{"Video views": 0}] * 20, *[{}] * 4))
    row = rows_of(reading, "channel_day")[0]
    assert row["views_start"] is None
    assert row["likes"] == 30


def test_a_week_of_zeros_stays_zero():
    reading = reading_of(SOURCE, account(*[dict.fromkeys(ACCOUNT[1:], 0)] * 7, {}))
    assert rows_of(reading, "channel_day")[0]["views_start"] == 0
    assert "not_measured" not in codes(reading)


def test_a_day_twice_is_one_day_and_two_different_ones_are_refused():
    day = account_days(FIRST, {})[0]
    assert reading_of(SOURCE, business(ACCOUNT, day, day)).receipt.rows_dropped == {"duplicate": 1}
    other = [*day[:2], "--", *day[3:]]
    assert refusal(SOURCE, business(ACCOUNT, day, other)).code == "day_twice"
    assert refusal(SOURCE, business(ACCOUNT, other, day)).code == "day_twice"


def test_days_between_that_are_missing_stay_unknown():
    rows = account_days(FIRST, {}, {}, {})
    assert "days_missing" in codes(reading_of(SOURCE, business(ACCOUNT, rows[0], rows[2])))


def test_days_to_come_and_rows_without_a_day_or_figure_are_left_out():
    day = account_days(FIRST, {})[0]
    rows = [day, ["", *day[1:]], ["2027/01/01", *day[1:]], ["2026/11/05", *["NAN"] * 11]]
    reading = reading_of(SOURCE, business(ACCOUNT, *rows))
    assert reading.receipt.rows_dropped == {"no_date": 1, "future_date": 1, "no_figures": 1}


def test_a_file_that_ends_inside_a_row_is_refused_and_one_that_merely_lacks_the_last_line_end_is_read():
    content = account({}, {}, {})
    assert refusal(SOURCE, content[: content.rindex(b",")]).code == "cut_off"
    assert reading_of(SOURCE, content).receipt.rows_kept == 3


def test_a_header_without_rows_is_refused():
    assert refusal(SOURCE, business(ACCOUNT)).code == "no_rows"


def test_a_table_saved_again_with_semicolons_and_other_dates_is_read():
    header, *rows = (ACCOUNT, *account_days(FIRST, {}, {}, {}))
    changed = [[f"{date.fromisoformat(str(row[0]).replace('/', '-')):%d-%m-%Y}", *row[1:]] for row in rows]
    reading = reading_of(SOURCE, table(header, *changed, delimiter=";", end="\r\n"))
    assert [row["local_date"] for row in rows_of(reading, "channel_day")] == [
        FIRST + timedelta(days=n) for n in range(3)
    ]


def test_columns_nobody_reads_are_named():
    reading = reading_of(SOURCE, business([*ACCOUNT, "Mood"], *[[*row, 1] for row in account_days(FIRST, {})]))
    (warning,) = [each for each in reading.receipt.warnings if each.code == "columns_left_out"]
    assert "Mood" in warning.english()


def test_a_video_comes_with_its_number_its_instant_and_its_saves():
    reading = reading_of(SOURCE, business(VIDEOS, video(), video(1)))
    row = rows_of(reading, "post_snapshot")[0]
    assert row["post_key"] == f"tiktok:{number(MADE)}"
    assert row["published_at"] == MADE + timedelta(seconds=4)
    assert (row["views_start"], row["likes"], row["comments"], row["shares_sent"], row["saves"]) == (1200, 40, 3, 7, 11)
    assert row["text"] == "Wet leaves, “warm” gloves 🚲\u200d\n#ridealong"
    assert (row["grain"], row["platform_type"], row["format"]) == ("lifetime", "video", None)
    assert reading.receipt.timezone == "UTC"
    assert "publish_zone" in codes(reading)
    assert reading.receipt.observed_at == end_of(date(2026, 9, 2))


def test_a_photo_post_is_a_carousel_and_a_short_link_tells_nothing():
    rows = [
        video(**{"Video link": link(MADE, kind="photo")}),
        video(1, **{"Video link": "https://vm.tiktok.com/ZMabc/"}),
    ]
    photo, short = rows_of(reading_of(SOURCE, business(VIDEOS, *rows)), "post_snapshot")
    assert (photo["format"], photo["platform_type"]) == ("carousel", "photo")
    assert (short["platform_type"], short["external_id"]) == (None, None)
    assert short["published_at"] == MADE + timedelta(days=1, seconds=4)


def test_the_publishing_day_is_that_of_the_channels_zone():
    late = datetime(2026, 9, 1, 23, 30, tzinfo=UTC)
    content = business(VIDEOS, video(**{"Video link": link(late), "Post time": f"{late:%Y/%m/%d %H:%M:%S}"}))
    assert rows_of(reading_of(SOURCE, content), "post_snapshot")[0]["published_date"] == date(2026, 9, 1)
    told = reading_of(SOURCE, content, timezone="Europe/Copenhagen")
    assert rows_of(told, "post_snapshot")[0]["published_date"] == date(2026, 9, 2)


def test_times_that_are_not_utc_give_way_to_the_numbers_in_the_links():
    reading = reading_of(SOURCE, business(VIDEOS, *(video(n, after=timedelta(hours=2)) for n in range(3))))
    assert "publish_zone_doubtful" in codes(reading)
    assert rows_of(reading, "post_snapshot")[0]["published_at"] == MADE


def test_where_day_and_month_could_change_places_the_links_decide():
    rows = [video(n, **{"Post time": f"{MADE + timedelta(days=n):%m/%d/%Y %H:%M}"}) for n in (0, 3)]
    reading = reading_of(SOURCE, business(VIDEOS, *rows))
    assert rows_of(reading, "post_snapshot")[1]["published_date"] == date(2026, 9, 4)


def test_without_links_that_tell_nobody_guesses_between_day_and_month():
    rows = [video(**{"Video link": f"https://vm.tiktok.com/{n}/", "Post time": f"0{n}/05/2026"}) for n in (1, 3)]
    assert refusal(SOURCE, business(VIDEOS, *rows)).code == "ambiguous_dates"
    damaged = [video(**{"Post time": "soon"})]
    assert refusal(SOURCE, business(VIDEOS, *damaged)).code == "not_a_date"


def test_what_is_no_post_is_accounted_for():
    rows = [
        video(),
        video(),
        video(2, **{"Video link": ""}),
        video(3, Likes=-1),
        video(4, **dict.fromkeys(VIDEOS[3:], "--")),
        video(200),
    ]
    reading = reading_of(SOURCE, business(VIDEOS, *rows))
    assert reading.receipt.rows_dropped == {
        "duplicate": 1,
        "no_identity": 1,
        "negative_count": 1,
        "no_figures": 1,
        "future_date": 1,
    }


def test_spanish_headers_are_matched_and_marked_as_never_checked():
    rows = [[*video(n)[:7], "0:07"] for n in range(2)]
    reading = reading_of(SOURCE, business(VIDEOS_SPANISH, *rows))
    assert reading.receipt.language == "es"
    assert {"headers_unverified", "columns_left_out"} <= codes(reading)
    assert rows_of(reading, "post_snapshot")[0]["likes"] == 40


def test_a_workbook_of_videos_is_read():
    cells = [VIDEOS, *([*map(str, video(n)[:3]), *map(float, video(n)[3:])] for n in range(2))]
    content = workbook({"Sheet1": cells})
    assert reading_of(SOURCE, content).receipt.status is Status.IMPORTED


@pytest.mark.parametrize(
    "header",
    [
        ["Date", "Reached audience"],
        ["Video title", "Video link", "Likes"],
        ["Date", "Views", "Likes"],
    ],
)
def test_other_tables_are_not_taken_for_business_suites(header: list[str]):
    assert recognised(SOURCE, table(header, ["1"] * len(header))) is None
