"""When a post was published: Meta prints US Pacific time and says so nowhere.

Measured on Instagram against the instant inside the shortcode of each link; assumed for Facebook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.dates import Order
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.permalinks import instagram_instant

ZONE = "America/Los_Angeles"
_TOLERANCE = timedelta(minutes=45)
"""Posts are numbered when they are made: minutes before they appear, more for drafts and scheduled posts."""

_ORDERS: tuple[Order, ...] = ("mdy", "dmy")


@dataclass(frozen=True, slots=True)
class Published:
    """Publishing instants in UTC and the days they fall on in the reporting zone; None where the file is silent."""

    instants: tuple[datetime | None, ...]
    days: tuple[date | None, ...]


def published(table: Fields, permalinks: Sequence[str | None], ledger: Ledger) -> Published:
    """The publishing times of all rows. The days are those of the channel's reporting zone, else of the file's."""
    made = [instagram_instant(link) if link else None for link in permalinks]
    printed = _printed(table, made, ledger)
    context = ledger.context
    zone = ZoneInfo(context.times_in or ZONE)
    instants = tuple(_utc(moment, zone) for moment in printed)
    if context.times_in:
        _check_given(context.times_in, instants, made, ledger)
    else:
        _check_zone(instants, made, ledger)
    reporting = ZoneInfo(context.timezone or context.times_in or ZONE)
    days = tuple(None if instant is None else instant.astimezone(reporting).date() for instant in instants)
    return Published(instants, days)


def _utc(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _printed(table: Fields, made: Sequence[datetime | None], ledger: Ledger) -> tuple[datetime | None, ...]:
    """The times as printed. Where day and month could change places the links decide, else the original's order."""
    try:
        return table.dates("published", not_after=ledger.context.now.date()).values
    except BadFile as error:
        if error.code != "ambiguous_dates":
            raise
    readings = {order: table.dates("published", order=order).values for order in _ORDERS}
    agreeing = {order: _agreeing(values, made, timedelta(days=2)) for order, values in readings.items()}
    if agreeing["mdy"] != agreeing["dmy"]:
        return readings[max(_ORDERS, key=lambda order: agreeing[order])]
    ledger.warn(
        "month_first_assumed",
        N_("The publishing times could be read with day or month first; month first was assumed, as Meta prints it."),
    )
    return readings["mdy"]


def _agreeing(values: Sequence[datetime | None], made: Sequence[datetime | None], within: timedelta) -> int:
    """How many printed times lie near the instant in the link."""
    pairs = zip(values, made, strict=True)
    return sum(
        abs((value if value.tzinfo else value.replace(tzinfo=UTC)) - instant) <= within
        for value, instant in pairs
        if value is not None and instant is not None
    )


def _check_given(
    zone: str, instants: Sequence[datetime | None], made: Sequence[datetime | None], ledger: Ledger
) -> None:
    """Warn when the links contradict the zone a person named for most posts."""
    checkable = sum(one is not None and other is not None for one, other in zip(instants, made, strict=True))
    agreeing = _agreeing(instants, made, _TOLERANCE)
    if agreeing * 2 < checkable:
        ledger.warn(
            "publish_zone_doubtful",
            N_(
                "Publishing times were read in {timezone}, as was asked for, but the links of {differing} of {posts} posts "
                "say otherwise. Read the file again with another zone."
            ),
            timezone=zone,
            differing=checkable - agreeing,
            posts=checkable,
        )


def _check_zone(instants: Sequence[datetime | None], made: Sequence[datetime | None], ledger: Ledger) -> None:
    """Warn which zone was assumed, and when the links contradict it for most posts."""
    checkable = sum(one is not None and other is not None for one, other in zip(instants, made, strict=True))
    agreeing = _agreeing(instants, made, _TOLERANCE)
    if checkable and agreeing * 2 < checkable:
        ledger.warn(
            "publish_zone_doubtful",
            N_(
                "Publishing times were read as US Pacific time, but the links of {differing} of {posts} posts say "
                "otherwise. Times of day may be off; the export may have changed."
            ),
            differing=checkable - agreeing,
            posts=checkable,
        )
    elif checkable:
        ledger.warn(
            "publish_zone",
            N_(
                "Publishing times are US Pacific time and were turned into UTC; the links confirm it for {agreeing} of {posts} posts."
            ),
            agreeing=agreeing,
            posts=checkable,
        )
    elif any(instants):
        ledger.warn(
            "publish_zone_assumed",
            N_(
                "Publishing times name no time zone; US Pacific time was assumed, as measured on Instagram. Compare one with the post itself; if it is wrong, read the file again with another zone on its receipt."
            ),
        )
