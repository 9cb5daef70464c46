"""Rows on their way in: stamped by the import, checked at the door, given their week and month."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.facts import Batch, FactTable

MONTH = "month"
"""The partition column, text `YYYY-MM`: the month of `observed_at`, so that one import writes one file.

Lakes of version 0.1 hold the month of the row's own day, which is the same or an earlier one. Nothing may be told of a
post or a channel's day in a month before it, in either.
"""


def stamp(batch: Batch, *, import_id: str, recorded_at: datetime) -> Batch:
    """The same rows, each carrying the import they came by and when Vaekst was told; empty tables left out."""
    if recorded_at.tzinfo is None:
        raise ValueError("recorded_at is an instant and needs a time zone.")
    return {name: _stamped(rows, import_id, recorded_at) for name, rows in batch.items() if rows.num_rows}


def _stamped(rows: pa.Table, import_id: str, recorded_at: datetime) -> pa.Table:
    values = {
        "import_id": pa.repeat(pa.scalar(import_id, pa.string()), rows.num_rows),
        "recorded_at": pa.repeat(pa.scalar(recorded_at, pa.timestamp("us", tz="UTC")), rows.num_rows),
    }
    for name, column in values.items():
        place = rows.schema.get_field_index(name)
        rows = rows.append_column(name, column) if place < 0 else rows.set_column(place, name, column)
    return rows


def ready(table: FactTable, rows: pa.Table) -> pa.Table:
    """The rows in the table's own types and order, with week and month, as they are written.

    Raises ValueError for a column the table does not have and for a required column with a NULL: both
    are mistakes of the reader that made the rows, not of the person whose file it was.
    """
    if unknown := set(rows.column_names) - set(table.names):
        raise ValueError(f"{table.name} has no column {', '.join(sorted(unknown))}.")
    empty = {field.type: pa.chunked_array([pa.nulls(rows.num_rows, field.type)]) for field in table.schema}
    columns = {
        field.name: rows[field.name].cast(field.type) if field.name in rows.column_names else empty[field.type]
        for field in table.schema
    }
    for column in table.columns:
        if column.required and (holes := columns[column.name].null_count):
            raise ValueError(f"{table.name}.{column.name} must not be NULL; {holes} of {rows.num_rows} rows are.")
    days = columns[table.day]
    weeks = pc.cast(pc.floor_temporal(days, unit="week"), pa.date32())
    columns["iso_week"] = pc.coalesce(columns["iso_week"], weeks)
    columns[MONTH] = _months(columns["observed_at"])
    return pa.table(columns)


def _months(instants: pa.ChunkedArray) -> pa.Array:
    """The month of every instant; most rows of an import share one, and printing takes long."""
    told = instants.combine_chunks().dictionary_encode()
    return pc.strftime(told.dictionary, format="%Y-%m").take(told.indices)
