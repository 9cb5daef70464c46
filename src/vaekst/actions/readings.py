"""Every reading of one post: what each file told of it, when, and on which line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import narwhals as nw

from vaekst.actions.known import Known
from vaekst.actions.posts import Post, read_posts
from vaekst.core.errors import UnknownName
from vaekst.core.facts import COUNTS, NUMBERS
from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.definitions import definition
from vaekst.store.models import ImportRecord


@dataclass(frozen=True, slots=True)
class PostReading:
    """What one line of one file told of a post. `values` holds the metrics it states."""

    observed_at: datetime
    import_id: str
    file: str
    line: int | None
    is_lifetime: bool
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PostReadings:
    """A post, its readings from the newest to the oldest, and what the metrics in them mean on its platform."""

    post: Post
    readings: tuple[PostReading, ...]
    definitions: tuple[MetricDefinition, ...]


def read_post(known: Known, key: str) -> PostReadings:
    """The post of that key with all its readings. Raises UnknownName when there is none."""
    posts = {post.key: post for post in read_posts(known)}
    if key not in posts:
        raise UnknownName("post", key, posts)
    post = posts[key]
    rows = known.lake.rows("post_snapshot", version=known.lake_version).filter(
        (nw.col("post_key") == key) & (nw.col("channel") == post.channel)
    )
    told = [row for row in rows.collect().iter_rows(named=True) if row["observed_at"] <= known.as_of.astimezone(UTC)]
    files = dict(
        ImportRecord.objects.filter(
            brand=known.strategy_version.brand_id, import_id__in={row["import_id"] for row in told}
        ).values_list("import_id", "file")
    )
    readings = sorted((_reading(row, files) for row in told), key=lambda each: each.observed_at, reverse=True)
    return PostReadings(post, tuple(readings), _definitions(post, readings))


def _reading(row: Mapping[str, Any], files: Mapping[str, str]) -> PostReading:
    return PostReading(
        observed_at=row["observed_at"],
        import_id=row["import_id"],
        file=files.get(row["import_id"], ""),
        line=row["source_row"],
        is_lifetime=row["grain"] == "lifetime",
        values={name: row[name] for name in (*COUNTS, *NUMBERS) if row[name] is not None},
    )


def _definitions(post: Post, readings: list[PostReading]) -> tuple[MetricDefinition, ...]:
    """What every metric of the readings meant when it was read; several versions where it was redefined between."""
    found = {
        definition(post.platform, metric, reading.observed_at.date(), format=post.format): None
        for metric in (*COUNTS, *NUMBERS)
        for reading in readings
        if metric in reading.values
    }
    return tuple(found)
