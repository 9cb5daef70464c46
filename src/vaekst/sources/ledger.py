"""What became of every row: counted while a source reads, written down as the receipt at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from vaekst.core.errors import BadFile
from vaekst.core.facts import COUNTS, NUMBERS, TABLES, Batch, NotWhole
from vaekst.core.metrics.definition import ANY, general
from vaekst.core.metrics.units import Additivity
from vaekst.core.period import DAY
from vaekst.core.receipt import ControlTotal, Receipt, Status
from vaekst.core.sentence import N_, Sentence, Value
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.reading.words import visible

Row = dict[str, Any]
"""A fact row by column name."""

ADDITIVE = (
    *(name for name in (*COUNTS, *NUMBERS) if general(ANY, name).additivity is Additivity.ADDITIVE),
    *("minutes", "ai_minutes", "ai_tokens", "leads", "qualified", "visits"),
    *("impressions", "clicks", "clicks_link", "conversions"),  # `results` have meaning by indicator alone
    *("sessions", "engaged_sessions", "pageviews", "bounces", "events", "key_events"),
)
"""Columns a receipt may sum. People are never added up, and neither are stocks, averages and shares."""

_MONEY = {
    "revenue_minor": "revenue_currency",
    "amount_minor": "currency",
    "cost_minor": "currency",
    "value_minor": "value_currency",
}
"""Columns of money, and the column with their currency."""

_DIFFERING = frozenset(
    {"total_mismatch", "total_estimated", "totals_differ", "truncated", "maybe_truncated", "truncated_search"}
)
"""Codes by which a source tells that its rows are not all there is."""

REASONS: Mapping[str, str] = {
    "total_row": N_("total row; used to check the sum"),
    "footer": N_("note below the table, not a row"),
    "future_date": N_("dated in the future"),
    "negative_count": N_("a count below zero"),
    "before_publication": N_("zero before the post was published"),
    "duplicate": N_("the same row twice"),
    "no_identity": N_("does not say what it belongs to"),
    "uneven_row": N_("fewer or more cells than the header"),
    "no_figures": N_("no figure in any known column"),
    "maybe_cut": N_("last row of a file that does not end with a line end"),
    "not_measured": N_("zero before measurement began"),
    "not_yet_measured": N_("zero after measurement ended"),
    "repeated_header": N_("the header once more"),
    "negative_amount": N_("an amount or time below zero"),
    "no_date": N_("no date"),
    "unknown_tag": N_("a post or concept nobody knows"),
    "no_currency": N_("a currency nobody knows"),
    "unknown_event": N_("an event other than strike, removal, restriction or warning"),
    "unknown_outcome": N_("an outcome other than pending, reinstated or upheld"),
    "table_left_out": N_("in a table that is not kept"),
    "no_amount": N_("states no amount"),
    "answer": N_("an answer in a conversation, not a post of its own"),
    "shared_on": N_("somebody else's post, shared on"),
    "not_public": N_("not public"),
    "before_span": N_("published before the days that were asked for"),
}
"""Why a row was not kept, in words."""

_DROP_WARNINGS: Mapping[str, str] = {
    "future_date": N_("{rows} rows are dated in the future and were left out. Check the file's dates."),
    "negative_count": N_("{rows} rows hold a count below zero where that cannot be and were left out."),
    "no_identity": N_("{rows} rows do not say which post or member they belong to and were left out."),
    "uneven_row": N_("{rows} rows have fewer or more cells than the header and were left out. Was the file edited?"),
    "maybe_cut": N_(
        "The file does not end with a line end, so its last row may be cut off and was left out. Download it again."
    ),
    "duplicate": N_("{rows} rows repeat a row above them and were left out."),
}


class Ledger:
    """Counts rows for one document. Every row is read once and then either kept or dropped with a reason."""

    def __init__(self, document: Document, recognition: Recognition, context: Context) -> None:
        self.document = document
        self.recognition = recognition
        self.context = context
        self.read = 0
        self.dropped: Counter[str] = Counter()
        self.warnings: list[Sentence] = []
        self._assumed: date | None = None  # the day of export, where nothing told it
        self._tomorrow = context.now.astimezone(UTC).date() + DAY

    def drop(self, reason: str, rows: int = 1) -> None:
        """Notes rows that are not kept. The reason is one of REASONS."""
        if reason not in REASONS:
            raise ValueError(f"'{reason}' is not a reason; add it to REASONS with its words.")
        self.dropped[reason] += rows

    def warn(self, code: str, template: str, /, **values: Value) -> None:
        self.warnings.append(Sentence(code, template, **values))

    def leave_out(self, headers: Iterable[str]) -> None:
        """Names the columns that hold something and are not kept, in one warning; nothing when there are none."""
        if names := [name for header in headers if (name := visible(header))]:
            self.warn(
                "columns_left_out",
                N_("These columns were not kept: {columns}."),
                columns=", ".join(dict.fromkeys(names)),
            )

    def is_future(self, day: date | None) -> bool:
        """Whether the day lies ahead; a day's slack, since the platform's clock may be ahead of UTC."""
        return day is not None and day > self._tomorrow

    def observed_at(self, *, newest: date | None, until: date | None = None, printed: date | None = None) -> datetime:
        """When the platform showed these figures, never later than now; warns when it had to be assumed.

        The moment the person or the file name told, else the end of the day of export that is `printed` in the file, else the end of
        the period in the file name, else the end of the newest day in the file. `until` is the last day a cumulative count covers: it holds as of that day's end even when the file
        was made later. Days end in the brand's zone, so that as of a day everything told about it is known.
        """
        now = self.context.now.astimezone(UTC)
        told = self.context.exported_at or self.document.made
        stated = printed or (self.document.period.last if self.document.period else None)
        if told is not None:
            found = told.astimezone(UTC)
            return min(now, found if until is None else min(found, self._end(until)))
        if stated is not None:
            return min(now, self._end(stated))
        found = now if newest is None else min(now, self._end(newest))
        self._assumed = found.date()
        return found

    def _tell_assumed(self, day: date, batch: Batch) -> None:
        """Say that the day of export was assumed; it matters where posts are counted up to that day."""
        snapshots = batch.get("post_snapshot")
        if snapshots is not None and pc.any(pc.equal(snapshots["grain"], "lifetime")).as_py():
            self.warn(
                "snapshot_date_assumed",
                N_(
                    "Posts are counted up to the day of export, which neither the file nor its name says; {day} was assumed. If it was another, name it when you import (on the command line: --exported-on)."
                ),
                day=day,
            )
        else:
            self.warn(
                "export_date_assumed",
                N_("Neither the file nor its name says when it was exported; {day} was assumed."),
                day=day,
            )

    def _end(self, day: date) -> datetime:
        """The last moment of the day in the brand's zone."""
        return datetime.combine(day, time.max, ZoneInfo(self.context.zone)).astimezone(UTC)

    def nothing_kept(self) -> BadFile:
        """The refusal of a file that has rows for nobody: none at all, or none that can be used."""
        file = self.document.name
        if not self.read:
            return BadFile("no_rows", N_("{file} has a header and no rows below it."), file=file)
        reason, rows = self.dropped.most_common(1)[0]
        return BadFile(
            "nothing_kept",
            N_("None of the {rows} rows of {file} can be used; the most common reason: {reason:word} ({times} rows)."),
            rows=self.read,
            file=file,
            reason=REASONS[reason],
            times=rows,
        )

    def reading(
        self,
        rows: Mapping[str, Sequence[Row] | pa.Table],
        *,
        observed_at: datetime,
        channel: str | None,
        platform: str,
        timezone: str | None = None,
        days: Iterable[date | None] = (),
        control_totals: Iterable[ControlTotal] = (),
        is_truncated: bool = False,
    ) -> Reading:
        """The rows as facts, with the receipt. `days` are the days the figures belong to.

        A file of which no row was kept is refused; its receipt tells what became of the rows.
        """
        for reason, template in _DROP_WARNINGS.items():
            if self.dropped[reason]:
                self.warn(reason, template, rows=self.dropped[reason])
        control_totals = tuple(control_totals)
        self._tell_differing(control_totals)
        known = [day for day in days if day is not None]
        is_empty = self.read == self.dropped.total()
        batch = {} if is_empty else batch_of(rows)
        if self._assumed is not None:
            self._tell_assumed(self._assumed, batch)
        receipt = Receipt(
            file=self.document.name,
            status=Status.REFUSED if is_empty else Status.IMPORTED,
            refusal=self.nothing_kept().sentence if is_empty else None,
            platform=platform,
            kind=self.recognition.kind,
            channel=channel,
            language=self.recognition.language,
            currency=currency_of(batch),
            timezone=timezone,
            observed_at=observed_at,
            rows_read=self.read,
            rows_kept=self.read - self.dropped.total(),
            rows_dropped=dict(self.dropped),
            first_date=min(known, default=None),
            last_date=max(known, default=None),
            totals=totals(batch),
            control_totals=control_totals,
            is_truncated=is_truncated,
            warnings=tuple(self.warnings),
        )
        return Reading(batch, receipt)

    def _tell_differing(self, control_totals: Iterable[ControlTotal]) -> None:
        """Warn where the rows do not add up to what the file states, unless the source has said it better."""
        differing = next((total for total in control_totals if total.agrees is False), None)
        if differing is None or _DIFFERING & {warning.code for warning in self.warnings}:
            return
        self.warn(
            "total_mismatch",
            N_(
                "The rows add up to {summed:number} {metric:metric}, the file states {stated:number}. Was the file edited or filtered?"
            ),
            summed=differing.summed,
            metric=differing.metric,
            stated=differing.stated,
        )


