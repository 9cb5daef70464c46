"""What metrics mean on TikTok, and since when."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence
from vaekst.core.sentence import N_

SUITE = ("TikTok Business Suite export", Confidence.UNVERIFIED)
SUITE_SEEN = ("TikTok Business Suite export", Confidence.SEEN)

ROWS = (
    own("tiktok", "views_start", 1, N_("Starts of a video, replays included."), known=SUITE),
    own("tiktok", "reach_unique", 1, N_("Reached audience."), known=SUITE_SEEN),
    own("tiktok", "saves", 1, N_("Times added to favourites."), group="saves", known=SUITE_SEEN),
    own("tiktok", "shares_sent", 1, N_("Shares through the share button."), known=SUITE),
    own("tiktok", "clicks_out", 1, N_("Clicks on the link in the profile."), group="clicks_out", known=SUITE),
)
