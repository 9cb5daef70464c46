"""Plausible's export becomes visits by day; the tags of a campaign stay whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.sources.files import read_all, table, zipped
from tests.sources.uploads import codes, end_of, reading_of, recognised, rows_of
from tests.sources.web_files import plausible_export

from vaekst.core.receipt import Status
from vaekst.sources import Reading
from vaekst.sources.plausible import SOURCE

FILES = plausible_export()


def of(name: str) -> Reading:
    return reading_of(SOURCE, FILES[f"imported_{name}_20260901_20260902.csv"])


def whole(folder: Path, name: str = "nordlys_example_20260903.zip") -> dict[str, Reading]:
    """The readings of the whole ZIP by kind."""
    return {str(reading.receipt.kind): reading for reading in read_all(folder, zipped(FILES), name)}


def test_every_table_of_the_zip_is_read_as_its_own_report(tmp_path) -> None:
    found = whole(tmp_path)
    assert set(found) == set(SOURCE.kinds)
    assert {reading.receipt.status for reading in found.values()} == {Status.IMPORTED}
    reports = {kind: rows_of(reading, "web_traffic")[0]["report"] for kind, reading in found.items()}
    assert reports == {
        "visitors": "day",
        "sources": "source_medium+campaign+content+term+referrer",
        "pages": "page",
        "entry pages": "landing_page",
        "exit pages": "exit_page",
        "custom events": "event",
        "locations": "location",
        "devices": "device",
        "browsers": "browser",
        "operating systems": "operating_system",
    }


def test_the_name_of_the_zip_tells_the_site_and_the_day(tmp_path) -> None:
    (row, *_) = rows_of(whole(tmp_path)["visitors"], "web_traffic")
    assert (row["property"], row["observed_at"]) == ("nordlys_example", end_of(date(2026, 9, 3)))
    (row, *_) = rows_of(whole(tmp_path, "nordlys_example_20261399 (1).zip")["visitors"], "web_traffic")
    assert (row["property"], row["observed_at"]) == ("nordlys_example", end_of(date(2026, 9, 2)))


def test_visitors_are_a_table_by_day() -> None:
    reading = of("visitors")
    first, _ = rows_of(reading, "web_traffic")
    assert (first["property"], first["platform"]) == ("plausible", "plausible")
    assert (first["sessions"], first["users"], first["pageviews"], first["bounces"], first["engagement_s"]) == (
        *(100, 90, 300, 40),
        5000.0,
    )
    assert (first["period_from"], first["local_date"]) == (date(2026, 9, 1), date(2026, 9, 1))
    assert reading.receipt.totals == {"sessions": 150, "pageviews": 420, "bounces": 65}
    assert codes(reading) == {"export_date_assumed"}


def test_a_source_is_the_tag_else_what_plausible_calls_it() -> None:
    reading = of("sources")
    tagged, found, direct, facebook = rows_of(reading, "web_traffic")
    assert {name: tagged[name] for name in ("source", "medium", "campaign", "content", "term", "referrer")} == {
        "source": "instagram",
        "medium": "social",
        "campaign": "week-36",
        "content": "reel-1",
        "term": None,
        "referrer": "l.instagram.com",
    }
    assert (found["source"], found["referrer"], direct["source"]) == ("Google", "google.com", None)
    assert (facebook["source"], facebook["sessions"], facebook["users"]) == ("Facebook", 5, None)
    assert (reading.receipt.rows_read, reading.receipt.rows_kept) == (5, 5)
    assert reading.receipt.totals["sessions"] == 105


def test_pages_state_the_time_spent_on_them_and_no_total_of_visits() -> None:
    reading = of("pages")
    home, spring = rows_of(reading, "web_traffic")
    assert (home["page"], home["sessions"], home["engagement_s"]) == ("/", 80, 3000.0)
    assert spring["page"] == "/spring"
    assert reading.receipt.totals == {"pageviews": 300}
    assert "columns_left_out" in codes(reading)


def test_entries_and_exits_are_visits() -> None:
    assert [rows_of(of(name), "web_traffic")[0]["sessions"] for name in ("entry_pages", "exit_pages")] == [33, 70]


def test_other_dimensions_are_members() -> None:
    assert [
        rows_of(of(name), "web_traffic")[0]["member"]
        for name in ("locations", "devices", "browsers", "operating_systems", "custom_events")
    ] == ["DK / DK-84 / 2618425", "Mobile", "Safari / 18.1", "iOS", "Outbound Link: Click / https://shop.example/"]
    assert rows_of(of("custom_events"), "web_traffic")[1]["events"] == 5


def test_rows_that_cannot_be_used_are_accounted_for() -> None:
    header = ("date", "device", "visitors", "visits", "visit_duration", "bounces")
    lines = [
        ("2026-09-01", "Mobile", 1, 2, 3, 1),
        ("2026-09-01", "Mobile", 1, 2, 3, 1),
        ("2027-09-01", "Mobile", 1, 2, 3, 1),
        ("", "Mobile", 1, 2, 3, 1),
        ("2026-09-02", "Mobile", "", "", "", ""),
        ("2026-09-02", "Mobile", 1, -2, 3, 1),
        ("2026-09-02", "Mobile"),
    ]
    receipt = reading_of(SOURCE, table(header, *lines)).receipt
    assert receipt.rows_kept == 1
    assert receipt.rows_dropped == dict.fromkeys(
        ("duplicate", "future_date", "no_date", "no_figures", "negative_count", "uneven_row"), 1
    )


def test_the_dashboards_own_tables_are_not_taken_for_the_export() -> None:
    averages = ("date", "visitors", "pageviews", "visits", "views_per_visit", "bounce_rate", "visit_duration")
    assert recognised(SOURCE, table(averages, ("2026-09-01", 9, 20, 10, 2, 50, 48))) is None
    assert recognised(SOURCE, table(("date", "visitors"), ("2026-09-01", 9))) is None
