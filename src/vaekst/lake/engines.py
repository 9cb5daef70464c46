"""What reads the facts: DuckDB in this process, Polars, or Spark. All give the same rows from the same files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

import narwhals as nw

from vaekst.core.errors import Trouble, UnknownName
from vaekst.core.facts import FactTable
from vaekst.core.sentence import N_
from vaekst.lake import engine
from vaekst.lake.delta import Files


class Engine(Protocol):
    """Reads one table's files. Frames are lazy where the engine is."""

    def rows(self, table: FactTable, files: Files) -> nw.LazyFrame[Any]:
        """Every row in the files, in the table's columns."""
        ...

    def latest(
        self, table: FactTable, files: Files, *, as_of: datetime | None, told: Sequence[str] = ()
    ) -> nw.LazyFrame[Any]:
        """One row per key as known at `as_of` (see `lake.asof`), ordered by key."""
        ...

    def readings(
        self, table: FactTable, files: Files, *, as_of: datetime, age_days: float, since: date | None
    ) -> nw.LazyFrame[Any]:
        """At least the snapshots that comparisons at an age need (see `lake.readings`)."""
        ...


DUCKDB: Engine = engine
NAMES = ("duckdb", "polars", "spark")


def named(name: str, *, spark: str = "") -> Engine:
    """The engine of that name. `spark` is where Spark runs: `local[2]`, or `sc://host` for Spark Connect.

    Raises UnknownName, and Trouble where the engine's library is not installed.
    """
    if name == "duckdb":
        return DUCKDB
    if name not in NAMES:
        raise UnknownName("engine", name, NAMES)
    try:
        if name == "polars":
            from vaekst.lake import polars_engine

            return polars_engine
        from vaekst.lake.spark_engine import spark_at

        return spark_at(spark or "local[*]")
    except ImportError as missing:
        raise Trouble(
            "engine_missing",
            N_(
                "{engine} is not installed. Install it with pip install 'vaekst[{engine}]', or set VAEKST_ENGINE to duckdb."
            ),
            engine=name,
        ) from missing
