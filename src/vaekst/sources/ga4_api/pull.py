"""Asking Google Analytics for visits, day by day, by where they came from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import Any

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.sources.pulling import google
from vaekst.sources.pulling.contract import Access, Account, Span
from vaekst.sources.pulling.wire import Wire

LABEL = "Google Analytics"
SCOPES = ("https://www.googleapis.com/auth/analytics.readonly",)
ROWS_A_PAGE = 10_000

REPORTS: Mapping[str, tuple[str, ...]] = {
    "channel_group": ("sessionDefaultChannelGroup",),
    "source_medium+campaign": ("sessionSource", "sessionMedium", "sessionCampaignName"),
}
"""Report -> the dimensions it is cut by beside the day."""

METRICS = (
    "sessions",
    "engagedSessions",
    "activeUsers",
    "newUsers",
    "screenPageViews",
    "eventCount",
    "keyEvents",
    "userEngagementDuration",
    "totalRevenue",
)

_PROPERTY = re.compile(r"(?:properties/)?(\d{4,15})")


def check(access: Access) -> Account:
    """The property, if the credentials may read it. Raises BadInput for what is no property's number, and Failure."""
    found = _PROPERTY.fullmatch(access.account)
    if found is None:
        raise BadInput(
            "bad_property",
            N_("'{given}' is not the number of a property. Google Analytics shows it under Admin, Property details."),
            given=access.account,
        )
    with closing(google.client("analyticsdata", "v1beta", access, SCOPES)) as analytics:
        request = analytics.properties().getMetadata(name=f"properties/{found[1]}/metadata")
        google.answer(LABEL, request)
    return Account(id=found[1], handle=f"properties/{found[1]}")


def pull(access: Access, account: Account, span: Span, wire: Wire) -> None:
    """Every report, page by page, over the days of the span."""
    with closing(google.client("analyticsdata", "v1beta", access, SCOPES)) as analytics:
        for report in REPORTS:
            given = {"report": report, "first": span.first.isoformat(), "last": span.last.isoformat()}
            _report(analytics, account, given, wire)


def _report(analytics: Any, account: Account, given: dict[str, Any], wire: Wire) -> None:
    offset, rows = 0, 1
    while offset < rows:
        page = {**given, "offset": offset}
        wire.ask_metrics("report", page, METRICS, partial(_page, analytics, account.id, page))
        rows = max((int(body.get("rowCount", 0)) for body in wire.answers("report", page)), default=0)
        offset += ROWS_A_PAGE


def _page(analytics: Any, property_: str, given: Mapping[str, Any], metrics: Sequence[str]) -> Any:
    dimensions = ("date", *REPORTS[given["report"]])
    body = {
        "dateRanges": [{"startDate": given["first"], "endDate": given["last"]}],
        "dimensions": [{"name": name} for name in dimensions],
        "metrics": [{"name": name} for name in metrics],
        "orderBys": [{"dimension": {"dimensionName": name}} for name in dimensions],
        "limit": str(ROWS_A_PAGE),
        "offset": str(given["offset"]),
        "returnPropertyQuota": True,
    }
    request = analytics.properties().runReport(property=f"properties/{property_}", body=body)
    return google.answer(LABEL, request, of_metrics=True)
