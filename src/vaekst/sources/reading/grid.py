"""Rows held column by column, each spelling once: what lets a million rows fit into memory and be read quickly."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.sources.contract import Cells

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")
Places = np.ndarray[Any, Any]
"""Row numbers, or one flag per row."""

_AT_ONCE = 1 << 15
"""Rows turned into lists of cells at a time, where somebody walks over them."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A value per row: the distinct ones in order of appearance, and which of them stands in each row.

    Each stands here once, so that it is looked at once; of a large column in which most differ, as often as in the rows.
    """

    distinct: Sequence[T]
    codes: Places

    @classmethod
    def of(cls, values: Iterable[T]) -> Column[T]:
        known: dict[T, int] = {}
        codes = [known.setdefault(value, len(known)) for value in values]
        return cls(list(known), np.array(codes, np.int64))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> T:
        return self.distinct[int(self.codes[row])]

    def values(self) -> list[T]:
        """The value of every row."""
        return self.spread(self.distinct)

    def spread(self, values: Sequence[U]) -> list[U]:
        """The value of every row, from one per distinct value of this column."""
        spread: list[U] = of_objects(values)[self.codes].tolist() if len(values) else []
        return spread

    def map(self, reading: Callable[[T], U]) -> Column[U]:
        """What a function makes of every row's value; it is asked once for each."""
        return Column([reading(value) for value in self.distinct], self.codes)

    def flags(self, holds: Callable[[T], bool]) -> Places:
        """One flag per row: whether this holds of its value. It is asked once for each."""
        return np.array([holds(value) for value in self.distinct], bool)[self.codes]

    def ids(self) -> Places:
        """One number per row, from 0, the same for the same value."""
        known: dict[T, int] = {}
        return np.array([known.setdefault(value, len(known)) for value in self.distinct], np.int64)[self.codes]

    def first_rows(self) -> Places:
        """The first row of every distinct value, as positions from 0."""
        first = np.zeros(len(self.distinct), np.int64)
        first[self.codes[::-1]] = np.arange(len(self.codes) - 1, -1, -1)
        return first

    def arrow(self, kind: pa.DataType, rows: Places) -> pa.Array:
        """The values of these rows as an Arrow array."""
        return pa.array(self.distinct, kind).take(pa.array(self.codes[rows]))

    def followed_by(self, value: T) -> Column[T]:
        """The column with one more row."""
        return Column([*self.distinct, value], np.append(self.codes, len(self.distinct)))

    def up_to(self, rows: int) -> Column[T]:
        """The first rows."""
        return Column(self.distinct, self.codes[:rows])


def both(one: Column[T], other: Column[U], reading: Callable[[T, U], V]) -> Column[V]:
    """What a function makes of two columns, row by row; it is asked once for each pair of values."""
    pairs = one.codes * max(1, len(other.distinct)) + other.codes
    _, first, codes = np.unique(pairs, return_index=True, return_inverse=True)
    return Column([reading(one[row], other[row]) for row in first.tolist()], codes)


def of_objects(values: Sequence[Any]) -> Places:
    """The values as an array of Python's own objects, whatever they are."""
    made = np.empty(len(values), object)
    made[:] = values
    return made


