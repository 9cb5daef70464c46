"""YouTube as Studio exports it: a ZIP of three files, the period in its name and nowhere else for the table."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from vaekst.actions.demo.ideas import BRAND
from vaekst.actions.demo.world import DemoPost, World, daily

CHANNEL = "youtube"
_TABLE = [
    "Content",
    "Video title",
    "Video publish time",
    "Duration",
    "Likes",
    "Comments added",
    "Shares",
    "Average percentage viewed (%)",
    "Views",
    "Watch time (hours)",
    "Subscribers",
    "Average view duration",
    "Impressions",
    "Impressions click-through rate (%)",
]
_PLOTTED = 5  # Studio draws, and lists by day, the first few
_SHOWN_PER_VIEW, _THUMB_VIEWS = 1.4, 0.06  # thumbnails shown per view; the part of views that began at one

Earned = dict[str, int]


def archive_name(first: date, last: date) -> str:
    return f"Content {first.isoformat()}_{last.isoformat()} {BRAND}.zip"


def archive(world: World, *, first: date, last: date) -> bytes:
    """The export of one period: what every video earned within it, whenever it was published."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    posts = [post for post in world.ever_on(CHANNEL) if post.published.date() <= last]
    names = ("views", "likes", "comments", "shares", "follows")
    by_day = {name: daily(posts, name, days) for name in names}
    earned = [{name: int(by_day[name][place].sum()) for name in names} for place in range(len(posts))]
    order = sorted(range(len(posts)), key=lambda place: (-earned[place]["views"], posts[place].external_id))
    table = [_table_row(posts[place], earned[place]) for place in order]
    total = _total_row(posts, earned)
    plotted = [
        [day.isoformat(), *_named(posts[place]), str(int(views))]
        for place in order[:_PLOTTED]
        for day, views in zip(days, by_day["views"][place], strict=True)
    ]
    views = by_day["views"].sum(axis=0)
    return _zip(
        last,
        {
            "Table data.csv": _csv([_TABLE, total, *table]),
            "Chart data.csv": _csv([["Date", *_TABLE[:4], "Views"], *plotted]),
            "Totals.csv": _csv(
                [["Date", "Views"], *([day.isoformat(), str(int(n))] for day, n in zip(days, views, strict=True))]
            ),
        },
    )


def _named(post: DemoPost) -> list[str]:
    tags = f" #{post.concept.hashtag}" if post.concept else ""
    published = post.published.date()
    return [
        post.external_id,
        f"{post.opening}{tags} #shorts",
        f"{published:%b} {published.day}, {published.year}",
        str(post.duration_s),
    ]


def _table_row(post: DemoPost, earned: Earned) -> list[str]:
    seconds, length = post.watch_s or 0, post.duration_s or 1
    return [*_named(post), *_figures(earned, seconds, share=100 * seconds / length)]


def _total_row(posts: Sequence[DemoPost], earned: Sequence[Earned]) -> list[str]:
    """The first row: sums, and averages over all views."""
    sums = {name: sum(each[name] for each in earned) for name in earned[0]}
    views = np.array([each["views"] for each in earned])
    seconds = float(np.average([post.watch_s or 0 for post in posts], weights=views))
    length = float(np.average([post.duration_s or 1 for post in posts], weights=views))
    cells = _figures(sums, seconds, share=100 * seconds / length)
    cells[5] = (
        f"{sum(float(_hours(each['views'], post.watch_s or 0)) for each, post in zip(earned, posts, strict=True)):.4f}"
    )
    cells[8] = str(sum(_shown(each["views"]) for each in earned))
    return ["Total", "", "", "", *cells]


def _figures(earned: Earned, seconds: float, *, share: float) -> list[str]:
    shown = _shown(earned["views"])
    rate = f"{100 * _THUMB_VIEWS * earned['views'] / shown:.2f}" if shown else ""
    whole = round(seconds)
    return [
        str(earned["likes"]),
        str(earned["comments"]),
        str(earned["shares"]),
        f"{min(share, 100):.2f}",
        str(earned["views"]),
        _hours(earned["views"], seconds),
        str(earned["follows"]),
        f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}",
        str(shown),
        rate,
    ]


def _hours(views: int, seconds: float) -> str:
    return f"{views * seconds / 3600:.4f}"


def _shown(views: int) -> int:
    return int(views * _SHOWN_PER_VIEW)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _zip(made: date, members: dict[str, bytes]) -> bytes:
    """A ZIP whose bytes depend on nothing but its members and the day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (made.year, made.month, made.day, 7, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, content)
    return packed.getvalue()
