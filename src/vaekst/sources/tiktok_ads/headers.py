"""The words TikTok Ads Manager prints above the columns of its reports.

They come from a project that reads such reports and from general knowledge; no real file was checked.
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
        "ad_id": ("ad id",),
        "day": ("by day", "date"),
        "currency": ("currency",),
        "cost": ("cost", "total cost"),
        "impressions": ("impressions", "impression"),
        "clicks_link": ("clicks (destination)", "destination clicks"),
        "clicks_any": ("clicks (all)", "clicks"),
        "conversions": ("conversions", "conversion"),
    },
}

PLATFORM = Platform(
    name="tiktok_ads",
    headers=HEADERS,
    verified=VERIFIED,
    marks=frozenset(
        {
            "by day",
            "clicks (destination)",
            "destination clicks",
            "clicks (all)",
            "cpc (destination)",
            "ctr (destination)",
        }
        | {"ad group name"}
    ),
    totals=re.compile(r"total(?: of [\d.,]+ results?)?"),
    advertises_on="tiktok",
    with_days=N_("In TikTok Ads Manager add the dimension By Day before you export."),
)
