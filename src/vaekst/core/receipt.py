"""What an import did, as a value: the receipt a person gets for every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from vaekst.core.restatement import Restated
from vaekst.core.sentence import Sentence

REMARKS = frozenset(
    {
        *("publish_zone", "publish_days", "publish_days_local", "timezone_assumed", "export_date_assumed"),
        *("columns_left_out", "columns_unread", "tables_left_out", "tables_unread", "table_unread", "blocks_left_out"),
        *("headers_unverified", "lines_unwrapped", "title_wins", "days_filled", "clock_beside_day", "made_ahead"),
        *("imported_before", "facts_restored", "platform_assumed", "one_audience", "rate_differs", "share_of_clicks"),
        *("shorts_in_views", "views_redefined", "views_redefined_within", "member_empty"),
    }
)
"""Codes of sentences that only explain how a file was read: no figure is at risk, and there is nothing to do."""


class Status(StrEnum):
    IMPORTED = "imported"
    ALREADY_IMPORTED = "already imported"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A total the file itself states beside the sum of its rows. `agrees` is None when it cannot be checked.

    `slack` is how far the two may lie apart since each row was rounded, in the metric's own unit.
    """

    metric: str
    stated: float
    summed: float | None
    slack: float = 0.5

    @property
    def agrees(self) -> bool | None:
        if self.summed is None:
            return None
        return abs(self.stated - self.summed) <= max(self.slack, abs(self.stated) * 1e-4)


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
    currency: str | None = None  # of all its money; None where there is none, or several
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
    restated: tuple[Restated, ...] = ()  # what the file told differently from files before it
    refusal: Sentence | None = None
    columns_by: str | None = None  # the remembered columns it was read by

    @property
    def cautions(self) -> tuple[Sentence, ...]:
        """The warnings that put a figure in doubt or leave something to do."""
        return tuple(warning for warning in self.warnings if warning.code not in REMARKS)

    @property
    def remarks(self) -> tuple[Sentence, ...]:
        """The warnings that only explain how the file was read; none where it was refused."""
        return () if self.refusal else tuple(warning for warning in self.warnings if warning.code in REMARKS)

    def to_json(self) -> dict[str, Any]:
        """The receipt as plain JSON values."""
        return {each.name: _stored(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Receipt:
        """The receipt `to_json` stored."""
        held = dict(stored)
        for name in ("first_date", "last_date"):
            held[name] = held[name] and date.fromisoformat(held[name])
        held["status"] = Status(held["status"])
        held["observed_at"] = held["observed_at"] and datetime.fromisoformat(held["observed_at"])
        held["control_totals"] = tuple(ControlTotal(**each) for each in held["control_totals"])
        held["restated"] = tuple(Restated.from_json(each) for each in held.get("restated", ()))
        held["warnings"] = tuple(Sentence.from_json(each) for each in held["warnings"])
        held["refusal"] = held["refusal"] and Sentence.from_json(held["refusal"])
        return cls(**held)


def for_machines(receipt: Receipt) -> dict[str, Any]:
    """The receipt under the stable names of `vaekst import --json`. Days as ISO text; unknown is None."""
    refused = receipt.refusal
    told = (*receipt.cautions, *receipt.remarks, *([refused] if refused else []))
    return {
        "file": receipt.file,
        "platform": receipt.platform,
        "kind": receipt.kind,
        "status": receipt.status.value,
        "channel": receipt.channel,
        "rows_read": receipt.rows_read,
        "rows_kept": receipt.rows_kept,
        "rows_dropped": dict(receipt.rows_dropped),
        "first_date": _stored(receipt.first_date),
        "last_date": _stored(receipt.last_date),
        "totals": dict(receipt.totals),
        "control_totals": [
            {"metric": each.metric, "stated": each.stated, "summed": each.summed, "agrees": each.agrees}
            for each in receipt.control_totals
        ],
        "is_truncated": receipt.is_truncated,
        "currency": receipt.currency,
        "timezone": receipt.timezone,
        "encoding": receipt.encoding,
        "delimiter": receipt.delimiter,
        "language": receipt.language,
        "observed_at": _stored(receipt.observed_at),
        "import_id": receipt.import_id or None,
        "columns_by": receipt.columns_by,
        "restated": [each.to_json() | {"message": each.sentence.english()} for each in receipt.restated],
        "refusal": refused and refused.english(),
        "warnings": [
            {
                "code": sentence.code,
                "level": "remark" if sentence.code in REMARKS else "warning",
                "message": sentence.english(),
            }
            for sentence in told
        ],
    }


def _stored(value: Any) -> Any:
    if isinstance(value, (Sentence, Restated)):
        return value.to_json()
    if isinstance(value, ControlTotal):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_stored(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value
