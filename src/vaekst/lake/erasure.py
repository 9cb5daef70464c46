"""Erasing a person: no row about them is left in any version of any table.

The newest version loses the rows by a commit of its own, which names the months and not the person. Then the files
that older versions use are written anew without them under the same name, so that a pinned version stays readable and
merely lacks the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vaekst.core.facts import FactTable
from vaekst.lake import delta
from vaekst.lake.place import Place

PERSON = ("contact_key", "author_key")
"""The columns that hold a person, as the hash of what they are called."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each table are gone from the newest version, and the imports that had brought them.

    The originals of those imports still hold the person: erase or replace them, or a replay brings the rows back.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    imports: frozenset[str] = frozenset()


def together(parts: Mapping[str, Erased]) -> Erased:
    """What was erased from all tables; those that held nothing are left out."""
    rows = {name: part.rows[name] for name, part in parts.items() if part.rows.get(name)}
    return Erased(rows, frozenset().union(*(part.imports for part in parts.values())))


def erase_person(table: FactTable, place: Place, key: str) -> Erased:
    """Delete the rows with that key from every version of the table. Raises OSError and DeltaError."""
    columns = [name for name in PERSON if name in table.names]
    if not columns:
        return Erased()
    now = delta.open_table(place)
    holding = {name: rows for name in place.parquet() if (rows := _rows(place, name, columns, key)).num_rows}
    newest = delta.files_of(place, now).names
    for month in sorted({delta.month_of(name) for name in holding if name in newest}):
        of_month = [_others(place, name, columns, key) for name in newest if delta.month_of(name) == month]
        delta.replace_month(now, month, pa.concat_tables(of_month, promote_options="permissive"))
    for name in holding:
        place.replace(name, _others(place, name, columns, key))
    counted = sum(rows.num_rows for name, rows in holding.items() if name in newest)
    imports = (rows["import_id"].to_pylist() for rows in holding.values())
    return Erased({table.name: counted}, frozenset().union(*imports))


def _rows(place: Place, name: str, columns: list[str], key: str) -> pa.Table:
    """The rows of a file that are about the person, with the import each came by."""
    rows = _read(place, name, [*columns, "import_id"])
    return rows.filter(_is_about(rows, columns, key))


def _others(place: Place, name: str, columns: list[str], key: str) -> pa.Table:
    """The rows of a file that are not about the person."""
    rows = _read(place, name)
    return rows.filter(pc.invert(_is_about(rows, columns, key)))


def _read(place: Place, name: str, columns: list[str] | None = None) -> pa.Table:
    with pq.ParquetFile(place.here([name])[0]) as file:
        known = None if columns is None else [column for column in columns if column in file.schema_arrow.names]
        return file.read(columns=known)


def _is_about(rows: pa.Table, columns: list[str], key: str) -> pa.ChunkedArray:
    about = pa.chunked_array([pa.repeat(pa.scalar(False), rows.num_rows)])
    for column in columns:
        if column in rows.column_names:
            about = pc.or_(about, pc.fill_null(pc.equal(rows[column].cast(pa.string()), key), False))
    return about
