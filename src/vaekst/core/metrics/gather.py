"""A brand's facts as plain values, read once from the frames they arrive in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import narwhals as nw
import pyarrow as pa

from vaekst.core.comparison import Histories, read_histories
from vaekst.core.comparison.histories import MEASURES, instants, moment_of
from vaekst.core.costs.rates import Rates
from vaekst.core.figures import SourceRow
from vaekst.core.metrics.counted_once import COLUMNS as IDENTITY
from vaekst.core.metrics.counted_once import counted_once, merged
from vaekst.core.metrics.figure import Lineage
from vaekst.core.metrics.sessions_once import COLUMNS as SESSIONS
from vaekst.core.metrics.sessions_once import key_events_once, sessions_once, ways_once
from vaekst.core.metrics.spent_once import COLUMNS as SPENT
from vaekst.core.metrics.spent_once import spent_once
from vaekst.core.period import DAY, Period

Frame = nw.LazyFrame[Any]

COLUMNS_TOLD_APART = ("clicks_out", "views_start", "views_engaged", "impressions_feed", "reach_unique")
"""Columns of a channel's day that a figure uses and that platforms spread over several files."""
_NAMES = ("channel", "concept", "format", "creator", "batch")
_OF_WORK = (
    *("entry_id", "asset_id", *_NAMES, "minutes", "ai_tokens", "cost_minor", "currency", "reused_from"),
    "stage",
)
_OF_COSTS = (
    *("entry_id", "amount_minor", "currency", *_NAMES, "category", "supplier", "distribution", "vat", *SPENT),
    *("conversions", "results", "result_indicator"),
)
_OF_LEADS = (
    *("entry_id", "channel", "concept", "leads", "qualified", "visits", *IDENTITY, "stage", "stage_date"),
    *("value_minor", "value_currency", "original_source", "source_detail_1", "source_detail_2"),
    *("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"),
)
TOLD = "__told"
"""Ends the name of a column that says which row of which file told the column before it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a question about a brand is answered from. Columns are those of `core.facts`.

    `snapshots` holds every row that comparisons at the strategy's age need; the other tables hold one row per key, as known at the moment asked for.
    With `tells_apart`, the days of channels hold a `<column>__told` for each of `COLUMNS_TOLD_APART`.
    """

    snapshots: Frame
    channel_days: Frame
    production: Frame
    costs: Frame
    leads: Frame
    tells_apart: bool = False
    rates: Rates | None = None  # into the brand's currency; None: none were given
    web: Frame | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The row of a file that told a figure."""

    import_id: str
    line: int | None
    observed: int  # microseconds since 1970, UTC


@dataclass(frozen=True, slots=True)
class Told:
    """A row of a day: its figures and texts by column (none of them NULL), and where it was told."""

    day: date
    cells: Mapping[str, Any]
    import_id: str
    observed: int  # microseconds since 1970, UTC
    line: int | None = None  # of the file
    origin: Mapping[str, Origin] = field(default_factory=dict)  # of columns that other files told
    _rows: dict[tuple[tuple[str, ...], str], tuple[SourceRow, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )  # found before: a day is asked for by every period it lies in

    def rows(self, *columns: str, subject: str = "") -> tuple[SourceRow, ...]:
        """The rows that told these columns, each once; one that no file told is left out."""
        if (columns, subject) not in self._rows:
            self._rows[columns, subject] = self._found(columns, subject)
        return self._rows[columns, subject]

    def origin_of(self, column: str) -> Origin:
        """The row of a file that told the column."""
        return self.origin.get(column, Origin(self.import_id, self.line, self.observed))

    def _found(self, columns: tuple[str, ...], subject: str) -> tuple[SourceRow, ...]:
        cells: dict[Origin, dict[str, float | str]] = {}
        for column in columns:
            if column in self.cells:
                cells.setdefault(self.origin_of(column), {})[column] = self.cells[column]
        return tuple(
            SourceRow(subject, self.day, told, origin.import_id, origin.line, moment_of(origin.observed))
            for origin, told in cells.items()
        )


@dataclass(frozen=True)
class Known:
    """Everything known at `as_of`, over complete days only."""

    as_of: datetime
    histories: Histories
    channel_days: Mapping[str, Sequence[Told]]  # by channel, earliest first
    production: Sequence[Told]
    costs: Sequence[Told]
    leads: Sequence[Told]  # each person once
    leads_merged: int = 0
    rates: Rates | None = None
    web: Sequence[Told] = ()  # visits to the website, of one report
    ways: Sequence[Told] = ()  # the same by where they came from
    key_events: Sequence[Told] = ()  # what the website's analytics counts as results, of one report

    @cached_property
    def platforms(self) -> Mapping[str, str]:
        """Channel -> platform, for every channel that has facts of its own."""
        of_days = {channel: str(rows[-1].cells["platform"]) for channel, rows in self.channel_days.items()}
        return of_days | dict(self.histories.channels)


def gather(facts: Facts, *, as_of: datetime, since: date) -> Known:
    """The facts known at `as_of`, of days before its date. Posts and channel days from `since` on."""
    today = as_of.date()
    by_channel: dict[str, list[Told]] = {}
    apart = COLUMNS_TOLD_APART if facts.tells_apart else ()
    for row in _told(facts.channel_days, ("channel", "platform", *MEASURES), since=since, before=today, apart=apart):
        by_channel.setdefault(str(row.cells["channel"]), []).append(row)
    told_leads = _told(facts.leads, _OF_LEADS, before=today)
    leads = counted_once(told_leads)
    web = () if facts.web is None else _told(facts.web, SESSIONS, since=since, before=today)
    return Known(
        as_of=as_of,
        histories=read_histories(facts.snapshots, as_of=as_of, since=since),
        channel_days=by_channel,
        production=_told(facts.production, _OF_WORK, before=today),
        costs=spent_once(_told(facts.costs, _OF_COSTS, before=today)),
        leads=leads,
        leads_merged=merged(told_leads, leads),
        rates=facts.rates,
        web=sessions_once(web),
        ways=ways_once(web),
        key_events=key_events_once(web),
    )


def people(leads: Frame, *, before: date) -> list[Told]:
    """The rows of leads, each person once, of days before one."""
    return counted_once(_told(leads, _OF_LEADS, before=before))


def lineage_of(rows: Sequence[SourceRow]) -> Lineage:
    """Which files the rows stand in, how many there are, and when the newest was told."""
    imports = tuple(sorted({row.import_id for row in rows}))
    return Lineage(imports, len(rows), max((row.observed for row in rows), default=None))


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


def _told(
    frame: Frame, columns: Sequence[str], *, before: date, since: date | None = None, apart: Sequence[str] = ()
) -> list[Told]:
    complete = nw.col("local_date") < before
    if since is not None:
        complete = complete & (nw.col("local_date") >= since)
    names = [f"{column}{TOLD}" for column in apart]
    about_row = ("local_date", "import_id", "observed_at", "source_row")
    table = frame.filter(complete).select(*about_row, *columns, *names)
    arrow: pa.Table = table.collect(backend="pyarrow").to_native()
    told = [(name.removesuffix(TOLD), arrow[name].to_pylist()) for name in names]
    stated = [(name, arrow[name].to_pylist()) for name in columns if arrow[name].null_count < arrow.num_rows]
    about = zip(
        arrow["local_date"].to_pylist(),
        arrow["import_id"].to_pylist(),
        instants(arrow["observed_at"]),
        arrow["source_row"].to_pylist(),
        strict=True,
    )
    rows = [
        Told(
            day,
            {name: cells[n] for name, cells in stated if cells[n] is not None},
            import_id,
            observed,
            line,
            {name: Origin(**rows[n]) for name, rows in told if rows[n] is not None},
        )
        for n, (day, import_id, observed, line) in enumerate(about)
    ]
    return sorted(rows, key=lambda row: (row.day, row.import_id, row.observed))
