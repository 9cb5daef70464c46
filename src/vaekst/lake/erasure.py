"""Erasing a person: no row about them is left in any version of any table.

The newest version loses the rows by a commit of its own, which names the months and not the person. Then the files
that older versions use are written anew without them under the same name, so that a pinned version stays readable and
merely lacks the person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vaekst.core.facts import FactTable
from vaekst.lake import delta
from vaekst.lake.place import Place

PERSON = ("contact_key", "author_key", "user_key")
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


def about_person(table: FactTable, place: Place, marks: Collection[str]) -> Erased:
    """What `erase_person` would delete. Raises OSError and DeltaError."""
    person = _person(table, place, marks)
    newest = delta.files_of(place, delta.open_table(place)).names if person.holding else ()
    return _told(table, person, newest)


def erase_person(table: FactTable, place: Place, marks: Collection[str]) -> Erased:
    """Delete the person's rows from every version of the table. Raises OSError and DeltaError.

    `marks` are the hashes of what they are called, and ids of entries about them. Another row of the same entry is about
    them too, even where it does not name them.
    """
    person = _person(table, place, marks)
    if not person.holding:
        return Erased()
    now = delta.open_table(place)
    newest = delta.files_of(place, now).names
    for month in sorted({delta.month_of(name) for name in person.holding if name in newest}):
        of_month = [_others(place, name, person) for name in newest if delta.month_of(name) == month]
        delta.replace_month(now, month, pa.concat_tables(of_month, promote_options="permissive"))
    for name in person.holding:
        place.replace(name, _others(place, name, person))
    return _told(table, person, newest)


@dataclass(frozen=True, slots=True)
class _Person:
    """What tells the person's rows from others, by column, and their rows in every file that has any."""

    marks: Mapping[str, pa.Array]
    holding: Mapping[str, pa.Table]


def _person(table: FactTable, place: Place, marks: Collection[str]) -> _Person:
    columns = [name for name in PERSON if name in table.names]
    if not columns:
        return _Person({}, {})
    files = place.parquet()
    (entry,) = table.key
    named = dict.fromkeys((*columns, entry), pa.array(sorted(marks), pa.string()))
    entries = {each for name in files for each in _rows(place, name, named)[entry].to_pylist()}
    person = named | {entry: pa.array(sorted({*marks, *entries}), pa.string())}
    found = ((name, _rows(place, name, person)) for name in files)
    return _Person(person, {name: rows for name, rows in found if rows.num_rows})


def _told(table: FactTable, person: _Person, newest: Collection[str]) -> Erased:
    counted = sum(rows.num_rows for name, rows in person.holding.items() if name in newest)
    imports = (rows["import_id"].to_pylist() for rows in person.holding.values())
    return Erased({table.name: counted}, frozenset().union(*imports))


def _rows(place: Place, name: str, marks: Mapping[str, pa.Array]) -> pa.Table:
    """The rows of a file that bear the marks, with the import each came by."""
    rows = _read(place, name, [*marks, "import_id"])
    return rows.filter(_is_about(rows, marks))


def _others(place: Place, name: str, person: _Person) -> pa.Table:
    """The rows of a file that are not about the person."""
    rows = _read(place, name)
    return rows.filter(pc.invert(_is_about(rows, person.marks)))


def _read(place: Place, name: str, columns: list[str] | None = None) -> pa.Table:
    with pq.ParquetFile(place.here([name])[0]) as file:
        known = None if columns is None else [column for column in columns if column in file.schema_arrow.names]
        return file.read(columns=known)


def _is_about(rows: pa.Table, marks: Mapping[str, pa.Array]) -> pa.ChunkedArray:
    about = pa.chunked_array([pa.repeat(pa.scalar(False), rows.num_rows)])
    for column, known in marks.items():
        if column in rows.column_names:
            about = pc.or_(about, pc.is_in(rows[column].cast(pa.string()), value_set=known))
    return about
