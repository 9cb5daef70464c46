"""A made-up brand of any size: every post of three years, read every day since it was published."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from vaekst.core.facts import CHANNEL_DAY, POST_SNAPSHOT, Batch, FactTable
from vaekst.lake import Lake, stamp

SLUG = "fjord-cykler"
DAYS = 1095
LAST = date.today() - timedelta(days=1)  # noqa: DTZ011 (a brand of this machine's today, so that its board is not empty)
FIRST = LAST - timedelta(days=DAYS - 1)
CHANNELS = {"instagram": "instagram", "youtube": "youtube", "facebook": "facebook"}
_NAMES = list(CHANNELS)
_MIDNIGHT_US = int(datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC).timestamp()) * 1_000_000
_DAY_US = 86_400_000_000
_FIRST_DAY = (FIRST - date(1970, 1, 1)).days


def posts_for(post_days: int) -> int:
    """How many posts, spread evenly over the three years, have been read so many times in all by the last day."""
    return round(2 * post_days / (DAYS + 1))


def months(post_days: int) -> Iterator[tuple[str, Batch]]:
    """The readings month by month, as (import id, stamped rows)."""
    edges = [day for day in range(DAYS) if (FIRST + timedelta(days=day)).day == 1]
    for first, after in zip([0, *edges], [*edges, DAYS], strict=True):
        if first < after:
            yield f"days {first}", readings(posts_for(post_days), range(first, after), import_id=f"days {first}")


def lake_of(home: Path, post_days: int) -> Lake:
    """The brand's lake in the folder, told month by month the first time somebody asks."""
    lake = Lake(home / "lakes" / str(post_days))
    if not lake.version():
        for import_id, batch in months(post_days):
            lake.append(batch, import_id=import_id)
    return lake


def home_of(lake: Lake) -> Path:
    """A data home whose demo brand has this lake for its own; made from the demo the first time somebody asks."""
    demo = lake.root.parent.parent
    home = demo / "homes" / lake.root.name
    if not home.exists():
        shutil.copytree(demo, home, ignore=shutil.ignore_patterns("lakes", "homes", "lake"))
        (its_own,) = (demo / "lake").iterdir()
        (home / "lake").mkdir()
        (home / "lake" / its_own.name).symlink_to(lake.root)
    return home


def day(number: int) -> date:
    """The day of that number; the first is 0."""
    return FIRST + timedelta(days=number)


def moment(number: int) -> datetime:
    """When everything is read on the day of that number."""
    return datetime.combine(day(number), time(18), UTC)


def readings(posts: int, days: range, *, import_id: str) -> Batch:
    """What was read of each post that was out, and of each channel, on each of the days."""
    published = np.arange(posts) * DAYS // posts
    out = [np.flatnonzero(published <= day) for day in days]
    post = np.concatenate(out)
    day = np.repeat(np.asarray(days), [len(each) for each in out])
    rows = {"post_snapshot": _snapshots(post, published[post], day), "channel_day": _channel_days(np.asarray(days))}
    return stamp(rows, import_id=import_id, recorded_at=datetime(LAST.year, LAST.month, LAST.day, 20, tzinfo=UTC))


def _snapshots(post: np.ndarray, published: np.ndarray, day: np.ndarray) -> pa.Table:
    chance = np.random.default_rng(2026).random((4, int(post.max()) + 1))[:, post]
    reach = ((200 + 4000 * chance[0]) * (1 - np.exp(-(day - published + 1) / 5))).astype(np.int64)
    views = (reach * 1.3).astype(np.int64)
    channel = post % len(_NAMES)
    published_us = _MIDNIGHT_US + published * _DAY_US + 9 * 3_600_000_000
    return _table(
        POST_SNAPSHOT,
        {
            "channel": _taken(_NAMES, channel),
            "platform": _taken(list(CHANNELS.values()), channel),
            "post_key": _taken([f"{_NAMES[n % len(_NAMES)]}:{n}" for n in range(int(post.max()) + 1)], post),
            "title": _taken([f"Post {n}" for n in range(int(post.max()) + 1)], post),
            "format": _taken(["short_video", "image", "carousel"], post // 7 % 3),
            "duration_s": pa.array(10 + 50 * chance[1]),
            "published_at": pa.array(published_us).cast(pa.timestamp("us")).cast(pa.timestamp("us", tz="UTC")),
            "published_date": pa.array((_FIRST_DAY + published).astype(np.int32)).cast(pa.date32()),
            "grain": _taken(["lifetime"], np.zeros(len(post), np.int32)),
            "views_start": pa.array(views),
            "reach_unique": pa.array(reach),
            "likes": pa.array((reach * 0.05 * chance[1]).astype(np.int64)),
            "comments": pa.array((reach * 0.01 * chance[2]).astype(np.int64)),
            "saves": pa.array((reach * 0.02 * chance[3]).astype(np.int64)),
            "shares_sent": pa.array((reach * 0.02 * chance[2]).astype(np.int64)),
            "clicks_out": pa.array((views * 0.02 * chance[1]).astype(np.int64)),
            "avg_view_s": pa.array(3 + 9 * chance[3]),
            "retention_3s": pa.array(0.3 + 0.5 * chance[2]),
            **_observed(day, len(post)),
        },
    )


def _channel_days(days: np.ndarray) -> pa.Table:
    day = np.repeat(days, len(_NAMES))
    channel = np.tile(np.arange(len(_NAMES)), len(days))
    reach = np.random.default_rng(7).integers(1_000, 9_000, len(day))
    return _table(
        CHANNEL_DAY,
        {
            "channel": _taken(_NAMES, channel),
            "platform": _taken(list(CHANNELS.values()), channel),
            "local_date": pa.array((_FIRST_DAY + day).astype(np.int32)).cast(pa.date32()),
            "views_start": pa.array(reach * 2),
            "reach_unique": pa.array(reach),
            "clicks_out": pa.array(reach // 50),
            **_observed(day, len(day)),
        },
    )


def _observed(day: np.ndarray, rows: int) -> dict[str, pa.Array]:
    moment = _MIDNIGHT_US + day * _DAY_US + 18 * 3_600_000_000
    return {
        "observed_at": pa.array(moment).cast(pa.timestamp("us")).cast(pa.timestamp("us", tz="UTC")),
        "source_row": pa.array(np.arange(2, rows + 2)),
    }


def _taken(words: list[str], places: np.ndarray) -> pa.Array:
    return pa.array(words).take(pa.array(places))


def _table(table: FactTable, columns: dict[str, pa.Array]) -> pa.Table:
    rows = len(next(iter(columns.values())))
    return pa.table({field.name: columns.get(field.name, pa.nulls(rows, field.type)) for field in table.schema})
