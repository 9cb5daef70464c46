"""The default engine: an in-memory DuckDB per thread over the table's Parquet files."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Mapping, Sequence

import duckdb
import narwhals as nw

from vaekst.core.facts import FactTable, Kind

_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.DAY: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}
_WILDCARD = re.compile(r"([\[*?])")
_mine = threading.local()


def scan(table: FactTable, files: Sequence[str]) -> nw.LazyFrame[duckdb.DuckDBPyRelation]:
    """Every row in the files, in the table's columns; a column a file is too old to know is NULL."""
    nothing = ", ".join(f'NULL::{_TYPES[column.kind]} AS "{column.name}"' for column in table.columns)
    if not files:
        return nw.from_native(_connection().sql(f"SELECT {nothing} WHERE false"))
    names = ", ".join(f'"{name}"' for name in table.names)
    relation = _connection().sql(
        # The names are those of core.facts; nothing a person wrote is in here.
        f"SELECT {names} FROM (SELECT {nothing} WHERE false) UNION ALL BY NAME "  # noqa: S608 (see above)
        "(SELECT * FROM read_parquet($files, hive_partitioning = true, union_by_name = true))",
        params={"files": [_WILDCARD.sub(r"[\1]", file) for file in files]},
    )
    return nw.from_native(relation)


def _connection() -> duckdb.DuckDBPyConnection:
    """This thread's own database. A forked child makes its own: DuckDB does not survive a fork."""
    held: tuple[int, duckdb.DuckDBPyConnection] | None = getattr(_mine, "held", None)
    if held is None or held[0] != os.getpid():
        connection = duckdb.connect(":memory:")
        connection.execute("SET TimeZone = 'UTC'")
        held = _mine.held = (os.getpid(), connection)
    return held[1]
