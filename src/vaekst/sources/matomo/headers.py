"""The columns of Matomo's CSV exports: as the program names them, and as it translates them for people.

No real file was seen. The names of the program stand in its own tests; the translations are candidates.
"""

from __future__ import annotations

from collections.abc import Mapping

VERIFIED: frozenset[str] = frozenset()
"""Languages whose words were seen in real files: none."""

# Language -> column -> headers. `raw` are the program's own names.
HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "raw": {
        "date": ("date",),
        "member": ("label",),
        "segment": ("metadata_segment",),
        "sessions": ("nb_visits",),
        "users": ("nb_uniq_visitors",),
        "pageviews": ("nb_pageviews", "nb_hits"),
        "actions": ("nb_actions",),
        "bounces": ("bounce_count",),
        "key_events": ("nb_conversions",),
        "engagement_s": ("sum_visit_length", "sum_time_spent"),
        "events": ("nb_events",),
    },
    "en": {
        "date": ("date",),
        "member": ("label",),
        "segment": ("metadata: segment",),
        "sessions": ("visits",),
        "users": ("unique visitors",),
        "pageviews": ("pageviews",),
        "actions": ("actions",),
        "bounces": ("bounces",),
        "key_events": ("conversions",),
        "engagement_s": ("total time spent by visitors (in seconds)",),
        "events": ("total events",),
    },
    "da": {
        "date": ("dato",),
        "member": ("etiket", "label"),
        "segment": ("metadata: segment",),
        "sessions": ("besøg",),
        "users": ("unikke besøgende",),
        "pageviews": ("sidevisninger",),
        "actions": ("handlinger",),
        "bounces": ("afvisninger",),
        "key_events": ("konverteringer",),
        "engagement_s": ("samlet tid brugt af besøgende (i sekunder)",),
        "events": ("hændelser i alt",),
    },
}

ABOUT = ("date", "member", "segment", "actions")
"""Columns that are not figures of `web_traffic`."""

# How a segment begins -> the report, and the column the label stands in.
SEGMENTS: Mapping[str, tuple[str, str]] = {
    "referrertype": ("channel_group", "channel_group"),
    "referrername": ("source", "source"),
    "campaignname": ("campaign", "campaign"),
    "campaignsource": ("source", "source"),
    "campaignmedium": ("medium", "medium"),
    "campaigncontent": ("content", "content"),
    "campaignkeyword": ("term", "term"),
    "referrerurl": ("referrer", "referrer"),
    "referrerkeyword": ("keyword", "member"),
    "pageurl": ("page", "page"),
    "pagetitle": ("page_title", "member"),
    "entrypageurl": ("landing_page", "page"),
    "entrypagetitle": ("landing_page_title", "member"),
    "exitpageurl": ("exit_page", "page"),
    "countrycode": ("country", "member"),
    "regioncode": ("region", "member"),
    "city": ("city", "member"),
    "devicetype": ("device", "member"),
    "browsercode": ("browser", "member"),
    "browsername": ("browser", "member"),
    "operatingsystemcode": ("operating_system", "member"),
    "eventaction": ("event", "member"),
    "eventname": ("event", "member"),
    "eventcategory": ("event_category", "member"),
}
"""Matomo writes behind each label the condition that selects it, such as `countryCode==dk`."""

UNKNOWN = ("label", "member")
"""A table without conditions: nobody knows what its labels are."""
