"""Platforms as people write them: in any case, with blanks, by their short and earlier names."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.strategy.fields import slug
from vaekst.core.strategy.vocabulary import PLATFORMS

_SPOKEN: Mapping[str, str] = {
    **dict.fromkeys(("yt", "youtubeshorts", "shorts", "youtubekanal"), "youtube"),
    **dict.fromkeys(("ig", "insta", "instagramreels", "reels", "instagramprofil"), "instagram"),
    **dict.fromkeys(("fb", "facebookside", "facebookpage"), "facebook"),
    **dict.fromkeys(("tt", "tiktokprofil"), "tiktok"),
    **dict.fromkeys(("li", "linkedinside", "linkedinpage", "linkedinvirksomhedsside"), "linkedin"),
    **dict.fromkeys(("twitter", "xtwitter", "twitterx", "xformerlytwitter", "xtidligeretwitter"), "x"),
    **dict.fromkeys(("bsky", "blueskysocial"), "bluesky"),
    **dict.fromkeys(("snap",), "snapchat"),
    **dict.fromkeys(("andet", "andre", "anden", "others", "sonstige"), "other"),
}


def platform_named(text: str) -> str | None:
    """The id of the platform a cell names (`You Tube`, `X (Twitter)`, `Facebook-side`), or None."""
    name = slug(text).replace("-", "")
    found = _SPOKEN.get(name, name)
    return found if found in PLATFORMS else None
