"""Latest and as-of, as expressions: what was known of each key at a moment, column by column.

Rows of one key are put in an order that ends with the row to believe most. Then every column takes the
newest value that is not NULL, so that a file which does not know a metric never erases it. The order is
`observed_at`, then `recorded_at`, `import_id` and `source_row`, so that ties always fall the same way.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import narwhals as nw

from vaekst.core.facts import METRICS, PROVENANCE, FactTable

_ORDER = ("observed_at", "recorded_at", "import_id", "source_row")
_METRICS = frozenset(column.name for column in METRICS)
# A column that says what another one is in, and travels with it.
_UNIT_OF = {"revenue_currency": "revenue_minor", "currency": "cost_minor"}
# Taken from the believed row as they stand: they describe the row, not the key.
_OF_THE_ROW = frozenset({"grain", "period_from", "period_to", *(column.name for column in PROVENANCE)} - {"iso_week"})


def latest(rows: nw.LazyFrame[Any], table: FactTable, *, as_of: datetime | None) -> nw.LazyFrame[Any]:
    """One row per key as known at `as_of`; with None, as known now.

    A table with a day of its own (`local_date`) holds the days before `as_of`'s date, in `as_of`'s zone. A
    value first observed after `as_of` is then taken from its earliest observation: hindsight, but the
    same hindsight however often the day is restated later. Any other table holds what was observed by then.
    """
    if as_of is not None and as_of.tzinfo is None:
        raise ValueError("as_of is an instant and needs a time zone.")
    dated = table.day == "local_date"
    if as_of is not None:
        known = nw.col("local_date") < as_of.date() if dated else nw.col("observed_at") <= as_of
        rows = rows.filter(known)
    ordered = _ordered(rows, table, as_of=as_of if dated else None)
    filled = [name for name in table.names if name not in _OF_THE_ROW and name not in table.key]
    believed = ordered.with_columns(
        nw.col(*filled).fill_null(strategy="forward").over(*table.key, order_by="_place"),
        nw.col("_place").max().over(*table.key).alias("_last"),
    ).filter(nw.col("_place") == nw.col("_last"))
    return believed.select(*table.names)


def _ordered(rows: nw.LazyFrame[Any], table: FactTable, *, as_of: datetime | None) -> nw.LazyFrame[Any]:
    """The rows with `_place`, their rank within the key: the higher, the more it is believed."""
    order: list[str] = list(_ORDER)
    if "grain" in table.names:
        # A count cut to a period says nothing about the post's lifetime; what describes the post still holds.
        lifetime = nw.col("grain") == "lifetime"
        metrics = [name for name in table.names if name in _METRICS]
        rows = rows.with_columns(nw.when(lifetime).then(nw.col(name)).alias(name) for name in metrics)
        rows = rows.with_columns(lifetime.cast(nw.Int64).alias("_lifetime"))
        order.insert(0, "_lifetime")
    units = [(unit, amount) for unit, amount in _UNIT_OF.items() if {unit, amount} <= set(table.names)]
    rows = rows.with_columns(
        nw.when(~nw.col(amount).is_null()).then(nw.col(unit)).alias(unit) for unit, amount in units
    )
    place = nw.col("observed_at").cum_count().over(*table.key, order_by=order).cast(nw.Int64)
    rows = rows.with_columns(place.alias("_place"))
    if as_of is None:
        return rows
    signed = nw.when(nw.col("observed_at") <= as_of).then(nw.col("_place")).otherwise(0 - nw.col("_place"))
    return rows.with_columns(signed.alias("_place"))
