"""Visits to a website that several reports state, counted once.

Each report cuts the same visits in its own way, so one report of one website is used: of those by the day whose rows add up, the
one that knows most days, and of several the one that comes first by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `gather` counts its visits once
    from vaekst.core.metrics.gather import Told

COLUMNS = (
    *("property", "platform", "report", "period_from", "sessions", "key_events"),
    *("source", "medium", "campaign", "content", "term"),
)
"""What has to be known of visits to tell reports apart, and where visits came from."""

_SEVERAL_A_VISIT = frozenset({"page", "page_title", "event"})
_WAYS = frozenset({"source", "source_medium"})


def sessions_once(rows: Sequence[Told]) -> list[Told]:
    """The rows of the one report; none where no report tells visits by the day."""
    return _one_report(rows, "sessions")


def ways_once(rows: Sequence[Told]) -> list[Told]:
    """The same of a report that tells which source visits came from."""
    return _one_report([row for row in rows if _WAYS.intersection(_cut_by(row))], "sessions")


def key_events_once(rows: Sequence[Told]) -> list[Told]:
    """The rows of one report that tells key events by the day."""
    return _one_report(rows, "key_events")


def _one_report(rows: Sequence[Told], metric: str) -> list[Told]:
    found: dict[tuple[str, str], list[Told]] = {}
    for row in rows:
        is_daily = row.cells.get("period_from") == row.day and metric in row.cells
        if is_daily and not _SEVERAL_A_VISIT.intersection(_cut_by(row)):
            found.setdefault((str(row.cells["property"]), str(row.cells["report"])), []).append(row)
    if not found:
        return []
    days: dict[tuple[str, str], set[date]] = {name: {row.day for row in told} for name, told in found.items()}
    return found[min(found, key=lambda name: (-len(days[name]), name))]


def _cut_by(row: Told) -> list[str]:
    return str(row.cells["report"]).partition("@")[0].split("+")
