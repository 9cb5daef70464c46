"""The words Pinterest Ads prints above the columns of its reports.

They come from a project that reads such reports; no real file was checked.
"""

from __future__ import annotations

import re

from vaekst.core.sentence import N_
from vaekst.sources.spend.platform import Platform, Words

VERIFIED: frozenset[str] = frozenset()
"""Languages whose words were seen in real files."""

HEADERS: Words = {
    "en": {
        "account": ("account name", "advertiser name"),
        "account_id": ("account id", "advertiser id"),
        "campaign": ("campaign name",),
        "campaign_id": ("campaign id",),
        "ad_group": ("ad group name",),
        "ad_group_id": ("ad group id",),
        "ad": ("ad name",),
        "ad_id": ("ad id", "pin promotion id"),
        "day": ("date", "day"),
        "currency": ("currency", "account currency"),
        "cost": ("spend in account currency",),
        "impressions": ("impressions",),
        "clicks_any": ("pin clicks",),
        "clicks_link": ("outbound clicks",),
        "conversions": ("total conversions",),
    },
}

PLATFORM = Platform(
    name="pinterest_ads",
    headers=HEADERS,
    verified=VERIFIED,
    marks=frozenset({"spend in account currency"}),
    totals=re.compile(r"(?:grand )?total"),
    advertises_on="pinterest",
    with_days=N_("In Pinterest Ads Manager set the report's time granularity to Day before you export."),
)
