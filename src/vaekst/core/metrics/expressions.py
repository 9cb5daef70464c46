"""The metrics as Narwhals expressions: the same answer from DuckDB, Arrow, Polars or Spark.

A missing column value stays missing: no sum of nothing is 0, and a rate needs both its part and its whole.
They are what a question over many posts or brands is asked with, on whichever engine reads the lake; the board itself
works in Python on the few readings it needs. Medians are exact on DuckDB, Polars and Spark; Arrow only has a grouped
median that is an approximation, so `middle` is for lazy frames of an engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from vaekst.core.metrics.definitions import Additive
from vaekst.core.metrics.forms import Form, Ratio, Stated

Frame = nw.LazyFrame[Any]


def value(form: Form) -> nw.Expr:
    """The form row by row; NULL where a column is missing or nothing was tried."""
    if isinstance(form, Stated):
        return nw.col(form.column).cast(nw.Float64())
    whole = nw.col(form.whole).cast(nw.Float64())
    return nw.when(whole > 0).then(part(form) / whole)


def part(form: Ratio) -> nw.Expr:
    """The form's numerator row by row; NULL where one of its columns is missing."""
    first, *others = (nw.col(column).cast(nw.Float64()) for column in form.part)
    for column in others:
        first = first + column
    return first


def totals(frame: Frame, *columns: Additive, by: Sequence[str]) -> Frame:
    """The sum of each column within each group, named as the column; NULL where nobody stated it.

    Takes `Additive` columns only, so that people and ratios cannot be summed.
    """
    for column in columns:
        if not isinstance(column, Additive):
            raise TypeError(f"Only additive metrics are summed; {column!r} was not made by `additive`.")
    names = [column.name for column in columns]
    # Cast first: DuckDB adds whole numbers to a type Arrow reads as decimals.
    summed = (
        frame.select(*by, *(nw.col(name).cast(nw.Float64()) for name in names))
        .group_by(*by)
        .agg(
            *(nw.col(name).sum() for name in names),
            *(nw.col(name).count().alias(f"{name}__stated") for name in names),
        )
    )
    return summed.select(
        *by, *(nw.when(nw.col(f"{name}__stated") > 0).then(nw.col(name)).alias(name) for name in names)
    )


def pooled(frame: Frame, form: Ratio, *, by: Sequence[str]) -> Frame:
    """Sum of the part over sum of the whole within each group, from rows that state both: `part`, `whole`, `value`.

    Groups in which no row states both are not in the answer.
    """
    stated = frame.select(*by, part(form).alias("part"), nw.col(form.whole).cast(nw.Float64()).alias("whole"))
    both = stated.filter(~nw.col("part").is_null() & ~nw.col("whole").is_null())
    summed = both.group_by(*by).agg(nw.col("part").sum(), nw.col("whole").sum())
    return summed.with_columns(nw.when(nw.col("whole") > 0).then(nw.col("part") / nw.col("whole")).alias("value"))


def middle(frame: Frame, form: Form, *, by: Sequence[str]) -> Frame:
    """The median of the form within each group, over the rows that have it, and their number: `value`, `rows`."""
    stated = frame.select(*by, value(form).alias("value")).filter(~nw.col("value").is_null())
    return stated.group_by(*by).agg(nw.col("value").median(), nw.len().alias("rows"))
