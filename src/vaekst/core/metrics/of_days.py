"""What is measured on a channel's days: a rate over all of them, or the middle day of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import median

from vaekst.core.comparison.choosing import alike, definitions_of
from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.figure import Coverage, Figure
from vaekst.core.metrics.forms import Form, Ratio, form_named, value_of
from vaekst.core.metrics.gather import Known, Told, lineage_of, within
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

_DAYS = "channel_days:"


@dataclass(frozen=True, slots=True)
class OfDays:
    """One number from the days that carry a form, all counted under definitions like the newest day's."""

    measure: str
    channel: str
    unit: Unit
    form: Form
    days: Sequence[Told]
    meaning: tuple[MetricDefinition, ...]
    otherwise: Sequence[Told]  # days that carry the form under another definition
    summary: Callable[[Form, Sequence[Told]], float | None]

    @property
    def basis(self) -> str:
        return f"{_DAYS}{self.form}"

    def over(self, period: Period) -> Figure:
        days, others = within(self.days, period), within(self.otherwise, period)
        value = self.summary(self.form, days) if days else None
        return Figure(
            measure=self.measure,
            channel=self.channel,
            unit=self.unit,
            period=period,
            value=value,
            unknown=None if value is not None else self._unknown(days, others, period),
            basis=self.basis,
            coverage=Coverage("days", len(days), period.days),
            definitions=self.meaning,
            lineage=lineage_of(days),
            notes=(_counted_otherwise(others),) if others else (),
        )

    def _unknown(self, days: Sequence[Told], others: Sequence[Told], period: Period) -> Sentence:
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
    summary: Callable[[Form, Sequence[Told]], float | None],
) -> OfDays | None:
    """The measure over a channel's days, in the form most days of `period` (else of any) carry; None when none does.

    With a `basis`, that form and no other; None when the basis is not one of days.
    """
    rows = known.channel_days.get(channel, ())
    if basis is not None:
        form = form_named(basis.removeprefix(_DAYS)) if basis.startswith(_DAYS) else None
    else:
        form = _most_carried(forms, within(rows, period)) or _most_carried(forms, rows)
    carrying = [row for row in rows if form is not None and form.carried_by(row.cells)]
    if form is None or not carrying:
        return None
    platform = known.platforms[channel]
    meanings = [definitions_of(form, platform, row.day, format=None) for row in carrying]
    standard = meanings[-1]
    told = list(zip(carrying, meanings, strict=True))
    return OfDays(
        measure=measure,
        channel=channel,
        unit=unit,
        form=form,
        days=[row for row, meaning in told if alike(meaning, standard)],
        meaning=standard,
        otherwise=[row for row, meaning in told if not alike(meaning, standard)],
        summary=summary,
    )


def pooled(form: Form, days: Sequence[Told]) -> float | None:
    """All events over all trials; None when nothing was tried. The form must be a Ratio."""
    if not isinstance(form, Ratio):
        raise TypeError(f"{form} has no trials to pool.")
    trials = [form.trials(day.cells) for day in days]
    whole = fsum(tried for _, tried in trials)
    return fsum(part for part, _ in trials) / whole if whole > 0 else None


def middle_day(form: Form, days: Sequence[Told]) -> float | None:
    """The median of the days' values; None when no day has one."""
    values = [value for day in days if (value := value_of(form, day.cells)) is not None]
    return median(values) if values else None


def _most_carried(forms: Sequence[Form], days: Sequence[Told]) -> Form | None:
    """The form most days carry, the preferred one when several tie."""
    counted = [(sum(form.carried_by(day.cells) for day in days), form) for form in forms]
    most, form = max(counted, key=lambda each: each[0])
    return form if most else None


def _counted_otherwise(days: Sequence[Told]) -> Sentence:
    template = N_("Days left out because they were counted under another definition: {days}.")
    return Sentence("days_of_other_definition", template, days=len(days))
