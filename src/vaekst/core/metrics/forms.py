"""The ways a metric can be worked out from the columns a file happens to carry.

A metric may have several forms (saves per person reached, saves per view). They are different measures: one
comparison uses one form throughout and names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, float]
"""What one reading states, by canonical column. A column nobody stated is not there."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The sum of the `part` columns over the `whole` column. Written `saves/reach_unique`."""

    part: tuple[str, ...]
    whole: str

    def __str__(self) -> str:
        return f"{'+'.join(self.part)}/{self.whole}"

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.part, self.whole)

    def carried_by(self, values: Values) -> bool:
        return self.whole in values and all(column in values for column in self.part)

    def trials(self, values: Values) -> tuple[float, float]:
        """Part and whole. The values must carry the form."""
        return sum(values[column] for column in self.part), values[self.whole]


@dataclass(frozen=True, slots=True)
class Stated:
    """One column as the platform states it. Written as the column's name."""

    column: str

    def __str__(self) -> str:
        return self.column

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    def carried_by(self, values: Values) -> bool:
        return self.column in values


Form = Ratio | Stated


def form_named(text: str) -> Form:
    """The form written as `saves/reach_unique`, `likes+comments/views_start` or `avg_view_s`."""
    part, slash, whole = text.partition("/")
    return Ratio(tuple(part.split("+")), whole) if slash else Stated(part)


def value_of(form: Form, values: Values) -> float | None:
    """The form's value, or None where a column is missing or nothing was tried."""
    if not form.carried_by(values):
        return None
    if isinstance(form, Stated):
        return values[form.column]
    part, whole = form.trials(values)
    return part / whole if whole > 0 else None
