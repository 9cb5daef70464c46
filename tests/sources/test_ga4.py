"""Google Analytics exports become visits by report; no report is added to another."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.files import table, workbook
from tests.sources.uploads import codes, reading_of, recognised, refusal, rows_of
from tests.sources.web_files import card, exploration, report, snapshot

from vaekst.sources.ga4 import SOURCE

CHANNELS = "Session primary channel group (Default Channel Group)"


def known(row: dict[str, object]) -> dict[str, object]:
    about = {"observed_at", "recorded_at", "import_id", "source_row", "iso_week"}
    return {name: value for name, value in row.items() if value is not None and name not in about}


def test_an_exploration_has_its_total_first_and_wider_than_the_header() -> None:
    content = exploration(
        (CHANNELS, "Date", "Sessions", "Engaged sessions", "Engagement rate", "Key events"),
        ("", "", 160, 100, 0.625, 4.5, "Grand total"),
        ("Organic Social", "20260901", 100, 60, 0.6, 3),
        ("(not set)", "20260902", 60, 40, 0.6666666666666666, 1.5),
    )
    reading = reading_of(SOURCE, content)
    receipt = reading.receipt
    assert (receipt.kind, receipt.platform, receipt.channel) == ("exploration", "ga4", None)
    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_dropped) == (3, 2, {"total_row": 1})
    assert receipt.totals == {"sessions": 160, "engaged_sessions": 100, "key_events": 4.5}
    assert [(each.metric, each.stated, each.agrees) for each in receipt.control_totals] == [
        ("sessions", 160, True),
        ("engaged_sessions", 100, True),
        ("key_events", 4.5, True),
    ]
    assert (receipt.first_date, receipt.last_date) == (date(2026, 9, 1), date(2026, 9, 2))
    first, second = rows_of(reading, "web_traffic")
    assert known(first) == {
        "property": "nordlys.example - GA4 -G-ABC123",
        "platform": "ga4",
        "report": "channel_group",
        "channel_group": "Organic Social",
        "period_from": date(2026, 9, 1),
        "local_date": date(2026, 9, 1),
        "sessions": 100,
        "engaged_sessions": 60,
        "key_events": 3.0,
    }
    assert second["channel_group"] == "(not set)"
    assert codes(reading) == {"export_date_assumed"}


def test_a_report_covers_the_period_in_its_remarks() -> None:
    content = report(
        ("Session source / medium", "Sessions", "Average engagement time per session", "Total users", "Total revenue"),
        ("instagram / social", 40, 12.5, 35, 1250.5),
        ("(direct) / (none)", 10, 0, 9, 0),
        ("data not available", 1, 3, 1, 0),
    )
    reading = reading_of(SOURCE, content, currency="SEK")
    first, direct, unsplit = rows_of(reading, "web_traffic")
    assert known(first) == {
        "property": "GA4 - nordlys.example",
        "platform": "ga4",
        "report": "source_medium",
        "source": "instagram",
        "medium": "social",
        "period_from": date(2026, 9, 1),
        "local_date": date(2026, 9, 28),
        "sessions": 40,
        "users": 35,
        "engagement_s": 500.0,
        "revenue_minor": 125050,
        "revenue_currency": "SEK",
    }
    assert (direct["source"], direct["medium"]) == ("(direct)", "(none)")
    assert (unsplit["source"], unsplit["medium"]) == ("data not available", None)
    assert reading.receipt.kind == "report"
    assert "currency_assumed" in codes(reading)
    assert "users" not in reading.receipt.totals


def test_the_stacked_tables_of_a_snapshot_are_read_each_by_itself() -> None:
    content = snapshot(
        card(("Nth day", "Users"), ("0000", 3), ("0001", 5), ("0002", 4)),
        card(("Nth day", "New users"), ("0000", 1), ("0001", 2), ("0002", 0)),
        card(("Nth day", "Average engagement time"), ("0000", 60), ("0001", 30.5), ("0002", 0)),
        card(("Nth day", "Total revenue")),
        card(
            ("First user default channel group", "New users"), ("Direct", 3), question="Where do new users come from?"
        ),
        card(("Session default channel group", "Sessions"), ("Direct", 7), ("Organic Social", 8), question=" "),
        card(("Country", "Users"), ("Denmark", 9), question="Which countries, and how many?"),
        card(("Nth day", "30 days", "7 days", "1 day"), ("0000", 9, 6, 3), first="20260902"),
        card(
            ("Date", "Week 0", "Week 1"),
            ("Aug 30 - Sep 5", 4, -1),
            question="How well do you retain your users?",
            first="20260830",
        ),
        card(("Event name", "Event count"), ("page_view", 40), ("scroll", 20)),
        card(("Event name", "Conversions"), question="What are your top conversions?"),
    )
    reading = reading_of(SOURCE, content)
    receipt = reading.receipt
    assert receipt.kind == "report snapshot"
    assert (receipt.rows_read, receipt.rows_kept) == (17, 15)
    assert receipt.rows_dropped == {"table_left_out": 2}
    assert receipt.totals == {"sessions": 15, "events": 60}
    days = [row for row in rows_of(reading, "web_traffic") if row["report"] == "day"]
    assert [(row["local_date"].day, row["users"], row["new_users"], row["engagement_s"]) for row in days] == [
        (1, 3, 1, 180.0),
        (2, 5, 2, 152.5),
        (3, 4, 0, 0.0),
    ]
    assert {row["report"] for row in rows_of(reading, "web_traffic")} == {
        *("day", "first_user_channel_group", "channel_group", "country", "event")
    }
    left_out = next(warning for warning in receipt.warnings if warning.code == "tables_left_out")
    assert "Week 0" in left_out.english()
    assert "30 days" in left_out.english()


def test_rolling_users_are_told_by_day_only() -> None:
    content = snapshot(
        card(("Nth day", "30 days", "7 days", "1 day"), ("0000", 9, 6, 3)),
        card(("Platform", "Conversions"), ("web", 2)),
    )
    reading = reading_of(SOURCE, content)
    day, platform = rows_of(reading, "web_traffic")
    assert (day["report"], day["users"]) == ("day", 3)
    assert (platform["report"], platform["member"], platform["key_events"]) == ("platform", "web", 2.0)
    assert "columns_left_out" in codes(reading)


def test_averages_of_unknown_many_are_no_figure() -> None:
    content = snapshot(
        card(("Nth day", "Average engagement time"), ("0000", 60)),
        card(("Session default channel group", "Sessions"), ("Direct", 7)),
    )
    receipt = reading_of(SOURCE, content).receipt
    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_dropped) == (2, 1, {"no_figures": 1})


def test_several_dimensions_make_one_report_and_unknown_ones_are_members() -> None:
    content = exploration(
        ("Session campaign", "Session medium", "Session source", "Device category", "Segment", "Sessions"),
        ("week-36", "social", "tiktok", "mobile", "Buyers", 5),
    )
    (row,) = rows_of(reading_of(SOURCE, content), "web_traffic")
    assert row["report"] == "source_medium+campaign+device+segment"
    assert (row["source"], row["medium"], row["campaign"], row["member"]) == (
        *("tiktok", "social", "week-36"),
        "mobile / Buyers",
    )
    assert (row["period_from"], row["local_date"]) == (date(2026, 9, 1), date(2026, 9, 28))


def test_landing_pages_are_a_report_of_their_own() -> None:
    content = report(("Landing page + query string", "Sessions"), ("/spring?utm_source=tiktok", 5), ("", 2))
    rows = rows_of(reading_of(SOURCE, content), "web_traffic")
    assert [(row["report"], row["page"]) for row in rows] == [
        ("landing_page", "/spring?utm_source=tiktok"),
        ("landing_page", ""),
    ]


def test_visits_by_page_are_no_total_since_one_visit_sees_several() -> None:
    content = exploration(
        ("Page path and screen class", "Views", "Sessions"), ("", 9, 4, "Grand total"), ("/", 5, 4), ("/a", 4, 3)
    )
    receipt = reading_of(SOURCE, content).receipt
    assert receipt.totals == {"pageviews": 9}
    assert [each.metric for each in receipt.control_totals] == ["pageviews"]


def test_one_audience_is_kept_apart_from_all_users() -> None:
    lines = ((CHANNELS, "Sessions"), ("Direct", 5))
    reading = reading_of(SOURCE, report(*lines, audience="Mobile, Denmark"))
    assert rows_of(reading, "web_traffic")[0]["report"] == "channel_group@Mobile, Denmark"
    assert "one_audience" in codes(reading)
    both = report(*lines) + b"\n" + report(*lines, audience="Alle brugere", first="20260801", last="20260828")
    assert {row["report"] for row in rows_of(reading_of(SOURCE, both), "web_traffic")} == {"channel_group"}


def test_a_second_table_that_contradicts_the_first_is_left_out_and_told() -> None:
    content = snapshot(
        card(("Nth day", "Users"), ("0000", 3)),
        card(("Nth day", "Active users"), ("0000", 4)),
    )
    reading = reading_of(SOURCE, content)
    assert [row["users"] for row in rows_of(reading, "web_traffic")] == [3]
    assert reading.receipt.rows_dropped == {"table_left_out": 1}
    assert "tables_left_out" in codes(reading)


def test_rows_that_cannot_be_used_are_accounted_for() -> None:
    content = exploration(
        (CHANNELS, "Date", "Sessions"),
        ("Direct", "20260901", 5),
        ("Direct", "20260901", 5),
        ("Direct", "20270901", 5),
        ("Direct", "20260902", -5),
        ("Direct", "20260903", ""),
        ("Direct", "", 5),
        ("Direct",),
        ("Direct", "20260904", 5, "more"),
        (CHANNELS, "Date", "Sessions"),
    )
    receipt = reading_of(SOURCE, content).receipt
    assert receipt.rows_kept == 1
    assert receipt.rows_dropped == {
        **dict.fromkeys(("duplicate", "future_date", "negative_count", "no_figures", "no_date", "repeated_header"), 1),
        "uneven_row": 2,
    }
    assert receipt.rows_read == receipt.rows_kept + sum(receipt.rows_dropped.values())


def test_a_day_beyond_the_period_has_no_date() -> None:
    content = snapshot(card(("Nth day", "Users"), ("0000", 3), ("0003", 3), ("first", 3)))
    assert reading_of(SOURCE, content).receipt.rows_dropped == {"no_date": 2}


def test_a_row_twice_with_other_figures_refuses_the_file() -> None:
    content = exploration((CHANNELS, "Sessions"), ("Direct", 5), ("Direct", 6))
    assert refusal(SOURCE, content).code == "row_twice"


@pytest.mark.parametrize(
    ("total", "code"), [(1010, "total_estimated"), (1200, "total_mismatch"), (990, "total_estimated")]
)
def test_a_total_unlike_its_rows_is_told(total: int, code: str) -> None:
    content = exploration((CHANNELS, "Sessions", "Total users"), ("", total, 9, "Grand total"), ("Direct", 1000, 9))
    reading = reading_of(SOURCE, content)
    assert code in codes(reading)
    assert [(each.metric, each.agrees) for each in reading.receipt.control_totals] == [("sessions", False)]


def test_a_rate_unlike_its_counts_is_told() -> None:
    content = exploration(
        (CHANNELS, "Sessions", "Engaged sessions", "Engagement rate", "Views per active user"),
        ("Direct", 10, 5, 0.9, 3.1),
        ("Email", 0, 0, 0, 0),
    )
    assert {"rate_differs", "columns_left_out"} <= codes(reading_of(SOURCE, content))


def test_headers_are_compared_whatever_their_case() -> None:
    content = report(("session Default Channel group", "SESSIONS"), ("Unassigned", 2))
    assert rows_of(reading_of(SOURCE, content), "web_traffic")[0]["channel_group"] == "Unassigned"


def test_danish_headers_are_read_and_doubted() -> None:
    content = report(
        ("Sessionskilde/-medium", "Sessioner", "Nøglehændelser", "Visninger"), ("tiktok / social", 2, 1, 9)
    )
    content = content.replace(b"Start date", b"Startdato").replace(b"End date", b"Slutdato")
    content = (
        content.replace(b"Account", b"Konto").replace(b"Property", b"Ejendom").replace(b"All Users", b"Alle brugere")
    )
    reading = reading_of(SOURCE, content)
    (row,) = rows_of(reading, "web_traffic")
    assert (row["source"], row["sessions"], row["key_events"], row["pageviews"]) == ("tiktok", 2, 1.0, 9)
    assert row["property"] == "GA4 - nordlys.example"
    assert reading.receipt.language == "da"
    assert "headers_unverified" in codes(reading)


def test_without_remarks_only_headers_that_nobody_else_uses_are_recognised() -> None:
    assert recognised(SOURCE, table(("Date", "Views"), ("2026-09-01", 5))) is None
    assert recognised(SOURCE, table(("Country", "Users"), ("Denmark", 5))) is None
    bare = table((CHANNELS, "Sessions", "Engaged sessions"), ("Direct", 5, 3))
    assert recognised(SOURCE, bare) is not None
    assert refusal(SOURCE, bare).code == "period_needed"
    named = reading_of(SOURCE, bare, "traffic 2026-09-01_2026-09-28.csv")
    assert rows_of(named, "web_traffic")[0]["local_date"] == date(2026, 9, 28)
    assert rows_of(named, "web_traffic")[0]["property"] == "ga4"


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    content = report((CHANNELS, "Sessions"), ("Direct", 5), first="20260928", last="20260901")
    assert refusal(SOURCE, content).code == "period_needed"
    broken = report((CHANNELS, "Sessions"), ("Direct", 5), first="20261399")
    assert refusal(SOURCE, broken).code == "period_needed"


def test_a_table_that_lost_its_start_takes_no_other_tables_days() -> None:
    content = snapshot(
        card(("Nth day", "Users"), ("0000", 3)),
        card(("Session default channel group", "Sessions"), ("Direct", 7), first="20260801"),
    )
    assert refusal(SOURCE, content.replace(b"# Start date: 20260801\r\n", b"")).code == "period_needed"


def test_a_table_without_remarks_shares_those_above_it() -> None:
    content = report((CHANNELS, "Sessions"), ("Direct", 5)) + b"\nCountry,Users\nDenmark,4\n"
    _, country = rows_of(reading_of(SOURCE, content), "web_traffic")
    assert (country["member"], country["period_from"]) == ("Denmark", date(2026, 9, 1))


def test_an_exploration_without_a_name_belongs_to_no_named_property() -> None:
    content = exploration((CHANNELS, "Sessions"), ("Direct", 5)).replace(b"# nordlys.example - GA4 -G-ABC123\n", b"")
    content = content.replace(b"# Free form-Free form 1\n", b"")
    assert rows_of(reading_of(SOURCE, content), "web_traffic")[0]["property"] == "ga4"


def test_remarks_with_commas_and_remarks_alone_stay_above_their_table() -> None:
    content = exploration((CHANNELS, "Sessions"), ("Direct", 5), named="Nordlys, Odense")
    assert rows_of(reading_of(SOURCE, content), "web_traffic")[0]["property"] == "Nordlys, Odense"


def test_a_workbook_saved_from_an_export_is_read_too() -> None:
    lines = [["# Start date: 20260901"], ["# End date: 20260928"], [CHANNELS, "Sessions"], ["Direct", 5.0]]
    reading = reading_of(SOURCE, workbook({"Sheet1": lines}), "export.xlsx")
    assert rows_of(reading, "web_traffic")[0]["sessions"] == 5


def test_an_export_without_rows_is_refused_on_its_receipt() -> None:
    receipt = reading_of(SOURCE, snapshot(card(("Nth day", "Total revenue")))).receipt
    assert receipt.refusal is not None
    assert receipt.refusal.code == "no_rows"


def test_a_file_of_text_is_not_recognised() -> None:
    assert recognised(SOURCE, b"# Start date: 20260901\n") is None
