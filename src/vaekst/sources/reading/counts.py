"""Columns that count: whole numbers, or a file that was changed."""

from __future__ import annotations

from collections.abc import Sequence

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import Number, NumberStyle


def counts_of(table: Fields, field: str, *, otherwise: NumberStyle | None = None) -> Sequence[Number | None]:
    """The cells as whole numbers. Raises BadFile as `parse_numbers`, and with code `not_whole` for half of something."""
    values = table.numbers(field, whole=True, otherwise=otherwise).values
    for place, value in enumerate(values):
        if isinstance(value, float) and not value.is_integer():
            raise BadFile(
                "not_whole",
                N_("Row {row}, column '{column}': '{cell}' is not a whole number."),
                row=table.lines[place],
                column=table.name(field),
                cell=table.cells(field)[place].strip()[:40],
            )
    return values
