"""What a metric definition is, and what every canonical metric means in general."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vaekst.core.metrics.units import Additivity, Confidence, Paid, Unit
from vaekst.core.sentence import N_

ANY = "any"


@dataclass(frozen=True, slots=True)
class MetricDefinition:
    """One version of one metric on one platform, valid on all days from `valid_from` to `valid_to`.

    `format` narrows the version to one format of post; None holds for every format without its own row.
    """

    platform: str
    metric: str
    version: int
    meaning: str  # one English sentence, looked up in the person's language when shown
    unit: Unit
    group: str
    valid_from: date | None = None
    valid_to: date | None = None
    format: str | None = None
    additivity: Additivity = Additivity.ADDITIVE
    includes_paid: Paid = Paid.UNKNOWN
    source: str = ""
    confidence: Confidence = Confidence.UNVERIFIED

    @property
    def id(self) -> str:
        """The name a stored figure keeps, e.g. `youtube.views_start.3`."""
        return f"{self.platform}.{self.metric}.{self.version}"

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@cache
def general(platform: str, metric: str) -> MetricDefinition:
    """The general meaning of the metric, said of one platform."""
    return replace(next(row for row in GENERAL if row.metric == metric), platform=platform)


_NEVER_ADDED = frozenset({"followers_total", "results"})
"""How many there are at a moment, and what counts unlike things from one campaign to the next."""


def _any(metric: str, meaning: str, unit: Unit = Unit.COUNT, *, group: str = "") -> MetricDefinition:
    summed = unit in (Unit.COUNT, Unit.MONEY) or metric == "watch_time_s"
    return MetricDefinition(
        platform=ANY,
        metric=metric,
        version=0,
        meaning=meaning,
        unit=unit,
        group=group or f"{metric}*",
        additivity=Additivity.ADDITIVE if summed and metric not in _NEVER_ADDED else Additivity.NONE,
    )


# What a metric means where a platform has no row of its own: version 0.
GENERAL = (
    _any("views_start", N_("Plays or displays, counted at the first frame.")),
    _any("views_engaged", N_("Views by people who chose to watch: the older, stricter count.")),
    _any("views_3s", N_("Plays that lasted three seconds.")),
    _any("views_60s", N_("Plays that lasted one minute.")),
    _any("views_video", N_("Plays of a video that lasted as long as the platform asks for.")),
    _any("views_media", N_("Times an image, a video or an animation was looked at.")),
    _any("impressions_feed", N_("Times shown in a feed, not played.")),
    _any("impressions_thumb", N_("Times a thumbnail was shown.")),
    _any("reach_unique", N_("People who saw it at least once."), Unit.PEOPLE),
    _any("viewers_new", N_("People who had not watched before."), Unit.PEOPLE),
    _any("viewers_returning", N_("People who had watched before."), Unit.PEOPLE),
    _any("audience_engaged", N_("People who did more than look."), Unit.PEOPLE),
    _any("impressions_paid", N_("Times shown because it was paid for.")),
    _any("impressions", N_("Times an advertisement was shown.")),
    _any("clicks_link", N_("Clicks that lead where an advertisement points.")),
    _any("conversions", N_("What a platform credits to its advertisements; fractions are possible.")),
    _any("results", N_("What a campaign was bought for. Without the indicator beside it nobody knows what it counts.")),
    _any("likes_paid", N_("Likes on what was paid for.")),
    _any("comments_paid", N_("Comments on what was paid for.")),
    _any("reshares_paid", N_("Public re-shares of what was paid for.")),
    _any("clicks_paid", N_("Clicks of every kind on what was paid for.")),
    _any("likes", N_("Likes."), group="likes"),
    _any("comments", N_("Comments and replies."), group="comments"),
    _any("reshares_public", N_("Public re-shares, such as reposts.")),
    _any("shares_sent", N_("Shares sent through the share button or in private messages.")),
    _any("saves", N_("Times saved or bookmarked."), group="saves"),
    _any("interactions", N_("The platform's own sum of reactions, comments, shares and saves.")),
    _any("engagements_any", N_("The platform's own sum of reactions, every click and every expanded detail.")),
    _any("clicks_call", N_("Clicks on the telephone number.")),
    _any("clicks_out", N_("Clicks that left the platform."), group="clicks_out"),
    _any("clicks_any", N_("Clicks of every kind, also on the name or 'see more'.")),
    _any("clicks_thumb", N_("Views that began at a thumbnail.")),
    _any("profile_visits", N_("Visits to the profile.")),
    _any("follows", N_("New followers the platform credits here.")),
    _any("page_views", N_("Views of the page itself.")),
    _any("page_visitors", N_("People who looked at the page itself."), Unit.PEOPLE),
    _any("unfollows", N_("Followers lost.")),
    _any("followers_net", N_("Followers won less followers lost.")),
    _any("followers_active", N_("Followers who were there at that hour."), Unit.PEOPLE),
    _any("leads_form", N_("Forms sent on the platform itself.")),
    _any("followers_total", N_("Followers at that moment."), group="followers"),
    _any("watch_time_s", N_("Seconds watched by everybody together."), Unit.SECONDS),
    _any("avg_view_s", N_("Seconds watched per view."), Unit.SECONDS),
    _any("retention_3s", N_("Share of plays that last three seconds, as the platform states it."), Unit.PERCENT),
    _any("retention_15s", N_("Share of plays that last fifteen seconds, as it was stated."), Unit.PERCENT),
    _any("avg_view_share", N_("Share of the length watched per view."), Unit.PERCENT),
    _any("revenue_minor", N_("Revenue the platform reports, in minor units of its currency."), Unit.MONEY),
)
