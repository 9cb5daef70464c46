"""A table on its way out of the product: typed columns with what they mean, and rows that fit them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from vaekst.core.facts import ARROW, Kind


@dataclass(frozen=True, slots=True)
class Field:
    """A column people build reports on: its name and kind never change once published, new ones are added at the end."""

    name: str
    kind: Kind
    meaning: str  # one English sentence, with the unit


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under published columns. A value nobody knows is None; a column a row leaves out is unknown."""

    name: str
    fields: tuple[Field, ...]
    rows: Sequence[Mapping[str, Any]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table, every column in its kind."""
        schema = pa.schema([pa.field(field.name, ARROW[field.kind]) for field in self.fields])
        return pa.Table.from_pylist([{name: row.get(name) for name in self.names} for row in self.rows], schema=schema)
