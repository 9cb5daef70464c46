"""What metrics mean on Pinterest Ads."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

REPORT = ("Pinterest Ads report", Confidence.UNVERIFIED)

ROWS = (
    own("pinterest_ads", "impressions", 1, N_("Times a promoted pin was on screen."), paid=Paid.YES, known=REPORT),
    own(
        "pinterest_ads",
        "clicks_any",
        1,
        N_("Clicks on a promoted pin, most of which stay on Pinterest."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own(
        "pinterest_ads",
        "clicks_link",
        1,
        N_("Clicks that lead from a promoted pin to a website."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own(
        "pinterest_ads",
        "conversions",
        1,
        N_("Conversions Pinterest credits to clicks, saves and views."),
        paid=Paid.YES,
        known=REPORT,
    ),
)
