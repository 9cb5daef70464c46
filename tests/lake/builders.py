"""Facts for tests: each builder makes a valid row and lets the test name only what matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import narwhals as nw

from vaekst.core.facts import TABLES, Batch
from vaekst.lake import Lake, LakeVersion, stamp

MONDAY = datetime(2026, 9, 14, tzinfo=UTC)
"""When everything in these tests begins."""


def at(days: float) -> datetime:
    """The instant so many days after MONDAY."""
    return MONDAY + timedelta(days=days)


def post(key: str = "instagram:1", *, seen: float = 1, **columns: Any) -> dict[str, Any]:
    row = {
        "channel": "instagram",
        "platform": "instagram",
        "post_key": key,
        "grain": "lifetime",
        "published_date": date(2026, 9, 14),
        "observed_at": at(seen),
        "source_row": 2,
    }
    return row | columns


def channel_day(day: int = 0, *, seen: float = 1, **columns: Any) -> dict[str, Any]:
    row = {
        "channel": "instagram",
        "platform": "instagram",
        "local_date": MONDAY.date() + timedelta(days=day),
        "observed_at": at(seen),
        "source_row": 2,
    }
    return row | columns


def batch(*, import_id: str, recorded: float = 100, **rows: Sequence[Mapping[str, Any]]) -> Batch:
    """Stamped rows by table name."""
    made = {name: TABLES[name].batch(list(part)) for name, part in rows.items()}
    return stamp(made, import_id=import_id, recorded_at=at(recorded))


def tell(lake: Lake, import_id: str, *, recorded: float = 100, **rows: Sequence[Mapping[str, Any]]) -> LakeVersion:
    """Append the rows as one import."""
    return lake.append(batch(import_id=import_id, recorded=recorded, **rows), import_id=import_id)


def listed(frame: nw.LazyFrame[Any], *columns: str) -> list[dict[str, Any]]:
    """The frame's rows as dictionaries, in an order of their own."""
    names = columns or tuple(frame.collect_schema().names())
    rows: list[dict[str, Any]] = frame.select(*names).collect().to_arrow().to_pylist()
    return sorted(rows, key=str)
