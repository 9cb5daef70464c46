"""Umami's events become visits by where they came from; nobody's number is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.sources.files import codes as codes_of
from tests.sources.files import read_all, table, zipped
from tests.sources.uploads import codes, reading_of, recognised, refusal, rows_of
from tests.sources.web_files import umami_events, umami_overview

from vaekst.core.receipt import Status
from vaekst.sources import Reading
from vaekst.sources.umami import SOURCE
from vaekst.sources.umami.read import LIMIT

TAGGED = {"utm_source": "instagram", "utm_medium": "social", "utm_campaign": "week-36", "utm_content": "reel-1"}


def event(visit: str, at: str, person: str = "anna", **told: Any) -> dict[str, Any]:
    return {"visit_id": visit, "session_id": person, "created_at": at, **told}


def by_report(reading: Reading, report: str) -> list[dict[str, Any]]:
    return [row for row in rows_of(reading, "web_traffic") if row["report"] == report]


EVENTS = umami_events(
    event("v1", "2026-09-01 10:00:00", url_path="/spring", referrer_domain="l.instagram.com", **TAGGED),
    event("v1", "2026-09-01 10:01:30", url_path="/order", referrer_domain="www.nordlys.example"),
    event("v1", "2026-09-01 10:02:00", url_path="/order", event_type=2, event_name="signup"),
    event("v2", "2026-09-01 23:30:00", "bo", url_path="/spring"),
    event("v3", "2026-09-01 12:00:00.250", url_path="/"),
)
SOURCES = "source_medium+campaign+content+term+referrer"


def test_visits_are_counted_by_day_in_the_brands_zone() -> None:
    reading = reading_of(SOURCE, EVENTS, zone="Europe/Copenhagen")
    first, second = by_report(reading, "day")
    assert (first["local_date"], second["local_date"]) == (date(2026, 9, 1), date(2026, 9, 2))
    assert {name: first[name] for name in ("sessions", "users", "pageviews", "bounces", "engagement_s")} == {
        "sessions": 2,
        "users": 1,
        "pageviews": 3,
        "bounces": 1,
        "engagement_s": 120.0,
    }
    assert (second["sessions"], second["property"]) == (1, "nordlys.example")
    receipt = reading.receipt
    assert (receipt.kind, receipt.timezone) == ("events", "Europe/Copenhagen")
    assert (receipt.rows_read, receipt.rows_kept) == (5, 5)
    assert receipt.totals == {"sessions": 3, "pageviews": 4, "bounces": 2, "events": 1}


def test_a_visit_belongs_to_the_tags_it_began_with() -> None:
    tagged, direct = sorted(by_report(reading_of(SOURCE, EVENTS), SOURCES), key=lambda row: row["source"] or "~")
    assert {name: tagged[name] for name in ("source", "medium", "campaign", "content", "term", "referrer")} == {
        "source": "instagram",
        "medium": "social",
        "campaign": "week-36",
        "content": "reel-1",
        "term": None,
        "referrer": "l.instagram.com",
    }
    assert (tagged["sessions"], tagged["pageviews"]) == (1, 2)
    assert (direct["sessions"], direct["users"], direct["referrer"]) == (2, 2, None)


def test_landing_pages_pages_and_events_are_reports_of_their_own() -> None:
    reading = reading_of(SOURCE, EVENTS)
    assert {(row["page"], row["sessions"]) for row in by_report(reading, "landing_page")} == {("/spring", 2), ("/", 1)}
    assert {(row["page"], row["pageviews"]) for row in by_report(reading, "page")} == {
        ("/spring", 2),
        ("/order", 1),
        ("/", 1),
    }
    assert [(row["member"], row["events"]) for row in by_report(reading, "event")] == [("signup", 1)]


def test_nobody_can_be_found_in_the_facts() -> None:
    cells = {str(cell) for row in rows_of(reading_of(SOURCE, EVENTS), "web_traffic") for cell in row.values()}
    assert not cells & {"anna", "bo", "v1", "v2", "v3"}


def test_a_visit_of_events_alone_begins_with_the_first_of_them() -> None:
    content = umami_events(event("v1", "2026-09-01 10:00:00+02:00", url_path="/spring", event_type=2, event_name=""))
    reading = reading_of(SOURCE, content.replace(b"nordlys.example", b""))
    (row,) = by_report(reading, "landing_page")
    assert (row["page"], row["pageviews"], row["property"]) == ("/spring", 0, "umami")


def test_rows_that_cannot_be_used_are_accounted_for() -> None:
    content = umami_events(
        event("v1", "2026-09-01 10:00:00", event_id="same"),
        event("v1", "2026-09-01 10:00:00", event_id="same"),
        event("v1", "2027-09-01 10:00:00"),
        event("v1", ""),
        event("", "2026-09-01 10:00:00"),
        event("v1", "2026-09-01 10:00:00", event_type=3),
    )
    receipt = reading_of(SOURCE, content).receipt
    assert receipt.rows_kept == 1
    assert receipt.rows_dropped == dict.fromkeys(
        ("duplicate", "future_date", "no_date", "no_identity", "no_figures"), 1
    )


def test_events_without_numbers_are_all_different() -> None:
    content = umami_events(*(event("v1", "2026-09-01 10:00:00", event_id="") for _ in range(2)))
    assert by_report(reading_of(SOURCE, content), "day")[0]["pageviews"] == 2


def test_several_websites_in_one_table_are_refused() -> None:
    content = umami_events(event("v1", "2026-09-01 10:00:00"), event("v2", "2026-09-01 10:00:00", website_id="site-2"))
    assert refusal(SOURCE, content).code == "several_websites"


def test_the_zip_of_the_overview_tells_of_people(tmp_path) -> None:
    found = read_all(tmp_path, zipped(umami_overview()), "nordlys 2026-09-01_2026-09-28.zip")
    assert {reading.receipt.status for reading in found} == {Status.IMPORTED}
    told = {reading.receipt.kind: rows_of(reading, "web_traffic")[0] for reading in found}
    assert set(told) == set(SOURCE.kinds) - {"events"}
    page, happened = told["visitors by page"], told["events by name"]
    assert (page["report"], page["page"], page["users"], page["sessions"]) == ("page", "/", 80, None)
    assert (page["period_from"], page["local_date"]) == (date(2026, 9, 1), date(2026, 9, 28))
    assert (happened["member"], happened["events"]) == ("signup", 12)
    assert told["visitors by referrer"]["referrer"] == "l.instagram.com"
    assert told["visitors by country"]["member"] == "DK"


def test_an_overview_without_days_in_its_name_says_so(tmp_path) -> None:
    lines = [(f"/{number}", 1) for number in range(LIMIT)]
    files = umami_overview() | {"pages.csv": table(("x", "y"), *lines)}
    found = {reading.receipt.kind: reading for reading in read_all(tmp_path, zipped(files), "nordlys.zip")}
    reading = found["visitors by page"]
    assert {"period_unknown", "maybe_truncated_web"} <= set(codes_of(reading))
    assert reading.receipt.is_truncated
    assert rows_of(reading, "web_traffic")[0]["period_from"] is None
    assert not found["visitors by country"].receipt.is_truncated


def test_two_columns_called_x_and_y_are_anybodys() -> None:
    assert recognised(SOURCE, umami_overview()["pages.csv"], "pages.csv") is None
    assert recognised(SOURCE, table(("session_id", "created_at"), (1, "2026-09-01"))) is None
    assert "export_date_assumed" in codes(reading_of(SOURCE, EVENTS))
