"""A brand's facts as plain values, read once from the frames they arrive in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import narwhals as nw
import pyarrow as pa

from vaekst.core.comparison import Histories, read_histories
from vaekst.core.comparison.histories import MEASURES, instants, moment_of
from vaekst.core.metrics.figure import Lineage
from vaekst.core.period import DAY, Period

Frame = nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a question about a brand is answered from. Columns are those of `core.facts`.

    `snapshots` holds every row ever told; the other tables hold one row per key, as known at the moment asked for.
    """

    snapshots: Frame
    channel_days: Frame
    production: Frame
    costs: Frame
    leads: Frame


@dataclass(frozen=True, slots=True)
class Told:
    """A row of a day: its figures and texts by column (none of them NULL), and where it was told."""

    day: date
    cells: Mapping[str, Any]
    import_id: str
    observed: int  # microseconds since 1970, UTC


@dataclass(frozen=True)
class Known:
    """Everything known at `as_of`, over complete days only."""

    as_of: datetime
    histories: Histories
    channel_days: Mapping[str, Sequence[Told]]  # by channel, earliest first
    production: Sequence[Told]
    costs: Sequence[Told]
    leads: Sequence[Told]

    @cached_property
    def platforms(self) -> Mapping[str, str]:
        """Channel -> platform, for every channel that has facts of its own."""
        of_days = {channel: str(rows[-1].cells["platform"]) for channel, rows in self.channel_days.items()}
        return of_days | dict(self.histories.channels)


def gather(facts: Facts, *, as_of: datetime, since: date) -> Known:
    """The facts known at `as_of`, of days before its date. Posts and channel days from `since` on."""
    today = as_of.date()
    by_channel: dict[str, list[Told]] = {}
    for row in _told(facts.channel_days, ("channel", "platform", *MEASURES), since=since, before=today):
        by_channel.setdefault(str(row.cells["channel"]), []).append(row)
    work = ("asset_id", "channel", "minutes", "cost_minor", "currency", "reused_from")
    return Known(
        as_of=as_of,
        histories=read_histories(facts.snapshots, as_of=as_of, since=since),
        channel_days=by_channel,
        production=_told(facts.production, work, before=today),
        costs=_told(facts.costs, ("amount_minor", "currency"), before=today),
        leads=_told(facts.leads, ("channel", "leads", "visits"), before=today),
    )


def lineage_of(rows: Sequence[Told]) -> Lineage:
    """Where the rows were told."""
    newest = max((row.observed for row in rows), default=None)
    imports = tuple(sorted({row.import_id for row in rows}))
    return Lineage(imports, len(rows), None if newest is None else moment_of(newest))


def span(rows: Sequence[Told]) -> Period | None:
    """The days the rows speak for: from the first of them to the day before the newest file was made.

    A table of events (leads, costs) has no row for a day on which nothing happened, yet it covers that day.
    """
    if not rows:
        return None
    newest = moment_of(max(row.observed for row in rows)).date() - DAY
    return Period(rows[0].day, max(rows[-1].day, newest))


def days_covered(period: Period, *tables: Sequence[Told]) -> int:
    """How many days of the period the least known of the tables speaks for; 0 when one is silent."""
    spans = [span(rows) for rows in tables]
    if not all(spans):
        return 0
    ends = [(max(each.first, period.first), min(each.last, period.last)) for each in spans if each]
    return max(min((last - first).days + 1 for first, last in ends), 0)


def within(rows: Sequence[Told], period: Period) -> list[Told]:
    """The rows of the period's days."""
    return [row for row in rows if row.day in period]


def _told(frame: Frame, columns: Sequence[str], *, before: date, since: date | None = None) -> list[Told]:
    complete = nw.col("local_date") < before
    if since is not None:
        complete = complete & (nw.col("local_date") >= since)
    table = frame.filter(complete).select("local_date", "import_id", "observed_at", *columns)
    arrow: pa.Table = table.collect(backend="pyarrow").to_native()
    stated = [(name, arrow[name].to_pylist()) for name in columns if arrow[name].null_count < arrow.num_rows]
    about = zip(
        arrow["local_date"].to_pylist(), arrow["import_id"].to_pylist(), instants(arrow["observed_at"]), strict=True
    )
    rows = [
        Told(day, {name: cells[n] for name, cells in stated if cells[n] is not None}, import_id, observed)
        for n, (day, import_id, observed) in enumerate(about)
    ]
    return sorted(rows, key=lambda row: (row.day, row.import_id, row.observed))
