"""Meta Business Suite's insights become days of a channel, and breakdowns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.sources.meta_exports import daily_export, resaved, series
from tests.sources.uploads import codes, context, end_of, reading_of, recognised, refusal, rows_of

from vaekst.sources import Upload, read_upload
from vaekst.sources.meta_daily import SOURCE

HEADER = ("Date", "Primary")
FIRST = date(2026, 10, 1)
INSTAGRAM = {"platform": "instagram", "channel": "instagram"}


def one(title: str, values: list[int | str], *, header: tuple[str, str] = HEADER, first: date = FIRST) -> bytes:
    return daily_export((title, header, series(first, values)))


def by_day(content: bytes, metric: str, **known: str) -> list[int | None]:
    return [row[metric] for row in rows_of(reading_of(SOURCE, content, **(known or INSTAGRAM)), "channel_day")]


def test_the_title_says_what_is_counted() -> None:
    reading = reading_of(SOURCE, one("Instagram profile visits", [14, 9, 12]))
    rows = rows_of(reading, "channel_day")
    assert [row["profile_visits"] for row in rows] == [14, 9, 12]
    assert {(row["channel"], row["platform"]) for row in rows} == {("instagram", "instagram")}
    assert [row["local_date"].day for row in rows] == [1, 2, 3]
    assert [row["source_row"] for row in rows] == [4, 5, 6]
    assert (reading.receipt.kind, reading.receipt.platform) == ("daily series", "instagram")
    assert (reading.receipt.first_date, reading.receipt.last_date) == (date(2026, 10, 1), date(2026, 10, 3))
    assert reading.receipt.encoding is None or "utf-16" in reading.receipt.encoding
    assert rows[0]["observed_at"] == end_of(date(2026, 10, 3))


@pytest.mark.parametrize(
    ("title", "metric"),
    [
        ("Views", "views_start"),
        ("Viewers", "reach_unique"),
        ("Reach", "reach_unique"),
        ("Content interactions", "interactions"),
        ("Visualizações", "views_start"),
        ("Alcance", "reach_unique"),
        ("Interações com o conteúdo", "interactions"),
        ("Rækkevidde", "reach_unique"),
        ("Visninger", "views_start"),
    ],
)
def test_a_title_that_names_no_platform_needs_the_channel(title: str, metric: str) -> None:
    content = one(title, [120, 80, 95])
    error = refusal(SOURCE, content)
    assert error.code == "channel_needed"
    assert "name the channel" in str(error)
    recognition = recognised(SOURCE, content)
    assert recognition is not None
    assert recognition.platform is None
    assert by_day(content, metric) == [120, 80, 95]
    (first, *_) = rows_of(reading_of(SOURCE, content, platform="facebook", channel="our-page"), "channel_day")
    assert (first["channel"], first["platform"]) == ("our-page", "facebook")


def test_a_channel_of_the_other_platform_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Follows.csv"
    path.write_bytes(one("Facebook follows", [1, 2, 3]))
    upload = Upload(name=path.name, path=path, sha256="0" * 64, size=path.stat().st_size)
    (reading,) = read_upload(upload, context(**INSTAGRAM))
    assert reading.receipt.refusal is not None
    assert reading.receipt.refusal.code == "wrong_channel"
    assert "facebook" in reading.receipt.refusal.english()


def test_people_are_kept_by_day_and_never_totalled() -> None:
    reading = reading_of(SOURCE, one("Instagram reach", [120, 80, 95]))
    assert [row["reach_unique"] for row in rows_of(reading, "channel_day")] == [120, 80, 95]
    assert reading.receipt.totals == {}


def test_facebook_and_instagram_in_one_file_are_two_channels() -> None:
    content = daily_export(
        ("Facebook Page reach", ("Date", "Facebook Page reach"), series(FIRST, [5, 6])),
        ("Instagram reach", ("Date", "Instagram reach"), series(FIRST, [7, 8])),
    )
    reading = reading_of(SOURCE, content)
    assert [(row["channel"], row["reach_unique"]) for row in rows_of(reading, "channel_day")] == [
        ("facebook", 5),
        ("facebook", 6),
        ("instagram", 7),
        ("instagram", 8),
    ]
    assert (reading.receipt.platform, reading.receipt.channel, reading.receipt.rows_kept) == ("meta", None, 4)


BOTH = daily_export(
    ("Facebook Page reach", ("Date", "Facebook Page reach"), series(FIRST, [5, 6])),
    ("Instagram reach", ("Date", "Instagram reach"), series(FIRST, [7, 8])),
)


def test_both_platforms_of_one_file_go_to_the_brands_own_channels() -> None:
    reading = reading_of(SOURCE, BOTH, channels={"page": "facebook", "insta_dk": "instagram", "tube": "youtube"})
    assert {row["channel"] for row in rows_of(reading, "channel_day")} == {"page", "insta_dk"}


def test_a_file_of_both_platforms_asks_where_the_brand_has_two_channels_on_one() -> None:
    both = {"page": "facebook", "insta_dk": "instagram", "insta_se": "instagram"}
    assert refusal(SOURCE, BOTH, channels=both).code == "channel_needed"
    named = reading_of(SOURCE, BOTH, channels=both, channel="insta_se", platform="instagram")
    assert {row["channel"] for row in rows_of(named, "channel_day")} == {"page", "insta_se"}


def test_a_file_of_both_platforms_tells_of_the_one_the_strategy_lacks() -> None:
    reading = reading_of(SOURCE, BOTH, channels={"insta_dk": "instagram"})
    assert "channel_not_in_strategy" in codes(reading)
    assert {row["channel"] for row in rows_of(reading, "channel_day")} == {"facebook", "insta_dk"}


def test_new_likes_of_a_page_are_its_follows_of_that_time() -> None:
    content = daily_export(
        ("Facebook Page new likes", ("Date", "Facebook Page new likes"), series(FIRST, [2, 3])),
        ("New Instagram followers", ("Date", "New Instagram followers"), series(FIRST, [7, 8])),
    )
    reading = reading_of(SOURCE, content)
    assert [(row["channel"], row["follows"]) for row in rows_of(reading, "channel_day")] == [
        *(("facebook", 2), ("facebook", 3)),
        *(("instagram", 7), ("instagram", 8)),
    ]
    assert "likes_as_follows" in codes(reading)


def test_a_series_nobody_knows_does_not_keep_the_others_out() -> None:
    content = daily_export(
        ("Messaging conversations", HEADER, series(FIRST, [2, 3])),
        ("Instagram reach", HEADER, series(FIRST, [7, 8])),
    )
    reading = reading_of(SOURCE, content)
    assert [row["reach_unique"] for row in rows_of(reading, "channel_day")] == [7, 8]
    assert (reading.receipt.rows_read, reading.receipt.rows_kept) == (4, 2)
    assert "series_left_out" in codes(reading)


def test_two_series_of_a_channel_share_a_row_per_day() -> None:
    content = daily_export(
        ("Views", HEADER, series(FIRST, [100, 110])),
        ("Instagram link clicks", HEADER, series(FIRST, [3, 4])),
    )
    rows = rows_of(reading_of(SOURCE, content, **INSTAGRAM), "channel_day")
    assert [(row["views_start"], row["clicks_out"]) for row in rows] == [(100, 3), (110, 4)]


def test_the_title_wins_over_its_column_and_that_is_told() -> None:
    reading = reading_of(SOURCE, one("Facebook Page visits", [3, 4], header=("Date", "Facebook Page likes")))
    assert [row["profile_visits"] for row in rows_of(reading, "channel_day")] == [3, 4]
    assert "title_wins" in codes(reading)


def test_zeros_before_views_were_measured_are_unknown() -> None:
    reading = reading_of(SOURCE, one("Visualizações", [0] * 20 + [1209, 900], header=("Data", "Primary")), **INSTAGRAM)
    assert [row["views_start"] for row in rows_of(reading, "channel_day")] == [1209, 900]
    assert reading.receipt.rows_dropped == {"not_measured": 20}
    assert reading.receipt.rows_read == 22
    assert "not_measured" in codes(reading)


def test_a_few_zeros_are_zeros() -> None:
    assert by_day(one("Views", [0] * 13 + [1209]), "views_start") == [0] * 13 + [1209]


def test_small_counters_may_truly_be_zero_for_long() -> None:
    reading = reading_of(SOURCE, one("Instagram link clicks", [0] * 30 + [2, 1]))
    assert [row["clicks_out"] for row in rows_of(reading, "channel_day")][:2] == [0, 0]
    assert "leading_zeros" in codes(reading)


def test_interactions_that_start_high_were_not_measured_before() -> None:
    title = "Content interactions"
    assert by_day(one(title, [0] * 20 + [32, 40]), "interactions") == [32, 40]
    assert by_day(one(title, [0] * 20 + [1, 0, 2]), "interactions")[0] == 0


def test_a_clock_that_jumps_does_not_move_the_days() -> None:
    rows = [*series(date(2025, 11, 1), [5, 6]), *series(date(2025, 11, 3), [7, 8], hour=1)]
    reading = reading_of(SOURCE, daily_export(("Instagram reach", HEADER, rows)))
    assert [row["local_date"].day for row in rows_of(reading, "channel_day")] == [1, 2, 3, 4]
    assert "clock_beside_day" in codes(reading)


def test_days_left_out_of_follows_are_zero_and_that_is_told() -> None:
    rows = [*series(date(2026, 10, 1), [3]), *series(date(2026, 10, 4), [1])]
    reading = reading_of(SOURCE, daily_export(("Seguidores no Instagram", ("Data", "Primary"), rows)))
    assert [row["follows"] for row in rows_of(reading, "channel_day")] == [3, 0, 0, 1]
    assert [row["source_row"] for row in rows_of(reading, "channel_day")] == [4, None, None, 5]
    assert (reading.receipt.rows_kept, reading.receipt.totals["follows"]) == (2, 4)
    assert "days_filled" in codes(reading)


def test_days_left_out_of_other_series_stay_unknown() -> None:
    rows = [*series(date(2026, 10, 1), [3]), *series(date(2026, 10, 4), [1])]
    reading = reading_of(SOURCE, daily_export(("Instagram reach", HEADER, rows)))
    assert len(rows_of(reading, "channel_day")) == 2
    assert "days_missing" in codes(reading)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_saved_again_with_semicolons_is_the_same(end: str) -> None:
    blocks = [("Views", HEADER, series(FIRST, [100, 110])), ("Instagram link clicks", HEADER, series(FIRST, [3, 4]))]
    original = reading_of(SOURCE, daily_export(*blocks), **INSTAGRAM)
    again = reading_of(SOURCE, resaved(*blocks, end=end), **INSTAGRAM)
    assert again.receipt.totals == original.receipt.totals
    assert again.receipt.rows_kept == 4


def test_a_future_day_is_left_out_and_a_repeated_day_counts_once() -> None:
    rows = [*series(date(2026, 11, 20), [5, 6]), *series(date(2026, 11, 21), [6]), *series(date(2027, 1, 1), [7])]
    reading = reading_of(SOURCE, daily_export(("Instagram reach", HEADER, rows)))
    assert reading.receipt.rows_dropped == {"duplicate": 1, "future_date": 1}


def test_a_day_with_two_values_refuses_the_file() -> None:
    rows = [*series(FIRST, [5, 6]), *series(FIRST, [9])]
    assert refusal(SOURCE, daily_export(("Instagram reach", HEADER, rows))).code == "day_twice"


def test_negative_views_are_left_out() -> None:
    reading = reading_of(SOURCE, one("Views", [5, -6, 7]), **INSTAGRAM)
    assert reading.receipt.rows_dropped == {"negative_count": 1}


def test_an_unknown_title_is_refused_by_name() -> None:
    error = refusal(SOURCE, one("Somersaults", [1, 2, 3]))
    assert error.code == "unknown_series"
    assert "Somersaults" in str(error)


def test_a_series_without_days_is_refused() -> None:
    assert refusal(SOURCE, one("Views", []), **INSTAGRAM).code == "no_rows"


AGES = ("Age & gender", ("", "Men", "Women"), [("18-24", "5.1", "2.4"), ("25-34", "15.4", "7.6")])
CITIES = ("Top cities", ("Aarhus, Denmark", "Odense, Denmark"), [("12.5", "3")])
COUNTRIES = ("Top countries", ("Denmark",), [("98.4",)])


def shares(content: bytes) -> dict[tuple[str, str], float]:
    rows = rows_of(reading_of(SOURCE, content, **INSTAGRAM), "breakdown")
    return {(row["dimension"], row["member"]): round(row["share"], 6) for row in rows}


@pytest.mark.parametrize("write", [daily_export, resaved])
def test_an_audience_is_a_share_per_member(write: object) -> None:
    assert callable(write)
    found = shares(write(CITIES, AGES, COUNTRIES))
    assert found["city", "Aarhus, Denmark"] == 0.125
    assert found["age_gender", "18-24 women"] == 0.024
    assert found["age_gender", "25-34 men"] == 0.154
    assert found["country", "Denmark"] == 0.984
    assert len(found) == 7


def test_the_order_of_columns_and_blocks_does_not_matter() -> None:
    turned = ("Faixa etária e gênero", ("", "Mulheres", "Homens"), [("18-24", "2.4", "5.1"), ("25-34", "7.6", "15.4")])
    cities = ("Principais cidades", ("Odense, Denmark", "Aarhus, Denmark"), [("3", "12.5")])
    countries = ("Principais países", ("Denmark",), [("98.4",)])
    assert shares(daily_export(countries, turned, cities)) == shares(daily_export(CITIES, AGES, COUNTRIES))


def test_shares_with_a_decimal_comma_are_read() -> None:
    assert shares(resaved(("Top cities", ("Aarhus", "Odense"), [("12,5", "3")])))["city", "Aarhus"] == 0.125


@pytest.mark.parametrize("cell", ["3.апр", "03-apr", "17.юни"])
def test_an_audience_whose_shares_became_dates_is_refused(cell: str) -> None:
    damaged = ("Age & gender", ("", "Women", "Men"), [("18-24", cell, "1.2")])
    error = refusal(SOURCE, resaved(damaged), **INSTAGRAM)
    assert error.code == "damaged_number"
    assert cell in str(error)


def test_an_audience_without_channel_asks_for_it() -> None:
    assert refusal(SOURCE, daily_export(CITIES)).code == "channel_needed"


def test_content_formats_are_one_row_each_whatever_their_order() -> None:
    content = resaved(
        ("Views", ("Reels", "Multi-photo", "Links"), [("5000", "800", "70")]),
        ("Content interactions", ("Reels", "Links", "Multi-photo"), [("300", "4", "60")]),
        ("Published content", ("Reels", "Text", ""), [("15", "5", "")]),
    )
    rows = {
        (row["dimension"], row["member"]): row for row in rows_of(reading_of(SOURCE, content, **INSTAGRAM), "breakdown")
    }
    assert (rows["format", "short_video"]["views_start"], rows["format", "short_video"]["interactions"]) == (5000, 300)
    assert (rows["format", "carousel"]["views_start"], rows["format", "carousel"]["interactions"]) == (800, 60)
    assert rows["published_format", "short_video"]["share"] == 0.75


def test_a_period_in_the_files_name_dates_a_breakdown() -> None:
    reading = reading_of(SOURCE, daily_export(CITIES), "Audience 2026-09-01_2026-09-28.csv", **INSTAGRAM)
    row = rows_of(reading, "breakdown")[0]
    assert (row["period_from"], row["period_to"]) == (date(2026, 9, 1), date(2026, 9, 28))


def test_shares_that_add_up_to_more_than_all_are_told() -> None:
    reading = reading_of(SOURCE, resaved(("Top cities", ("Aarhus", "Odense"), [("74", "43")])), **INSTAGRAM)
    assert "shares_above_one" in codes(reading)


def test_a_table_between_metas_own_is_counted_and_told() -> None:
    content = daily_export(
        ("Instagram reach", HEADER, series(FIRST, [5, 6])), ("Somersaults", ("Who", "How many"), [("we", "3")])
    )
    reading = reading_of(SOURCE, content)
    assert "table_unread" in codes(reading)
    assert reading.receipt.rows_dropped == {"no_figures": 2}
    assert reading.receipt.rows_kept == 2


def test_the_same_series_twice_is_taken_once() -> None:
    content = daily_export(
        ("Instagram reach", HEADER, series(FIRST, [5, 6])), ("Instagram reach", HEADER, series(FIRST, [5, 7]))
    )
    reading = reading_of(SOURCE, content)
    assert [row["reach_unique"] for row in rows_of(reading, "channel_day")] == [5, 6]
    assert "series_twice" in codes(reading)


def test_days_without_date_or_count_are_left_out() -> None:
    rows = [*series(FIRST, [5]), ("", "7"), ("2026-10-02T00:00:00", "--")]
    reading = reading_of(SOURCE, daily_export(("Instagram reach", HEADER, rows)))
    assert reading.receipt.rows_dropped == {"no_date": 1, "no_figures": 1}


@pytest.mark.parametrize("text", ["Date,Views\n2026-10-01,5\n", "Views\nName,Age\nx,3\n", "Top hits\nA,B\n1,2\n"])
def test_other_tables_are_not_taken(text: str) -> None:
    assert recognised(SOURCE, text.encode()) is None
