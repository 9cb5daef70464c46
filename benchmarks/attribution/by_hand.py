"""What somebody would write who has no library for it: six rule models and the steps of a Markov chain, in SQL and in Polars.

Both are exact and follow the same definition of a path. The chain is solved as Vaekst does: it is not what takes time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from benchmarks.attribution.world import CHANNELS, DAY_MS
from vaekst.core.attribution.markov import removal_effects

_LOOK_BACK, _HALF_LIFE = 30 * DAY_MS, 7 * DAY_MS
_RULES = ("last", "first", "last_non_direct", "linear", "time_decay", "position")

_HEURISTICS = """
WITH leads AS (
    SELECT *, lag(ms) OVER (PARTITION BY user_id ORDER BY ms, lead_id) AS before
    FROM (SELECT user_id, epoch_ms(ts) AS ms, lead_id FROM read_parquet('{leads}'))
), path AS (
    SELECT lead_id, channel, touch_id, t.ms, l.ms AS led_at,
        row_number() OVER w AS nth, count(*) OVER (PARTITION BY lead_id) AS n,
        exp2_ms(l.ms - t.ms) AS weight
    FROM touches t JOIN leads l USING (user_id)
    WHERE t.ms <= l.ms AND t.ms > l.ms - {look_back} AND (before IS NULL OR t.ms > before)
    WINDOW w AS (PARTITION BY lead_id ORDER BY t.ms, touch_id)
), told AS (
    SELECT *, weight / sum(weight) OVER (PARTITION BY lead_id) AS share,
        coalesce(max(nth) FILTER (channel <> 'direct') OVER (PARTITION BY lead_id), n) AS closing
    FROM path
)
SELECT channel, count(*) FILTER (nth = n) AS last, count(*) FILTER (nth = 1) AS first,
    count(*) FILTER (nth = closing) AS last_non_direct, sum(1 / n) AS linear, sum(share) AS time_decay,
    sum(CASE WHEN n = 1 THEN 1 WHEN n = 2 THEN 0.5 WHEN nth = 1 OR nth = n THEN 0.4 ELSE 0.2 / (n - 2) END) AS position
FROM told GROUP BY channel
"""
_STEPS = """
WITH events AS (
    SELECT user_id, ms, 0 AS is_lead, touch_id AS arrival, channel FROM touches
    UNION ALL
    SELECT user_id, epoch_ms(ts), 1, lead_id, NULL FROM read_parquet('{leads}')
), led AS (
    SELECT channel AS other, is_lead, ms, lag(channel) OVER w AS one, lag(ms) OVER w AS before
    FROM events WINDOW w AS (PARTITION BY user_id ORDER BY ms, is_lead, arrival)
)
SELECT CASE WHEN ms - before <= {look_back} THEN one END AS one, other, count(*) AS steps
FROM led GROUP BY ALL
"""


def DUCKDB(folder: Path, paths: Sequence[str]) -> Mapping[str, Any]:  # noqa: N802 (a name as in the table)
    connection = duckdb.connect()
    names = ", ".join(f"'{name}'" for name in CHANNELS)
    connection.execute(f"CREATE TYPE way AS ENUM ({names})")
    connection.execute(f"CREATE MACRO exp2_ms(age) AS exp(-ln(2) * age / {_HALF_LIFE})")
    connection.execute(
        f"CREATE VIEW touches AS SELECT user_id, epoch_ms(ts) AS ms, touch_id, channel::way AS channel FROM read_parquet({list(paths)})"
    )
    said = {"leads": f"{folder}/leads.parquet", "look_back": _LOOK_BACK}
    rows = connection.sql(_HEURISTICS.format(**said)).fetchall()
    steps = connection.sql(_STEPS.format(**said)).fetchall()
    return _told({row[0]: row[1:] for row in rows}, steps)


def in_polars(folder: Path, paths: Sequence[str]) -> Mapping[str, Any]:
    touches = pl.scan_parquet(list(paths)).select(
        "user_id", "touch_id", at=pl.col("ts").dt.epoch("ms"), channel=pl.col("channel").cast(pl.Enum(CHANNELS))
    )
    leads = (
        pl.scan_parquet(folder / "leads.parquet")
        .select("user_id", "lead_id", led_at=pl.col("ts").dt.epoch("ms"))
        .sort("led_at", "lead_id")
        .with_columns(before=pl.col("led_at").shift(1).over("user_id"))
    )
    path = (
        touches.join(leads, on="user_id")
        .filter(
            (pl.col("at") <= pl.col("led_at"))
            & (pl.col("at") > pl.col("led_at") - _LOOK_BACK)
            & (pl.col("before").is_null() | (pl.col("at") > pl.col("before")))
        )
        .sort("at", "touch_id")
        .with_columns(
            nth=pl.int_range(1, pl.len() + 1).over("lead_id"),
            n=pl.len().over("lead_id"),
            weight=((pl.col("at") - pl.col("led_at")) * (np.log(2) / _HALF_LIFE)).exp(),
        )
        .with_columns(
            share=pl.col("weight") / pl.col("weight").sum().over("lead_id"),
            closing=pl.when(pl.col("channel") != "direct").then("nth").max().over("lead_id").fill_null(pl.col("n")),
        )
    )
    n, nth = pl.col("n"), pl.col("nth")
    ends = pl.when(n == 1).then(1.0).when(n == 2).then(0.5).when((nth == 1) | (nth == n)).then(0.4)
    rows = (
        path.group_by("channel")
        .agg(
            last=(nth == n).sum(),
            first=(nth == 1).sum(),
            last_non_direct=(nth == pl.col("closing")).sum(),
            linear=(1 / n).sum(),
            time_decay=pl.col("share").sum(),
            position=ends.otherwise(0.2 / (n - 2)).sum(),
        )
        .collect()
    )
    led = leads.select("user_id", at="led_at", is_lead=pl.lit(1), touch_id="lead_id", channel=pl.lit(None))
    events = pl.concat(
        [
            touches.select("user_id", "at", "touch_id", "channel", is_lead=pl.lit(0)),
            led.select("user_id", "at", "touch_id", pl.col("channel").cast(pl.Enum(CHANNELS)), "is_lead"),
        ]
    ).sort("user_id", "at", "is_lead", "touch_id")
    same = pl.col("user_id") == pl.col("user_id").shift(1)
    follows = same & (pl.col("at") - pl.col("at").shift(1) <= _LOOK_BACK)
    steps = (
        events.select(one=pl.when(follows).then(pl.col("channel").shift(1)), other="channel")
        .group_by("one", "other")
        .agg(steps=pl.len())
        .collect()
    )
    return _told({row[0]: row[1:] for row in rows.iter_rows()}, list(steps.iter_rows()))


def _told(
    rows: Mapping[str, Sequence[float]], steps: Sequence[tuple[str | None, str | None, int]]
) -> Mapping[str, Any]:
    credits_ = {
        model: {channel: float(rows[channel][place]) if channel in rows else 0.0 for channel in CHANNELS}
        for place, model in enumerate(_RULES)
    }
    outside = len(CHANNELS)
    place = {None: outside} | {channel: at for at, channel in enumerate(CHANNELS)}
    flows = np.zeros((outside + 1, outside + 1))
    for one, other, count in steps:
        flows[place[one], place[other]] += count
    flows[outside, outside] = 0
    effects = removal_effects(flows)
    leads = sum(credits_["last"].values())
    return {**credits_, "markov": dict(zip(CHANNELS, (effects / effects.sum() * leads).tolist(), strict=True))}
