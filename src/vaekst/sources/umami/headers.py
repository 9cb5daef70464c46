"""The columns of Umami's tables, as its own database and program name them. They are not translated."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources.web.counted import Shape

EVENTS_KIND = "events"
"""A row is a page seen or an event: the table `website_event`."""

CREATED, VISIT, PERSON, PATH, TYPE = "created_at", "visit_id", "session_id", "url_path", "event_type"
NEEDED = frozenset({CREATED, VISIT, PERSON, PATH, TYPE})
"""Columns without which visits cannot be counted."""

EVENT_ID, SITE, HOST, REFERRER, NAME = "event_id", "website_id", "hostname", "referrer_domain", "event_name"
TAGS: Mapping[str, str] = {
    "utm_source": "source",
    "utm_medium": "medium",
    "utm_campaign": "campaign",
    "utm_content": "content",
    "utm_term": "term",
}
PAGE_SEEN, EVENT_SENT = "1", "2"
"""The types of a row that are counted."""

MEMBER, COUNT = "x", "y"
"""The two columns of every table of the overview: only the name of the file tells them apart."""


def _shape(kind: str, report: str, column: str, counted: str = "users") -> Shape:
    return Shape(kind, report, {MEMBER: column}, {COUNT: counted}, frozenset({MEMBER, COUNT}))


OVERVIEW: Mapping[str, Shape] = {
    "pages.csv": _shape("visitors by page", "page", "page"),
    "referrers.csv": _shape("visitors by referrer", "referrer", "referrer"),
    "browsers.csv": _shape("visitors by browser", "browser", "member"),
    "os.csv": _shape("visitors by system", "operating_system", "member"),
    "devices.csv": _shape("visitors by device", "device", "member"),
    "countries.csv": _shape("visitors by country", "country", "member"),
    "events.csv": _shape("events by name", "event", "member", "events"),
}
"""The files of the overview's ZIP. What they count are people, except for events."""
