"""What metrics mean on TikTok, and since when."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence
from vaekst.core.sentence import N_

SUITE = ("TikTok Business Suite export", Confidence.UNVERIFIED)
SUITE_SEEN = ("TikTok Business Suite export", Confidence.SEEN)
BOTH = ("TikTok Studio and Business Suite exports", Confidence.UNVERIFIED)
STUDIO_SEEN = ("TikTok Studio export", Confidence.SEEN)

ROWS = (
    own(
        "tiktok",
        "views_start",
        1,
        N_("Starts of a video, replays included; Studio and Business Suite both call them video views."),
        known=BOTH,
    ),
    own(
        "tiktok",
        "reach_unique",
        1,
        N_("Reached audience in Business Suite, total viewers in Studio."),
        known=BOTH,
    ),
    own("tiktok", "viewers_new", 1, N_("New viewers in Studio, where the term is not explained."), known=STUDIO_SEEN),
    own(
        "tiktok",
        "viewers_returning",
        1,
        N_("Returning viewers in Studio, where the term is not explained."),
        known=STUDIO_SEEN,
    ),
    own("tiktok", "audience_engaged", 1, N_("Engaged audience in Business Suite."), known=SUITE_SEEN),
    own("tiktok", "likes", 1, N_("Likes; a day's likes less those taken back."), group="likes", known=BOTH),
    own(
        "tiktok",
        "comments",
        1,
        N_("Comments; a day's comments less those removed."),
        group="comments",
        known=BOTH,
    ),
    own(
        "tiktok",
        "saves",
        1,
        N_("Times added to favourites, in Business Suite; Studio does not export them."),
        group="saves",
        known=SUITE_SEEN,
    ),
    own("tiktok", "shares_sent", 1, N_("Shares through the share button."), known=SUITE),
    own("tiktok", "clicks_out", 1, N_("Clicks on the link in the profile."), group="clicks_out", known=SUITE),
    own("tiktok", "clicks_call", 1, N_("Clicks on the telephone number of the profile."), known=SUITE_SEEN),
    own("tiktok", "leads_form", 1, N_("Leads submitted, in Business Suite."), known=SUITE_SEEN),
    own(
        "tiktok",
        "followers_net",
        1,
        N_("Net growth in Business Suite; the difference to the day before in Studio."),
        known=("TikTok Studio and Business Suite exports", Confidence.SEEN),
    ),
    own(
        "tiktok",
        "followers_active",
        1,
        N_("Active followers in that hour, in Studio; hours are the account's own."),
        known=("TikTok Studio export", Confidence.UNVERIFIED),
    ),
)
