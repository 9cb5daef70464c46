"""What a canonical metric means on a platform on a day. A platform that redefines a metric adds one row here.

Two figures are like with like when their definitions share a comparability group. A redefinition therefore
always opens a new group. A group that ends in `*` holds within one platform only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.metrics.definition import ANY, GENERAL, MetricDefinition, general
from vaekst.core.metrics.units import Additivity, Confidence, Paid
from vaekst.core.period import DAY
from vaekst.core.sentence import N_

METRIC_NAMES = frozenset(row.metric for row in GENERAL)

_META_VIEWS = date(2025, 4, 21)
_FACEBOOK_REACH = date(2025, 6, 15)
_FACEBOOK_VIEWS = date(2025, 11, 15)
_META_VIEWERS = date(2026, 6, 30)
_YOUTUBE_SHORTS = date(2025, 3, 31)
_YOUTUBE_VIEWS = date(2026, 8, 24)


class NotAdditive(BadInput):
    """A metric that counts people, or a ratio, was to be added up."""


@dataclass(frozen=True, slots=True)
class Additive:
    """A canonical metric whose values may be added. Made by `additive`; summing asks for this type."""

    name: str


def definition(platform: str, metric: str, day: date, *, format: str | None = None) -> MetricDefinition:  # noqa: A002 (the column's name)
    """What the metric meant on the platform that day; the general meaning where the platform has no row of its own."""
    if metric not in METRIC_NAMES:
        raise UnknownName("metric", metric, METRIC_NAMES)
    versions = [row for row in _rows(platform, metric) if row.holds_on(day)]
    own = [row for row in versions if row.format == format] or [row for row in versions if row.format is None]
    return own[0] if own else general(platform, metric)


def definition_named(id_: str) -> MetricDefinition:
    """The definition with this id, as a stored figure names it."""
    platform, metric, version = id_.rsplit(".", 2)
    if metric in METRIC_NAMES and version == "0":
        return general(platform, metric)
    found = [row for row in _rows(platform, metric) if row.id == id_]
    if not found:
        raise UnknownName("definition", id_, (row.id for row in DEFINITIONS))
    return found[0]


def comparable(one: MetricDefinition, other: MetricDefinition) -> bool:
    """Whether figures under the two definitions may be compared or added."""
    if one.metric != other.metric or one.group != other.group:
        return False
    return not one.group.endswith("*") or one.platform == other.platform


def definitions_hash(definitions: Iterable[MetricDefinition]) -> str:
    """A stable fingerprint (SHA-256) of the definitions a figure was worked out under. Wording does not count."""
    rows = sorted(
        f"{row.id}|{row.format}|{row.valid_from}|{row.valid_to}|{row.unit}|{row.additivity}|{row.group}|{row.includes_paid}"
        for row in set(definitions)
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def additive(metric: str) -> Additive:
    """The metric as one that may be summed. Raises NotAdditive for people and ratios."""
    if metric not in METRIC_NAMES:
        raise UnknownName("metric", metric, METRIC_NAMES)
    if general(ANY, metric).additivity is Additivity.NONE:
        raise NotAdditive(
            "not_additive",
            N_(
                "'{metric}' cannot be added up: the same person counts on both days, and ratios have no sum. "
                "Ask for one day, one post, or a median."
            ),
            metric=metric,
        )
    return Additive(metric)


@cache
def _rows(platform: str, metric: str) -> tuple[MetricDefinition, ...]:
    return tuple(row for row in DEFINITIONS if row.platform == platform and row.metric == metric)


# How a definition is known: the source and how sure it is.
_STUDIO = ("YouTube Studio export", Confidence.UNVERIFIED)
_STUDIO_SEEN = ("YouTube Studio export", Confidence.SEEN)
_YT_LOG = ("YouTube Analytics API revision history", Confidence.DOCUMENTED)
_META = ("Meta Business Suite export", Confidence.UNVERIFIED)
_META_SEEN = ("Meta Business Suite export", Confidence.SEEN)
_META_LOG = ("Meta Graph API changelog", Confidence.DOCUMENTED)
_TIKTOK_SUITE = ("TikTok Business Suite export", Confidence.UNVERIFIED)
_TIKTOK_SEEN = ("TikTok Business Suite export", Confidence.SEEN)


def _own(
    platform: str,
    metric: str,
    version: int,
    meaning: str,
    *,
    group: str = "",
    first: date | None = None,
    until: date | None = None,
    format: str | None = None,  # noqa: A002 (the column's name)
    paid: Paid = Paid.UNKNOWN,
    known: tuple[str, Confidence],
) -> MetricDefinition:
    """A platform's own version, valid from `first` to the day before `until`."""
    usual = general(ANY, metric)
    return MetricDefinition(
        platform=platform,
        metric=metric,
        version=version,
        meaning=meaning,
        unit=usual.unit,
        group=group or f"{platform}.{metric}.{version}*",
        valid_from=first,
        valid_to=until - DAY if until else None,
        format=format,
        additivity=usual.additivity,
        includes_paid=paid,
        source=known[0],
        confidence=known[1],
    )


