"""Tables beside the platforms' own exports: what a scheduler tells, and the few figures no export holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vaekst.actions.demo import instagram, youtube
from vaekst.actions.demo.world import HOME, DemoPost, World, end_of

TIKTOK = "tiktok"

TIKTOK_COLUMNS: Mapping[str, str] = {
    "permalink": "Link",
    "published_at": "Udgivet",
    "title": "Tekst",
    "duration_s": "Længde (sek.)",
    "views": "Afspilninger",
    "likes": "Hjerter",
    "comments": "Kommentarer",
    "shares": "Delinger",
    "saves": "Gemt",
    "link_clicks": "Klik på link",
    "retention_3s": "Set mindst 3 sek. (%)",
    "avg_view_s": "Gns. seertid (sek.)",
}
"""What the scheduler's headers mean: canonical column -> header. A person confirms this once."""

TIKTOK_ANSWERS: Mapping[str, str] = {
    "dates": "day first",
    "decimals": "comma",
    "retention_3s": "percent",
}
"""What that person answers beside it."""


def extras(world: World, *, first: date, last: date) -> bytes:
    """Retention, watch time and link clicks of Instagram and YouTube posts, in canonical columns.

    The team notes them from the apps, where the exports leave them out. YouTube states its own watch time.
    """
    header = ["post_id", "permalink", "published_at", "channel", "retention_3s", "avg_view_s", "link_clicks"]
    rows = []
    for post in _published(world, (instagram.CHANNEL, youtube.CHANNEL), first, last):
        is_instagram = post.channel == instagram.CHANNEL
        rows.append(
            [
                "" if is_instagram else post.external_id,
                instagram.link(post) if is_instagram else "",
                f"{post.published:%Y-%m-%dT%H:%M:%SZ}",
                post.channel,
                _known(post.retention_3s),
                _known(post.watch_s) if is_instagram else "",
                str(post.count("clicks", at=end_of(last))),
            ]
        )
    return table(header, rows)


def tiktok_posts(world: World, *, first: date, last: date) -> bytes:
    """The scheduler's table of TikTok posts, as a Danish spreadsheet saves it: `;`, decimal comma, cp1252, CRLF."""
    rows = [_tiktok_row(post, last) for post in _published(world, (TIKTOK,), first, last)]
    return table(list(TIKTOK_COLUMNS.values()), rows, delimiter=";", line_end="\r\n", encoding="cp1252")


def tiktok_link(post: DemoPost) -> str:
    return f"https://www.tiktok.com/@fjordcykler/video/{post.external_id}"


def _tiktok_row(post: DemoPost, last: date) -> list[str]:
    names = ("views", "likes", "comments", "shares", "saves", "clicks")
    counts = [str(post.count(name, at=end_of(last))) for name in names]
    tags = f" #{post.concept.hashtag}" if post.concept else ""
    return [
        tiktok_link(post),
        f"{post.published.astimezone(HOME):%d-%m-%Y %H:%M}",
        f"{post.opening}{tags} #cykel",
        str(post.duration_s),
        *counts,
        _comma(100 * (post.retention_3s or 0)),
        _comma(post.watch_s or 0),
    ]


def _published(world: World, channels: Sequence[str], first: date, last: date) -> list[DemoPost]:
    return [post for post in world.posts if post.channel in channels and first <= post.published.date() <= last]


def _known(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    delimiter: str = ",",
    line_end: str = "\n",
    encoding: str = "utf-8",
) -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows([header, *rows])
    return text.getvalue().encode(encoding)
