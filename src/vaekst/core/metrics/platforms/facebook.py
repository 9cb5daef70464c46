"""What metrics mean on Facebook, and since when."""

from __future__ import annotations

from datetime import date

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

REACH = date(2025, 6, 15)
VIEWS = date(2025, 11, 15)
VIEWERS = date(2026, 6, 30)

LOG_UNVERIFIED = ("Meta Graph API changelog", Confidence.UNVERIFIED)
SEEN = ("Meta Business Suite export", Confidence.SEEN)
LOG = ("Meta Graph API changelog", Confidence.DOCUMENTED)

ROWS = (
    own(
        "facebook",
        "views_start",
        1,
        N_("Views in the years of impressions."),
        until=VIEWS,
        known=LOG_UNVERIFIED,
    ),
    own("facebook", "views_start", 2, N_("Times played or displayed."), first=VIEWS, known=LOG),
    own(
        "facebook",
        "impressions_feed",
        1,
        N_("Times shown on screen; ended by Meta on 15 November 2025."),
        until=VIEWS,
        known=LOG,
    ),
    own(
        "facebook",
        "reach_unique",
        1,
        N_("People who had it on screen at least once."),
        until=REACH,
        known=LOG,
    ),
    own(
        "facebook",
        "reach_unique",
        2,
        N_("People who played it or had it displayed at least once."),
        first=REACH,
        until=VIEWERS,
        known=LOG,
    ),
    own(
        "facebook",
        "reach_unique",
        3,
        N_("Viewers, which took the place of reach in June 2026."),
        first=VIEWERS,
        known=LOG,
    ),
    own("facebook", "likes", 1, N_("Reactions of all six kinds."), known=SEEN),
    own("facebook", "reshares_public", 1, N_("Shares, public and private together."), known=SEEN),
    own("facebook", "views_3s", 1, N_("Three-second video views."), paid=Paid.YES, known=SEEN),
    own("facebook", "views_60s", 1, N_("One-minute video views."), known=SEEN),
    own("facebook", "followers_total", 1, N_("People who liked the Page."), until=VIEWS, known=LOG),
    own("facebook", "followers_total", 2, N_("People who follow the Page."), first=VIEWS, known=LOG),
)
