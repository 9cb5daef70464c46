"""One question asked once in a process of its own, the first time: `python -m benchmarks.questions NAME HOME POST_DAYS`.

What is imported and where the files lie is settled before the clock starts; the answer's seconds and the process's
peak of memory are printed as JSON.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import narwhals as nw

from benchmarks import brand
from benchmarks.report import peak_mb
from vaekst.core.metrics.expressions import middle
from vaekst.core.metrics.forms import Ratio
from vaekst.lake import Lake

SAVES = Ratio(("saves",), "reach_unique")
Ask = Callable[[], object]

_AT_AGE = "grain = 'lifetime' AND observed_at BETWEEN published_at + INTERVAL 7 DAY AND published_at + INTERVAL 8 DAY"
WEEKS = """
    SELECT channel, iso_week, median(saves / reach_unique), count(*)
    FROM {snapshots} WHERE {at_age} AND reach_unique > 0 GROUP BY channel, iso_week
"""
POSTS = """
    WITH first AS (
        SELECT channel, published_date, saves, reach_unique, retention_3s, avg_view_s, clicks_out, views_start,
            row_number() OVER (PARTITION BY channel, post_key ORDER BY observed_at) AS nth
        FROM {snapshots} WHERE grain = 'lifetime' AND observed_at >= published_at + INTERVAL 7 DAY {since}
    )
    SELECT channel, date_trunc('week', published_date) AS week, count(*), median(retention_3s), median(avg_view_s),
        sum(clicks_out) / sum(views_start), median(saves / reach_unique)
    FROM first WHERE nth = 1 GROUP BY ALL
"""
DAYS = """
    WITH newest AS (
        SELECT channel, local_date, clicks_out, views_start,
            row_number() OVER (PARTITION BY channel, local_date ORDER BY observed_at DESC) AS nth
        FROM {days} WHERE true {since}
    )
    SELECT channel, date_trunc('week', local_date) AS week, sum(clicks_out) / sum(views_start)
    FROM newest WHERE nth = 1 GROUP BY ALL
"""


def weeks_ours(lake: Lake) -> Ask:
    """Weekly medians over three years of the save rate posts had a week after publishing, by the metric expressions."""
    read, published = nw.col("observed_at"), nw.col("published_at")
    old_enough = (read >= published + timedelta(days=7)) & (read <= published + timedelta(days=8))
    at_age = old_enough & (nw.col("grain") == "lifetime")
    by = ["channel", "iso_week"]

    def ask() -> object:
        known = lake.rows("post_snapshot").filter(at_age)
        return middle(known, SAVES, by=by).collect()

    return ask


def weeks_bare(lake: Lake) -> Ask:
    """The same medians as one query of bare DuckDB over the same files."""
    query = WEEKS.format(at_age=_AT_AGE, snapshots=_files(lake, "post_snapshot"))
    return lambda: _duckdb().sql(query).fetchall()


def posts_ours(lake: Lake) -> Ask:
    """All posts' readings that a review compares."""
    return lambda: lake.readings(as_of=_now(), age_days=7).collect()


def posts_bare(lake: Lake) -> Ask:
    """Each post's first reading a week after publishing, summed up by week."""
    query = POSTS.format(snapshots=_files(lake, "post_snapshot"), since="")
    return lambda: _duckdb().sql(query).fetchall()


def board_ours(lake: Lake) -> Ask:
    """The whole board: eight KPIs, each channel, twelve weeks, targets, sentences and where each figure is from."""
    os.environ |= {"VAEKST_HOME": str(brand.home_of(lake)), "DJANGO_SETTINGS_MODULE": "vaekst.site.settings"}
    import django

    django.setup()
    from vaekst.actions import boards
    from vaekst.store.models import Brand

    asked = Brand.objects.get(slug=brand.SLUG)
    return lambda: boards.read_board(asked, now=_now())


def readings_ours(lake: Lake) -> Ask:
    """What the board asks the lake for: the posts' readings and the channels' days."""
    since = brand.LAST - timedelta(days=182)
    return lambda: (
        lake.readings(as_of=_now(), age_days=7, since=since).collect(),
        lake.latest("channel_day", as_of=_now()).filter(nw.col("local_date") >= since).collect(),
    )


def board_bare(lake: Lake) -> Ask:
    """The board's weekly figures of posts and days, without targets, sentences or origins, by bare DuckDB."""
    since = (brand.LAST - timedelta(days=182)).isoformat()
    queries = (
        POSTS.format(snapshots=_files(lake, "post_snapshot"), since=f"AND published_date >= DATE '{since}'"),
        DAYS.format(days=_files(lake, "channel_day"), since=f"AND local_date >= DATE '{since}'"),
    )
    return lambda: [_duckdb().sql(query).fetchall() for query in queries]


def weeks_sqlite(lake: Lake) -> Ask:
    """The same medians in SQLite, which has to count rows for want of a median."""
    database = sqlite3.connect(lake.root.parent / f"{lake.root.name}.sqlite3")
    database.execute("CREATE TABLE IF NOT EXISTS told (channel, iso_week, age INTEGER, rate REAL)")
    if not database.execute("SELECT 1 FROM told LIMIT 1").fetchone():
        rows = _duckdb().execute(
            "SELECT channel, iso_week::VARCHAR, date_diff('hour', published_at, observed_at), "
            f"saves / reach_unique FROM {_files(lake, 'post_snapshot')} WHERE reach_unique > 0"
        )
        while part := rows.fetchmany(100_000):
            database.executemany("INSERT INTO told VALUES (?, ?, ?, ?)", part)
        database.commit()
    query = """
        SELECT channel, iso_week, avg(rate) FROM (
            SELECT *, row_number() OVER (PARTITION BY channel, iso_week ORDER BY rate) AS nth,
                count(*) OVER (PARTITION BY channel, iso_week) AS rows
            FROM told WHERE age BETWEEN 168 AND 192
        ) WHERE nth IN ((rows + 1) / 2, (rows + 2) / 2) GROUP BY channel, iso_week
    """
    return lambda: database.execute(query).fetchall()


def _files(lake: Lake, table: str) -> str:
    return f"read_parquet({list(lake._files(table, None).paths)!r})"  # noqa: SLF001 (the very files Vaekst reads)


def _duckdb() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def _now() -> datetime:
    return datetime(brand.LAST.year, brand.LAST.month, brand.LAST.day, 22, tzinfo=UTC)


def main(name: str, home: str, post_days: str) -> None:
    """Asks the question once and prints what it took."""
    ask = globals()[name](brand.lake_of(Path(home), int(post_days)))
    began = time.perf_counter()
    ask()
    took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