def batch_of(rows: Mapping[str, Sequence[Row] | pa.Table]) -> Batch:
    """The rows as fact tables, empty ones left out. Raises BadFile for a count that is no whole number."""
    try:
        return {
            name: table if isinstance(table, pa.Table) else TABLES[name].batch(table)
            for name, table in rows.items()
            if len(table)
        }
    except NotWhole as error:
        raise BadFile(
            "fraction_in_count",
            N_(
                "Row {row}: {metric:metric} counts in whole numbers, and {value:number} is none. Was the file saved by a spreadsheet? Export it again."
            ),
            row=error.source_row,
            metric=error.column,
            value=error.value,
        ) from None


def totals(batch: Batch) -> dict[str, float]:
    """The sums of the additive columns anyone reported. Money of several currencies is summed by currency."""
    sums: dict[str, float] = {}
    for rows in batch.values():
        for name in ADDITIVE:
            if name in rows.column_names and rows[name].null_count < rows.num_rows:
                sums[name] = sums.get(name, 0) + pc.sum(rows[name]).as_py()
    for name, currency in _MONEY.items():
        by_currency: Counter[str] = Counter()
        for rows in batch.values():
            if name in rows.column_names:
                money = rows.select([name, currency]).filter(pc.is_valid(rows[name])).group_by(currency)
                for row in money.aggregate([(name, "sum")]).to_pylist():
                    by_currency[row[currency]] += row[f"{name}_sum"]
        several = len(by_currency) > 1
        sums |= {f"{name} {unit}" if several else name: total for unit, total in by_currency.items()}
    return {name: round(value, 4) for name, value in sums.items()}


def currency_of(batch: Batch) -> str | None:
    """The one currency of all money in the facts; None where there is none, or several."""
    found = {
        unit
        for rows in batch.values()
        for name, currency in _MONEY.items()
        if name in rows.column_names
        for unit in pc.unique(rows[currency].filter(pc.is_valid(rows[name]))).to_pylist()
    }
    return found.pop() if len(found) == 1 else None