_YOUTUBE = (
    _own(
        "youtube",
        "views_start",
        1,
        N_("Views by people who chose to watch; a moment of autoplay did not count."),
        until=_YOUTUBE_VIEWS,
        known=_YT_LOG,
    ),
    _own(
        "youtube",
        "views_start",
        2,
        N_("Every start and replay of a Short."),
        first=_YOUTUBE_SHORTS,
        until=_YOUTUBE_VIEWS,
        format="short_video",
        known=_YT_LOG,
    ),
    _own(
        "youtube",
        "views_start",
        3,
        N_("Every public playback from its first frame, autoplay included, in all formats."),
        first=_YOUTUBE_VIEWS,
        known=_YT_LOG,
    ),
    _own(
        "youtube",
        "views_engaged",
        1,
        N_("Views that went past the initial seconds."),
        until=_YOUTUBE_VIEWS,
        known=_YT_LOG,
    ),
    _own(
        "youtube",
        "views_engaged",
        2,
        N_("Views past the first frame, or started by a click or tap."),
        first=_YOUTUBE_VIEWS,
        known=_YT_LOG,
    ),
    _own(
        "youtube", "avg_view_s", 1, N_("Watch time per view, by the older view."), until=_YOUTUBE_VIEWS, known=_STUDIO
    ),
    _own(
        "youtube",
        "avg_view_s",
        2,
        N_("Watch time per view of a Short, by starts and replays."),
        first=_YOUTUBE_SHORTS,
        until=_YOUTUBE_VIEWS,
        format="short_video",
        known=_STUDIO,
    ),
    _own(
        "youtube",
        "avg_view_s",
        3,
        N_("Watch time per view, by playbacks from the first frame."),
        first=_YOUTUBE_VIEWS,
        known=_STUDIO,
    ),
    _own(
        "youtube",
        "avg_view_share",
        1,
        N_("Share of the length watched per view, by the older view."),
        until=_YOUTUBE_VIEWS,
        known=_STUDIO,
    ),
    _own(
        "youtube",
        "avg_view_share",
        2,
        N_("Share of the length watched per view, by playbacks from the first frame."),
        first=_YOUTUBE_VIEWS,
        known=_STUDIO,
    ),
    _own(
        "youtube",
        "impressions_thumb",
        1,
        N_("Thumbnails shown on YouTube for at least a second, half of them in view."),
        known=_STUDIO,
    ),
    _own("youtube", "clicks_thumb", 1, N_("Thumbnail impressions times their click rate."), known=_STUDIO_SEEN),
    _own("youtube", "follows", 1, N_("Subscribers won less subscribers lost."), known=_STUDIO),
    _own("youtube", "shares_sent", 1, N_("Presses of the share button."), known=_STUDIO),
    _own("youtube", "clicks_out", 1, N_("Clicks on cards and end screens."), known=_STUDIO),
    _own("youtube", "reach_unique", 1, N_("Unique viewers."), known=_STUDIO_SEEN),
)

