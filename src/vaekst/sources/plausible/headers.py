"""The tables of Plausible's export and their columns, as its own program writes them. They are not translated."""

from __future__ import annotations

from vaekst.sources.web.counted import Shape
from vaekst.sources.web.visits import report_name

DATE = "date"

_PEOPLE = {"visitors": "users"}
_VISITS = {
    **_PEOPLE,
    "visits": "sessions",
    "bounces": "bounces",
    "pageviews": "pageviews",
    "visit_duration": "engagement_s",
}
_UTM = {
    "utm_source": "source",
    "utm_medium": "medium",
    "utm_campaign": "campaign",
    "utm_content": "content",
    "utm_term": "term",
}

OWN_SOURCE = "own_source"
"""What Plausible made of referrer and tags, where no tag names the source."""


def _shape(kind: str, report: str, touch: dict[str, str], counts: dict[str, str], *needed: str) -> Shape:
    return Shape(kind, report, touch, counts, frozenset({DATE, "visitors", *needed}))


SHAPES = (
    _shape("visitors", "day", {}, _VISITS, "visits", "bounces", "visit_duration", "pageviews"),
    _shape(
        "sources",
        report_name({"source", "medium", "campaign", "content", "term", "referrer"}),
        {**_UTM, "source": OWN_SOURCE, "referrer": "referrer"},
        _VISITS,
        *("source", "utm_campaign", "utm_content", "visits", "bounces"),
    ),
    _shape(
        "pages",
        "page",
        {"page": "page"},
        {**_PEOPLE, "visits": "sessions", "pageviews": "pageviews", "total_time_on_page": "engagement_s"},
        *("hostname", "page", "pageviews"),
    ),
    _shape(
        "entry pages",
        "landing_page",
        {"entry_page": "page"},
        {**_VISITS, "entrances": "sessions"},
        *("entry_page", "entrances"),
    ),
    _shape("exit pages", "exit_page", {"exit_page": "page"}, {**_VISITS, "exits": "sessions"}, "exit_page", "exits"),
    _shape(
        "locations",
        "location",
        {"country": "country", "region": "region", "city": "city"},
        _VISITS,
        *("country", "region", "city", "visits", "bounces"),
    ),
    _shape("devices", "device", {"device": "device"}, _VISITS, "device", "visits", "bounces"),
    _shape(
        "browsers",
        "browser",
        {"browser": "browser", "browser_version": "browser_version"},
        _VISITS,
        *("browser", "visits", "bounces"),
    ),
    _shape(
        "operating systems",
        "operating_system",
        {"operating_system": "operating_system", "operating_system_version": "operating_system_version"},
        _VISITS,
        *("operating_system", "visits", "bounces"),
    ),
    _shape(
        "custom events",
        "event",
        {"name": "name", "link_url": "link_url", "path": "path"},
        {**_PEOPLE, "events": "events"},
        *("name", "link_url", "path", "events"),
    ),
)
