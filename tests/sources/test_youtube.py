"""YouTube Studio's exports: every language, every kind, every row accounted for."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.files import codes, read_all, read_one, rows, table, workbook
from tests.sources.uploads import end_of
from tests.sources.youtube_files import (
    LIMIT_NOTES,
    RIDE,
    TOUR,
    VIDEOS,
    ZIP_NAME,
    chart,
    studio_zip,
    totals,
    videos_table,
)

from vaekst.core.receipt import Status


def posts(reading):
    return {row["external_id"]: row for row in rows(reading, "post_snapshot")}


def test_the_zip_of_three_files_becomes_posts_their_days_and_the_channels_days(tmp_path):
    table_, chart_, totals_ = read_all(tmp_path, studio_zip(), ZIP_NAME)
    assert [each.receipt.kind for each in (table_, chart_, totals_)] == ["table", "chart", "totals"]
    assert [each.receipt.rows_kept for each in (table_, chart_, totals_)] == [2, 3, 48]
    assert {each.receipt.platform for each in (table_, chart_, totals_)} == {"youtube"}
    assert table_.receipt.file == f"{ZIP_NAME}/Table data.csv"
    assert (table_.receipt.first_date, table_.receipt.last_date) == (date(2026, 9, 14), date(2026, 10, 31))


def test_a_row_of_the_table_is_a_post_in_canonical_units(tmp_path):
    (reading, *_) = read_all(tmp_path, studio_zip(), ZIP_NAME)
    assert posts(reading)["aB3dE5gH7jK"] == {
        "channel": "youtube",
        "platform": "youtube",
        "post_key": "youtube:aB3dE5gH7jK",
        "external_id": "aB3dE5gH7jK",
        "permalink": "https://www.youtube.com/watch?v=aB3dE5gH7jK",
        "title": "Ride-along: Ærø på en dag",
        "format": "short_video",
        "duration_s": 44,
        "published_date": date(2026, 9, 29),
        "grain": "lifetime",
        "period_from": date(2026, 9, 14),
        "period_to": date(2026, 10, 31),
        "views_start": 5210,
        "impressions_thumb": 21800,
        "clicks_thumb": 1367,
        "follows": 12,
        "watch_time_s": 220680.0,
        "avg_view_s": 42,
        "observed_at": end_of(date(2026, 10, 31)),
        "source_row": 3,
    }
    assert posts(reading)["q-W_rT1yU2i"]["follows"] == -2
    assert posts(reading)["q-W_rT1yU2i"]["format"] == "long_video"


@pytest.mark.parametrize("language", ["en", "de", "pt", "da"])
def test_every_language_holds_the_same_numbers(tmp_path, language):
    reading = read_one(tmp_path, videos_table(language=language))
    assert reading.receipt.language == language
    assert reading.receipt.rows_dropped == {"total_row": 1}
    ride = posts(reading)["aB3dE5gH7jK"]
    assert (ride["views_start"], ride["impressions_thumb"], ride["clicks_thumb"]) == (5210, 21800, 1367)
    assert ride["published_date"] == date(2026, 9, 29)
    assert all(control.agrees for control in reading.receipt.control_totals)
    assert ("headers_unverified" in codes(reading)) == (language == "da")


def test_the_receipt_says_which_zone_the_days_were_taken_in(tmp_path):
    reading = read_one(tmp_path, totals(1, 2))
    assert reading.receipt.timezone == "America/Los_Angeles"
    assert "timezone_assumed" in codes(reading)
    told = read_one(tmp_path, totals(1, 2), timezone="America/Los_Angeles")
    assert "timezone_assumed" not in codes(told)


def test_totals_count_what_may_be_added_and_nothing_else(tmp_path):
    reading = read_one(tmp_path, videos_table())
    assert reading.receipt.totals == {
        "views_start": 7000,
        "impressions_thumb": 37200,
        "clicks_thumb": 1752,
        "follows": 10,
        "watch_time_s": 576014.4,
    }


def test_unique_viewers_are_people_and_never_summed(tmp_path):
    reading = read_one(tmp_path, totals(183, 57, names=("Data", "Espectadores únicos")))
    assert [row["reach_unique"] for row in rows(reading, "channel_day")] == [183, 57]
    assert reading.receipt.totals == {}


def test_money_carries_the_currency_of_its_header(tmp_path):
    reading = read_one(tmp_path, videos_table(language="pt", revenue="12.345"))
    ride = posts(reading)["aB3dE5gH7jK"]
    assert (ride["revenue_minor"], ride["revenue_currency"]) == (1234, "USD")
    assert reading.receipt.totals["revenue_minor"] == 2468


def test_engagement_columns_are_read_and_unknown_ones_are_named(tmp_path):
    header = [
        "Content",
        "Video title",
        "Video publish time",
        "Average percentage viewed (%)",
        "Likes",
        "Comments added",
    ]
    content = table([*header, "Shares", "Hypes"], [*RIDE[:3], "61.5", 90, 7, 11, 3])
    reading = read_one(tmp_path, content)
    ride = posts(reading)["aB3dE5gH7jK"]
    assert (ride["avg_view_share"], ride["likes"], ride["comments"], ride["shares_sent"]) == (0.615, 90, 7, 11)
    (warning,) = [each for each in reading.receipt.warnings if each.code == "columns_unread"]
    assert warning.values["columns"] == "Hypes"


def test_an_empty_average_is_unknown_and_an_empty_rate_gives_no_clicks(tmp_path):
    silent = (*RIDE[:4], 0, "0", 0, "", 0, "")
    ride = posts(read_one(tmp_path, videos_table(silent)))["aB3dE5gH7jK"]
    assert ride["views_start"] == 0
    assert "avg_view_s" not in ride
    assert "clicks_thumb" not in ride


# Totals, limits, ends


def test_rows_that_add_up_to_less_than_the_total_are_warned_of_but_kept(tmp_path):
    content = table(
        ["Geography", "Views", "Average view duration", "Watch time (hours)"],
        ["Total", 1000, "0:04:34", "10.5"],
        ["DK", 700, "0:05:42", "7"],
        ["SE", 150, "", "1.25"],
    )
    reading = read_one(tmp_path, content)
    views, watched = reading.receipt.control_totals
    assert (views.stated, views.summed, views.agrees) == (1000, 850, False)
    assert (watched.stated, watched.summed) == (37800, 29700)
    assert "total_mismatch" in codes(reading)
    assert not reading.receipt.is_truncated


def test_a_total_may_stand_last_even_after_a_row_of_commas(tmp_path):
    reading = read_one(tmp_path, totals(3, 4, names=("Data", "Visualizações")) + b",\nTotal,7\n")
    assert reading.receipt.rows_dropped == {"total_row": 1}
    assert reading.receipt.control_totals[0].agrees


@pytest.mark.parametrize("language", sorted(LIMIT_NOTES))
@pytest.mark.parametrize("apart", ["", "\n"])
def test_the_note_of_500_rows_means_truncated(tmp_path, language, apart):
    content = videos_table(language=language) + (apart + LIMIT_NOTES[language]).encode()
    reading = read_one(tmp_path, content)
    assert reading.receipt.is_truncated
    assert reading.receipt.rows_dropped == {"total_row": 1, "footer": 1}
    assert reading.receipt.rows_kept == 2


def many(count):
    return [(f"{n:011d}", *RIDE[1:]) for n in range(count)]


def test_exactly_500_rows_are_suspicious_without_the_note(tmp_path):
    reading = read_one(tmp_path, videos_table(*many(500)))
    assert "maybe_truncated" in codes(reading)
    assert not reading.receipt.is_truncated


def test_exactly_500_rows_that_miss_the_total_are_truncated(tmp_path):
    content = videos_table(*many(501)).splitlines(keepends=True)
    reading = read_one(tmp_path, b"".join(content[:-1]))
    assert reading.receipt.is_truncated


def test_a_last_row_without_line_end_is_left_out(tmp_path):
    reading = read_one(tmp_path, totals(10, 20, 12345)[:-3])
    assert [row["views_start"] for row in rows(reading, "channel_day")] == [10, 20]
    assert reading.receipt.rows_dropped == {"maybe_cut": 1}
    assert "maybe_cut" in codes(reading)


def test_a_last_record_of_one_cell_without_line_end_is_a_cut_file(tmp_path):
    reading = read_one(tmp_path, videos_table() + b"aB3dE")
    assert reading.receipt.refusal.code == "cut_off"


@pytest.mark.parametrize("keep", range(1, 400, 7))
def test_no_cut_invents_or_changes_a_fact(tmp_path, keep):
    whole = posts(read_one(tmp_path, videos_table()))
    reading = read_one(tmp_path, videos_table()[:-keep])
    if reading.receipt.status is Status.IMPORTED:
        assert posts(reading).items() <= whole.items() if reading.batch else True


# Rows that are no facts


def test_zeros_before_publication_are_no_facts(tmp_path):
    reading = read_one(tmp_path, chart(0, 0, 5, 0, 3))
    assert [row["local_date"].day for row in rows(reading, "post_day")] == [29, 30, 1]
    assert reading.receipt.rows_dropped == {"before_publication": 2}


def test_a_chart_describes_its_posts_without_claiming_a_lifetime(tmp_path):
    (post,) = rows(read_one(tmp_path, chart(0, 0, 5, 0, 3)), "post_snapshot")
    assert (post["title"], post["format"], post["published_date"]) == (RIDE[1], "short_video", date(2026, 9, 29))
    assert post["grain"] == "period"
    assert "views_start" not in post


def test_views_before_the_publishing_day_are_kept(tmp_path):
    reading = read_one(tmp_path, chart(0, 4, 5))  # a premiere, or a day's slack between zones
    assert reading.receipt.rows_kept == 2


def test_future_days_are_left_out_and_warned_of(tmp_path):
    reading = read_one(tmp_path, totals(1, 2, 3, 4, first="2026-11-22"))
    assert [row["local_date"].day for row in rows(reading, "channel_day")] == [22, 23, 24]
    assert reading.receipt.rows_dropped == {"future_date": 1}
    assert "future_date" in codes(reading)


def test_negative_views_are_left_out_but_lost_subscribers_are_not(tmp_path):
    content = table(["Date", "Views", "Subscribers"], ["2026-10-01", -5, 1], ["2026-10-02", 5, -9])
    reading = read_one(tmp_path, content)
    assert reading.receipt.rows_dropped == {"negative_count": 1}
    assert reading.receipt.totals == {"views_start": 5, "follows": -9}


def test_a_video_named_twice_counts_once(tmp_path):
    reading = read_one(tmp_path, videos_table(RIDE, RIDE, TOUR))
    assert reading.receipt.rows_dropped == {"total_row": 1, "duplicate": 1}


def test_a_spreadsheets_name_error_is_no_video(tmp_path):
    reading = read_one(tmp_path, videos_table(("#NAME?", *RIDE[1:]), TOUR))
    assert reading.receipt.rows_dropped["no_identity"] == 1
    assert set(posts(reading)) == {"q-W_rT1yU2i"}


def test_rows_wider_than_the_header_are_left_out(tmp_path):
    reading = read_one(tmp_path, totals(1, 2) + b"2026-09-16,3,4\n2026-09-17,5,\n")
    assert reading.receipt.rows_dropped == {"uneven_row": 1}
    assert reading.receipt.totals == {"views_start": 8}


def test_rows_without_day_video_member_or_figure_are_accounted_for(tmp_path):
    no_day = read_one(tmp_path, table(["Date", "Views"], ["2026-10-01", 3], ["-", 4], ["2026-10-02", ""]))
    assert no_day.receipt.rows_dropped == {"no_identity": 1, "no_figures": 1}
    no_video = read_one(tmp_path, chart(0, 0, 5, 3, video=("#NAME?", *RIDE[1:])))
    assert no_video.receipt.rows_dropped == {"no_identity": 4}
    no_member = read_one(
        tmp_path, table(["Date", "Geography", "Views"], ["2026-10-01", "", 3], ["2026-10-01", "DK", 4])
    )
    assert no_member.receipt.rows_dropped == {"no_identity": 1}


def test_a_length_that_is_none_refuses_the_file(tmp_path):
    reading = read_one(tmp_path, videos_table((*RIDE[:7], "4.apr", *RIDE[8:]), total=False))
    assert reading.receipt.refusal.code == "not_a_duration"
    assert "'4.apr' in row 2" in reading.receipt.refusal.english()


def test_numbers_turned_into_dates_refuse_the_file(tmp_path):
    reading = read_one(tmp_path, videos_table((*RIDE[:5], "3.apr", *RIDE[6:]), total=False))
    assert reading.receipt.status is Status.REFUSED
    assert reading.receipt.refusal.code == "damaged_number"
    assert not reading.batch


# Saved again


def test_a_file_saved_by_a_danish_spreadsheet_holds_the_same_numbers(tmp_path):
    resaved = videos_table(
        *[
            tuple(str(cell).replace(".", ",") if at in (5, 9) else cell for at, cell in enumerate(video))
            for video in VIDEOS
        ],
        delimiter=";",
        end="\r\n",
        total=False,
    )
    again = read_one(tmp_path, resaved.decode().encode("cp1252"))
    whole = read_one(tmp_path, videos_table(total=False))
    assert posts(again) == posts(whole)
    assert (again.receipt.encoding, again.receipt.delimiter) == ("cp1252", ";")


def test_days_saved_as_day_month_year_are_settled_by_their_order(tmp_path):
    lines = totals(*range(30), first="2025-06-01").decode().splitlines()
    turned = [
        lines[0],
        *("-".join(reversed(line.split(",")[0].split("-"))) + "," + line.split(",")[1] for line in lines[1:]),
    ]
    reading = read_one(tmp_path, "\r\n".join([*turned, ""]).encode())
    assert (reading.receipt.first_date, reading.receipt.last_date) == (date(2025, 6, 1), date(2025, 6, 30))


def test_days_that_could_be_months_are_refused_rather_than_guessed(tmp_path):
    reading = read_one(tmp_path, b"Date,Views\r\n03-04-2026,1\r\n")
    assert reading.receipt.refusal.code == "ambiguous_dates"


def test_whole_numbers_printed_with_a_point_are_accepted(tmp_path):
    reading = read_one(tmp_path, b"Date,Views\n2026-10-01,12100212.0\n2026-10-02,7.0\n")
    assert reading.receipt.totals == {"views_start": 12100219}


def test_a_length_printed_with_a_decimal_comma_is_seconds(tmp_path):
    content = "Content;Video title;Duration;Views\r\nabcdefghijk;A;548,0;7,0\r\n".encode("cp1252")
    (post,) = rows(read_one(tmp_path, content, "Table data.csv"), "post_snapshot")
    assert post["duration_s"] == 548


def test_a_workbook_holds_the_same_facts(tmp_path):
    content = workbook({"Table data": [["Date", "Views"], ["2026-10-01", 12], ["2026-10-02", 3]]})
    reading = read_one(tmp_path, content, "Totals.xlsx")
    assert reading.receipt.totals == {"views_start": 15}
    assert reading.receipt.encoding is None
