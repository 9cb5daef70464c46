"""What columns and platforms are called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.sentence import N_

COLUMNS: Mapping[str, str] = {
    "views_start": N_("Views"),
    "views_engaged": N_("Engaged views"),
    "views_3s": N_("Views of 3 seconds"),
    "views_60s": N_("Views of 60 seconds"),
    "impressions_feed": N_("Impressions in feeds"),
    "impressions_thumb": N_("Thumbnails shown"),
    "reach_unique": N_("Reach"),
    "likes": N_("Likes"),
    "comments": N_("Comments"),
    "reshares_public": N_("Public reshares"),
    "shares_sent": N_("Shares sent"),
    "saves": N_("Saves"),
    "interactions": N_("Interactions"),
    "clicks_out": N_("Link clicks"),
    "clicks_any": N_("Clicks of any kind"),
    "clicks_thumb": N_("Clicks on thumbnails"),
    "profile_visits": N_("Profile visits"),
    "follows": N_("New followers"),
    "followers_total": N_("Followers"),
    "watch_time_s": N_("Watch time"),
    "avg_view_s": N_("Average watch time"),
    "avg_view_share": N_("Average share watched"),
    "revenue_minor": N_("Revenue"),
    "sessions": N_("Visits to the website"),
    "engaged_sessions": N_("Engaged visits"),
    "users": N_("Visitors"),
    "new_users": N_("New visitors"),
    "pageviews": N_("Pages seen"),
    "bounces": N_("Visits of one page"),
    "events": N_("Events"),
    "key_events": N_("Key events"),
    "engagement_s": N_("Time on the website"),
    "clicks": N_("Clicks"),
    "impressions": N_("Impressions"),
    "qualified_rate": N_("Qualified-lead rate"),
}
"""By fact column, and of figures that are no row of the board; one that is not here goes by its own name."""

_PLATFORMS: Mapping[str, str] = {
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "linkedin": "LinkedIn",
    "ga4": "Google Analytics 4",
}


def platform_label(platform: str) -> str:
    """The platform's own spelling of its name, which is the same in every language."""
    return _PLATFORMS.get(platform, platform.replace("_", " ").title())
