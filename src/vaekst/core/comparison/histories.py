"""Each post's readings in order of time, taken from the snapshot table in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

import narwhals as nw
import pyarrow as pa

from vaekst.core.facts import ARROW, COUNTS, NUMBERS, Kind
from vaekst.core.metrics.forms import Values
from vaekst.core.period import Period

MEASURES = (*COUNTS, *NUMBERS)
_ABOUT = (
    "channel",
    "platform",
    "post_key",
    "format",
    "duration_s",
    "published_at",
    "published_date",
    "grain",
    "observed_at",
    "recorded_at",
    "import_id",
    "source_row",
)
_INSTANTS = {"published_at", "observed_at", "recorded_at"}
_INSTANT = ARROW[Kind.INSTANT]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_US = 86_400_000_000
_NOON = time(12, tzinfo=UTC)

T = TypeVar("T")


def microseconds(moment: datetime) -> int:
    """The instant as whole microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment_of(microseconds: int) -> datetime:
    """The instant that many microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


def instants(column: pa.ChunkedArray) -> list[Any]:
    """The column's instants as microseconds since 1970, None where NULL. Far quicker than as datetimes."""
    return _plain(column.cast(_INSTANT).cast(pa.int64()))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was known of a post on one day: all files read that day together, the newest word on each metric."""

    observed: int  # microseconds since 1970, UTC
    values: Values
    origin: Mapping[str, tuple[str, int | None]]  # metric -> import id, row in the file
    rows: int

    @property
    def moment(self) -> datetime:
        return moment_of(self.observed)

    @property
    def day(self) -> date:
        return self.moment.date()


@dataclass(frozen=True)
class PostHistory:
    """A post and its lifetime readings, earliest first. `published` is None where no file tells the day."""

    post_key: str
    channel: str
    platform: str
    format: str | None
    duration_s: float | None
    published: date | None
    published_us: int | None  # the instant ages are counted from; noon UTC where only the day is known
    readings: tuple[Reading, ...]
    seen: int  # newest reading of any kind, microseconds
    told_by: tuple[str, int | None]  # import and row of that reading

    @property
    def seen_on(self) -> date:
        """The day of the newest reading of any kind."""
        return moment_of(self.seen).date()

    def age_days(self, observed: int) -> float:
        """Days from publishing to the observation. The publishing day must be known."""
        if self.published_us is None:
            raise ValueError(f"Nobody knows when {self.post_key} was published, so it has no age.")
        return (observed - self.published_us) / _DAY_US


@dataclass(frozen=True)
class Histories:
    """All posts known at one moment."""

    posts: tuple[PostHistory, ...]
    as_of: datetime

    def __iter__(self) -> Iterator[PostHistory]:
        return iter(self.posts)

    @cached_property
    def channels(self) -> Mapping[str, str]:
        """Channel -> platform, for every channel that has a post."""
        return {post.channel: post.platform for post in self.posts}

    @cached_property
    def as_of_us(self) -> int:
        return microseconds(self.as_of)

    def where(
        self,
        *,
        channel: str | None = None,
        published: Period | None = None,
        keep: Callable[[PostHistory], bool] | None = None,
    ) -> Histories:
        """The posts of a channel, of a period of publishing days, or that `keep` is true for."""
        kept = (
            post
            for post in self.posts
            if (channel is None or post.channel == channel)
            and (published is None or post.published in published)
            and (keep is None or keep(post))
        )
        return Histories(tuple(kept), self.as_of)


def read_histories(snapshots: nw.LazyFrame[Any], *, as_of: datetime, since: date | None = None) -> Histories:
    """The posts of the snapshot rows observed up to `as_of`, and published on or after `since` (or on an unknown day)."""
    known = nw.col("observed_at") <= as_of
    if since is not None:
        known = known & (nw.col("published_date").is_null() | (nw.col("published_date") >= since))
    table = snapshots.filter(known).select(*_ABOUT, *MEASURES).collect(backend="pyarrow").to_native()
    rows = _rows(table)
    rows.sort(key=attrgetter("channel", "post_key", "observed", "recorded", "import_id", "source_row_order"))
    posts = (_history(list(group)) for _, group in groupby(rows, key=attrgetter("channel", "post_key")))
    return Histories(tuple(posts), as_of)


class _Row(NamedTuple):
    channel: str
    platform: str
    post_key: str
    format: str | None
    duration_s: float | None
    published_us: int | None
    published: date | None
    grain: str
    observed: int
    recorded: int
    import_id: str
    source_row: int | None
    values: Values

    @property
    def source_row_order(self) -> int:
        return self.source_row or 0


def _rows(table: pa.Table) -> list[_Row]:
    about = [
        _plain(table[name].cast(_INSTANT).cast(pa.int64()) if name in _INSTANTS else table[name]) for name in _ABOUT
    ]
    measures = [(name, _plain(table[name])) for name in MEASURES if table[name].null_count < table.num_rows]
    rows = []
    for number, cells in enumerate(zip(*about, strict=True)):
        channel, platform, key, shape, length, at, day, grain, observed, recorded, import_id, source_row = cells
        values = {name: column[number] for name, column in measures if column[number] is not None}
        rows.append(
            _Row(
                channel, platform, key, shape, length, at, day, grain, observed, recorded, import_id, source_row, values
            )
        )
    return rows


def _plain(column: pa.ChunkedArray) -> list[Any]:
    plain: list[Any] = column.to_pylist()
    return plain


def _history(rows: Sequence[_Row]) -> PostHistory:
    """The post the rows tell of; they are in order of time. What a later row says about it holds."""
    published_us = _first(row.published_us for row in reversed(rows))
    day = _first(row.published for row in reversed(rows))
    if day is None and published_us is not None:
        day = moment_of(published_us).date()
    if published_us is None and day is not None:
        published_us = microseconds(datetime.combine(day, _NOON))
    lifetime = [row for row in rows if row.grain == "lifetime"]
    newest = rows[-1]
    return PostHistory(
        post_key=newest.post_key,
        channel=newest.channel,
        platform=newest.platform,
        format=_first(row.format for row in reversed(rows)),
        duration_s=_first(row.duration_s for row in reversed(rows)),
        published=day,
        published_us=published_us,
        readings=tuple(
            _reading(list(group)) for _, group in groupby(lifetime, key=lambda row: row.observed // _DAY_US)
        ),
        seen=newest.observed,
        told_by=(newest.import_id, newest.source_row),
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _reading(rows: Sequence[_Row]) -> Reading:
    values: dict[str, float] = {}
    origin: dict[str, tuple[str, int | None]] = {}
    for row in rows:
        values.update(row.values)
        origin.update(dict.fromkeys(row.values, (row.import_id, row.source_row)))
    return Reading(observed=rows[-1].observed, values=values, origin=origin, rows=len(rows))