class Grid(Sequence[Cells]):
    """Rows of one width, held as columns. `odd` are the rows of another width, by position; their columns are empty.

    A column is an array of text, or of a dictionary of text where cells repeat.
    """

    def __init__(self, columns: Sequence[pa.Array], odd: Mapping[int, Cells] | None = None) -> None:
        self.columns = tuple(columns)
        self.odd = dict(odd or {})

    def __len__(self) -> int:
        return len(self.columns[0])

    @property
    def width(self) -> int:
        """How many cells a row has, odd ones aside."""
        return len(self.columns)

    @overload
    def __getitem__(self, place: int) -> Cells: ...

    @overload
    def __getitem__(self, place: slice) -> Grid: ...

    def __getitem__(self, place: int | slice) -> Cells | Grid:
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self))
            stop = max(start, stop)
            odd = {at - start: row for at, row in self.odd.items() if start <= at < stop}
            return Grid([column.slice(start, stop - start) for column in self.columns], odd)
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        return self.odd.get(at) or [column[at].as_py() for column in self.columns]

    def __iter__(self) -> Iterator[Cells]:
        for start in range(0, len(self), _AT_ONCE):
            piece = [_spelled(column.slice(start, _AT_ONCE)).values() for column in self.columns]
            for at, row in enumerate(zip(*piece, strict=True), start):
                yield self.odd.get(at) or list(row)

    def without_first_cell(self) -> list[int]:
        """The rows whose first cell may look empty, though it may hold what cannot be seen; odd ones included."""
        column = self.columns[0]
        faint = ~pc.match_substring_regex(texts_in(column), r"^[!-~]").to_numpy(zero_copy_only=False)
        if pa.types.is_dictionary(column.type):
            faint = faint[column.indices.to_numpy()]
        found: list[int] = np.flatnonzero(faint).tolist()
        return found

    def column(self, place: int) -> Column[str]:
        """The cells of one column."""
        return _spelled(self.columns[place])

    def where(self, keep: Places) -> Grid:
        """The rows with a flag that is set."""
        if keep.all():
            return self
        moved = np.cumsum(keep) - 1
        odd = {int(moved[at]): row for at, row in self.odd.items() if keep[at]}
        mask = pa.array(keep)
        return Grid([column.filter(mask) for column in self.columns], odd)

    def with_rows(self, rows: Mapping[int, Cells]) -> Grid:
        """The same rows with others in these positions, each of the grid's own width."""
        if not rows:
            return self
        mended = [
            _replaced(column, {at: row[place] for at, row in rows.items()}) for place, column in enumerate(self.columns)
        ]
        return Grid(mended, {at: row for at, row in self.odd.items() if at not in rows})


def texts_in(column: pa.Array) -> pa.StringArray:
    """The texts of a grid's column, without saying in which rows they stand."""
    return column.dictionary if pa.types.is_dictionary(column.type) else column


def _replaced(column: pa.Array, cells: Mapping[int, str]) -> pa.Array:
    """The column with other cells in these positions."""
    repeats = pa.types.is_dictionary(column.type)
    mask = np.zeros(len(column), bool)
    mask[list(cells)] = True
    whole = column.dictionary_decode() if repeats else column
    replaced = pc.replace_with_mask(whole, pa.array(mask), pa.array([cells[place] for place in sorted(cells)]))
    return replaced.dictionary_encode() if repeats else replaced


def column_of(rows: Sequence[Cells], place: int) -> Column[str]:
    """One column of rows that are all wide enough."""
    return rows.column(place) if isinstance(rows, Grid) else Column.of(row[place] for row in rows)


def chosen_lines(lines: Sequence[int], keep: Places) -> Sequence[int]:
    """The lines of the rows with a flag that is set."""
    if keep.all():
        return lines
    chosen = array("q")
    chosen.frombytes(np.asarray(lines, np.int64)[keep].tobytes())
    return chosen


def _spelled(column: pa.Array) -> Column[str]:
    """The column with the spellings it holds, those of other rows left out."""
    if not pa.types.is_dictionary(column.type):
        return Column(_strings(column), np.arange(len(column)))
    codes = column.indices.to_numpy()
    whole = len(column.dictionary)
    first = np.full(whole, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    used = np.flatnonzero(first < len(codes))
    order = used[np.argsort(first[used], kind="stable")]
    places = np.zeros(whole, np.int64)
    places[order] = np.arange(len(order))
    return Column(_strings(column.dictionary.take(pa.array(order))), places[codes])


def _strings(cells: pa.StringArray) -> list[str]:
    found: list[str] = cells.to_numpy(zero_copy_only=False).tolist()
    return found
