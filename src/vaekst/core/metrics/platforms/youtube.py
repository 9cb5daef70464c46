"""What metrics mean on YouTube, and since when."""

from __future__ import annotations

from datetime import date

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence
from vaekst.core.sentence import N_

SHORTS = date(2025, 3, 31)
VIEWS = date(2026, 8, 24)

STUDIO = ("YouTube Studio export", Confidence.UNVERIFIED)
STUDIO_SEEN = ("YouTube Studio export", Confidence.SEEN)
LOG = ("YouTube Analytics API revision history", Confidence.DOCUMENTED)

ROWS = (
    own(
        "youtube",
        "views_start",
        1,
        N_("Views by people who chose to watch; a moment of autoplay did not count."),
        until=VIEWS,
        known=LOG,
    ),
    own(
        "youtube",
        "views_start",
        2,
        N_("Every start and replay of a Short."),
        first=SHORTS,
        until=VIEWS,
        format="short_video",
        known=LOG,
    ),
    own(
        "youtube",
        "views_start",
        3,
        N_("Every public playback from its first frame, autoplay included, in all formats."),
        first=VIEWS,
        known=LOG,
    ),
    own(
        "youtube",
        "views_engaged",
        1,
        N_("Views that went past the initial seconds."),
        until=VIEWS,
        known=LOG,
    ),
    own(
        "youtube",
        "views_engaged",
        2,
        N_("Views past the first frame, or started by a click or tap."),
        first=VIEWS,
        known=LOG,
    ),
    own("youtube", "avg_view_s", 1, N_("Watch time per view, by the older view."), until=VIEWS, known=STUDIO),
    own(
        "youtube",
        "avg_view_s",
        2,
        N_("Watch time per view of a Short, by starts and replays."),
        first=SHORTS,
        until=VIEWS,
        format="short_video",
        known=STUDIO,
    ),
    own(
        "youtube",
        "avg_view_s",
        3,
        N_("Watch time per view, by playbacks from the first frame."),
        first=VIEWS,
        known=STUDIO,
    ),
    own(
        "youtube",
        "avg_view_share",
        1,
        N_("Share of the length watched per view, by the older view."),
        until=VIEWS,
        known=STUDIO,
    ),
    own(
        "youtube",
        "avg_view_share",
        2,
        N_("Share of the length watched per view, by playbacks from the first frame."),
        first=VIEWS,
        known=STUDIO,
    ),
    own(
        "youtube",
        "avg_view_share",
        3,
        N_("Share of the length watched per view of a Short, by starts and replays."),
        first=SHORTS,
        until=VIEWS,
        format="short_video",
        known=STUDIO,
    ),
    own(
        "youtube",
        "impressions_thumb",
        1,
        N_("Thumbnails shown on YouTube for at least a second, half of them in view."),
        known=STUDIO,
    ),
    own("youtube", "clicks_thumb", 1, N_("Thumbnail impressions times their click rate."), known=STUDIO_SEEN),
    own("youtube", "follows", 1, N_("Subscribers won less subscribers lost."), known=STUDIO),
    own("youtube", "shares_sent", 1, N_("Presses of the share button."), known=STUDIO),
    own("youtube", "clicks_out", 1, N_("Clicks on cards and end screens."), known=STUDIO),
    own("youtube", "reach_unique", 1, N_("Unique viewers."), known=STUDIO_SEEN),
)
