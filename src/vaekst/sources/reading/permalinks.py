"""Which post a link or a number means: the key under which all its rows meet.

A key is `platform:identity`. The identity is what the platform puts into its links, where it puts anything there,
since links survive a spreadsheet and 17-digit numbers do not (they come back as `1.22158E+17`).
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from urllib.parse import SplitResult, parse_qs, parse_qsl, urlencode, urlsplit

_HOSTS = {
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "youtube-nocookie.com": "youtube",
    "instagram.com": "instagram",
    "instagr.am": "instagram",
    "tiktok.com": "tiktok",
    "facebook.com": "facebook",
    "fb.watch": "facebook",
    "fb.com": "facebook",
    "linkedin.com": "linkedin",
    "x.com": "x",
    "twitter.com": "x",
    "pinterest.com": "pinterest",
    "threads.net": "threads",
    "threads.com": "threads",
    "bsky.app": "bluesky",
}

_IN_PATH = {
    "youtube": re.compile(r"/(?:shorts|live|embed|v|video)/([\w-]{11})(?:/|$)"),
    "instagram": re.compile(r"/(?:p|reel|reels|tv)/([\w-]{5,})(?:/|$)"),
    "tiktok": re.compile(r"/(?:video|photo|v)/(\d{10,})"),
    "facebook": re.compile(r"/(?:posts|videos|reel|permalink|photos)/(?:[^/]*/)?(\d{6,}|pfbid\w+)"),
    "linkedin": re.compile(r"urn:li:(?:activity|share|ugcPost):(\d+)|-activity-(\d+)"),
    "x": re.compile(r"/status(?:es)?/(\d+)"),
    "pinterest": re.compile(r"/pin/(\d+)"),
    "threads": re.compile(r"/post/([\w-]+)"),
    "bluesky": re.compile(r"/post/(\w+)"),
}
_ROUNDED = re.compile(r"-?\d+(?:[.,]\d+)?[eE]\+?\d+|\d{16,}0{6,}(?:[.,]0+)?")
_FLOAT = re.compile(r"(\d+)[.,]0+")
_TRACKING = re.compile(r"utm_|fbclid|gclid|igsh|si$")
_SHORTCODE = re.compile(r"[A-Za-z0-9_-]{9,14}")
_ALPHABET = {
    mark: place for place, mark in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}
_INSTAGRAM_EPOCH_MS = 1_314_220_021_721
_X_EPOCH_MS = 1_288_834_974_657
_X_NUMBERS = 30_000_000_000
"""Posts up to here were counted one by one; longer numbers hold the instant."""


def platform_of(permalink: str) -> str | None:
    """The platform a link leads to, or None."""
    host = (_split(permalink).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("vm.")
    return next((name for known, name in _HOSTS.items() if host == known or host.endswith("." + known)), None)


def identity_in(permalink: str) -> str | None:
    """What the platform calls the post in its link, or None where the link holds no such thing."""
    platform = platform_of(permalink)
    if platform is None:
        return None
    parts = _split(permalink)
    if found := _IN_PATH[platform].search(parts.path):
        return next(group for group in found.groups() if group)
    query = parse_qs(parts.query)
    if platform == "youtube":
        short = parts.path.strip("/") if (parts.hostname or "").endswith("youtu.be") else ""
        return (query.get("v") or [short])[0] or None
    if platform == "facebook":
        return next((query[name][0] for name in ("story_fbid", "v", "fbid") if name in query), None)
    return None


def post_key_of(*, platform: str, permalink: str | None = None, external_id: str | None = None) -> str | None:
    """The key of a post, or None when neither link nor number tells.

    The identity in the link comes first, then an intact number, then a hash of the whole link.
    """
    if permalink and (identity := identity_in(permalink)):
        return f"{platform_of(permalink)}:{identity}"
    if external_id and (number := intact_id(external_id)):
        return f"{platform}:{number}"
    if permalink and permalink.strip():
        return f"{platform}:{hashlib.sha256(_bare(permalink).encode()).hexdigest()[:16]}"
    return None


def intact_id(text: str) -> str | None:
    """The number as the platform wrote it, or None when a spreadsheet rounded it (`1.22158E+17`)."""
    stripped = text.strip().strip("'\"=")
    if not stripped or _ROUNDED.fullmatch(stripped):
        return None
    if found := _FLOAT.fullmatch(stripped):
        return found[1] if len(found[1]) < 16 else None
    return stripped


def instagram_instant(permalink: str) -> datetime | None:
    """When Instagram made the post's number, from the shortcode in its link; or None.

    The shortcode is a number in base 64 whose upper bits count milliseconds since 2011-08-24.
    """
    if platform_of(permalink) != "instagram":
        return None
    code = identity_in(permalink)
    if code is None or not _SHORTCODE.fullmatch(code):
        return None
    number = 0
    for mark in code:
        number = number * 64 + _ALPHABET[mark]
    if number >= 1 << 63:  # no number of Instagram's is that long: the link is damaged
        return None
    milliseconds = (number >> 23) + _INSTAGRAM_EPOCH_MS
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def tiktok_instant(permalink: str) -> datetime | None:
    """When TikTok made the video's number, from its link (the upper 32 bits are Unix seconds); or None."""
    if platform_of(permalink) != "tiktok" or (number := identity_in(permalink)) is None:
        return None
    seconds = int(number) >> 32
    return datetime.fromtimestamp(seconds, UTC) if 1_400_000_000 < seconds < 4_000_000_000 else None


def tiktok_kind(permalink: str | None) -> dict[str, str]:
    """What a link tells of the post: photo posts are carousels; a video's length, and so its format, stands nowhere."""
    if permalink and "/photo/" in permalink:
        return {"platform_type": "photo", "format": "carousel"}
    return {"platform_type": "video"} if permalink and "/video/" in permalink else {}


def x_instant(number: str) -> datetime | None:
    """When X made the post of this number, or None for numbers from before November 2010, which count one by one.

    The upper bits count milliseconds since 2010-11-04 (Twitter, Announcing Snowflake, 2010).
    """
    if not number.isdecimal() or not _X_NUMBERS < int(number) < 1 << 63:
        return None
    return datetime.fromtimestamp(((int(number) >> 22) + _X_EPOCH_MS) / 1000, UTC)


def _split(permalink: str) -> SplitResult:
    text = permalink.strip()
    try:
        return urlsplit(text if "//" in text else f"https://{text}")
    except ValueError:  # not an address at all
        return SplitResult("", "", text, "", "")


def _bare(permalink: str) -> str:
    """The link without scheme, `www.`, what was added to track the click, and a slash at the end."""
    parts = _split(permalink)
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name))
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{urlencode(kept)}".rstrip("?")
