"""The words Google Ads prints above the columns of its reports.

British and American English were seen in real files; they differ only in columns that are not kept. Danish words are
candidates that were never checked against a file.
"""

from __future__ import annotations

import re

from vaekst.core.sentence import N_
from vaekst.sources.spend.platform import Platform, Words

VERIFIED = frozenset({"en"})
"""Languages whose words were seen in real files."""

HEADERS: Words = {
    "en": {
        "account": ("account name", "account"),
        "account_id": ("customer id", "account id"),
        "campaign": ("campaign",),
        "campaign_id": ("campaign id",),
        "ad_group": ("ad group",),
        "ad_group_id": ("ad group id",),
        "ad": ("ad name", "ad"),
        "ad_id": ("ad id",),
        "day": ("day", "date"),
        "currency": ("currency code", "currency"),
        "cost": ("cost",),
        "impressions": ("impr.", "impressions"),
        "clicks_any": ("clicks",),
        "conversions": ("conversions", "conv."),
    },
    "da": {
        "account": ("kontonavn", "konto"),
        "account_id": ("kunde-id",),
        "campaign": ("kampagne",),
        "campaign_id": ("kampagne-id",),
        "ad_group": ("annoncegruppe",),
        "ad_group_id": ("annoncegruppe-id",),
        "ad": ("annoncenavn", "annonce"),
        "ad_id": ("annonce-id",),
        "day": ("dag", "dato"),
        "currency": ("valutakode", "valuta"),
        "cost": ("omkostning", "pris"),
        "impressions": ("eksp.", "visn.", "eksponeringer"),
        "clicks_any": ("klik",),
        "conversions": ("konverteringer", "konv."),
    },
}

PLATFORM = Platform(
    name="google_ads",
    headers=HEADERS,
    verified=VERIFIED,
    marks=frozenset(
        {"impr.", "currency code", "campaign status", "campaign type", "interactions", "avg. cpc"}
        | {"eksp.", "visn.", "valutakode", "kampagnestatus", "kampagnetype"}
    ),
    totals=re.compile(r"(?:total|i alt|samlet)\s*:.*"),
    with_days=N_("In Google Ads choose Segment, then Time, then Day, before you download the report."),
)
