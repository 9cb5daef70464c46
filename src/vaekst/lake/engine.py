"""The default engine: an in-memory DuckDB per thread over the table's Parquet files.

Files never change once written, so what was read from small ones is kept and shared by all threads.
"""

from __future__ import annotations

import os
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

from vaekst.core.facts import FactTable, Kind
from vaekst.lake.asof import latest_sql
from vaekst.lake.delta import Files

TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.DAY: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}
_WILDCARD = re.compile(r"([*?])")
_SMALL = 8 * 2**20  # bytes on disk; about a tenth of what it is in memory
_ROOM = 256 * 2**20  # bytes of memory for tables kept

_mine = threading.local()
_kept: OrderedDict[tuple[FactTable, tuple[str, ...]], pa.Table] = OrderedDict()
_keeping = threading.Lock()


def rows(table: FactTable, files: Files) -> nw.LazyFrame[Any]:
    """Every row in the files, in the table's columns."""
    facts = _facts(table, files)
    return nw.from_native(_connection().from_arrow(facts) if isinstance(facts, pa.Table) else facts)


def latest(table: FactTable, files: Files, *, as_of: datetime | None) -> nw.LazyFrame[Any]:
    """One row per key as known at `as_of` (see `lake.asof`), ordered by key."""
    facts = _facts(table, files)  # noqa: F841 (DuckDB finds it by its name)
    return nw.from_native(_connection().sql(latest_sql(table, "facts", as_of=as_of)))


def forget() -> None:
    """Let go of every table kept in memory."""
    with _keeping:
        _kept.clear()


def _facts(table: FactTable, files: Files) -> pa.Table | duckdb.DuckDBPyRelation:
    """The rows in memory when they are few, else where they lie on disk."""
    if files.bytes > _SMALL:
        return _scan(table, files)
    key = (table, files.paths)
    with _keeping:
        kept = _kept.get(key)
        if kept is not None:
            _kept.move_to_end(key)
            return kept
    read = _scan(table, files).to_arrow_table()
    _keep(key, read)
    return read


def _keep(key: tuple[FactTable, tuple[str, ...]], rows: pa.Table) -> None:
    """Keep the table, and let go of those longest unread when room runs out."""
    with _keeping:
        _kept[key] = rows
        while sum(table.nbytes for table in _kept.values()) > _ROOM:
            _kept.popitem(last=False)


def _scan(table: FactTable, files: Files) -> duckdb.DuckDBPyRelation:
    """The files as they lie on disk; a column a file is too old to know is NULL."""
    nothing = ", ".join(f'NULL::{TYPES[column.kind]} AS "{column.name}"' for column in table.columns)
    if not files.paths:
        return _connection().sql(f"SELECT {nothing} WHERE false")
    names = ", ".join(f'"{name}"' for name in table.names)
    return _connection().sql(
        # The names are those of core.facts; nothing a person wrote is in here.
        f"SELECT {names} FROM (SELECT {nothing} WHERE false) UNION ALL BY NAME "  # noqa: S608 (see above)
        "(SELECT * FROM read_parquet($files, hive_partitioning = true, union_by_name = true))",
        params={"files": [_WILDCARD.sub(r"[\1]", path) for path in files.paths]},
    )


def _connection() -> duckdb.DuckDBPyConnection:
    """This thread's own database. A forked child makes its own: DuckDB does not survive a fork."""
    held: tuple[int, duckdb.DuckDBPyConnection] | None = getattr(_mine, "held", None)
    if held is None or held[0] != os.getpid():
        connection = duckdb.connect(":memory:")
        connection.execute("SET TimeZone = 'UTC'")
        held = _mine.held = (os.getpid(), connection)
    return held[1]
