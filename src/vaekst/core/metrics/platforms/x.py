"""What metrics mean on X."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence
from vaekst.core.sentence import N_

EXPORT = ("X analytics export", Confidence.UNVERIFIED)
EXPORT_SEEN = ("X analytics export", Confidence.SEEN)
POSTS = ("X analytics export of posts, from the tests of public projects", Confidence.UNVERIFIED)

ROWS = (
    own("x", "impressions_feed", 1, N_("Times a post was shown on X."), known=EXPORT),
    own("x", "views_video", 1, N_("Plays of at least two seconds with half of the video in view."), known=EXPORT),
    own("x", "views_media", 1, N_("Views of pictures, videos and animations."), known=EXPORT),
    own("x", "comments", 1, N_("Replies."), group="comments", known=EXPORT_SEEN),
    own("x", "reshares_public", 1, N_("Reposts."), known=EXPORT_SEEN),
    own("x", "shares_sent", 1, N_("Shares through the share button."), known=EXPORT),
    own("x", "saves", 1, N_("Bookmarks."), group="saves", known=EXPORT_SEEN),
    own(
        "x",
        "engagements_any",
        1,
        N_("Every act on a post, expanded details and every click included."),
        known=EXPORT_SEEN,
    ),
    own("x", "clicks_out", 1, N_("Clicks on the links in a post."), group="clicks_out", known=POSTS),
    own("x", "profile_visits", 1, N_("Visits to the profile from a post."), known=EXPORT),
    own("x", "follows", 1, N_("New follows."), known=EXPORT_SEEN),
)
