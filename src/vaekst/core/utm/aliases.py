"""What people and platforms write for a platform or a distribution class when they follow no standard."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.strategy.utm import Distribution

PLATFORMS: Mapping[str, str] = {
    word: platform
    for platform, words in {
        "instagram": "ig insta instagram.com l.instagram.com igshopping",
        "facebook": "fb face facebook.com m.facebook.com l.facebook.com lm.facebook.com fb.me meta",
        "youtube": "yt youtube.com m.youtube.com youtu.be",
        "tiktok": "tt tik-tok tiktok.com",
        "linkedin": "li linkedin.com lnkd.in linked-in",
        "x": "twitter twitter.com t.co x.com",
        "threads": "threads.net l.threads.net threads.com",
        "bluesky": "bsky bsky.app bsky.social",
        "mastodon": "mastodon.social",
        "pinterest": "pin pinterest.com pins",
        "snapchat": "snap snapchat.com",
    }.items()
    for word in (platform, *words.split())
}
"""The platform by the word somebody wrote for it, in small letters."""

CLASSES: Mapping[str, Distribution] = {
    **dict.fromkeys(
        [
            "organic-social",
            "organic_social",
            "social-organic",
            "social-network",
            "social-media",
            "socialmedia",
            "sm",
            "some",
            "post",
            "bio",
            "profile",
        ],
        "owned",
    ),
    **dict.fromkeys(
        [
            "paid",
            "paidsocial",
            "paid-social",
            "social-paid",
            "social_paid",
            "ppc",
            "cpc",
            "cpm",
            "ad",
            "ads",
            "boost",
            "boosted",
            "sponsored",
            "retargeting",
        ],
        "paid",
    ),
    **dict.fromkeys(
        ["partner", "partners", "influencer", "creator", "ugc", "affiliates", "collab", "referral"], "partner"
    ),
}
"""The distribution class by the medium somebody wrote for it, in small letters."""

LOOKALIKES = str.maketrans(
    "аеосрхуіјѕԁһкмтвнαορνικτχυ",
    "aeocpxyijsdhkmtbhaopviktxu",
)
"""Small Cyrillic and Greek letters that look like Latin ones, as the letters they look like."""
