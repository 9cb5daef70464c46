"""A brand's visits and conversions, read out of the lake as journeys that can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaekst.actions.known import Known
from vaekst.core.attribution.arrays import Leads, Touches, code_of
from vaekst.core.attribution.contract import DAY_MS, Bots, Direct, PathContract
from vaekst.core.attribution.counts import Whole
from vaekst.core.attribution.incremental import seals_until
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

MOST_VALUES = 500
DIRECT = "direct"

_OF_CONVERSIONS = ("user_number", "at", "kind", "external_id", "user_key")
_ARRIVAL = ("recorded_at", "import_id", "source_row")
_BELIEVED = ("observed_at", *_ARRIVAL)


@dataclass(frozen=True, slots=True)
class Journeys:
    """Touches that count, in order of arrival; the moments of all that were read, and of those a machine made.

    `keys` are the values asked for, the first for touches that have none.
    """

    keys: tuple[str | None, ...]
    touches: Touches
    read: Whole
    machines: Whole


@dataclass(frozen=True)
class Question:
    """Whose leads from `begin` up to `end` are counted (UTC milliseconds), by what, and what a path is."""

    known: Known
    by: str
    contract: PathContract
    begin: int
    end: int

    @property
    def opens(self) -> int:
        """The first moment that is read: a day in UTC from its beginning."""
        return (self.begin - self.contract.lookback_ms) // DAY_MS * DAY_MS

    @property
    def seals(self) -> int:
        """Up to which moment days are sealed."""
        return min(seals_until(int(self.known.as_of.timestamp() * 1000)), self.end // DAY_MS * DAY_MS)

    @cached_property
    def imports(self) -> Mapping[str, int]:
        """How many rows each import brought, by `table import moment`."""
        return {
            f"{table} {row['import_id']} {row['recorded_at'].timestamp():f}": int(row["rows"])
            for table in ("touch", "conversion")
            for row in collected(
                self.rows(table).group_by("import_id", "recorded_at").agg(nw.len().alias("rows"))
            ).to_pylist()
        }

    @property
    def rows_told(self) -> int:
        """How many rows of touches were ever told."""
        return sum(many for name, many in self.imports.items() if name.startswith("touch "))

    def rows(self, table: str) -> nw.LazyFrame[Any]:
        """Every row ever told, of known visitors and others."""
        return self.known.lake.rows(table, version=self.known.lake_version)

    @cached_property
    def conversions_told(self) -> pa.Table:
        """Every row ever told of a conversion."""
        return collected(self.rows("conversion").select(*_raw_columns("conversion_id", *_OF_CONVERSIONS)))

    @cached_property
    def conversions(self) -> pa.Table:
        """Conversions of the primary kind, each once, in order of arrival."""
        return self.primary(self.conversions_told)

    def primary(self, rows: pa.Table) -> pa.Table:
        """The conversions of the primary kind that rows tell of, each once, in order of arrival."""
        found = newest(rows, "conversion_id")
        return found.filter(pc.equal(found["kind"], self.known.strategy.conversions.primary))

    def leads(self, conversions: pa.Table, *, since: int) -> Leads:
        """Conversions as leads, from the first moment that is read up to the last; those of nobody from `since` on."""
        return leads_of(conversions.filter(self._is_read(conversions)), since=since)

    def leads_between(self, since: int, until: int) -> Leads:
        """The leads as they are known; those of nobody count from one moment up to another."""
        found, later = (self.leads(self.conversions, since=each) for each in (since, until))
        return replace(found, nobody=found.nobody - later.nobody)

    def touches(self, rows: pa.Table, *, known: tuple[str | None, ...] = ()) -> Journeys:
        """The touches among rows, each once, from the first moment that is read up to the last."""
        rows = newest(rows, "touch_id")
        return journeys_of(rows.filter(self._is_read(rows)), self.by, self.contract, known=known)

    def _is_read(self, rows: pa.Table) -> pa.ChunkedArray:
        moments = rows["at"]
        first, last = (pa.scalar(instant(each), moments.type) for each in (self.opens, self.end))
        return pc.and_(pc.greater_equal(moments, first), pc.less(moments, last))

    @property
    def columns(self) -> list[str]:
        """The columns read of a row of touches."""
        return _raw_columns("touch_id", *columns_for(self.by))


def columns_for(by: str) -> list[str]:
    """The columns of a touch that its place in a journey hangs on."""
    return list(dict.fromkeys(("user_number", "at", "channel", "distribution", "is_bot", by)))


def journeys_of(rows: pa.Table, by: str, contract: PathContract, *, known: Sequence[str | None] = ()) -> Journeys:
    """The rows, in order of arrival, as journeys; `known` are values that are there already. Raises BadInput for too many."""
    keys, key = _keys(rows[by], by, known)
    is_bot = _flags(rows["is_bot"]) if contract.bots is Bots.CUT else np.zeros(len(rows), bool)
    direct = _flags(pc.or_kleene(pc.equal(rows["channel"], DIRECT), pc.equal(rows["distribution"], DIRECT)))
    counts = ~is_bot & ~(direct & (contract.direct is Direct.LEFT_OUT))
    at = milliseconds(rows["at"])
    code = code_of(key, direct.astype(np.int64))
    return Journeys(keys, Touches(rows["user_number"].to_numpy()[counts], at[counts], code[counts]), at, at[is_bot])


def leads_of(rows: pa.Table, *, since: int) -> Leads:
    """Conversions as leads; such as name no visitor count from `since` on."""
    at, is_named = milliseconds(rows["at"]), pc.is_valid(rows["user_number"]).to_numpy()
    user = rows["user_number"].fill_null(0).to_numpy()
    return Leads(user[is_named], at[is_named], nobody=int(np.count_nonzero(~is_named & (at >= since))))


def within(begin: int, end: int) -> tuple[nw.Expr, nw.Expr]:
    """From one moment up to another, in milliseconds."""
    return nw.col("at") >= instant(begin), nw.col("at") < instant(end)


def start_of(day: date, zone: str) -> int:
    """The first millisecond of a day on the clocks of a zone."""
    return int(datetime.combine(day, time(), ZoneInfo(zone)).timestamp() * 1000)


def instant(moment: int) -> datetime:
    """A moment in milliseconds, UTC."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=moment)


