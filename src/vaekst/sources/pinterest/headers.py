"""The words of a Pinterest analytics export. None of them was checked against a real file."""

from __future__ import annotations

from collections.abc import Mapping

VERIFIED: frozenset[str] = frozenset()
"""Languages whose words were seen in real files."""

METRICS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "impressions": "impressions_feed",
        "engagements": "engagements_any",
        "pin clicks": "clicks_any",
        "outbound clicks": "clicks_out",
        "saves": "saves",
        "total audience": "reach_unique",
        "engaged audience": "audience_engaged",
        "video views": "views_video",
        "profile visits": "profile_visits",
        "follows": "follows",
    },
    "da": {
        "eksponeringer": "impressions_feed",
        "interaktioner": "engagements_any",
        "klik på pins": "clicks_any",
        "klik på pin": "clicks_any",
        "udgående klik": "clicks_out",
        "gemte": "saves",
        "samlet målgruppe": "reach_unique",
        "engageret målgruppe": "audience_engaged",
        "videovisninger": "views_video",
    },
}
"""Language -> header or title as compared -> canonical metric."""

DATES = frozenset({"date", "dato", "day", "dag"})
LINKS = frozenset({"pin link", "pin url", "link", "url", "link to pin", "pin id", "pin", "link til pin"})
TITLES = frozenset({"title", "pin title", "titel"})
CREATED = frozenset({"created date", "created at", "create date", "publish date", "published", "oprettet"})
VALUES = frozenset({"value", "values", "total", "count", "værdi", "i alt"})
"""Headers of the second column where only a block's title names the metric."""

OWN = frozenset({"clicks_any", "reach_unique", "audience_engaged"})
"""Metrics whose words belong to Pinterest: a file without any of them could be anybody's."""

SPENT = frozenset({"campaign name", "campaign", "spend in account currency", "spend", "ad group name"})
"""Headers of advertising reports, which are another source's."""
