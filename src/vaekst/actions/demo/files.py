"""The shop's files, week by week as they would have been downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from vaekst.actions.demo import business, instagram, tables, traffic, visits, youtube
from vaekst.actions.demo.document import strategy
from vaekst.actions.demo.world import WEEKS, World, simulate
from vaekst.core.strategy import read_strategy
from vaekst.core.utm import Wish, standard_of

_REACH_BACK = 28  # days an export covers; every post is caught once aged 7 to 14 days


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One file, and what a person would have to say of it where it does not tell everything itself.

    `columns` maps the canonical columns of a table of posts to the file's headers, `answers` is said beside them.
    """

    path: Path
    channel: str | None = None
    columns: Mapping[str, str] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


_SAID_OF_SCHEDULER = (tables.TIKTOK, tables.TIKTOK_COLUMNS, tables.TIKTOK_ANSWERS)


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """All files in the order they came, the strategy document they are read under, the links the posts stand with, and who followed them."""

    folder: Path
    files: tuple[DemoFile, ...]
    strategy: str
    first_day: date
    last_day: date
    links: tuple[Wish, ...]
    clicks: tuple[traffic.Click, ...]


def write_demo_files(folder: Path, *, last_day: date, seed: int = 7) -> DemoFiles:
    """Writes 14 weeks of export files that end on `last_day`, a Sunday. The same seed gives the same bytes."""
    world = simulate(last_day=last_day, seed=seed)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, content in _all(world, seed=seed):
        path = folder / name
        path.write_bytes(content)
        files.append(_said_of(path))
    return DemoFiles(
        folder,
        tuple(files),
        strategy(last_day=last_day),
        world.first,
        world.last,
        traffic.wishes(world),
        tuple(traffic.clicks(world, seed=seed)),
    )


def _said_of(path: Path) -> DemoFile:
    """The file with what a person says of it."""
    if path.name.startswith("TikTok"):
        return DemoFile(path, *_SAID_OF_SCHEDULER)
    return DemoFile(path, "instagram") if path.name.startswith("Kampagner") else DemoFile(path)


def _all(world: World, *, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file: weekly exports from the second week on, then the rest."""
    for week in range(2, WEEKS + 1):
        last = world.first + timedelta(days=7 * week - 1)
        first = instagram.window(world, last, days=_REACH_BACK)
        period = f"{first.isoformat()}_{last.isoformat()}"
        yield instagram.content_name(first, last, week), instagram.content_export(world, first=first, last=last)
        yield youtube.archive_name(first, last), youtube.archive(world, first=first, last=last)
        yield f"Opslagstal {period}.csv", tables.extras(world, first=first, last=last)
        if week % 2 == 0:
            yield f"TikTok {period}.csv", tables.tiktok_posts(world, first=first, last=last)
    yield from instagram.daily_series(world, seed=seed)
    notes = business.ledgers(world, seed=seed)
    period = f"{world.first.isoformat()}_{world.last.isoformat()}"
    yield f"production {period}.csv", notes.production
    yield f"costs {period}.csv", notes.costs
    yield f"leads {period}.csv", notes.leads
    yield f"Kunder {period}.csv", notes.customers
    yield f"Partnere {period}.csv", notes.partners
    yield f"Kampagner {period}.csv", notes.campaign
    yield f"Webtrafik {period}.csv", notes.website
    document = read_strategy(strategy(last_day=world.last))
    yield f"GA4 trafik {world.last.isoformat()}.csv", traffic.report(world, standard_of(document), seed=seed)
    came = visits.visits(world, notes.leads, document, seed=seed)
    yield f"touches {period}.csv", came.touches
    yield f"conversions {period}.csv", came.conversions
