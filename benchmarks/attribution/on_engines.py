"""The job on engines that read the files themselves: the bare scan, the expressions, and by hand in DuckDB and Polars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl

from benchmarks.attribution.by_hand import DUCKDB, in_polars
from benchmarks.attribution.jobs import GROUPS, KEYS, LOOK_BACK_WEEKS, files, told
from benchmarks.attribution.measured import main
from benchmarks.attribution.world import CHANNELS
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.expressions import count_frames
from vaekst.core.attribution.models import Model


def scan(paths: Sequence[str]) -> dict[str, Any]:
    """What everything is measured against: DuckDB reads the three columns and keeps nothing."""
    told = duckdb.sql(f"SELECT count(*), sum(user_id % 7), max(ts), max(channel) FROM read_parquet({list(paths)})")
    return {"touches": int(told.fetchall()[0][0])}


def expressed(frames: tuple[Any, Any]) -> Mapping[str, Any]:
    touches, led = map(nw.from_native, frames)
    return told(count_frames(touches, led, PathContract(), keys=KEYS, groups=GROUPS), tuple(Model))


def expressed_in_duckdb(folder: Path) -> Mapping[str, Any]:
    connection = duckdb.connect()
    who = f'user_id AS "user", epoch_ms(ts) AS "at", (user_id & {GROUPS - 1})::SMALLINT AS "group"'
    touches = connection.sql(
        f"SELECT {who}, touch_id::INTEGER AS arrival, list_position({list(CHANNELS)}, channel)::SMALLINT AS key, "
        f"(channel = 'direct')::TINYINT AS direct FROM read_parquet({files(folder)})"
    )
    led = connection.sql(f"SELECT {who}, lead_id AS lead FROM read_parquet('{folder}/leads.parquet')")
    return expressed((touches, led))


def expressed_in_polars(folder: Path) -> Mapping[str, Any]:
    ways = pl.Enum(CHANNELS)
    touches = pl.scan_parquet(files(folder)).select(
        user=pl.col("user_id"),
        at=pl.col("ts").dt.epoch("ms"),
        group=pl.col("user_id") & (GROUPS - 1),
        arrival=pl.col("touch_id"),
        key=pl.col("channel").cast(ways).to_physical().cast(pl.Int64) + 1,
        direct=(pl.col("channel").cast(pl.String) == "direct").cast(pl.Int64),
    )
    led = pl.scan_parquet(folder / "leads.parquet").select(
        user=pl.col("user_id"),
        at=pl.col("ts").dt.epoch("ms"),
        group=pl.col("user_id") & (GROUPS - 1),
        lead=pl.col("lead_id"),
    )
    return expressed((touches, led))


JOBS = {
    "scan": (lambda folder: scan(files(folder)), lambda folder: scan(files(folder))),
    "scan of the new week and its look-back": (
        lambda folder: scan(files(folder)[-LOOK_BACK_WEEKS:]),
        lambda folder: scan(files(folder)),
    ),
    "expressions, DuckDB": (expressed_in_duckdb, None),
    "expressions, Polars": (expressed_in_polars, None),
    "SQL by hand, DuckDB": (lambda folder: DUCKDB(folder, files(folder)), None),
    "Polars by hand": (lambda folder: in_polars(folder, files(folder)), None),
}

if __name__ == "__main__":
    main(JOBS)
