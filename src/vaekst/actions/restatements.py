"""What an import changes in a brand's past, found before its facts are appended."""

from __future__ import annotations

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.facts import TABLES, Batch, FactTable
from vaekst.core.restatement import TABLES as RESTATED
from vaekst.core.restatement import Restated, restated
from vaekst.lake import Lake

_NEWEST_LAST = [("observed_at", "ascending"), ("recorded_at", "ascending"), ("import_id", "ascending")]


def restated_by(lake: Lake, batch: Batch) -> tuple[Restated, ...]:
    """What the batch tells differently from what the lake holds. Its posts must carry their settled keys."""
    held = lake.version()
    found = (
        restated(TABLES[name], _before(lake, TABLES[name], batch[name]), batch[name])
        for name in RESTATED
        if name in batch and name in held
    )
    return tuple(each for of_table in found for each in of_table)


def _before(lake: Lake, table: FactTable, rows: pa.Table) -> pa.Table:
    """What the lake knows of the batch's days, one row a key, each column at its newest known value."""
    span = pc.min_max(rows[table.day]).as_py()
    wanted = lake.rows(table.name)
    if span["min"] is not None:
        day = nw.col(table.day)
        wanted = wanted.filter(((day >= span["min"]) & (day <= span["max"])) | day.is_null())
    if "channel" in table.key:
        wanted = wanted.filter(nw.col("channel").is_in(pc.unique(rows["channel"]).to_pylist()))
    known: pa.Table = wanted.collect().to_arrow().sort_by(_NEWEST_LAST)
    others = [name for name in table.names if name not in table.key]
    newest = known.group_by(list(table.key), use_threads=False).aggregate([(name, "last") for name in others])
    return newest.rename_columns([*table.key, *others])
