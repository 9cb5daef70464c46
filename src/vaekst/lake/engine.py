"""The engine unless told otherwise: an in-memory DuckDB per thread over the table's Parquet files.

Files never change once written, so what was read from small ones is kept and shared by all threads.
"""

from __future__ import annotations

import os
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

from vaekst.core.facts import FactTable, Kind
from vaekst.lake import trouble
from vaekst.lake.asof import latest_sql
from vaekst.lake.delta import Files
from vaekst.lake.readings import first_month, readings_sql

TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.DAY: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}
_WILDCARD = re.compile(r"([*?])")
_SMALL = 4 * 2**20  # bytes on disk; in memory a table of few figures takes up to sixty times that
_ROOM = 256 * 2**20  # bytes in memory of all tables kept
_MANY_CHUNKS = 24

Key = tuple[FactTable, Files]


@dataclass(frozen=True, slots=True)
class Kept:
    """A table in memory, and how many bytes it takes there."""

    rows: pa.Table
    bytes: int


_mine = threading.local()
_scans = count()
_kept: OrderedDict[Key, Kept] = OrderedDict()
_keeping = threading.Lock()


def rows(table: FactTable, files: Files) -> nw.LazyFrame[Any]:
    """Every row in the files, in the table's columns."""
    with _readable(files):
        facts = _facts(table, files)
        return nw.from_native(_connection().from_arrow(facts) if isinstance(facts, pa.Table) else facts)


def latest(table: FactTable, files: Files, *, as_of: datetime | None, told: Sequence[str] = ()) -> nw.LazyFrame[Any]:
    """One row per key as known at `as_of` (see `lake.asof`), ordered by key."""
    with _readable(files):
        facts = _facts(table, files)  # noqa: F841 (DuckDB finds it by its name)
        return nw.from_native(_connection().sql(latest_sql(table, "facts", as_of=as_of, told=told)))


def readings(
    table: FactTable, files: Files, *, as_of: datetime, age_days: float, since: date | None
) -> nw.LazyFrame[Any]:
    """The snapshots that comparisons at an age need (see `lake.readings`)."""
    with _readable(files):
        if since is not None and files.bytes > _SMALL:
            files = files.since(first_month(since))
        facts = _facts(table, files)  # noqa: F841 (DuckDB finds it by its name)
        return nw.from_native(
            _connection().sql(readings_sql(table, "facts", as_of=as_of, age_days=age_days, since=since))
        )


@contextmanager
def _readable(files: Files) -> Iterator[None]:
    """Tells of damaged or missing files in words; raises Trouble."""
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise trouble.reading(files.place.address if files.place else "", error) from error


def _facts(table: FactTable, files: Files) -> pa.Table | duckdb.DuckDBPyRelation:
    """The rows in memory when they are few, else where they lie on disk."""
    if files.bytes > _SMALL:
        return _scan(table, files.paths)
    key = (table, files)
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key].rows
        earlier = _earlier(table, files)
    held, rows = earlier or (frozenset(), None)
    paths = dict(zip(files.names, files.paths, strict=True))
    fresh = _scan(table, [path for name, path in paths.items() if name not in held]).to_arrow_table()
    fresh = fresh.cast(pa.schema([column.with_nullable(True) for column in table.schema]))
    rows = fresh if rows is None else pa.concat_tables([rows, fresh])
    if rows.num_columns and rows.column(0).num_chunks > _MANY_CHUNKS:
        rows = rows.combine_chunks()
    _keep(key, Kept(rows, rows.nbytes))
    return rows


def _earlier(table: FactTable, files: Files) -> tuple[frozenset[str], pa.Table] | None:
    """The largest kept table that only lacks some of the files: an append leaves the files before it as they are."""
    wanted = frozenset(files.names)
    found = [
        (frozenset(held.names), kept.rows)
        for (of, held), kept in _kept.items()
        if of == table and held.place == files.place and held.erased == files.erased and wanted.issuperset(held.names)
    ]
    return max(found, key=lambda each: len(each[0]), default=None)


def _keep(key: Key, read: Kept) -> None:
    """Keep the table, and let go of those longest unread when room runs out."""
    with _keeping:
        _kept[key] = read
        while sum(kept.bytes for kept in _kept.values()) > _ROOM:
            _kept.popitem(last=False)


def _scan(table: FactTable, paths: Sequence[str]) -> duckdb.DuckDBPyRelation:
    """The files as they lie on disk; a column a file is too old to know is NULL."""
    nothing = ", ".join(f'NULL::{TYPES[column.kind]} AS "{column.name}"' for column in table.columns)
    if not paths:
        return _connection().sql(f"SELECT {nothing} WHERE false")
    names = ", ".join(f'"{name}"' for name in table.names)
    files = f"files{next(_scans)}"  # scans that are joined with each other must not share a parameter
    return _connection().sql(
        # The names are those of core.facts; nothing a person wrote is in here.
        f"SELECT {names} FROM ((SELECT {nothing} WHERE false) UNION ALL BY NAME "  # noqa: S608 (see above)
        f"(SELECT * FROM read_parquet(${files}, hive_partitioning = true, union_by_name = true)))",
        params={files: [_WILDCARD.sub(r"[\1]", path) for path in paths]},
    )


def _connection() -> duckdb.DuckDBPyConnection:
    """This thread's own database. A forked child makes its own: DuckDB does not survive a fork."""
    held: tuple[int, duckdb.DuckDBPyConnection] | None = getattr(_mine, "held", None)
    if held is None or held[0] != os.getpid():
        connection = duckdb.connect(":memory:")
        connection.execute("SET TimeZone = 'UTC'")
        held = _mine.held = (os.getpid(), connection)
    return held[1]
