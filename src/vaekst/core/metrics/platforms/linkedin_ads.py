"""What metrics mean on LinkedIn Ads."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

REPORT = ("LinkedIn Ads report", Confidence.UNVERIFIED)

ROWS = (
    own(
        "linkedin_ads",
        "impressions",
        1,
        N_("Times an ad was shown on LinkedIn or its partners' sites."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own(
        "linkedin_ads",
        "clicks_any",
        1,
        N_("Every click that is paid for, by the campaign's aim."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own("linkedin_ads", "clicks_link", 1, N_("Clicks to the landing page."), paid=Paid.YES, known=REPORT),
    own(
        "linkedin_ads",
        "conversions",
        1,
        N_("Conversions LinkedIn credits to clicks on an ad and views of it."),
        paid=Paid.YES,
        known=REPORT,
    ),
)
