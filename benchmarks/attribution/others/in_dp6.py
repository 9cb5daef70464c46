"""DP6's marketing-attribution-models: five rule models and an exact Markov chain, out of a table of sessions.

It has no look-back; time decay counts from a journey's last touch. Which touch led to a lead is worked out here, in Polars.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from mam import MAM

from benchmarks.attribution.measured import main

_MODELS = {
    "last": "run_last_click",
    "first": "run_first_click",
    "linear": "run_linear",
    "time_decay": "run_time_decay",
    "position": "run_position_based",
    "markov": "run_markov",
}


def job(folder: Path) -> Mapping[str, Any]:
    touches = (
        pl.scan_parquet(folder / "touches-*.parquet")
        .select("user_id", "ts", "touch_id", pl.col("channel").cast(pl.String))
        .sort("ts", "touch_id")
    )
    leads = pl.scan_parquet(folder / "leads.parquet").select("user_id", led_at="ts").sort("led_at")
    led = (
        leads.join_asof(touches, left_on="led_at", right_on="ts", by="user_id", strategy="backward")
        .select("touch_id")
        .drop_nulls()
        .unique()
        .with_columns(converted=pl.lit(True))
    )
    sessions = touches.join(led, on="touch_id", how="left").with_columns(pl.col("converted").fill_null(False)).collect()
    models = MAM(
        sessions,
        format_type="session",
        channels_colname="channel",
        journey_with_conv_colname="converted",
        datetime_colname="ts",
        user_id_colname="user_id",
        create_journey_id_based_on_conversion=True,
    )
    return {model: _credits(getattr(models, run)()) for model, run in _MODELS.items()}


def _credits(result: Any) -> dict[str, float]:
    table = result.grouped if hasattr(result, "grouped") else result.to_polars()
    rows = pl.DataFrame(table).rows()
    return {str(row[0]): float(row[1]) for row in rows if len(row) > 1}


if __name__ == "__main__":
    main({"DP6": (job, None)})
