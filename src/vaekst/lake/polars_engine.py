"""The rules of `lake.asof` as Polars expressions: sorted so that the row to believe most comes last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import narwhals as nw
import polars as pl

from vaekst.core.facts import FactTable, Kind
from vaekst.lake.asof import OF_THE_ROW, counts_for, has_days
from vaekst.lake.delta import Files
from vaekst.lake.readings import first_month

TYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.INSTANT: pl.Datetime("us", "UTC"),
    Kind.DAY: pl.Date(),
    Kind.COUNT: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.FLAG: pl.Boolean(),
}


def rows(table: FactTable, files: Files) -> nw.LazyFrame[Any]:
    """Every row in the files, in the table's columns."""
    return nw.from_native(_scan(table, files))


def latest(table: FactTable, files: Files, *, as_of: datetime | None, told: Sequence[str] = ()) -> nw.LazyFrame[Any]:
    """One row per key as known at `as_of` (see `lake.asof`), ordered by key."""
    order = ["observed_at", "recorded_at", "import_id", "source_row"]
    if "grain" in table.names:
        order.insert(0, "_lifetime")
    known = _known(table, _scan(table, files), as_of)
    known = known.with_columns(_lifetime=pl.col("grain") == "lifetime") if "grain" in table.names else known
    known = known.sort(order, nulls_last=False, maintain_order=True).with_row_index("_place")
    if as_of is not None and has_days(table):
        place = pl.col("_place").cast(pl.Int64) + 1
        known = known.sort(pl.when(pl.col("observed_at") <= as_of).then(place).otherwise(-place))
    found = known.group_by(list(table.key), maintain_order=True).agg(
        *(_newest(table, name) for name in table.names if name not in table.key),
        *(_told(table, name) for name in told),
    )
    return nw.from_native(found.select(*table.names, *(f"{name}__told" for name in told)).sort(list(table.key)))


def readings(
    table: FactTable,
    files: Files,
    *,
    as_of: datetime,
    age_days: float,  # noqa: ARG001 (an engine's own business how much more it gives)
    since: date | None,
) -> nw.LazyFrame[Any]:
    """Every snapshot observed by then of the posts published since; more than comparisons need."""
    if since is None:
        return nw.from_native(_known(table, _scan(table, files), as_of))
    published = pl.col("published_date")
    known = _known(table, _scan(table, files.since(first_month(since))), as_of)
    return nw.from_native(known.filter(published.is_null() | (published >= since)))


def _scan(table: FactTable, files: Files) -> pl.LazyFrame:
    """The files as they lie on disk; a column a file is too old to know is NULL."""
    schema = {column.name: TYPES[column.kind] for column in table.columns}
    if not files.names:
        return pl.LazyFrame(schema=schema)
    return pl.scan_parquet(
        list(files.paths), schema=schema, missing_columns="insert", extra_columns="ignore", hive_partitioning=False,
        glob=False,
    )  # fmt: skip


def _known(table: FactTable, facts: pl.LazyFrame, as_of: datetime | None) -> pl.LazyFrame:
    if as_of is None:
        return facts
    if as_of.tzinfo is None:
        raise ValueError("as_of is an instant and needs a time zone.")
    return facts.filter(pl.col("local_date") < as_of.date() if has_days(table) else pl.col("observed_at") <= as_of)


def _newest(table: FactTable, name: str) -> pl.Expr:
    if name in OF_THE_ROW:
        return pl.col(name).last()
    return pl.col(name).filter(_counts(table, name)).last()


def _told(table: FactTable, name: str) -> pl.Expr:
    """The row the column's value is from; NULL where it has none."""
    row = pl.struct(import_id="import_id", line="source_row", observed=pl.col("observed_at").dt.epoch("us"))
    return row.filter(_counts(table, name)).last().alias(f"{name}__told")


def _counts(table: FactTable, name: str) -> pl.Expr:
    """The rows whose value of the column counts at all."""
    is_lifetime_only, unit_of = counts_for(table, name)
    counts = pl.col(name).is_not_null()
    if is_lifetime_only:
        counts = counts & (pl.col("grain") == "lifetime")
    return counts & pl.col(unit_of).is_not_null() if unit_of else counts
