"""The board of one moment: each KPI measured, compared with what was planned, and explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from vaekst.core.baseline import Baseline, channels_of
from vaekst.core.board.trajectory import Status, planned, status_of
from vaekst.core.board.trend import Break, Trend, WeekFigure, trend
from vaekst.core.board.wording import in_words
from vaekst.core.figures import SourceRow
from vaekst.core.metrics.definitions import definitions_hash
from vaekst.core.metrics.figure import Figure
from vaekst.core.metrics.gather import Facts, Known, gather
from vaekst.core.metrics.kpis import KPIS, Kpi, Scope, Window
from vaekst.core.metrics.measure import Measure, as_then, measure_of_brand, measure_of_channel
from vaekst.core.metrics.measured import NotAlike
from vaekst.core.metrics.qualify import qualified
from vaekst.core.metrics.units import Better, Unit
from vaekst.core.period import DAY, Period, Week
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import KpiPlan, Strategy

WEEKS_SHOWN = 12
LOOK_BACK = 26 * 7 * DAY
"""Facts older than this are not looked at."""
_LATEST_READ_WEEKS = 4  # how far back the cadence may look for a week its files cover

OLDER_WEEK = N_("The newest files reach to {last:day}, so this is the last week they cover.")
_EARLIER_PERIOD = {Window.WEEK: N_("the week before"), Window.FOUR_WEEKS: N_("the 4 weeks before")}


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved from the named earlier period. `difference` is in the figure's unit, `relative` a fraction.

    `unlike` says why the two cannot be compared, where they cannot.
    """

    earlier: Figure
    named: str
    difference: float | None
    relative: float | None
    unlike: Sentence | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One KPI, on one channel or (channel None) for the brand."""

    kpi: Kpi
    channel: str | None
    plan: KpiPlan
    now: Figure
    baseline: Figure | None  # None where no frozen baseline holds this row
    target: float | None
    trajectory: float | None
    status: Status
    change: Change
    trend: Trend
    sentence: Sentence
    unknown_reason: Sentence | None

    @property
    def value(self) -> float | None:
        return self.now.value

    @property
    def series(self) -> tuple[WeekFigure, ...]:
        """The weeks of its trend, earliest first."""
        return self.trend.weeks

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Where its trend is broken because something else was counted from then on."""
        return self.trend.breaks

    @property
    def unit(self) -> Unit:
        return self.kpi.unit

    @property
    def better(self) -> Better:
        return self.kpi.better

    @property
    def owner(self) -> str:
        return self.plan.owner

    @property
    def cadence(self) -> str:
        return self.plan.cadence

    def record(self) -> dict[str, Any]:
        """The row as machines read it. Money names its currency as unit."""
        return {
            "kpi": self.kpi.id,
            "channel": self.channel,
            "unit": self.now.currency or self.unit.value,
            "better": self.better.value,
            "baseline": self.baseline and self.baseline.value,
            "target": self.target,
            "value": self.value,
            "trajectory": self.trajectory,
            "status": self.status.value,
            "owner": self.owner,
            "cadence": self.cadence,
            "unknown_reason": self.unknown_reason and self.unknown_reason.english(),
        }


@dataclass(frozen=True)
class Board:
    """All rows: by KPI in the strategy's order, within it by channel."""

    as_of: datetime
    rows: tuple[BoardRow, ...]
    baseline: Baseline | None

    @cached_property
    def definitions_hash(self) -> str:
        """A fingerprint of all definitions the rows were worked out under."""
        return definitions_hash(row for each in self.rows for row in each.now.definitions)


def read_board(strategy: Strategy, facts: Facts, baseline: Baseline | None, *, as_of: datetime) -> Board:
    """The board as known at `as_of`, over the days complete by then."""
    reader = _Reader(strategy, gather(facts, as_of=as_of, since=as_of.date() - LOOK_BACK), baseline)
    channels = channels_of(strategy, reader.known)
    rows = [
        reader.row(kpi, channel)
        for kpi in KPIS.values()
        for channel in (channels if kpi.scope is Scope.CHANNEL else (None,))
    ]
    return Board(as_of=as_of, rows=tuple(rows), baseline=baseline)


def rows_behind(
    strategy: Strategy, facts: Facts, baseline: Baseline | None, *, kpi: Kpi, channel: str | None, as_of: datetime
) -> tuple[SourceRow, ...]:
    """Every row of a file that a figure of the board rests on, by day."""
    reader = _Reader(strategy, gather(facts, as_of=as_of, since=as_of.date() - LOOK_BACK), baseline)
    row, measure = reader.read(kpi, channel)
    found = measure.rows(row.now.period)
    return tuple(sorted(found, key=lambda each: (each.day or date.max, each.import_id, each.line or 0, each.subject)))


def with_receipts(board: Board, receipts: Mapping[str, Receipt]) -> Board:
    """The board with what the receipts of the imports behind each figure warn of."""
    return replace(board, rows=tuple(replace(row, now=qualified(row.now, receipts)) for row in board.rows))


