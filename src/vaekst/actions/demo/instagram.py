"""Instagram as Meta Business Suite exports it: the content export, and one daily series per metric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from vaekst.actions.demo.ideas import REEL
from vaekst.actions.demo.world import DemoPost, World, daily, end_of

CHANNEL = "instagram"
_PACIFIC = ZoneInfo("America/Los_Angeles")
_ACCOUNT = ("17841400000000042", "fjordcykler", "Fjord Cykler")
_REPORT = 1_493_000_000_000_000
_HEADER = [
    "Post ID",
    "Account ID",
    "Account username",
    "Account name",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Permalink",
    "Post type",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Likes",
    "Shares",
    "Follows",
    "Comments",
    "Saves",
]
_TAGS = "#fjordcykler #cykelby"


def link(post: DemoPost) -> str:
    """The post's address; its code tells when the post was made."""
    return f"https://www.instagram.com/{'reel' if post.format == REEL else 'p'}/{post.external_id}/"


def content_name(first: date, last: date, number: int) -> str:
    return f"{first:%b-%d-%Y}_{last:%b-%d-%Y}_{_REPORT + number * 7_919}.csv"


def content_export(world: World, *, first: date, last: date) -> bytes:
    """All posts published from `first` to `last`, newest first, with what they had earned at the end of `last`."""
    posts = [post for post in world.on(CHANNEL) if first <= post.published.date() <= last]
    rows = [_row(post, last) for post in reversed(posts)]
    text = "".join(",".join(map(_cell, row)) + "\n" for row in [_HEADER, *rows])
    return b"\xef\xbb\xbf" + text.encode()


def _row(post: DemoPost, last: date) -> list[str]:
    names = ("views", "reach", "likes", "shares", "follows", "comments", "saves")
    published = post.published.astimezone(_PACIFIC)
    return [
        str(17_900_000_000_000_000 + post.number * 104_729),
        *_ACCOUNT,
        caption(post),
        str(post.duration_s or 0),
        f"{published:%m/%d/%Y %H:%M}",
        link(post),
        post.format,
        "",
        "Lifetime",
        *(str(post.count(name, at=end_of(last))) for name in names),
    ]


def caption(post: DemoPost) -> str:
    """The text below the post, on several lines, with the concept's hashtag when it has one."""
    tags = f"{_TAGS} #{post.concept.hashtag}" if post.concept else _TAGS
    return f"{post.opening} 🚲\n\nVi ses i butikken ved fjorden.\n{tags}"


def _cell(text: str) -> str:
    """As Meta quotes: only where a blank, comma, quote or line end occurs."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ' ,"\n') else text


def daily_series(world: World, *, seed: int) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each daily series of the whole time."""
    for name, title, values in _series(world, seed=seed):
        lines = ["sep=,", f'"{title}"', '"Date","Primary"']
        lines += [
            f'"{day.isoformat()}T00:00:00","{value}"' for day, value in zip(world.days, values.tolist(), strict=True)
        ]
        yield name, b"\xff\xfe" + ("\n".join(lines) + "\n\n").encode("utf-16-le")


def _series(world: World, *, seed: int) -> Iterator[tuple[str, str, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    posts = world.ever_on(CHANNEL)
    chance = np.random.default_rng([seed, 2])
    views = _sum(posts, "views", world) + chance.poisson(900, len(world.days))  # the profile itself, and old posts
    yield "Views.csv", "Views", views
    yield "Reach.csv", "Reach", (views * chance.uniform(0.58, 0.66, len(views))).astype(np.int64)
    yield "Link clicks.csv", "Instagram link clicks", _sum(posts, "clicks", world) + chance.poisson(7, len(views))
    yield "Visits.csv", "Instagram profile visits", chance.binomial(views, 0.011)
    yield "Follows.csv", "Instagram follows", _sum(posts, "follows", world) + chance.poisson(1.5, len(views))


def _sum(posts: Sequence[DemoPost], name: str, world: World) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    total: np.ndarray[tuple[int], np.dtype[np.int64]] = daily(posts, name, world.days).sum(axis=0)
    return total


def window(world: World, last: date, *, days: int = 28) -> date:
    """The first day of an export that ends on `last`: it reaches back so many days, or to the beginning."""
    return max(world.first, last - timedelta(days=days - 1))
