"""Matomo's reports become visits by what their labels are."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.files import table
from tests.sources.uploads import NOW, codes, reading_of, recognised, rows_of
from tests.sources.web_files import matomo_table

from vaekst.sources.matomo import SOURCE

COUNTED = ("nb_uniq_visitors", "nb_visits", "nb_actions", "max_actions", "sum_visit_length", "bounce_count")


def test_campaigns_of_a_period_are_told_by_the_condition_behind_them() -> None:
    content = matomo_table(
        ("label", *COUNTED, "nb_conversions", "bounce_rate", "metadata_segment"),
        ("week-36", 11, 12, 40, 9, 600, 4, 2, "33%", "referrerType==campaign;referrerName==week-36"),
        ("Others", 1, 1, 1, 1, 0, 1, 0, "100%", ""),
    )
    reading = reading_of(SOURCE, content, "campaigns 2026-09-01_2026-09-28.csv")
    first, second = rows_of(reading, "web_traffic")
    assert {
        name: first[name] for name in ("property", "platform", "report", "campaign", "period_from", "local_date")
    } == {
        "property": "matomo",
        "platform": "matomo",
        "report": "campaign",
        "campaign": "week-36",
        "period_from": date(2026, 9, 1),
        "local_date": date(2026, 9, 28),
    }
    assert {name: first[name] for name in ("sessions", "users", "bounces", "key_events", "engagement_s")} == {
        "sessions": 12,
        "users": 11,
        "bounces": 4,
        "key_events": 2.0,
        "engagement_s": 600.0,
    }
    assert (first["pageviews"], second["campaign"]) == (None, "Others")
    assert reading.receipt.totals == {"sessions": 13, "bounces": 5, "key_events": 2}
    assert codes(reading) == {"headers_unverified", "columns_left_out"}


@pytest.mark.parametrize(
    ("segment", "report", "column"),
    [
        ("referrerType==social", "channel_group", "channel_group"),
        ("referrerName==instagram", "source", "source"),
        ("countryCode==dk", "country", "member"),
        ("entryPageUrl==https%3A%2F%2Fnordlys.example%2Fspring", "landing_page", "page"),
        ("somethingElse==x", "label", "member"),
        ("", "label", "member"),
    ],
)
def test_the_condition_names_the_report(segment: str, report: str, column: str) -> None:
    content = matomo_table(("label", "nb_visits", "nb_actions", "metadata_segment"), ("x", 5, 9, segment))
    reading = reading_of(SOURCE, content)
    (row,) = rows_of(reading, "web_traffic")
    assert (row["report"], row[column]) == (report, "x")
    assert ("labels_unknown" in codes(reading)) is (report == "label")


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2026-09-01", date(2026, 9, 1), date(2026, 9, 1)),
        ("2026-09", date(2026, 9, 1), date(2026, 9, 30)),
        ("2026-W36", date(2026, 8, 31), date(2026, 9, 6)),
        ('"2026-09-01,2026-09-07"', date(2026, 9, 1), date(2026, 9, 7)),
    ],
)
def test_a_date_is_a_day_a_month_a_week_or_a_range(printed: str, first: date, last: date) -> None:
    content = f'date,nb_uniq_visitors,nb_visits,nb_actions\n{printed},5,6,9\nyesterday,5,6,9\n"2026-09-07,2026-09-01",5,6,9\n'.encode()
    reading = reading_of(SOURCE, content)
    (row,) = rows_of(reading, "web_traffic")
    assert (row["report"], row["period_from"], row["local_date"], row["users"]) == ("day", first, last, 5)
    assert reading.receipt.rows_dropped == {"no_date": 2}
    assert reading.receipt.kind == "visits by day"


def test_a_table_without_days_is_kept_as_of_its_export() -> None:
    reading = reading_of(SOURCE, matomo_table(("label", "nb_visits", "nb_actions"), ("Direct Entry", 5, 9)))
    (row,) = rows_of(reading, "web_traffic")
    assert (row["period_from"], row["local_date"]) == (None, NOW.date())
    assert {"period_unknown", "labels_unknown"} <= codes(reading)


@pytest.mark.parametrize(
    ("header", "language"),
    [("Label,Visits,Unique visitors,Actions", "en"), ("Etiket,Besøg,Unikke besøgende,Handlinger", "da")],
)
def test_translated_headers_are_read_and_doubted(header: str, language: str) -> None:
    reading = reading_of(SOURCE, f"{header}\nInstagram,5,4,9\n".encode())
    (row,) = rows_of(reading, "web_traffic")
    assert (row["member"], row["sessions"], row["users"]) == ("Instagram", 5, 4)
    assert reading.receipt.language == language
    assert "headers_unverified" in codes(reading)


def test_short_rows_do_not_hide_the_condition() -> None:
    content = matomo_table(
        ("label", "nb_visits", "nb_actions", "metadata_segment"),
        ("x",),
        ("Denmark", 5, 9, "countryCode==dk"),
        unicode=False,
    )
    reading = reading_of(SOURCE, content)
    assert rows_of(reading, "web_traffic")[0]["report"] == "country"
    assert reading.receipt.rows_dropped == {"uneven_row": 1}


def test_tables_of_others_are_not_recognised() -> None:
    assert recognised(SOURCE, table(("label", "visits"), ("x", 5))) is None
    assert recognised(SOURCE, table(("nb_visits", "nb_actions"), (5, 9))) is None
