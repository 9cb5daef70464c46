"""What is measured on a channel's days: a rate over all of them, or the middle day of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vaekst.core.comparison.choosing import definitions_of
from vaekst.core.figures import SourceRow
from vaekst.core.metrics.figure import Coverage, Figure
from vaekst.core.metrics.forms import Form, Ratio, form_named
from vaekst.core.metrics.gather import Known, Told, lineage_of
from vaekst.core.metrics.measured import Meaning, Measured, Series, alike
from vaekst.core.metrics.qualify import unsettled
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

_DAYS = "channel_days:"

Summary = Callable[[Series], float | None]


@dataclass(frozen=True, slots=True)
class Day:
    """A day that carries the form: the row that told it, and the number with what it meant then."""

    row: Told
    counted: Measured


@dataclass(frozen=True, slots=True)
class OfDays:
    """One number from the days that carry a form, all counted under definitions like the newest day's."""

    measure: str
    channel: str
    unit: Unit
    form: Form
    days: Sequence[Day]
    otherwise: Sequence[Day]  # days that carry the form under another definition
    summary: Summary

    @property
    def basis(self) -> str:
        return f"{_DAYS}{self.form}"

    def over(self, period: Period) -> Figure:
        return self._figure(period, within(self.days, period), within(self.otherwise, period))

    def as_then(self, period: Period) -> Figure:
        """The measure over the period by the definition that held on the newest of its days."""
        everything = sorted(within([*self.days, *self.otherwise], period), key=lambda day: day.row.day)
        if not everything:
            return self.over(period)
        then, others = parted(everything)
        return self._figure(period, then, others)

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The rows of files the measure over the period rests on."""
        return [row for day in within(self.days, period) for row in day.row.rows(*self.form.columns)]

    def _figure(self, period: Period, days: Sequence[Day], others: Sequence[Day]) -> Figure:
        value = self.summary(Series.of(day.counted for day in days)) if days else None
        told = [row for day in days for row in day.row.rows(*self.form.columns)]
        return Figure(
            measure=self.measure,
            channel=self.channel,
            unit=self.unit,
            period=period,
            value=value,
            unknown=None if value is not None else self._unknown(days, others, period),
            basis=self.basis,
            coverage=Coverage("days", len(days), period.days),
            definitions=days[-1].counted.meaning if days else self.days[-1].counted.meaning,
            lineage=lineage_of(told),
            notes=(_counted_otherwise(others),) if others else (),
            marks=unsettled(told),
        )

    def _unknown(self, days: Sequence[Day], others: Sequence[Day], period: Period) -> Sentence:
        if days:
            return Sentence(
                "nothing_tried",
                N_("Nobody saw {channel} on these days, so a rate has no meaning."),
                channel=self.channel,
            )
        if others:
            return Sentence(
                "other_definition",
                N_("The days of this period on {channel} were counted under another definition than later ones."),
                channel=self.channel,
            )
        return Sentence(
            "no_days_then",
            N_(
                "The daily files for {channel} state nothing from {first:day} to {last:day}. Import an export of these "
                "days."
            ),
            channel=self.channel,
            first=period.first,
            last=period.last,
        )


def of_days(
    measure: str,
    forms: Sequence[Form],
    known: Known,
    *,
    channel: str,
    unit: Unit,
    period: Period,
    basis: str | None,
    summary: Summary,
) -> OfDays | None:
    """The measure over a channel's days, in the form most days of `period` (else of any) carry; None when none does.

    With a `basis`, that form and no other; None when the basis is not one of days.
    """
    rows = known.channel_days.get(channel, ())
    if basis is not None:
        form = form_named(basis.removeprefix(_DAYS)) if basis.startswith(_DAYS) else None
    else:
        form = _most_carried(forms, [row for row in rows if row.day in period]) or _most_carried(forms, rows)
    if form is None:
        return None
    platform = known.platforms.get(channel, "")
    days = [Day(row, _counted(form, row, platform)) for row in rows if form.carried_by(row.cells)]
    if not days:
        return None
    like_the_newest, others = parted(days)
    return OfDays(measure, channel, unit, form, like_the_newest, others, summary)


def within(days: Sequence[Day], period: Period) -> list[Day]:
    """The days of the period."""
    return [day for day in days if day.row.day in period]


def parted(days: Sequence[Day]) -> tuple[list[Day], list[Day]]:
    """The days counted like the newest of them, and the others. There must be at least one."""
    standard = days[-1].counted.meaning
    held = [(day, alike(day.counted.meaning, standard)) for day in days]
    return [day for day, is_alike in held if is_alike], [day for day, is_alike in held if not is_alike]


def pooled(days: Series) -> float | None:
    """All events over all trials; None when nothing was tried."""
    return days.total().value


def middle_day(days: Series) -> float | None:
    """The median of the days' values; None when no day has one."""
    return days.middle()


def _counted(form: Form, row: Told, platform: str) -> Measured:
    """What the row states of the form, which it carries."""
    day = Period(row.day, row.day)
    meaning: Meaning = definitions_of(form, platform, row.day, format=None)
    if not isinstance(form, Ratio):
        return Measured(meaning, day, row.cells[form.column])
    part, whole = form.trials(row.cells)
    return Measured(meaning[:-1], day, part) / Measured(meaning[-1:], day, whole)


def _most_carried(forms: Sequence[Form], days: Sequence[Told]) -> Form | None:
    """The form most days carry, the preferred one when several tie."""
    counted = [(sum(form.carried_by(day.cells) for day in days), form) for form in forms]
    most, form = max(counted, key=lambda each: each[0])
    return form if most else None


def _counted_otherwise(days: Sequence[Day]) -> Sentence:
    template = N_("Days left out because they were counted under another definition: {days}.")
    return Sentence("days_of_other_definition", template, days=len(days))
