"""What a fact table is: its columns, their types, and rows told one by one or column by column as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import pyarrow as pa


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INSTANT = "instant"
    DAY = "day"
    COUNT = "count"  # whole, signed: platforms report corrections
    NUMBER = "number"
    FLAG = "flag"


ARROW: Mapping[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.INSTANT: pa.timestamp("us", tz="UTC"),
    Kind.DAY: pa.date32(),
    Kind.COUNT: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A named, typed place in a fact table. `required` means never NULL."""

    name: str
    kind: Kind
    required: bool = False


class NotWhole(ValueError):
    """A count that is no whole number, with the line of the file it comes from."""

    def __init__(self, table: str, column: str, value: float, source_row: int | None = None) -> None:
        super().__init__(f"{table}.{column} counts in whole numbers, and {value} is none.")
        self.column = column
        self.value = value
        self.source_row = source_row


@dataclass(frozen=True, slots=True)
class FactTable:
    """A fact table: `key` tells rows apart, `day` is the column months and weeks are taken from."""

    name: str
    key: tuple[str, ...]
    day: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """The table's Arrow schema, all columns in declared order."""
        return _schema(self)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def batch(self, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
        """The rows as an Arrow table of this schema; columns a row leaves out are NULL.

        Raises ValueError for a column the table lacks, and NotWhole for a count that is none: Arrow would cut it.
        """
        known = set(self.names)
        counts = {column.name for column in self.columns if column.kind is Kind.COUNT}
        for row in rows:
            if unknown := row.keys() - known:
                raise ValueError(f"{self.name} has no column {', '.join(sorted(unknown))}.")
            for name, value in row.items():
                if type(value) is float and name in counts and not value.is_integer():
                    raise NotWhole(self.name, name, value, row.get("source_row"))
        return pa.Table.from_pylist([dict(row) for row in rows], schema=self.schema)

    def table(self, columns: Mapping[str, Any], *, rows: int) -> pa.Table:
        """So many rows by their columns as an Arrow table of this schema; what is no column of values stands in every row.

        Columns left out are NULL. Raises ValueError for a column the table lacks.
        """
        if unknown := columns.keys() - set(self.names):
            raise ValueError(f"{self.name} has no column {', '.join(sorted(unknown))}.")
        empty = {kind: pa.nulls(rows, kind) for kind in ARROW.values()}  # shared: most columns of a file are empty
        arrays = [
            empty[field.type] if columns.get(field.name) is None else _array(columns[field.name], field.type, rows)
            for field in self.schema
        ]
        return pa.Table.from_arrays(arrays, schema=self.schema)


def _array(values: Any, kind: pa.DataType, rows: int) -> pa.Array:
    """The values of a column, or one value for all rows, as an array."""
    if isinstance(values, pa.Array):
        return values.cast(kind)
    if isinstance(values, Sequence) and not isinstance(values, str):
        return pa.array(values, kind)
    return pa.repeat(pa.scalar(values, kind), rows)


@cache
def _schema(table: FactTable) -> pa.Schema:
    return pa.schema(
        [pa.field(column.name, ARROW[column.kind], nullable=not column.required) for column in table.columns]
    )


def columns(kind: Kind, *names: str, required: bool = False) -> tuple[Column, ...]:
    """Columns of one kind."""
    return tuple(Column(name, kind, required=required) for name in names)


# Stamped on every row by the import, not by the source.
PROVENANCE = (
    Column("observed_at", Kind.INSTANT, required=True),  # when the platform said so
    Column("recorded_at", Kind.INSTANT, required=True),  # when Vaekst was told
    Column("import_id", Kind.TEXT, required=True),
    Column("source_row", Kind.COUNT),  # line or row number in the original file, from 1
    Column("iso_week", Kind.DAY),  # the Monday of the row's day
)
