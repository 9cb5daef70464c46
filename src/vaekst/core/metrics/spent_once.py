"""Costs that several reports state, counted once.

A platform gives the same money by campaign and again by ad, or a sum for the month and later its days. Rows of one level
restate each other by their key; rows of unlike levels do not, and both would be added up. So of reports about the same
campaign and day the newest counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `gather` counts its costs once
    from vaekst.core.metrics.gather import Told

COLUMNS = (
    "platform",
    "account",
    "campaign",
    "campaign_id",
    "ad_group",
    "ad",
    "period_from",
    "period_to",
    "spend_basis",
)
"""What has to be known of a cost beside its amount."""

_ESTIMATE = "spread_from_period"
_Account = tuple[str, str | None]


@dataclass(slots=True)
class _Report:
    """What one file says of one account: how finely, for which days, about which campaigns."""

    import_id: str
    observed: int = 0
    level: int = 0  # account, campaign, ad group, ad
    is_daily: bool = True
    first: date = date.max
    last: date = date.min
    campaigns: set[str | None] = field(default_factory=set)

    def add(self, row: Told) -> None:
        self.observed = max(self.observed, row.observed)
        self.level = max(self.level, _level(row))
        self.is_daily = self.is_daily and row.cells.get("spend_basis") != _ESTIMATE
        self.first = min(self.first, row.day, row.cells.get("period_from", row.day))
        self.last = max(self.last, row.day, row.cells.get("period_to", row.day))
        self.campaigns.add(_campaign(row))

    @property
    def age(self) -> tuple[int, bool, int, str]:
        """The higher, the more it is believed; of two of one moment days before estimates, ads before campaigns."""
        return (self.observed, self.is_daily, self.level, self.import_id)

    def is_unlike(self, other: _Report) -> bool:
        """Whether rows of both can stand for the same money without sharing a key."""
        return self.level != other.level or self.is_daily != other.is_daily

    def speaks_of(self, row: Told) -> bool:
        """Whether the report says what was spent on the row's campaign and day, be it nothing."""
        about = not self.level or not _level(row) or _campaign(row) in self.campaigns
        return about and self.first <= row.day <= self.last


def spent_once(costs: Sequence[Told]) -> list[Told]:
    """The costs without those that a newer report of the same campaign and day states in another way.

    Costs of no platform are entries of their own and stay.
    """
    reports = _reports(costs)
    rivals = {account: _rivals(list(each.values())) for account, each in reports.items()}
    return [
        row
        for row in costs
        if (account := _account(row)) is None
        or not any(rival.speaks_of(row) for rival in rivals[account].get(row.import_id, ()))
    ]


def _reports(costs: Sequence[Told]) -> Mapping[_Account, dict[str, _Report]]:
    found: dict[_Account, dict[str, _Report]] = {}
    for row in costs:
        if (account := _account(row)) is not None:
            found.setdefault(account, {}).setdefault(row.import_id, _Report(row.import_id)).add(row)
    return found


def _rivals(reports: Sequence[_Report]) -> dict[str, list[_Report]]:
    """Import -> the newer reports of the same account that state costs in another way."""
    return {
        report.import_id: [other for other in reports if other.age > report.age and other.is_unlike(report)]
        for report in reports
    }


def _account(row: Told) -> _Account | None:
    platform = row.cells.get("platform")
    return None if platform is None else (platform, row.cells.get("account"))


def _campaign(row: Told) -> str | None:
    return row.cells.get("campaign") or row.cells.get("campaign_id")


def _level(row: Told) -> int:
    if "ad" in row.cells:
        return 3
    return 2 if "ad_group" in row.cells else int(_campaign(row) is not None)
