"""The words LinkedIn Campaign Manager prints above the columns of its reports.

They come from projects that read such reports; no real file was checked. Other languages are not known.
"""

from __future__ import annotations

import re

from vaekst.core.sentence import N_
from vaekst.sources.spend.platform import Platform, Words

VERIFIED: frozenset[str] = frozenset()
"""Languages whose words were seen in real files."""

HEADERS: Words = {
    "en": {
        "account": ("account name",),
        "account_id": ("account id",),
        "campaign": ("campaign name",),
        "campaign_id": ("campaign id",),
        "ad": ("creative name", "ad name", "ad headline"),
        "ad_id": ("creative id", "ad id"),
        "day": ("date (in utc)", "date", "day"),
        "starts": ("start date (in utc)", "start date"),
        "ends": ("end date (in utc)", "end date"),
        "currency": ("currency",),
        "cost": ("total spent", "amount spent"),
        "impressions": ("impressions",),
        "clicks_any": ("clicks",),
        "clicks_link": ("clicks to landing page",),
        "conversions": ("conversions",),
    },
}

PLATFORM = Platform(
    name="linkedin_ads",
    headers=HEADERS,
    verified=VERIFIED,
    marks=frozenset(
        {"total spent", "campaign group name", "start date (in utc)", "end date (in utc)", "date (in utc)"}
    ),
    totals=re.compile(r"total"),
    advertises_on="linkedin",
    zone="UTC",
    order={"en": "mdy"},
    with_days=N_("In Campaign Manager choose the time breakdown Daily before you export."),
)
