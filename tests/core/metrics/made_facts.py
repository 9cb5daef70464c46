"""Fact rows for tests: valid by default, so that a test names only what matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import narwhals as nw

from vaekst.core.facts import TABLES

PUBLISHED = datetime(2026, 10, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Rule:
    age_days: float = 7
    tolerance: float = 2.0


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def snapshot(key="instagram:1", *, age=7.5, published=PUBLISHED, **cells):
    """A reading of a post `age` days after `published`, by Instagram unless told otherwise."""
    observed = cells.pop("observed_at", None) or published + timedelta(days=age)
    row = {
        "channel": "instagram",
        "platform": "instagram",
        "post_key": key,
        "format": "short_video",
        "published_at": published,
        "published_date": published and published.date(),
        "grain": "lifetime",
        "observed_at": observed,
        "recorded_at": observed,
        "import_id": "import-1",
        "source_row": 2,
    }
    return row | cells


def channel_day(day, **cells):
    return {"channel": "instagram", "platform": "instagram", "local_date": day} | _told(day) | cells


def entry(asset, day, **cells):
    """A production entry."""
    number = cells.pop("n", 1)
    return {"entry_id": f"{asset}-{day}-{number}", "asset_id": asset, "local_date": day} | _told(day) | cells


def cost(day, amount_minor, **cells):
    told = {
        "entry_id": f"cost-{day}-{amount_minor}",
        "local_date": day,
        "currency": "DKK",
        "amount_minor": amount_minor,
    }
    return told | _told(day) | cells


def lead(day, **cells):
    return {"entry_id": f"lead-{day}-{cells.get('channel')}", "local_date": day} | _told(day) | cells


def rows(table, *made, frame="arrow"):
    """The rows as a lazy frame of the table, on Arrow or on DuckDB."""
    arrow = TABLES[table].batch(made)
    if frame == "duckdb":
        import duckdb

        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'UTC'")
        return nw.from_native(connection.from_arrow(arrow)).lazy()
    return nw.from_native(arrow).lazy()


def days(first: date, number: int):
    return [first + timedelta(days=n) for n in range(number)]


def _told(day):
    told = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    return {"observed_at": told, "recorded_at": told, "import_id": "import-1", "source_row": 2}