_INSTAGRAM = (
    _own("instagram", "views_start", 1, N_("Plays of reels."), until=_META_VIEWS, known=_META_LOG),
    _own(
        "instagram",
        "views_start",
        2,
        N_("Plays and replays of reels, and displays of images, carousels and stories."),
        first=_META_VIEWS,
        known=_META,
    ),
    _own(
        "instagram",
        "impressions_feed",
        1,
        N_("Times shown on screen; ended by Meta on 21 April 2025."),
        until=_META_VIEWS,
        known=_META_LOG,
    ),
    _own(
        "instagram", "reach_unique", 1, N_("Accounts that saw it at least once."), until=_META_VIEWERS, known=_META_SEEN
    ),
    _own(
        "instagram",
        "reach_unique",
        2,
        N_("Viewers: people who played or saw it at least once."),
        first=_META_VIEWERS,
        known=_META_LOG,
    ),
    _own("instagram", "shares_sent", 1, N_("Shares, mostly in direct messages."), known=_META_SEEN),
    _own(
        "instagram",
        "clicks_out",
        1,
        N_("Clicks on the links of the account: profile, buttons, stories."),
        group="clicks_out",
        known=_META_SEEN,
    ),
    _own("instagram", "follows", 1, N_("Follows Instagram credits to the post or day."), known=_META_SEEN),
)

_FACEBOOK = (
    _own(
        "facebook",
        "views_start",
        1,
        N_("Views in the years of impressions."),
        until=_FACEBOOK_VIEWS,
        known=("Meta Graph API changelog", Confidence.UNVERIFIED),
    ),
    _own("facebook", "views_start", 2, N_("Times played or displayed."), first=_FACEBOOK_VIEWS, known=_META_LOG),
    _own(
        "facebook",
        "impressions_feed",
        1,
        N_("Times shown on screen; ended by Meta on 15 November 2025."),
        until=_FACEBOOK_VIEWS,
        known=_META_LOG,
    ),
    _own(
        "facebook",
        "reach_unique",
        1,
        N_("People who had it on screen at least once."),
        until=_FACEBOOK_REACH,
        known=_META_LOG,
    ),
    _own(
        "facebook",
        "reach_unique",
        2,
        N_("People who played it or had it displayed at least once."),
        first=_FACEBOOK_REACH,
        until=_META_VIEWERS,
        known=_META_LOG,
    ),
    _own(
        "facebook",
        "reach_unique",
        3,
        N_("Viewers, which took the place of reach in June 2026."),
        first=_META_VIEWERS,
        known=_META_LOG,
    ),
    _own("facebook", "likes", 1, N_("Reactions of all six kinds."), known=_META_SEEN),
    _own("facebook", "reshares_public", 1, N_("Shares, public and private together."), known=_META_SEEN),
    _own("facebook", "views_3s", 1, N_("Three-second video views."), paid=Paid.YES, known=_META_SEEN),
    _own("facebook", "views_60s", 1, N_("One-minute video views."), known=_META_SEEN),
    _own("facebook", "followers_total", 1, N_("People who liked the Page."), until=_FACEBOOK_VIEWS, known=_META_LOG),
    _own("facebook", "followers_total", 2, N_("People who follow the Page."), first=_FACEBOOK_VIEWS, known=_META_LOG),
)

_TIKTOK = (
    _own("tiktok", "views_start", 1, N_("Starts of a video, replays included."), known=_TIKTOK_SUITE),
    _own("tiktok", "reach_unique", 1, N_("Reached audience."), known=_TIKTOK_SEEN),
    _own("tiktok", "saves", 1, N_("Times added to favourites."), group="saves", known=_TIKTOK_SEEN),
    _own("tiktok", "shares_sent", 1, N_("Shares through the share button."), known=_TIKTOK_SUITE),
    _own("tiktok", "clicks_out", 1, N_("Clicks on the link in the profile."), group="clicks_out", known=_TIKTOK_SUITE),
)

DEFINITIONS = (*_YOUTUBE, *_INSTAGRAM, *_FACEBOOK, *_TIKTOK)