def newest(rows: pa.Table, key: str) -> pa.Table:
    """One row a key with the newest known value of every column, in order of arrival: what the lake calls latest."""
    ordered = rows.sort_by([(name, "ascending") for name in _BELIEVED])
    if len(pc.unique(ordered[key])) < len(ordered):
        others = [name for name in ordered.column_names if name != key]
        told = ordered.group_by(key, use_threads=False).aggregate([(name, "last") for name in others])
        ordered = told.rename_columns([name.removesuffix("_last") for name in told.column_names])
    return ordered.sort_by([(name, "ascending") for name in _ARRIVAL])


def _raw_columns(table_key: str, *columns: str) -> list[str]:
    """The columns that `newest` needs beside others."""
    return list(dict.fromkeys((table_key, *columns, *_BELIEVED)))


def milliseconds(column: pa.ChunkedArray) -> Whole:
    """Moments as milliseconds since 1970."""
    found: Whole = column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy() // 1_000
    return found


def collected(frame: nw.LazyFrame[Any]) -> pa.Table:
    """The rows of a frame as a table."""
    told: pa.Table = frame.collect().to_arrow()
    return told


def _keys(column: pa.ChunkedArray, by: str, known: Sequence[str | None]) -> tuple[tuple[str | None, ...], Whole]:
    """The values asked for and those known, and the place of each touch's among them. Raises BadInput."""
    told = column.combine_chunks().dictionary_encode()
    values = told.dictionary.to_pylist()
    all_values = sorted({*values, *(each for each in known if each is not None)})
    if len(all_values) > MOST_VALUES:
        raise BadInput(
            "too_many_values",
            N_(
                "There are {values:number} different values of {by}; at most {most:number} can be compared. Ask by another, or over fewer days."
            ),
            values=len(all_values),
            by=by,
            most=MOST_VALUES,
        )
    keys = (None, *all_values)
    place = {value: at for at, value in enumerate(keys)}
    moved = np.array([place[value] for value in values] + [0], np.int64)
    return keys, moved[told.indices.fill_null(len(values)).to_numpy()]


def _flags(column: pa.ChunkedArray) -> Whole:
    found: Whole = column.fill_null(False).to_numpy()
    return found
