"""Followers by hour, gender and country: one figure per member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile

from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.daily import POINT
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import Number
from vaekst.sources.reading.words import plain
from vaekst.sources.tiktok_studio.headers import DIMENSIONS, MEMBERS

_ROUNDING = 0.02
"""How far rounded shares may add up to more than one."""

_HOURS = range(24)


def read_shares(table: Fields, kind: str, ledger: Ledger) -> list[Row]:
    """The share of every member, as a fraction. Raises BadFile for cells a spreadsheet turned into dates."""
    shares = table.numbers("share", otherwise=POINT).fractions(percent_points=False)
    period = ledger.document.period
    if period is None:
        ledger.warn(
            "period_unknown",
            N_(
                "The file does not say which period its shares and sums cover. Put the period into its name, such as 2026-10-01_2026-10-31, and import it again."
            ),
        )
    rows: dict[str, Row] = {}
    for name, share, line in zip(table.texts("member"), shares, table.lines, strict=True):
        member = MEMBERS.get(plain(name or ""), name)
        if member is None or share is None or member in rows:
            ledger.drop("no_identity" if member is None else "no_figures" if share is None else "duplicate")
            continue
        rows[member] = {
            "dimension": DIMENSIONS[kind],
            "member": member,
            "share": share,
            "period_from": period.first if period else None,
            "period_to": period.last if period else None,
            "source_row": line,
        }
    total = sum(row["share"] for row in rows.values())
    if total > 1 + _ROUNDING:
        ledger.warn(
            "shares_above_one",
            N_("The shares of '{title}' add up to {total:percent}. Was the file edited in a spreadsheet?"),
            title=table.name("member"),
            total=total,
        )
    return list(rows.values())


def read_hours(table: Fields, days: Sequence[date | None], ledger: Ledger) -> list[Row]:
    """The followers active in every hour of every day, less the hours the export came too early for."""
    hours = table.numbers("hour", whole=True, otherwise=POINT).values
    active = table.numbers("active", whole=True, otherwise=POINT).values
    found: dict[tuple[date, int], Row] = {}
    for day, hour, count, line in zip(days, hours, active, table.lines, strict=True):
        reason = _reason(day, hour, count, found, ledger)
        if reason or day is None or hour is None:
            ledger.drop(reason or "no_date")
            continue
        found[day, int(hour)] = {
            "dimension": "hour",
            "member": f"{int(hour):02d}",
            "period_from": day,
            "period_to": day,
            "iso_week": Week.of(day).monday,
            "followers_active": count,
            "source_row": line,
        }
    for key in _not_yet(found):
        del found[key]
        ledger.drop("not_yet_measured")
    return list(found.values())


def _reason(
    day: date | None, hour: Number | None, count: Number | None, found: Mapping[tuple[date, int], Row], ledger: Ledger
) -> str | None:
    """Why an hour is not kept, or None."""
    if day is None:
        return "no_date"
    if hour not in _HOURS:
        return "no_identity"
    if count is None:
        return "no_figures"
    if ledger.is_future(day):
        return "future_date"
    if count < 0:
        return "negative_count"
    return "duplicate" if (day, int(hour or 0)) in found else None


def _not_yet(found: dict[tuple[date, int], Row]) -> list[tuple[date, int]]:
    """The zeros at the end of the last day, when these hours are not empty on other days."""
    usual = {hour for (_, hour), row in found.items() if row["followers_active"]}
    last = max(day for day, _ in found) if found else None
    backwards = sorted((key for key in found if key[0] == last), reverse=True)
    end = list(takewhile(lambda key: not found[key]["followers_active"], backwards))
    return end if any(hour in usual for _, hour in end) else []
