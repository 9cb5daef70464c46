"""YouTube Studio's exports: breakdowns, periods, what a view was, and what is recognised."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.sources.files import codes, read_all, read_one, rows, table
from tests.sources.uploads import end_of
from tests.sources.youtube_files import (
    RIDE,
    TOUR,
    ZIP_NAME,
    chart,
    studio_zip,
    totals,
    videos_table,
)

from vaekst.sources.youtube.headers import SEEN, UNVERIFIED, meaning


def posts(reading):
    return {row["external_id"]: row for row in rows(reading, "post_snapshot")}


# Breakdowns


def test_a_share_per_age_is_a_fraction(tmp_path):
    content = table(["Idade do espectador", "Visualizações (%)"], ["18 a 24 anos", "35.13"], ["25 a 34 anos", "46.82"])
    reading = read_one(tmp_path, content, "Dados da tabela.csv")
    assert reading.receipt.kind == "breakdown"
    young, _ = rows(reading, "breakdown")
    assert (young["dimension"], young["member"], young["share"]) == ("age", "18 a 24 anos", 0.3513)


def test_cities_of_one_name_stay_apart(tmp_path):
    content = table(["Cities", "City name", "Views"], ["0x1", "Odense", 3], ["0x2", "Odense", 4], ["0x3", "Aarhus", 5])
    reading = read_one(tmp_path, content)
    assert [row["member"] for row in rows(reading, "breakdown")] == ["Odense (0x1)", "Odense (0x2)", "Aarhus"]


def test_a_chart_of_countries_is_a_breakdown_per_day(tmp_path):
    content = table(["Date", "Geography", "Views"], ["2026-10-01", "DK", 3], ["2026-10-02", "DK", 4])
    reading = read_one(tmp_path, content)
    first, second = rows(reading, "breakdown")
    assert first["period_from"] == first["period_to"] == date(2026, 10, 1)
    assert second["views_start"] == 4


def test_a_breakdown_in_the_zip_belongs_to_its_period(tmp_path):
    countries = table(["Geography", "Views"], ["Total", 12], ["DK", 9], ["SE", 3], ["", 0])
    name = ZIP_NAME.replace("2026-09-14", "2026-06-01")
    (reading, *_) = read_all(tmp_path, studio_zip(table=countries), name)
    denmark, _ = rows(reading, "breakdown")
    assert (denmark["period_from"], denmark["period_to"]) == (date(2026, 6, 1), date(2026, 10, 31))
    assert denmark["views_start"] == 9
    assert reading.receipt.rows_dropped == {"total_row": 1, "no_identity": 1}
    assert "views_redefined" in codes(reading)


# Periods


def test_posts_older_than_the_period_hold_only_the_periods_figures(tmp_path):
    old = ("zZ9yY8xX7wW", "Gammel", "Jan 5, 2026", *RIDE[3:])
    (reading, *_) = read_all(tmp_path, studio_zip(table=videos_table(old, RIDE)), ZIP_NAME)
    assert {key: row["grain"] for key, row in posts(reading).items()} == {
        "zZ9yY8xX7wW": "period",
        "aB3dE5gH7jK": "lifetime",
    }


def test_a_table_without_a_period_is_never_called_lifetime(tmp_path):
    reading = read_one(tmp_path, videos_table())
    assert {row["grain"] for row in posts(reading).values()} == {"period"}
    assert "period_unknown" in codes(reading)


def test_a_folder_unpacked_from_the_zip_still_tells_the_period(tmp_path):
    folder = tmp_path / ZIP_NAME.removesuffix(".zip")
    folder.mkdir()
    reading = read_one(folder, videos_table(), "Table data.csv")
    assert "period_unknown" not in codes(reading)
    assert reading.receipt.observed_at == end_of(date(2026, 10, 31))


def test_figures_of_a_period_hold_as_of_its_end_even_when_exported_later(tmp_path):
    later = datetime(2026, 11, 20, tzinfo=UTC)
    table_, chart_, _ = read_all(tmp_path, studio_zip(), ZIP_NAME, exported_at=later)
    assert table_.receipt.observed_at == end_of(date(2026, 10, 31))
    assert chart_.receipt.observed_at == later


def test_nothing_is_observed_later_than_now(tmp_path):
    reading = read_one(tmp_path, totals(1, 2, first="2026-11-22"))
    assert reading.receipt.observed_at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert "export_date_assumed" in codes(reading)


def test_an_unpublished_video_has_no_day(tmp_path):
    ride = posts(read_one(tmp_path, videos_table((*RIDE[:2], "", *RIDE[3:]))))["aB3dE5gH7jK"]
    assert "published_date" not in ride


# What a view was


def test_views_before_and_after_the_redefinition_are_two_metrics(tmp_path):
    reading = read_one(tmp_path, totals(10, 20, 30, first="2026-08-22"))
    assert reading.receipt.totals == {"views_engaged": 30, "views_start": 30}
    assert "views_redefined_within" in codes(reading)


def test_shorts_were_counted_by_starts_before_other_videos(tmp_path):
    summer = {"first": "2026-06-01"}
    short = ("aB3dE5gH7jK", "x", "May 1, 2026", 180)
    longer = ("aB3dE5gH7jK", "x", "May 1, 2026", 181)
    unknown = ("aB3dE5gH7jK", "x", "May 1, 2026", "")
    named = ("aB3dE5gH7jK", "x #Shorts", "May 1, 2026", "")
    counted = [
        read_one(tmp_path, chart(5, video=video, **summer)).receipt.totals for video in (short, longer, unknown, named)
    ]
    assert counted == [{"views_start": 5}, {"views_engaged": 5}, {"views_engaged": 5}, {"views_start": 5}]


def test_before_the_first_change_all_views_are_engaged_views(tmp_path):
    old = ("aB3dE5gH7jK", "x", "Jan 1, 2025", 30)
    assert read_one(tmp_path, chart(5, video=old, first="2025-03-30")).receipt.totals == {"views_engaged": 5}


def test_lifetimes_that_began_under_the_older_definition_are_pointed_out(tmp_path):
    summer = ("aB3dE5gH7jK", "x", "Jul 1, 2026", "600", *RIDE[4:])
    content = studio_zip(table=videos_table(summer, TOUR))
    (reading, *_) = read_all(tmp_path, content, ZIP_NAME.replace("2026-09-14", "2026-06-01"))
    (warning,) = [each for each in reading.receipt.warnings if each.code == "views_redefined"]
    assert warning.values == {"day": date(2026, 8, 24), "rows": 1}


def test_channel_days_between_the_changes_hold_two_kinds_of_view(tmp_path):
    assert "shorts_in_views" in codes(read_one(tmp_path, totals(1, first="2026-01-01")))
    assert "shorts_in_views" not in codes(read_one(tmp_path, totals(1, first="2026-10-01")))


# Recognising


@pytest.mark.parametrize(
    "header",
    [
        "Date,Clicks,Impressions,CTR,Position",
        "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows",
        "Date,Primary",
        "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments",
        "dato,kampagne,omkostning,klik,visninger,konverteringer",
        "Dato,Visninger",
        "Post ID,Description,Duration (sec),Publish time,Date,Views,Reach,Likes,Shares",
        "Title,Views",
    ],
)
def test_other_platforms_tables_are_left_to_others(tmp_path, header):
    width = header.count(",")
    reading = read_one(tmp_path, f"{header}\n2026-10-01{',1' * width}\n".encode())
    assert reading.receipt.platform != "youtube"


def test_a_danish_table_of_days_is_ours_only_when_the_person_says_so(tmp_path):
    content = totals(1, 2, names=("Dato", "Visninger"))
    assert read_one(tmp_path, content, platform="youtube").receipt.kind == "totals"
    assert read_one(tmp_path, totals(1, 2), platform="tiktok").receipt.platform != "youtube"


def test_no_guessed_header_replaces_a_seen_one():
    for field, languages in SEEN.items():
        for spellings in languages.values():
            for word in spellings.split("|"):
                found = meaning(f"{word} (USD)" if field == "revenue" else word)
                assert found is not None
                assert found.field == field
                assert found.verified
    guessed = [meaning(word) for word in UNVERIFIED["avg_view"]["da"].split("|")]
    assert all(found is not None and not found.verified for found in guessed)
