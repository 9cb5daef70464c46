"""What YouTube counted as a view, and when that changed.

Since 2026-08-24 every playback counts from its first frame, in all formats; Shorts were counted by starts and
replays since 2025-03-31. Source: revision history of the YouTube Analytics API.
"""

from __future__ import annotations

import re
from datetime import date

REDEFINED = date(2026, 8, 24)
SHORTS_REDEFINED = date(2025, 3, 31)

STARTS, ENGAGED = "views_start", "views_engaged"

SHORT_S = 180
"""Longest Short in seconds. Exports do not tell Shorts from other videos, so all videos up to this count as Shorts."""

_HASHTAG = re.compile(r"#shorts?\b", re.IGNORECASE)


def is_short(duration_s: float | None, title: str) -> bool | None:
    """Whether a video counts as a Short; None where neither its length nor a #shorts in its title tells."""
    if duration_s is not None:
        return duration_s <= SHORT_S
    return True if _HASHTAG.search(title) else None


def format_of(short: bool | None) -> str | None:
    """The format of a post: `short_video`, `long_video`, or None where it cannot be told."""
    return None if short is None else "short_video" if short else "long_video"


def views_metric(last_day: date, *, short: bool | None) -> str:
    """The canonical metric of a count of views that ends on the day: the definition then in force."""
    return STARTS if last_day >= _change(short) else ENGAGED


def is_mixed(first_day: date, last_day: date, *, short: bool | None) -> bool:
    """Whether a count over these days began under one definition and ended under the other."""
    return first_day < _change(short) <= last_day


def _change(short: bool | None) -> date:
    return SHORTS_REDEFINED if short else REDEFINED
