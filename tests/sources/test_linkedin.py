"""The exports of a LinkedIn page become days, posts, followers and visitors of the page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.sources.files import codes, read_all, read_one, rows, table
from tests.sources.linkedin_books import METRICS, POSTS, book, content, day, post
from tests.sources.old_workbook import xls

from vaekst.core.receipt import Status

NAME = "acme-cykler_content_1774000000000.xlsx"
EXPORTED = datetime(2026, 3, 20, 9, 46, 40, tzinfo=UTC)


def days_of(tmp_path, *days, name=NAME, **how):
    return read_one(tmp_path, book({"Metrics": [METRICS, *days]}, **how), name)


def posts_of(tmp_path, *posts, name=NAME, header=POSTS):
    return read_one(tmp_path, book({"All posts": [header, *posts]}), name)


def test_a_content_export_has_a_receipt_for_its_days_and_one_for_its_posts(tmp_path):
    raw = content([day(n) for n in range(1, 15)], [post(n) for n in range(1, 5)])
    days, posts = read_all(tmp_path, raw, NAME)
    assert (days.receipt.file, days.receipt.kind, days.receipt.rows_kept) == (f"{NAME}/Metrics", "page days", 14)
    assert (posts.receipt.file, posts.receipt.kind, posts.receipt.rows_kept) == (f"{NAME}/All posts", "page posts", 4)
    assert {days.receipt.platform, posts.receipt.channel} == {"linkedin"}
    assert days.receipt.status is posts.receipt.status is Status.IMPORTED
    assert (days.receipt.first_date, days.receipt.last_date) == (date(2026, 3, 1), date(2026, 3, 14))
    assert (days.receipt.warnings, days.receipt.timezone) == ((), "UTC")


@pytest.mark.parametrize("explained", [True, False])
def test_the_header_is_found_in_the_second_row_or_the_first(tmp_path, explained):
    raw = content([day(1), day(2)], [post(1)], explained=explained)
    assert [reading.receipt.rows_kept for reading in read_all(tmp_path, raw, NAME)] == [2, 1]


def test_the_header_is_found_below_an_explanation_in_several_cells(tmp_path):
    raw = book({"Metrics": [["Page", "Acme Cykler"], ["Period", "March"], METRICS, day(1)]})
    assert read_one(tmp_path, raw, NAME).receipt.rows_kept == 1


def test_organic_and_sponsored_are_kept_apart(tmp_path):
    reading = days_of(tmp_path, day(1, impressions=(300, 90), clicks=(7, 3), reactions=(5, 2), reach=210))
    (row,) = rows(reading, "channel_day")
    assert row["local_date"] == date(2026, 3, 1)
    assert (row["impressions_feed"], row["impressions_paid"], row["reach_unique"]) == (300, 90, 210)
    assert (row["clicks_any"], row["clicks_paid"], row["likes"], row["likes_paid"]) == (7, 3, 5, 2)
    assert (row["comments"], row["comments_paid"], row["reshares_public"], row["reshares_paid"]) == (2, 0, 4, 0)
    assert "reach_unique" not in reading.receipt.totals
    assert reading.receipt.totals["impressions_feed"] == 300


def test_totals_are_checks_on_their_parts(tmp_path):
    reading = days_of(tmp_path, day(1), day(2, clicks_total=99))
    by_name = {total.metric: total for total in reading.receipt.control_totals}
    assert by_name["impressions"].agrees
    assert not by_name["clicks"].agrees
    told = next(warning for warning in reading.receipt.warnings if warning.code == "parts_differ")
    assert "Clicks (total)" in told.english()


def test_rates_are_fractions_and_only_checked(tmp_path):
    reading = days_of(tmp_path, day(1), day(2, rate=0.5))
    assert codes(reading) == ["rate_differs"]
    assert "engagement_rate" not in rows(reading, "channel_day")[0]


def test_more_people_than_impressions_is_told(tmp_path):
    assert codes(days_of(tmp_path, day(1, reach=9000))) == ["reach_above_impressions"]


def test_the_name_tells_when_the_figures_were_read(tmp_path):
    assert days_of(tmp_path, day(1)).receipt.observed_at == EXPORTED
    reading = days_of(tmp_path, day(1), name="renamed.xlsx")
    assert "export_date_assumed" in codes(reading)


def test_days_are_month_first_even_where_every_day_could_be_a_month(tmp_path):
    reading = days_of(tmp_path, *(day(n) for n in (4, 5, 6)))
    assert [row["local_date"].day for row in rows(reading, "channel_day")] == [4, 5, 6]
    again = days_of(tmp_path, *(day(n, date=f"{n:02d}-03-2026") for n in range(12, 16)))
    assert [row["local_date"].day for row in rows(again, "channel_day")] == [12, 13, 14, 15]


def test_another_order_is_believed_where_month_first_would_lie_ahead(tmp_path):
    days = [day(n, date=f"0{n}/12/2025") for n in (1, 2)]
    reading = days_of(tmp_path, *days, day(3, date="12/01/2026"))
    assert [row["local_date"] for row in rows(reading, "channel_day")] == [
        date(2025, 12, 1),
        date(2025, 12, 2),
        date(2026, 1, 12),
    ]


def test_rows_that_cannot_be_are_left_out_with_a_reason(tmp_path):
    reading = days_of(
        tmp_path,
        day(1),
        day(1),
        day(2, date=""),
        day(3, date="03/03/2030"),
        day(4, impressions=(-5, 0)),
        day(5, date="Total"),
        ["03/06/2026"],
    )
    assert reading.receipt.rows_dropped == {
        "duplicate": 1,
        "no_date": 1,
        "future_date": 1,
        "negative_count": 1,
        "total_row": 1,
        "no_figures": 1,
    }
    assert reading.receipt.rows_kept == 1


def test_a_post_is_known_by_its_urn(tmp_path):
    reading = posts_of(tmp_path, post(1, Follows=2))
    (row,) = rows(reading, "post_snapshot")
    assert row["post_key"] == "linkedin:7300000000000000001"
    assert row["external_id"] == "urn:li:activity:7300000000000000001"
    assert row["published_date"] == date(2026, 3, 1)
    assert (row["impressions_feed"], row["clicks_any"], row["likes"]) == (401, 12, 9)
    assert (row["comments"], row["reshares_public"], row["follows"]) == (3, 2, 2)
    assert (row["text"], row["format"], row["grain"]) == (
        "Winter tyres, take 1\nWhat do you ride on?",
        "image",
        "lifetime",
    )
    assert row["observed_at"] == EXPORTED
    assert "views_video" not in row


def test_a_link_may_spell_its_urn_in_words(tmp_path):
    link = "https://www.linkedin.com/posts/acme-cykler_winter-activity-7300000000000000009-abcd"
    (row,) = rows(posts_of(tmp_path, post(1, **{"Post link": link})), "post_snapshot")
    assert (row["post_key"], row["external_id"]) == (
        "linkedin:7300000000000000009",
        "urn:li:activity:7300000000000000009",
    )
    (other,) = rows(posts_of(tmp_path, post(1, **{"Post link": "https://lnkd.in/abc"})), "post_snapshot")
    assert "external_id" not in other


def test_who_posted_is_kept_nowhere(tmp_path):
    reading = posts_of(tmp_path, post(1, **{"Campaign name": "Spring", "Post type": "Organic"}))
    assert "Karla" not in str(reading)
    (told,) = reading.receipt.warnings
    assert told.code == "columns_left_out"
    assert told.english() == "These columns were not kept: Campaign name, Posted by, Audience."


@pytest.mark.parametrize("header", ["Views", "Views (Excluding offsite video views)"])
def test_video_views_are_of_their_own_kind(tmp_path, header):
    named = [header if name == "Views" else name for name in POSTS]
    (row,) = rows(posts_of(tmp_path, post(1, Views=77, **{"Content Type": "Video"}), header=named), "post_snapshot")
    assert (row["views_video"], row["platform_type"]) == (77, "Video")
    assert not row.keys() & {"views_start", "format"}


def test_older_exports_say_shares_for_reposts(tmp_path):
    named = [name.replace("Reposts", "Shares") for name in POSTS]
    assert rows(posts_of(tmp_path, post(1), header=named), "post_snapshot")[0]["reshares_public"] == 2
    raw = book({"Metrics": [[name.replace("Reposts", "Shares") for name in METRICS], day(1)]})
    assert rows(read_one(tmp_path, raw, NAME), "channel_day")[0]["reshares_public"] == 4


@pytest.mark.parametrize(
    ("content_type", "format_"),
    [
        ("Image", "image"),
        ("Document", "carousel"),
        ("Article", "link"),
        ("Poll", "other"),
        ("Text", "text"),
        ("LIVE", "live"),
        ("?", None),
    ],
)
def test_the_content_type_becomes_the_format(tmp_path, content_type, format_):
    (row,) = rows(posts_of(tmp_path, post(1, **{"Content Type": content_type})), "post_snapshot")
    assert row.get("format") == format_


def test_what_was_paid_for_is_added_up_beside_the_post_it_promotes(tmp_path):
    sponsored = {"Post type": "Sponsored", "Campaign name": "Spring", "Impressions": 1000, "Likes": 5}
    reading = posts_of(tmp_path, post(1, **sponsored), post(1), post(1, **sponsored), post(2, **sponsored))
    one, two = rows(reading, "post_snapshot")
    assert (one["impressions_feed"], one["impressions_paid"], one["likes"], one["likes_paid"]) == (401, 2000, 9, 10)
    assert two["impressions_paid"] == 1000
    assert "impressions_feed" not in two
    assert "sponsored_rows" in codes(reading)
    assert (reading.receipt.rows_read, reading.receipt.rows_kept) == (4, 4)


def test_posts_that_cannot_be_are_left_out_with_a_reason(tmp_path):
    reading = posts_of(
        tmp_path,
        post(1),
        post(1),
        post(2, **{"Post link": ""}),
        post(3, **{"Created date": "12/24/2027"}),
        post(4, Likes=-1),
        post(5, **{"Post link": "--"}),
        [post(6)[POSTS.index(name)] if name in ("Post link", "Created date") else "" for name in POSTS],
    )
    assert reading.receipt.rows_dropped == {
        "duplicate": 1,
        "no_identity": 2,
        "future_date": 1,
        "negative_count": 1,
        "no_figures": 1,
    }


def test_new_followers_are_those_of_the_day(tmp_path):
    header = ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]
    raw = book({"New followers": [header, ["03/01/2026", 1, 5, 2, 8], ["03/02/2026", 0, 3, 0, 9]]})
    reading = read_one(tmp_path, raw, "acme_followers_1774000000000.xls")
    assert [row["follows"] for row in rows(reading, "channel_day")] == [8, 9]
    assert {"headers_unverified", "parts_differ"} <= set(codes(reading))


def test_visitors_are_people_and_never_added_up(tmp_path):
    header = ["Date", "Overview page views (total)", "Total page views (total)", "Total unique visitors (total)"]
    raw = book({"Visitor metrics": [header, ["03/01/2026", 9, 12, 7], ["03/02/2026", 4, 4, 4]]})
    reading = read_one(tmp_path, raw, "acme_visitors_1774000000000.xls")
    assert [(row["page_views"], row["page_visitors"]) for row in rows(reading, "channel_day")] == [(12, 7), (4, 4)]
    assert reading.receipt.totals == {"page_views": 16}


def test_followers_by_where_they_live_are_a_breakdown(tmp_path):
    header = ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]
    groups = [
        ["Location", "Total followers"],
        ["Aarhus, Denmark", 40],
        ["Aarhus, Denmark", 40],
        ["", 3],
        ["Odense", ""],
    ]
    raw = book({"New followers": [header, ["03/01/2026", 1, 5, 2, 8]], "Location": groups})
    _, reading = read_all(tmp_path, raw, "acme_followers_1774000000000.xls")
    (row,) = rows(reading, "breakdown")
    assert (row["dimension"], row["member"], row["followers_total"]) == ("location", "Aarhus, Denmark", 40)
    assert reading.receipt.rows_dropped == {"duplicate": 1, "no_identity": 1, "no_figures": 1}


def test_a_sheet_nobody_knows_is_told_beside_those_that_are_read(tmp_path):
    raw = book({"Metrics": [METRICS, day(1)], "Competitors": [["Page", "Score"], ["Other", 3]]})
    days, stranger = read_all(tmp_path, raw, NAME)
    assert days.receipt.status is Status.IMPORTED
    assert stranger.receipt.refusal.code == "mapping_needed"


def test_a_persons_own_workbook_is_refused_by_name(tmp_path):
    raw = book(
        {
            "ENGAGEMENT": [["Date", "Impressions", "Engagements"], ["3/1/2026", 3, 1]],
            "FOLLOWERS": [["Total followers on 3/1/2026:", 99], ["Date", "New followers"], ["3/1/2026", 3]],
        },
        explained=False,
    )
    refused = [reading.receipt.refusal.code for reading in read_all(tmp_path, raw, "Content_2026.xlsx")]
    assert refused == ["personal_profile", "personal_profile"]
    mine = book({"Sheet1": [["Date", "Impressions", "Engagements"], ["3/1/2026", 3, 1]]}, explained=False)
    assert read_one(tmp_path, mine, "mine.xlsx").receipt.refusal.code == "mapping_needed"


def test_danish_headers_are_read_and_said_to_be_unverified(tmp_path):
    danish = {
        "Date": "Dato",
        "Impressions": "Eksponeringer",
        "Clicks": "Klik",
        "Reactions": "Reaktioner",
        "Comments": "Kommentarer",
    }
    danish |= {"organic": "organisk", "sponsored": "sponsoreret", "total": "i alt", "Reposts": "Genopslag"}
    danish |= {"Unique impressions": "Unikke eksponeringer", "Engagement rate": "Engagementrate"}

    def said(header: str) -> str:
        word, _, side = header.removesuffix(")").partition(" (")
        return f"{danish[word]} ({danish[side]})" if side else danish[word]

    reading = read_one(tmp_path, book({"Metrics": [[said(name) for name in METRICS], day(1)]}), NAME)
    assert (reading.receipt.language, codes(reading)) == ("da", ["headers_unverified"])
    assert rows(reading, "channel_day")[0]["impressions_paid"] == 50


def test_a_sheet_saved_as_text_is_read_alike(tmp_path):
    reading = read_one(tmp_path, table(METRICS, day(1), day(2)), "metrics.csv")
    assert reading.receipt.rows_kept == 2


def test_a_sheet_without_posts_below_its_header_is_refused_when_it_is_alone(tmp_path):
    assert posts_of(tmp_path).receipt.refusal.code == "no_rows"


def test_the_old_kind_of_workbook_is_read_alike(tmp_path):
    raw = xls({"Metrics": [["Explained here"], METRICS, day(1), day(2)], "All posts": [POSTS, post(1)]})
    days, posts = read_all(tmp_path, raw, "acme_content_1774000000000.xls")
    assert (days.receipt.file, days.receipt.rows_kept) == ("acme_content_1774000000000.xls/Metrics", 2)
    assert [row["impressions_feed"] for row in rows(days, "channel_day")] == [201, 202]
    assert rows(posts, "post_snapshot")[0]["post_key"] == "linkedin:7300000000000000001"
    assert codes(days) == []


@pytest.mark.parametrize(
    "left", [("Impressions",), ("Comments",), ("Clicks",), ("Engagement rate", "Click through rate (CTR)")]
)
def test_a_column_may_be_missing(tmp_path, left):
    kept = [place for place, name in enumerate(POSTS) if name not in left]
    raw = book({"All posts": [[row[place] for place in kept] for row in (POSTS, post(1))]})
    assert read_one(tmp_path, raw, NAME).receipt.rows_kept == 1


def test_a_day_a_spreadsheet_lost_is_refused(tmp_path):
    assert days_of(tmp_path, day(1, date="01/01/1900")).receipt.refusal.code == "damaged_date"


def test_half_a_click_is_refused(tmp_path):
    assert days_of(tmp_path, day(1, clicks=(1.5, 0))).receipt.refusal.code == "not_whole"
    assert posts_of(tmp_path, post(1, Likes=2.25)).receipt.refusal.code == "not_whole"
