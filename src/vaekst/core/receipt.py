"""What an import did, as a value: the receipt a person gets for every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from vaekst.core.sentence import Sentence


class Status(StrEnum):
    IMPORTED = "imported"
    ALREADY_IMPORTED = "already imported"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A total the file itself states beside the sum of its rows. `agrees` is None when it cannot be checked."""

    metric: str
    stated: float
    summed: float | None

    @property
    def agrees(self) -> bool | None:
        if self.summed is None:
            return None
        return abs(self.stated - self.summed) <= max(0.5, abs(self.stated) * 1e-4)


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file (or one member of a ZIP): what it was and what became of every row.

    `rows_read == rows_kept + sum(rows_dropped.values())`. `totals` holds additive metrics only.
    """

    file: str
    status: Status
    platform: str | None = None
    kind: str | None = None
    channel: str | None = None
    sha256: str = ""
    import_id: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    language: str | None = None
    timezone: str | None = None  # the zone the file's days and times were read in
    observed_at: datetime | None = None
    rows_read: int = 0
    rows_kept: int = 0
    rows_dropped: Mapping[str, int] = field(default_factory=dict)  # reason -> rows
    first_date: date | None = None
    last_date: date | None = None
    totals: Mapping[str, float] = field(default_factory=dict)
    control_totals: tuple[ControlTotal, ...] = ()
    is_truncated: bool = False
    warnings: tuple[Sentence, ...] = ()
    refusal: Sentence | None = None
