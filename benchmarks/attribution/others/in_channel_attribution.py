"""ChannelAttribution: three rule models and a simulated Markov chain, out of paths as text that DuckDB puts together.

Look-back is not its own: journeys are cut here where the look-back cuts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ChannelAttribution
import duckdb

from benchmarks.attribution.measured import main
from benchmarks.attribution.world import DAY_MS

_PATHS = """
WITH events AS (
    SELECT user_id, epoch_ms(ts) AS ms, 0 AS is_lead, touch_id AS arrival, channel FROM read_parquet('{folder}/touches-*.parquet')
    UNION ALL
    SELECT user_id, epoch_ms(ts), 1, lead_id, NULL FROM read_parquet('{folder}/leads.parquet')
), marked AS (
    SELECT *, lag(ms) OVER w AS before, lag(is_lead) OVER w AS after_lead
    FROM events WINDOW w AS (PARTITION BY user_id ORDER BY ms, is_lead, arrival)
), journeys AS (
    SELECT *, sum(CASE WHEN after_lead = 1 OR ms - before > {look_back} THEN 1 ELSE 0 END)
        OVER (PARTITION BY user_id ORDER BY ms, is_lead, arrival) AS journey
    FROM marked
), paths AS (
    SELECT string_agg(channel, ' > ' ORDER BY ms, arrival) AS path, max(is_lead) AS led
    FROM journeys GROUP BY user_id, journey
)
SELECT path, sum(led)::BIGINT AS leads, sum(1 - led)::BIGINT AS nothing FROM paths WHERE path IS NOT NULL GROUP BY path
"""


def job(folder: Path) -> Mapping[str, Any]:
    paths = duckdb.sql(_PATHS.format(folder=folder, look_back=30 * DAY_MS)).df()
    rules = ChannelAttribution.heuristic_models(paths, "path", "leads", flg_pro=False)
    chain = ChannelAttribution.markov_model(paths, "path", "leads", var_null="nothing", verbose=False, flg_pro=False)
    named = {"last": "last_touch", "first": "first_touch", "linear": "linear_touch"}
    found = {
        model: dict(zip(rules["channel_name"], map(float, rules[_column(rules, column)]), strict=True))
        for model, column in named.items()
    }
    markov = dict(zip(chain["channel_name"], map(float, chain[chain.columns[1]]), strict=True))
    return {**found, "markov": markov}


def _column(table: Any, begins: str) -> str:
    return next(name for name in table.columns if name.startswith(begins))


if __name__ == "__main__":
    main({"ChannelAttribution": (job, None)})
