"""TikTok Studio: days that print no year, videos whose links hold the instant, followers by hour, gender and country."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.sources.files import read_all as read_upload
from tests.sources.files import table, zipped
from tests.sources.tiktok_files import (
    ACTIVITY,
    CONTENT,
    FOLLOWERS,
    GENDER,
    MADE,
    OVERVIEW,
    TERRITORIES,
    VIEWERS,
    days,
    link,
    number,
    studio,
)
from tests.sources.uploads import codes, end_of, reading_of, recognised, refusal, rows_of

from vaekst.sources.tiktok_studio import SOURCE

EXPORTED = datetime(2026, 11, 20, 12, tzinfo=UTC)


def overview(first: date, count: int, cells: tuple[object, ...] = (900, 20, 30, 3, 4)) -> bytes:
    return studio(OVERVIEW, *days(first, [cells] * count))


def video(n: int = 0, **cells: object) -> list[object]:
    made = MADE + timedelta(days=n)
    row = {
        "Time": "November 20",
        "Video title": "Wet leaves",
        "Video link": link(made),
        "Post time": f"{made:%B} {made.day}",
        "Total likes": 40,
        "Total comments": 3,
        "Total shares": 7,
        "Total views": 1200 + n,
    }
    return [*(row | cells).values()]


def test_a_day_of_the_overview_comes_with_all_it_tells():
    reading = reading_of(SOURCE, overview(date(2026, 11, 10), 5), exported_at=EXPORTED)
    row = rows_of(reading, "channel_day")[0]
    assert (row["channel"], row["platform"], row["local_date"]) == ("tiktok", "tiktok", date(2026, 11, 10))
    assert (row["views_start"], row["profile_visits"]) == (900, 20)
    assert (row["likes"], row["comments"], row["shares_sent"]) == (30, 3, 4)
    assert row["saves"] is row["reach_unique"] is None
    assert reading.receipt.kind == "overview"
    assert reading.receipt.observed_at == EXPORTED


def test_viewers_are_people_and_not_added_up():
    content = studio(VIEWERS, *days(date(2026, 11, 10), [(800, 500, 300)] * 3))
    reading = reading_of(SOURCE, content, exported_at=EXPORTED)
    row = rows_of(reading, "channel_day")[0]
    assert (row["reach_unique"], row["viewers_new"], row["viewers_returning"]) == (800, 500, 300)
    assert reading.receipt.totals == {}


def test_followers_come_with_their_net_growth_which_may_be_below_zero():
    content = studio(FOLLOWERS, *days(date(2026, 11, 10), [(4010, 4), (4004, -6), (4003, -1)]))
    rows = rows_of(reading_of(SOURCE, content, exported_at=EXPORTED), "channel_day")
    assert [row["followers_total"] for row in rows] == [4010, 4004, 4003]
    assert [row["followers_net"] for row in rows] == [4, -6, -1]
    assert rows[0]["follows"] is None


def test_undefined_is_unknown_and_never_zero():
    content = studio(VIEWERS, *days(date(2026, 11, 10), [("undefined", 5, 3), (800, 500, "undefined")]))
    first, second = rows_of(reading_of(SOURCE, content, exported_at=EXPORTED), "channel_day")
    assert first["reach_unique"] is None
    assert second["viewers_returning"] is None


def test_likes_and_comments_may_be_taken_back():
    content = overview(date(2026, 11, 10), 3, (900, 20, -17, -1, 4))
    reading = reading_of(SOURCE, content, exported_at=EXPORTED)
    assert rows_of(reading, "channel_day")[0]["likes"] == -17
    assert not reading.receipt.rows_dropped


def test_the_days_are_the_brands_unless_the_strategy_names_the_channels_zone():
    assumed = reading_of(SOURCE, overview(date(2026, 11, 10), 3), exported_at=EXPORTED, zone="Europe/Copenhagen")
    assert assumed.receipt.timezone == "Europe/Copenhagen"
    assert "timezone_assumed" in codes(assumed)
    told = reading_of(SOURCE, overview(date(2026, 11, 10), 3), exported_at=EXPORTED, timezone="Europe/Sofia")
    assert told.receipt.timezone == "Europe/Sofia"
    assert "timezone_assumed" not in codes(told)


def test_the_first_days_of_zeros_and_undefined_are_unknown():
    cells = [(0, 0, 0, 0, 0)] * 25 + [(900, 20, 30, 3, 4)] * 30
    first = date(2026, 9, 20)
    reading = reading_of(SOURCE, studio(OVERVIEW, *days(first, cells)), exported_at=EXPORTED)
    assert reading.receipt.rows_dropped == {"not_measured": 25}
    assert rows_of(reading, "channel_day")[0]["local_date"] == first + timedelta(days=25)
    undefined = [("undefined",) * 3] * 25 + [(800, 500, 300)] * 30
    reading = reading_of(SOURCE, studio(VIEWERS, *days(first, undefined)), exported_at=EXPORTED)
    assert reading.receipt.rows_dropped == {"not_measured": 25}


def test_the_first_followers_counted_are_no_growth():
    cells = [(0, 0)] * 25 + [(4000, 4000), (4004, 4)]
    reading = reading_of(SOURCE, studio(FOLLOWERS, *days(date(2026, 10, 20), cells)), exported_at=EXPORTED)
    first, second = rows_of(reading, "channel_day")
    assert (first["followers_total"], first["followers_net"]) == (4000, None)
    assert second["followers_net"] == 4


def test_a_video_has_the_instant_in_its_number_and_the_day_printed():
    reading = reading_of(SOURCE, studio(CONTENT, video(), video(1)))
    row = rows_of(reading, "post_snapshot")[0]
    assert (row["post_key"], row["external_id"]) == (f"tiktok:{number(MADE)}", number(MADE))
    assert (row["published_at"], row["published_date"]) == (MADE, MADE.date())
    assert (row["views_start"], row["likes"], row["comments"], row["shares_sent"]) == (1200, 40, 3, 7)
    assert (row["saves"], row["text"], row["grain"]) == (None, "Wet leaves", "lifetime")
    assert reading.receipt.kind == "content"


def test_a_title_may_be_empty():
    reading = reading_of(SOURCE, studio(CONTENT, video(**{"Video title": ""})))
    assert rows_of(reading, "post_snapshot")[0]["text"] is None


def test_a_snapshot_is_of_the_day_it_prints():
    reading = reading_of(SOURCE, studio(CONTENT, video(), video(3)))
    assert reading.receipt.observed_at == end_of(date(2026, 11, 20))
    assert not {"export_date_assumed", "snapshot_date_assumed"} & set(codes(reading))


def test_a_snapshot_of_last_year_keeps_its_year():
    made = datetime(2025, 12, 20, 10, tzinfo=UTC)
    row = video(**{"Time": "February 28", "Video link": link(made), "Post time": "December 20"})
    reading = reading_of(SOURCE, studio(CONTENT, row))
    assert reading.receipt.observed_at == end_of(date(2026, 2, 28))
    assert rows_of(reading, "post_snapshot")[0]["published_date"] == date(2025, 12, 20)


def test_of_two_years_a_snapshot_may_be_of_the_first_is_taken_and_told():
    made = datetime(2024, 12, 20, 10, tzinfo=UTC)
    row = video(**{"Time": "February 28", "Video link": link(made), "Post time": "December 20"})
    reading = reading_of(SOURCE, studio(CONTENT, row))
    assert reading.receipt.observed_at == end_of(date(2025, 2, 28))
    assert "snapshot_year_assumed" in codes(reading)
    told = reading_of(SOURCE, studio(CONTENT, row), exported_at=datetime(2026, 2, 28, 12, tzinfo=UTC))
    assert told.receipt.observed_at == datetime(2026, 2, 28, 12, tzinfo=UTC)
    assert "snapshot_year_assumed" not in codes(told)


def test_a_snapshot_without_a_day_is_of_its_newest_video():
    reading = reading_of(SOURCE, studio(CONTENT, video(Time="undefined"), video(1, Time="")))
    assert reading.receipt.observed_at == end_of(MADE.date() + timedelta(days=1))
    assert "snapshot_date_assumed" in codes(reading)


def test_the_publishing_day_is_printed_as_the_accounts_own():
    made = datetime(2026, 9, 4, 1, 8, tzinfo=UTC)
    row = video(**{"Video link": link(made), "Post time": "September 3"})
    printed = rows_of(reading_of(SOURCE, studio(CONTENT, row)), "post_snapshot")[0]
    assert (printed["published_at"], printed["published_date"]) == (made, date(2026, 9, 3))
    zoned = rows_of(reading_of(SOURCE, studio(CONTENT, row), timezone="Europe/Copenhagen"), "post_snapshot")[0]
    assert zoned["published_date"] == date(2026, 9, 4)


def test_a_video_of_new_years_eve_keeps_to_the_year_of_its_number():
    made = datetime(2026, 1, 1, 3, tzinfo=UTC)
    row = video(**{"Video link": link(made), "Post time": "December 31"})
    assert rows_of(reading_of(SOURCE, studio(CONTENT, row)), "post_snapshot")[0]["published_date"] == date(2025, 12, 31)


def test_a_video_made_ahead_has_a_day_and_no_time():
    reading = reading_of(SOURCE, studio(CONTENT, video(**{"Post time": "September 9"})))
    row = rows_of(reading, "post_snapshot")[0]
    assert (row["published_at"], row["published_date"]) == (None, date(2026, 9, 9))
    assert "made_ahead" in codes(reading)


def test_a_link_that_tells_no_instant_leaves_the_printed_day():
    rows = [video(), video(**{"Video link": "https://vm.tiktok.com/ZMabc/", "Post time": "November 21"})]
    row = rows_of(reading_of(SOURCE, studio(CONTENT, *rows)), "post_snapshot")[1]
    assert (row["published_at"], row["published_date"]) == (None, date(2025, 11, 21))


def test_a_video_without_a_printed_day_has_the_day_in_its_number():
    row = rows_of(reading_of(SOURCE, studio(CONTENT, video(**{"Post time": "undefined"}))), "post_snapshot")[0]
    assert row["published_date"] == MADE.date()


def test_a_video_of_29_february_is_of_a_year_that_has_one():
    made = datetime(2024, 2, 29, 12, tzinfo=UTC)
    row = video(**{"Video link": link(made), "Post time": "February 29", "Time": "March 2"})
    assert rows_of(reading_of(SOURCE, studio(CONTENT, row)), "post_snapshot")[0]["published_date"] == date(2024, 2, 29)


def test_where_a_spreadsheet_left_day_and_month_to_change_places_the_links_decide():
    rows = [video(n, **{"Post time": f"{MADE + timedelta(days=n):%m/%d/%Y}", "Time": "11/20/2026"}) for n in (0, 3)]
    found = rows_of(reading_of(SOURCE, studio(CONTENT, *rows)), "post_snapshot")
    assert [row["published_date"] for row in found] == [date(2026, 9, 1), date(2026, 9, 4)]
    damaged = studio(CONTENT, video(**{"Post time": "soon"}))
    assert refusal(SOURCE, damaged).code == "not_a_date"


def test_active_followers_are_counted_by_hour():
    rows = [[f"November {day}", hour, 100 + hour] for day in (18, 19) for hour in range(24)]
    reading = reading_of(SOURCE, studio(ACTIVITY, *rows), exported_at=EXPORTED)
    found = rows_of(reading, "breakdown")
    assert len(found) == 48
    assert (found[9]["dimension"], found[9]["member"], found[9]["followers_active"]) == ("hour", "09", 109)
    assert found[9]["period_from"] == found[9]["period_to"] == date(2026, 11, 18)
    assert reading.receipt.totals == {}


def test_hours_the_export_came_too_early_for_are_unknown():
    rows = [[f"November {day}", hour, 0 if day == 19 and hour > 20 else 5] for day in (18, 19) for hour in range(24)]
    reading = reading_of(SOURCE, studio(ACTIVITY, *rows), exported_at=EXPORTED)
    assert reading.receipt.rows_dropped == {"not_yet_measured": 3}


def test_hours_that_are_always_empty_stay_zero():
    rows = [[f"November {day}", hour, 0 if hour > 20 else 5] for day in (18, 19) for hour in range(24)]
    assert not reading_of(SOURCE, studio(ACTIVITY, *rows), exported_at=EXPORTED).receipt.rows_dropped


def test_hours_that_are_none_are_accounted_for():
    rows = [
        *(
            ["November 19", 1, 5],
            ["November 19", 1, 5],
            ["2027-01-01", 1, 5],
            ["November 19", 24, 5],
            ["November 19", 2, "undefined"],
        ),
        *(["November 19", 3, -5], ["undefined", 4, 5]),
    ]
    reading = reading_of(SOURCE, studio(ACTIVITY, *rows), exported_at=EXPORTED)
    assert reading.receipt.rows_dropped == {
        "duplicate": 1,
        "no_identity": 1,
        "no_figures": 1,
        "negative_count": 1,
        "no_date": 1,
    }


def test_genders_and_countries_are_shares():
    reading = reading_of(SOURCE, studio(GENDER, ["Female", 0.59], ["Male", 0.4], ["Other", 0.01]))
    assert [(row["dimension"], row["member"], row["share"]) for row in rows_of(reading, "breakdown")] == [
        ("gender", "women", 0.59),
        ("gender", "men", 0.4),
        ("gender", "other", 0.01),
    ]
    assert "period_unknown" in codes(reading)
    named = reading_of(SOURCE, studio(TERRITORIES, ["DK", 0.7], ["Others", 0.3]), "2026-10-24_2026-11-20.csv")
    assert [row["member"] for row in rows_of(named, "breakdown")] == ["DK", "other"]
    assert rows_of(named, "breakdown")[0]["period_to"] == date(2026, 11, 20)


def test_shares_with_decimal_commas_or_percent_signs_are_fractions_too():
    commas = table(GENDER, ["Female", "0,59"], ["Male", "0,41"], delimiter=";")
    assert rows_of(reading_of(SOURCE, commas), "breakdown")[0]["share"] == 0.59
    signs = table(GENDER, ["Female", "59%"], ["Male", "41%"])
    assert rows_of(reading_of(SOURCE, signs), "breakdown")[0]["share"] == 0.59


def test_shares_above_one_are_told_and_rows_without_one_accounted_for():
    reading = reading_of(
        SOURCE, studio(GENDER, ["Female", 0.9], ["Male", 0.4], ["Male", 0.4], ["Other", "undefined"], ["", 0.1])
    )
    assert "shares_above_one" in codes(reading)
    assert reading.receipt.rows_dropped == {"duplicate": 1, "no_figures": 1, "no_identity": 1}


def test_a_zip_of_the_whole_export_is_read_by_what_the_files_are(tmp_path):
    first = date(2026, 11, 10)
    members = {
        "one.csv": overview(first, 5),
        "two.csv": studio(VIEWERS, *days(first, [(800, 500, 300)] * 5)),
        "three.csv": studio(CONTENT, video()),
        "four.csv": studio(GENDER, ["Female", 0.59], ["Male", 0.41]),
    }
    readings = read_upload(tmp_path, zipped(members), "tiktok.zip", exported_at=EXPORTED)
    assert [reading.receipt.kind for reading in readings] == ["overview", "viewers", "content", "follower gender"]


@pytest.mark.parametrize(
    "header",
    [["Date", "Followers"], ["Date", "Video views"], ["Gender", "Share"], ["Video link", "Total views"]],
)
def test_other_tables_are_not_taken_for_studios(header: list[str]):
    assert recognised(SOURCE, table(header, ["1"] * len(header))) is None
