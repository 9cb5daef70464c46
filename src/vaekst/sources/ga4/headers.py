"""The words Google Analytics prints above the columns of its exports, and in the remarks above its tables.

English words were seen in real files. The Danish ones are candidates that no file has confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

VERIFIED = frozenset({"en"})
"""Languages whose words were seen in real files."""

DATE, NTH_DAY = "date", "nth_day"
"""The two ways a table names its days: printed, and counted from the table's own start date."""

# What a table can be cut by -> headers. `source_medium` is one column that holds both.
DIMENSIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        DATE: ("date",),
        NTH_DAY: ("nth day",),
        "channel_group": (
            "default channel group",
            "default channel grouping",
            "session default channel group",
            "session primary channel group",
            "session primary channel group (default channel group)",
            "primary channel group (default channel group)",
        ),
        "source_medium": ("source / medium", "session source / medium", "session source/medium"),
        "source": ("source", "session source"),
        "medium": ("medium", "session medium"),
        "campaign": ("campaign", "session campaign", "campaign name"),
        "content": ("manual ad content", "session manual ad content"),
        "term": ("manual term", "session manual term"),
        "referrer": ("page referrer",),
        "page": (
            "page path",
            "page path and screen class",
            "page path + query string",
            "page path + query string and screen class",
        ),
        "landing_page": ("landing page", "landing page + query string"),
        "page_title": ("page title", "page title and screen class", "page title and screen name"),
        "country": ("country",),
        "country_id": ("country id",),
        "region": ("region",),
        "city": ("city",),
        "language": ("language",),
        "device": ("device category", "device"),
        "browser": ("browser",),
        "operating_system": ("operating system",),
        "event": ("event name",),
        "platform": ("platform",),
    },
    "da": {
        DATE: ("dato",),
        NTH_DAY: ("dag nummer", "n. dag"),
        "channel_group": ("standardkanalgruppe", "standardkanalgruppe for sessionen", "primær kanalgruppe for session"),
        "source_medium": ("kilde/medie", "kilde/medium", "sessionskilde/-medium", "sessionskilde/-medie"),
        "source": ("kilde", "sessionskilde"),
        "medium": ("medie", "medium", "sessionsmedium", "sessionsmedie"),
        "campaign": ("kampagne", "sessionskampagne"),
        "page": ("sidesti", "sidesti og skærmklasse"),
        "landing_page": ("landingsside", "landingsside + forespørgselsstreng"),
        "page_title": ("sidetitel og skærmklasse", "sidetitel"),
        "country": ("land",),
        "city": ("by",),
        "device": ("enhedskategori",),
        "event": ("hændelsesnavn",),
        "platform": ("platform",),
    },
}

# What is counted -> headers.
METRICS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "sessions": ("sessions",),
        "engaged_sessions": ("engaged sessions",),
        "users": ("users", "active users", "1 day"),
        "total_users": ("total users",),
        "new_users": ("new users",),
        "pageviews": ("views",),
        "events": ("event count",),
        "key_events": ("key events", "conversions"),
        "engagement_s": ("user engagement", "user engagement duration"),
        "seconds_per_user": ("average engagement time", "average engagement time per active user"),
        "seconds_per_session": ("average engagement time per session",),
        "engagement_rate": ("engagement rate",),
        "revenue": ("total revenue",),
    },
    "da": {
        "sessions": ("sessioner",),
        "engaged_sessions": ("engagerede sessioner", "sessioner med engagement"),
        "users": ("brugere", "aktive brugere"),
        "total_users": ("brugere i alt", "samlet antal brugere"),
        "new_users": ("nye brugere",),
        "pageviews": ("visninger", "sidevisninger"),
        "events": ("antal hændelser", "hændelsesantal"),
        "key_events": ("nøglehændelser", "vigtige hændelser", "konverteringer"),
        "seconds_per_user": (
            "gennemsnitlig engagementstid",
            "gennemsnitlig engagementstid pr. aktiv bruger",
        ),
        "seconds_per_session": ("gennemsnitlig engagementstid pr. session",),
        "engagement_rate": ("engagementsrate",),
        "revenue": ("samlet omsætning", "omsætning i alt"),
    },
}

FIRST_USER = re.compile(r"first user (.+)|(.+) for første bruger")
"""How a header begins that tells where people came from first, which is another question than where a session came from."""

NOT_CUT_BY = re.compile(
    r"average .*|.* per .*|.* rate|.*\busers|.*revenue|.*\bvalue|.*purchases?|.*purchased|transactions|\d+ days?|week \d+"
    r"|gennemsnitlig.*|.* pr\. .*|.*rate|.*brugere|.*omsætning|\d+ dage?|uge \d+"
)
"""Columns that count something Vaekst does not keep; any other unknown column is something the table is cut by."""

TOTAL_WORDS = frozenset({"grand total", "total", "totals", "i alt", "samlet", "samlet total"})
"""What stands in the field beyond the header of a row that adds up the others."""

DISTINCTIVE = frozenset({"nth_day", "channel_group", "engaged_sessions", "key_events", "engagement_rate"})
"""Fields nobody but Google Analytics names like this: they tell a table whose remarks were taken away."""

START = re.compile(r"# *(?:start date|startdato): *(\d{8})", re.IGNORECASE)
END = re.compile(r"# *(?:end date|slutdato): *(\d{8})", re.IGNORECASE)
SPAN = re.compile(r"# *(\d{8}) ?[-–] ?(\d{8})")
"""The period of an exploration, in one remark."""

PROPERTY = re.compile(r"# *(?:property|ejendom): *(.+)", re.IGNORECASE)
ACCOUNT = re.compile(r"# *(?:account|konto): *", re.IGNORECASE)
RULER = re.compile(r"# *-{8,}")
EVERYBODY = frozenset({"all users", "alle brugere"})
"""The audience of a report that nothing was left out of."""
