"""What metrics mean on TikTok Ads."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

REPORT = ("TikTok Ads report", Confidence.UNVERIFIED)

ROWS = (
    own("tiktok_ads", "impressions", 1, N_("Times a video ad was shown."), paid=Paid.YES, known=REPORT),
    own("tiktok_ads", "clicks_link", 1, N_("Clicks to the page an ad leads to."), paid=Paid.YES, known=REPORT),
    own("tiktok_ads", "clicks_any", 1, N_("Clicks of every kind on an ad."), paid=Paid.YES, known=REPORT),
    own("tiktok_ads", "conversions", 1, N_("Conversions TikTok credits to an ad."), paid=Paid.YES, known=REPORT),
)
