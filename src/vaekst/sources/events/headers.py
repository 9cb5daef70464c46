"""The columns of event files, and the words other programs write for them."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.facts import DIMENSIONS, UTM

TOUCHES, CONVERSIONS = "touches", "conversions"

USER, AT = "user_id", "at"
PAGE, REFERRER, AGENT = "landing_page", "referrer", "user_agent"

_SHARED: Mapping[str, tuple[str, ...]] = {
    USER: ("user", "visitor_id", "client_id", "anonymous_id", "user_pseudo_id", "distinct_id", "person_id"),
    AT: ("timestamp", "ts", "time", "event_time", "event_timestamp", "occurred_at"),
}
_FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    TOUCHES: {
        **_SHARED,
        "touch_id": ("event_id", "session_id", "visit_id"),
        **dict.fromkeys((*UTM, *DIMENSIONS), ()),
        PAGE: ("page", "page_location", "url", "entry_page"),
        REFERRER: ("referrer_host", "page_referrer", "referrer_url", "http_referrer"),
        AGENT: ("useragent",),
        "is_bot": ("bot",),
        "consent": ("analytics_consent",),
    },
    CONVERSIONS: {
        **_SHARED,
        "conversion_id": ("event_id",),
        "kind": ("conversion", "event", "event_name", "goal"),
        "external_id": ("lead_id", "deal_id", "order_id", "crm_id"),
        "value": ("amount", "revenue"),
        "currency": ("value_currency", "currency_code"),
    },
}
NAMED: Mapping[str, Mapping[str, str]] = {
    kind: {spelled: field for field, others in fields.items() for spelled in (field, *others)}
    for kind, fields in _FIELDS.items()
}
"""Kind of file -> what a header may be called -> the field it is."""

MARKS: Mapping[str, frozenset[str]] = {
    TOUCHES: frozenset({"touch_id", *UTM, "channel", PAGE, REFERRER}) - {"utm_id"},
    CONVERSIONS: frozenset({"conversion_id", "kind", "external_id"}),
}
"""Beside the time, a file of the kind has one of these fields."""

NEEDED: Mapping[str, tuple[str, ...]] = {TOUCHES: (USER, AT), CONVERSIONS: (AT,)}

DIRECT_WORDS = frozenset({"direct", "(direct)", "direkte", "(none)"})
"""What programs write for a visit that came from nowhere."""
