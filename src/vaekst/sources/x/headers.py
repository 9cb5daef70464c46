"""The words X prints above the columns of its exports.

The overview and the table of tweets were seen in real files. The header of the posts stands in several public
projects that agree; no real file was seen.
"""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.sources.reading.columns import Words

VERIFIED = frozenset({"account days", "tweets"})
"""Kinds whose words were seen in real files."""

DAYS: Words = {
    "date": ("date",),
    "impressions": ("impressions",),
    "likes": ("likes",),
    "engagements": ("engagements",),
    "bookmarks": ("bookmarks",),
    "shares": ("shares",),
    "follows": ("new follows",),
    "unfollows": ("unfollows",),
    "replies": ("replies",),
    "reposts": ("reposts",),
    "profile_visits": ("profile visits",),
    "video_views": ("video views",),
    "media_views": ("media views",),
}

POSTS: Words = {
    "post_id": ("post id",),
    "published": ("date",),
    "text": ("post text",),
    "permalink": ("post link",),
    "impressions": ("impressions",),
    "likes": ("likes",),
    "engagements": ("engagements",),
    "bookmarks": ("bookmarks",),
    "shares": ("shares",),
    "follows": ("new follows",),
    "replies": ("replies",),
    "reposts": ("reposts",),
    "profile_visits": ("profile visits",),
    "url_clicks": ("url clicks",),
}

TWEETS: Words = {
    "post_id": ("tweet id",),
    "permalink": ("tweet permalink",),
    "text": ("tweet text",),
    "published": ("time",),
    "impressions": ("impressions",),
    "engagements": ("engagements",),
    "reposts": ("retweets",),
    "replies": ("replies",),
    "likes": ("favorites", "likes"),
    "profile_visits": ("user profile clicks",),
    "url_clicks": ("url clicks",),
    "follows": ("follows",),
    "media_views": ("media views",),
}

METRICS: Mapping[str, str] = {
    "impressions": "impressions_feed",
    "likes": "likes",
    "engagements": "engagements_any",
    "bookmarks": "saves",
    "shares": "shares_sent",
    "follows": "follows",
    "unfollows": "unfollows",
    "replies": "comments",
    "reposts": "reshares_public",
    "profile_visits": "profile_visits",
    "url_clicks": "clicks_out",
    "video_views": "views_video",
    "media_views": "views_media",
}
"""Field of the export -> canonical metric."""
