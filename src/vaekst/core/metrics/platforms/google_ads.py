"""What metrics mean on Google Ads."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

REPORT = ("Google Ads report", Confidence.UNVERIFIED)

ROWS = (
    own(
        "google_ads",
        "impressions",
        1,
        N_("Times an ad was shown, in search, on other sites or on YouTube."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own(
        "google_ads",
        "clicks_any",
        1,
        N_("Clicks on an ad, on its telephone number and map, too."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own(
        "google_ads",
        "conversions",
        1,
        N_("Conversions Google credits to clicks, by the day of the click; shares of one are possible."),
        paid=Paid.YES,
        known=REPORT,
    ),
)
