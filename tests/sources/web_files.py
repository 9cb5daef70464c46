"""Exports of web analytics and search, byte for byte as the programs write them; all numbers are made up."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

RULER = "# ----------------------------------------"
Line = Sequence[object]


def csv_text(*lines: Line, end: str = "\n", quote_all: bool = False) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL).writerows(lines)
    return out.getvalue()


def report(
    *lines: Line,
    audience: str = "All Users",
    first: str = "20260901",
    last: str = "20260928",
    title: str = "Traffic acquisition: Session primary channel group (Default Channel Group)",
) -> bytes:
    """A standard report of GA4."""
    above = [RULER, f"# {title}", "# Account: Nordlys Cykler", "# Property: GA4 - nordlys.example", RULER]
    below = ["# ", f"# {audience}", f"# Start date: {first}", f"# End date: {last}"]
    return ("\n".join([*above, *below]) + "\n" + csv_text(*lines)).encode()


def exploration(*lines: Line, span: str = "20260901-20260928", named: str = "nordlys.example - GA4 -G-ABC123") -> bytes:
    """A free-form exploration: an empty line below the remarks, the total row first and wider than the header."""
    above = [RULER, f"# {named}", "# Free form-Free form 1", f"# {span}", RULER]
    return ("\n".join([*above, ""]) + "\n" + csv_text(*lines)).encode()


def card(*lines: Line, question: str = "", first: str = "20260901", last: str = "20260903") -> list[str]:
    """One table of a report snapshot, with its question and period above it."""
    dates = [f"# Start date: {first}", f"# End date: {last}"]
    return [*([f"# {question}"] if question else []), *dates, *csv_text(*lines).splitlines()]


def snapshot(*cards: list[str]) -> bytes:
    """A report snapshot of GA4: stacked tables, CRLF."""
    above = [RULER, "# Report CSV Export", "# Account: Nordlys Cykler", "# Property: nordlys.example", RULER, "#  "]
    lines = [*above, *(line for each in cards for line in (*each, ""))]
    return "".join(f"{line}\r\n" for line in lines).encode()


SEARCHED = ("Clicks", "Impressions", "CTR", "Position")


def search_table(first: str, *lines: Line) -> bytes:
    """A table of Search Console: LF, no line end at the end."""
    return csv_text((first, *SEARCHED), *lines).rstrip("\n").encode()


def search_export() -> dict[str, bytes]:
    """All files of one export of Search Console."""
    return {
        "Chart.csv": search_table("Date", ("2026-09-01", 12, 900, "1.33%", 14.2), ("2026-09-02", 8, 1100, "0.73%", 15)),
        "Queries.csv": search_table(
            "Top queries", ("nordlys cykel", 4, 40, "10%", 1.5), ("ladcykel", 1, 400, "0.25%", 9)
        ),
        "Pages.csv": search_table("Top pages", ("https://nordlys.example/", 15, 1500, "1%", 12.25)),
        "Countries.csv": search_table("Country", ("Denmark", 19, 1900, "1%", 14), ("Sweden", 1, 100, "1%", 20)),
        "Devices.csv": search_table("Device", ("Mobile", 15, 1400, "1.07%", 13), ("Desktop", 4, 600, "0.67%", 17)),
        "Search appearance.csv": search_table("Search Appearance"),
        "Filters.csv": csv_text(("Filter", "Value"), ("Search type", "Web"), ("Date", "Last 3 months")).encode(),
    }


_DURATION = ("visitors", "visits", "visit_duration", "bounces", "pageviews")


def plausible_export() -> dict[str, bytes]:
    """The ten tables of an export of Plausible, every text in quotes."""
    tables: dict[str, list[Line]] = {
        "visitors": [
            ("date", "visitors", "pageviews", "bounces", "visits", "visit_duration"),
            ("2026-09-01", 90, 300, 40, 100, 5000),
            ("2026-09-02", 45, 120, 25, 50, 2500),
        ],
        "sources": [
            (
                *("date", "source", "referrer"),
                *(f"utm_{part}" for part in ("source", "medium", "campaign", "content", "term")),
                "pageviews",
                "visitors",
                "visits",
                "visit_duration",
                "bounces",
            ),
            (
                "2026-09-01",
                "Instagram",
                "l.instagram.com",
                "instagram",
                "social",
                "week-36",
                "reel-1",
                "",
                60,
                20,
                25,
                900,
                9,
            ),
            ("2026-09-01", "Google", "google.com", "", "", "", "", "", 90, 30, 35, 1200, 12),
            ("2026-09-01", "", "", "", "", "", "", "", 150, 40, 40, 2900, 19),
            ("2026-09-02", "Facebook", "", "Facebook", "", "", "", "", 4, 2, 2, 10, 1),
            ("2026-09-02", "Facebook", "", "", "", "", "", "", 6, 3, 3, 20, 2),
        ],
        "pages": [
            (
                *("date", "hostname", "page", "visits", "visitors", "pageviews", "total_scroll_depth"),
                *("total_scroll_depth_visits", "total_time_on_page", "total_time_on_page_visits"),
            ),
            ("2026-09-01", "nordlys.example", "/", 80, 70, 200, 4000, 60, 3000, 55),
            ("2026-09-01", "nordlys.example", "/spring", 40, 38, 100, "\\N", "\\N", 800, 30),
        ],
        "entry_pages": [
            ("date", "entry_page", "visitors", "entrances", "visit_duration", "bounces", "pageviews"),
            ("2026-09-01", "/spring", 30, 33, 700, 11, 60),
        ],
        "exit_pages": [
            ("date", "exit_page", "visitors", "visit_duration", "exits", "bounces", "pageviews"),
            ("2026-09-01", "/", 60, 4000, 70, 29, 240),
        ],
        "custom_events": [
            ("date", "name", "link_url", "path", "visitors", "events"),
            ("2026-09-01", "Outbound Link: Click", "https://shop.example/", "", 3, 4),
            ("2026-09-01", "Signup", "", "", 5, 5),
        ],
        "locations": [
            ("date", "country", "region", "city", *_DURATION),
            ("2026-09-01", "DK", "DK-84", 2618425, 80, 90, 4500, 36, 270),
        ],
        "devices": [("date", "device", *_DURATION), ("2026-09-01", "Mobile", 60, 66, 3000, 30, 180)],
        "browsers": [
            ("date", "browser", "browser_version", *_DURATION),
            ("2026-09-01", "Safari", "18.1", 60, 66, 3000, 30, 180),
        ],
        "operating_systems": [
            ("date", "operating_system", "operating_system_version", *_DURATION),
            ("2026-09-01", "iOS", "", 60, 66, 3000, 30, 180),
        ],
    }
    return {
        f"imported_{name}_20260901_20260902.csv": csv_text(*lines, quote_all=True).encode()
        for name, lines in tables.items()
    }


_TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
_EVENT_COLUMNS = (
    *("website_id", "session_id", "visit_id", "event_id", "hostname", "browser", "os", "device", "screen", "language"),
    *("country", "region", "city", "url_path", "url_query", *_TAGS, "referrer_path", "referrer_query"),
    *(
        "referrer_domain",
        "page_title",
        "gclid",
        "fbclid",
        "event_type",
        "event_name",
        "tag",
        "distinct_id",
        "created_at",
    ),
)


def umami_events(*events: dict[str, object]) -> bytes:
    """Umami's table `website_event`; every event is a page seen, but for what it says itself."""
    usual = {
        "website_id": "site-1",
        "hostname": "nordlys.example",
        "browser": "safari",
        "url_path": "/",
        "event_type": 1,
    }
    numbered = ({**usual, "event_id": f"event-{number}", **event} for number, event in enumerate(events))
    lines = [[event.get(column, "") for column in _EVENT_COLUMNS] for event in numbered]
    return csv_text(_EVENT_COLUMNS, *lines, end="\r\n").encode()


def umami_overview() -> dict[str, bytes]:
    """The ZIP behind a site's overview: seven tables of `x,y`, CRLF between the lines and none at the end."""
    members: dict[str, list[Line]] = {
        "events": [("signup", 12)],
        "pages": [("/", 80), ("/spring", 30)],
        "referrers": [("l.instagram.com", 25)],
        "browsers": [("ios", 44)],
        "os": [("iOS", 50)],
        "devices": [("mobile", 60)],
        "countries": [("DK", 70)],
    }
    return {
        f"{name}.csv": csv_text(("x", "y"), *lines, end="\r\n").rstrip().encode() for name, lines in members.items()
    }


def matomo_table(*lines: Line, unicode: bool = True) -> bytes:
    """A table of Matomo: UTF-16LE with BOM unless asked otherwise, LF, no line end at the end."""
    text = csv_text(*lines).rstrip("\n")
    return b"\xff\xfe" + text.encode("utf-16-le") if unicode else text.encode()
