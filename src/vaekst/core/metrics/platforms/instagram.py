"""What metrics mean on Instagram, and since when."""

from __future__ import annotations

from datetime import date

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence
from vaekst.core.sentence import N_

VIEWS = date(2025, 4, 21)
VIEWERS = date(2026, 6, 30)

EXPORT = ("Meta Business Suite export", Confidence.UNVERIFIED)
SEEN = ("Meta Business Suite export", Confidence.SEEN)
LOG = ("Meta Graph API changelog", Confidence.DOCUMENTED)

ROWS = (
    own("instagram", "views_start", 1, N_("Plays of reels."), until=VIEWS, known=LOG),
    own(
        "instagram",
        "views_start",
        2,
        N_("Plays and replays of reels, and displays of images, carousels and stories."),
        first=VIEWS,
        known=EXPORT,
    ),
    own(
        "instagram",
        "impressions_feed",
        1,
        N_("Times shown on screen; ended by Meta on 21 April 2025."),
        until=VIEWS,
        known=LOG,
    ),
    own("instagram", "reach_unique", 1, N_("Accounts that saw it at least once."), until=VIEWERS, known=SEEN),
    own(
        "instagram",
        "reach_unique",
        2,
        N_("Viewers: people who played or saw it at least once."),
        first=VIEWERS,
        known=LOG,
    ),
    own("instagram", "shares_sent", 1, N_("Shares, mostly in direct messages."), known=SEEN),
    own(
        "instagram",
        "clicks_out",
        1,
        N_("Clicks on the links of the account: profile, buttons, stories."),
        group="clicks_out",
        known=SEEN,
    ),
    own("instagram", "follows", 1, N_("Follows Instagram credits to the post or day."), known=SEEN),
)
