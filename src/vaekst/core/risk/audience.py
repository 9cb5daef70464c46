"""Whose audience it is: visits that come back from social platforms, and visits that need no platform at all.

Web analytics cut the same visits in several ways, and no two of them are added. So one report of one website is used: the one
by channel group or by source and medium that knows most of the days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from vaekst.core.costs.counts import Counted, share
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence
from vaekst.core.utm import channel_group

Row = Mapping[str, Any]
"""A row of `web_traffic`."""

OWNED = frozenset({"Direct", "Email", "SMS", "Mobile Push Notifications"})
"""Channel groups that reach people without a platform in between."""

SOCIAL = frozenset({"Organic Social", "Paid Social", "Organic Video", "Paid Video"})
SESSIONS = N_("visits to the website")
NO_WEB = Sentence(
    "no_web_days",
    N_("No file tells of visits to the website by day. Import web traffic by channel group or by source and medium."),
)
"""Why nothing is known of an audience."""


@dataclass(frozen=True, slots=True)
class Day:
    """The visits of a day that came by one group."""

    day: date
    group: str
    source: str | None
    sessions: int
    users: int | None
    new_users: int | None


@dataclass(frozen=True, slots=True)
class Audience:
    """`owned` is the share of visits that came without a platform; `returning` that of people from social who had been
    here before, on a median day.
    """

    sessions: int
    by_group: Mapping[str, int]  # the largest first
    owned: Counted
    returning: float | None
    returning_unknown: Sentence | None


def days_of(rows: Sequence[Row], period: Period) -> list[Day]:
    """The visits of the period by day and group, from the report that knows most of its days; of several, the richest."""
    usable = [row for row in rows if _is_daily(row) and row["local_date"] in period and row.get("sessions") is not None]
    known: dict[tuple[str, str], set[date]] = {}
    for row in usable:
        if _group(row) is not None:
            known.setdefault((str(row["property"]), str(row["report"])), set()).add(row["local_date"])
    if not known:
        return []
    best = max(known, key=lambda report: (len(known[report]), "source" in report[1], report))
    return [_read(row) for row in usable if (row["property"], row["report"]) == best]


def audience(days: Sequence[Day], *, level: float, least: int) -> Audience:
    """Whose audience the visits are."""
    groups: dict[str, int] = {}
    for each in days:
        groups[each.group] = groups.get(each.group, 0) + each.sessions
    whole = sum(groups.values())
    owned = sum(count for group, count in groups.items() if group in OWNED)
    returning = _returning(days)
    return Audience(
        sessions=whole,
        by_group=dict(sorted(groups.items(), key=lambda each: (-each[1], each[0]))),
        owned=share(owned, whole, level=level, least=least, what=SESSIONS),
        returning=returning,
        returning_unknown=None if returning is not None else _unknown(),
    )


def _returning(days: Sequence[Day]) -> float | None:
    """The median over days: the same person counts on each, so people of several days are never added."""
    users: dict[date, int] = {}
    new: dict[date, int] = {}
    for each in days:
        if each.group in SOCIAL and each.users is not None and each.new_users is not None:
            users[each.day] = users.get(each.day, 0) + each.users
            new[each.day] = new.get(each.day, 0) + each.new_users
    shares = [1 - min(new[day], count) / count for day, count in users.items() if count]
    return median(shares) if shares else None


def _unknown() -> Sentence:
    return Sentence(
        "no_returning",
        N_(
            "No file tells how many visitors from social were new. Import web traffic by day and channel group, with users "
            "and new users."
        ),
    )


def _is_daily(row: Row) -> bool:
    return bool(row.get("period_from") == row["local_date"])


def _group(row: Row) -> str | None:
    """The group as the report tells it, else as GA4 would have it."""
    if told := row.get("channel_group"):
        return str(told)
    source, medium = row.get("source"), row.get("medium")
    if source is None and medium is None:
        return None
    return channel_group(source, medium)


def _read(row: Row) -> Day:
    return Day(
        day=row["local_date"],
        group=_group(row) or "Unassigned",
        source=row.get("source"),
        sessions=row["sessions"],
        users=row.get("users"),
        new_users=row.get("new_users"),
    )
