"""A small bicycle shop whose posts come in through real export bytes: a baseline in August, a sprint from September."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.sources.meta_exports import INSTAGRAM, PACIFIC, content_export, instagram_post, shortcode
from tests.store import builders

from vaekst.actions import imports
from vaekst.actions.audit import Actor
from vaekst.core.period import Week
from vaekst.core.receipt import Receipt
from vaekst.store.models import Brand, Person

START = date(2026, 9, 7)
WEEK = Week(date(2026, 9, 21))
"""A week of the sprint with enough to decide on."""
NOW = datetime(2026, 10, 5, 8, tzinfo=UTC)
STRATEGY = """\
vaekst: 1
brand: {name: Fjord Cykler, currency: DKK, locale: da, timezone: Europe/Copenhagen}
sprint: {start: 2026-09-07}
channels:
  instagram: {platform: instagram, metric: save_rate}
concepts:
  ride-along: {name: Ride-along, match: [{hashtag: ridealong}]}
  workshop: {name: Workshop, match: [{hashtag: workshop}]}
rules:
  gates: {retention_3s: null, ctr: null}
"""


def shop(owner: Person, *, slug: str = "fjord", text: str = STRATEGY) -> tuple[Actor, Brand]:
    """The shop and its owner at the keyboard."""
    brand = builders.brand(slug, owner=owner, text=text)
    return builders.actor(owner), brand


def post(day: date, *, saves: int, text: str = "Out for a ride", reach: int = 1000, at: int = 9) -> dict[str, str]:
    """A post of the day as Instagram exports it."""
    made = datetime(day.year, day.month, day.day, at, tzinfo=UTC)
    code = shortcode(made)
    return instagram_post(
        1,
        **{
            "Post ID": f"17{int(made.timestamp())}0",
            "Description": text,
            "Publish time": made.astimezone(PACIFIC).strftime("%m/%d/%Y %H:%M"),
            "Permalink": f"https://www.instagram.com/reel/{code}/",
            "Reach": str(reach),
            "Saves": str(saves),
        },
    )


def baseline_posts() -> list[dict[str, str]]:
    """Twelve posts of August, saved by about 2 % of those they reached."""
    return [post(START - timedelta(days=2 * n + 2), saves=16 + n % 5 * 2) for n in range(12)]


def sprint_posts(concept: str, saves: Iterable[int], *, first: date = START, at: int = 9) -> list[dict[str, str]]:
    """Posts of one concept, every second day."""
    return [
        post(first + timedelta(days=2 * n), saves=saved, text=f"Out #{concept}", at=at) for n, saved in enumerate(saves)
    ]


def export(folder: Path, posts: list[dict[str, str]], *, until: date, first: date = date(2026, 8, 1)) -> Path:
    """The content export of the posts, named by its period as Meta names it."""
    path = folder / f"{first:%b-%d-%Y}_{until:%b-%d-%Y}_1493633672508178.csv"
    path.write_bytes(content_export(INSTAGRAM, posts))
    return path


def take_in(actor: Actor, brand: Brand, *paths: Path, now: datetime) -> list[Receipt]:
    return list(imports.import_files(actor, brand, paths, now=now))
