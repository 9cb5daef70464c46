"""What metrics mean on Meta Ads."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

REPORT = ("Meta Ads report", Confidence.UNVERIFIED)

ROWS = (
    own(
        "meta_ads",
        "impressions",
        1,
        N_("Times an ad was on screen on Facebook, Instagram or elsewhere at Meta."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own(
        "meta_ads",
        "clicks_link",
        1,
        N_("Clicks on links in an ad, to other places at Meta, too."),
        paid=Paid.YES,
        known=REPORT,
    ),
    own("meta_ads", "clicks_any", 1, N_("Clicks of every kind on an ad."), paid=Paid.YES, known=REPORT),
    own(
        "meta_ads",
        "results",
        1,
        N_("What the campaign was set to earn, as the result indicator names it."),
        paid=Paid.YES,
        known=REPORT,
    ),
)
