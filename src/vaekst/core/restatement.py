"""What a later file changes in the past: which metric, on how many rows, and by how much in the middle.

Days, costs and work are restated when a value known before is told differently. A post's counters are meant to grow;
they are restated when they fall, or when they move although the post had been read at an age at which it had settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.facts import FactTable, Kind
from vaekst.core.sentence import N_, Sentence

SETTLED = timedelta(days=28)
"""The age of a post after which its counters hardly move."""

_WHAT: Mapping[str, str] = {
    "post_snapshot": N_("posts"),
    "post_day": N_("days of posts"),
    "channel_day": N_("days"),
    "cost": N_("costs"),
    "lead": N_("entries"),
    "production": N_("entries"),
}
"""What the rows of a table are called."""

TABLES = tuple(_WHAT)
"""The tables whose past a file can change."""

_BEFORE = " before"
_LEFT_OUT = frozenset({"source_row", "clicks_thumb"})  # where it stood, and a product that moves with its parts


@dataclass(frozen=True, slots=True)
class Restated:
    """One metric that a file told differently from before: on so many rows, from the first day to the last.

    `change` is the median of the relative changes; None where every earlier value was 0.
    """

    table: str
    metric: str
    rows: int
    change: float | None
    first: date | None
    last: date | None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self) | {
            name: day and day.isoformat() for name, day in (("first", self.first), ("last", self.last))
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Restated:
        """What `to_json` stored."""
        days = {name: stored[name] and date.fromisoformat(stored[name]) for name in ("first", "last")}
        return cls(**{**stored, **days})

    @property
    def sentence(self) -> Sentence:
        """What changed, in words."""
        if self.change is None:
            return Sentence(
                "restated_from_zero",
                N_("{metric:metric} of {rows} {what:word} is no longer 0."),
                metric=self.metric,
                rows=self.rows,
                what=_WHAT[self.table],
            )
        return Sentence(
            "restated",
            N_("{metric:metric} of {rows} {what:word} changed, median {change:change}."),
            metric=self.metric,
            rows=self.rows,
            what=_WHAT[self.table],
            change=self.change,
        )


def restated(table: FactTable, before: pa.Table, after: pa.Table) -> tuple[Restated, ...]:
    """What `after` tells differently from `before`; both hold rows of the table, `before` one row a key."""
    if not before.num_rows or not after.num_rows:
        return ()
    both = after.join(before, keys=list(table.key), right_suffix=_BEFORE, join_type="inner")
    counts = [column.name for column in table.columns if column.kind in (Kind.COUNT, Kind.NUMBER)]
    settled = _settled(both) if _is_snapshot(table) else None
    found = (_of_metric(table, both, name, settled) for name in counts if name not in _LEFT_OUT)
    return tuple(each for each in found if each is not None)


def _is_snapshot(table: FactTable) -> bool:
    """Whether a row is all a post earned so far, and therefore grows."""
    return "post_key" in table.key and "local_date" not in table.key


def _settled(both: pa.Table) -> pa.ChunkedArray:
    """Whether each post had been read at an age at which its counters hardly move; false where nobody knows."""
    observed = pc.cast(both[f"observed_at{_BEFORE}"], pa.date32())
    age = pc.days_between(both[f"published_date{_BEFORE}"], observed)
    return pc.fill_null(pc.greater_equal(age, SETTLED.days), fill_value=False)


def _of_metric(table: FactTable, both: pa.Table, metric: str, settled: pa.ChunkedArray | None) -> Restated | None:
    now, was = both[metric], both[f"{metric}{_BEFORE}"]
    differs = pc.not_equal(now, was)
    if settled is not None:
        differs = pc.and_(differs, pc.or_(settled, pc.less(now, was)))
    changed = both.select([metric, f"{metric}{_BEFORE}", _day(table)]).filter(differs)  # unknown is not different
    if not changed.num_rows:
        return None
    values = zip(changed[0].to_pylist(), changed[1].to_pylist(), strict=True)
    relative = [new / old - 1 for new, old in values if old]
    days = pc.min_max(changed[2]).as_py()
    return Restated(
        table=table.name,
        metric=metric,
        rows=changed.num_rows,
        change=round(median(relative), 6) if relative else None,
        first=days["min"],
        last=days["max"],
    )


def _day(table: FactTable) -> str:
    """The column with the row's day: of the earlier row where the day is no part of the key."""
    return table.day if table.day in table.key else f"{table.day}{_BEFORE}"