@dataclass(frozen=True)
class _Reader:
    """What every row of a board is worked out from."""

    strategy: Strategy
    known: Known
    baseline: Baseline | None

    @property
    def today(self) -> date:
        return self.known.as_of.date()

    def row(self, kpi: Kpi, channel: str | None) -> BoardRow:
        return self.read(kpi, channel)[0]

    def read(self, kpi: Kpi, channel: str | None) -> tuple[BoardRow, Measure]:
        """The row, and the measure it was worked out by."""
        plan = self.strategy.kpis.plans()[kpi.id]
        before = self.baseline.figure(kpi.id, channel) if self.baseline else None
        measure, now = self._now(kpi, channel, before)
        base, obstacle = self._base(before, now)
        target = plan.target.value(base) if plan.target else None
        trajectory = planned(base, target, elapsed=self.strategy.sprint.elapsed(as_of=self.today) or 0.0)
        status = status_of(
            now.value,
            baseline=base,
            target=target,
            trajectory=trajectory,
            better=kpi.better,
            rule=self.strategy.rules.status,
        )
        reason = now.unknown or (obstacle if plan.target else _no_target()) if status is Status.NO_DATA else None
        row = BoardRow(
            kpi=kpi,
            channel=channel,
            plan=plan,
            now=now,
            baseline=before,
            target=target,
            trajectory=trajectory,
            status=status,
            change=_change(kpi, measure, now),
            trend=trend(measure, self._weeks()),
            sentence=in_words(now, target=target, trajectory=trajectory),
            unknown_reason=reason,
        )
        return row, measure

    def _now(self, kpi: Kpi, channel: str | None, before: Figure | None) -> tuple[Measure, Figure]:
        """The KPI measured the way its baseline was, where there is one."""
        period = self._window(kpi, channel)
        basis = before.basis if before and before.is_known else None
        measure = self._measure(kpi, channel, period, basis)
        now = measure.over(period)
        if period.last < kpi.window.ending_before(self.today).last:
            now = replace(now, notes=(*now.notes, Sentence("older_week", OLDER_WEEK, last=period.last)))
        if basis is not None and not now.is_known and self._measure(kpi, channel, period, None).over(period).is_known:
            now = now.because(_measured_otherwise())
        return measure, now

    def _measure(self, kpi: Kpi, channel: str | None, period: Period, basis: str | None) -> Measure:
        if channel is None:
            return measure_of_brand(kpi.id, self.known, self.strategy, period=period, basis=basis)
        return measure_of_channel(kpi.id, self.known, self.strategy, channel=channel, period=period, basis=basis)

    def _window(self, kpi: Kpi, channel: str | None) -> Period:
        """The KPI's newest complete window; a week that no file covers yet gives way to the newest one that is covered."""
        period = kpi.window.ending_before(self.today)
        if kpi.window is not Window.WEEK:
            return period
        seen = [post.seen_on for post in self.known.histories if post.channel == channel]
        read = Week.last_complete(as_of=max(seen)).period if seen else period
        oldest = period.first - (_LATEST_READ_WEEKS - 1) * 7 * DAY
        return read if oldest <= read.first < period.first else period

    def _base(self, before: Figure | None, now: Figure) -> tuple[float | None, Sentence | None]:
        """The baseline's value, if it can be compared with now; and why it cannot, should it be missing."""
        if self.baseline is None:
            return None, Sentence(
                "no_baseline", N_("No baseline is frozen yet, so there is no way to the target. Freeze one.")
            )
        if before is None or before.value is None:
            return None, Sentence(
                "not_in_baseline",
                N_(
                    "The baseline of {first:day} to {last:day} holds no figure for this, so there is no way to the "
                    "target. Import files of those days and freeze the baseline again."
                ),
                first=self.baseline.period.first,
                last=self.baseline.period.last,
            )
        try:
            now.above(before)
        except NotAlike as refused:
            return None, _unlike_baseline(refused.sentence)
        return before.value, None

    def _weeks(self) -> list[Week]:
        newest = Week.last_complete(as_of=self.today)
        return [newest.earlier(n) for n in reversed(range(WEEKS_SHOWN))]


def _change(kpi: Kpi, measure: Measure, now: Figure) -> Change:
    """How the figure moved, or why the period before counted something else."""
    named = _EARLIER_PERIOD[kpi.window]
    earlier = as_then(measure, now.period.previous())
    try:
        difference = now.above(earlier)
    except NotAlike as refused:
        return Change(earlier.because(refused.sentence), named, None, None, unlike=refused.sentence)
    relative = difference / abs(earlier.value) if difference is not None and earlier.value else None
    return Change(earlier, named, difference, relative)


def _unlike_baseline(why: Sentence) -> Sentence:
    """Why baseline and now cannot be compared, and what to do about it."""
    if why.code != "redefined_on":
        return why
    return Sentence(
        "redefined",
        N_(
            "{platform} redefined {metric:metric} on {day:day}, after the baseline. Before: “{before:word}” Since: "
            "“{since:word}” The two are not compared: freeze a new baseline from days under the present definition."
        ),
        **why.values,
    )


def _no_target() -> Sentence:
    return Sentence("no_target", N_("The strategy sets no target for this KPI. Give it one to see how it stands."))


def _measured_otherwise() -> Sentence:
    return Sentence(
        "measured_otherwise",
        N_(
            "The baseline was worked out in a way the newest files do not carry, and the two ways cannot be compared. "
            "Import the same kind of file as for the baseline, or freeze a new baseline."
        ),
    )
