"""The same SQL as DuckDB's, told to Spark: in this process (`local[2]`), on a cluster, or by Spark Connect (`sc://host`)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import narwhals as nw

from vaekst.core.facts import FactTable, Kind
from vaekst.lake.asof import TOLD_ROW, latest_sql
from vaekst.lake.delta import Files
from vaekst.lake.readings import first_month, readings_sql

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TYPES = {
    Kind.TEXT: "STRING",
    Kind.INSTANT: "TIMESTAMP",
    Kind.DAY: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}
# What DuckDB's SQL is called in Spark's.
_DIALECT = (
    (TOLD_ROW, "named_struct('import_id', import_id, 'line', source_row, 'observed', unix_micros(observed_at))"),
    ('"', "`"),
    ("arg_max_null(", "max_by("),
    ("arg_max(", "max_by("),
)


@dataclass(frozen=True, slots=True)
class Spark:
    """Reads the facts in a Spark session, which must be able to reach them by their addresses."""

    session: SparkSession

    def rows(self, table: FactTable, files: Files) -> nw.LazyFrame[Any]:
        """Every row in the files, in the table's columns."""
        frame: nw.LazyFrame[Any] = nw.from_native(self._scan(table, files))
        return frame

    def latest(
        self, table: FactTable, files: Files, *, as_of: datetime | None, told: Sequence[str] = ()
    ) -> nw.LazyFrame[Any]:
        """One row per key as known at `as_of` (see `lake.asof`), ordered by key."""
        return self._sql(latest_sql(table, self._view(table, files), as_of=as_of, told=told))

    def readings(
        self, table: FactTable, files: Files, *, as_of: datetime, age_days: float, since: date | None
    ) -> nw.LazyFrame[Any]:
        """The snapshots that comparisons at an age need (see `lake.readings`)."""
        if since is not None:
            files = files.since(first_month(since))
        view = self._view(table, files)
        return self._sql(readings_sql(table, view, as_of=as_of, age_days=age_days, since=since))

    def _sql(self, query: str) -> nw.LazyFrame[Any]:
        for ours, theirs in _DIALECT:
            query = query.replace(ours, theirs)
        frame: nw.LazyFrame[Any] = nw.from_native(self.session.sql(query))
        return frame

    def _scan(self, table: FactTable, files: Files) -> DataFrame:
        """The files where they lie; a column a file is too old to know is NULL."""
        schema = ", ".join(f"`{column.name}` {TYPES[column.kind]}" for column in table.columns)
        if not files.names:
            return self.session.createDataFrame([], schema)
        addresses = [address.replace("s3://", "s3a://", 1) for address in files.addresses]
        return self.session.read.schema(schema).parquet(*addresses)

    def _view(self, table: FactTable, files: Files) -> str:
        """A name SQL can call the files by; the same files always have the same."""
        told = "|".join((table.name, *files.addresses, str(files.erased)))
        name = f"facts_{hashlib.sha256(told.encode()).hexdigest()[:16]}"
        self._scan(table, files).createOrReplaceTempView(name)
        return name


@cache
def spark_at(address: str) -> Spark:
    """One session per address. Raises ImportError where PySpark is not installed."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("Vaekst").config("spark.sql.session.timeZone", "UTC")
    if address.startswith("sc://"):
        return Spark(builder.remote(address).getOrCreate())
    builder = builder.master(address).config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "8")
    return Spark(builder.getOrCreate())
