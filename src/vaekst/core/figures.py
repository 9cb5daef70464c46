"""One post's value of one metric: what estimates, baselines and medians are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from vaekst.core.metrics.measured import Meaning, Measured
from vaekst.core.period import Period

if TYPE_CHECKING:
    from vaekst.core.comparison.histories import Reading


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a file that a figure rests on: what it is about, the cells it gave, and where it stands.

    `subject` is a post key, an asset or an entry; empty for a channel's day. `line` is None where no file tells it.
    """

    subject: str
    day: date | None
    cells: Mapping[str, float | str]
    import_id: str
    line: int | None
    observed: datetime


@dataclass(frozen=True, slots=True)
class PostFigure:
    """A post's metric at the age posts are compared at.

    `value` is in the metric's own unit. For a rate, `part / whole == value` and `whole` is the number of
    trials (views, reach, …); for a mean or a count both are None. `at_age` is False when only a later,
    settled reading exists: good enough for a rate, never for a count.
    """

    post_key: str
    channel: str
    concept: str | None
    format: str | None
    published: date
    age_days: float
    value: float
    part: float | None = None
    whole: float | None = None
    at_age: bool = True
    import_id: str = ""
    source_row: int | None = None
    meaning: Meaning = ()  # of the columns the value was worked out from
    columns: tuple[str, ...] = ()
    reading: Reading | None = field(default=None, compare=False, repr=False)  # where the columns were read

    @property
    def counted(self) -> Measured:
        """The value with what it means: what is added and compared."""
        day = Period(self.published, self.published)
        return Measured(self.meaning, day, self.value if self.part is None else self.part, self.whole)

    @property
    def rows(self) -> tuple[SourceRow, ...]:
        """The rows of files the columns were read from, each once."""
        if self.reading is None:
            return ()
        cells: dict[tuple[str, int | None], dict[str, float | str]] = {}
        for column in self.columns:
            cells.setdefault(self.reading.origin[column], {})[column] = self.reading.values[column]
        return tuple(
            SourceRow(self.post_key, self.published, told, import_id, line, self.reading.moment)
            for (import_id, line), told in cells.items()
        )
