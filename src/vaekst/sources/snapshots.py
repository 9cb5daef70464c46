"""A table with a row per post and everything it earned so far becomes snapshots: TikTok and X export such tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vaekst.core.errors import BadFile
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.daily import Figures
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.dates import Order
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.permalinks import identity_in, intact_id, post_key_of

_ORDERS: tuple[Order, ...] = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class Identities:
    """Which post each row is about: its number, its link and its key; None where the row does not tell."""

    ids: Sequence[str | None]
    links: Sequence[str | None]
    keys: Sequence[str | None]


def identities(table: Fields, platform: str, ledger: Ledger) -> Identities:
    """The posts of the fields `post_id` and `permalink`. A rounded number is no identity; then the link is."""
    links = table.texts("permalink")
    printed = table.texts("post_id")
    ids = [intact_id(text) if text else None for text in printed]
    in_links = [identity_in(link) if link else None for link in links]
    rounded = [text for text, number in zip(printed, ids, strict=True) if text and number is None]
    if rounded:
        ledger.warn(
            "rounded_ids",
            N_(
                "A spreadsheet rounded the numbers of {posts} posts (such as {example}); they are known by their links."
            ),
            posts=len(rounded),
            example=rounded[0],
        )
    pairs = zip(ids, in_links, strict=True)
    differing = sum(number is not None and linked is not None and number != linked for number, linked in pairs)
    if differing:
        ledger.warn(
            "ids_differ",
            N_("In {posts} rows the number of the post is not the one in its link; the link was taken."),
            posts=differing,
        )
    numbers = [linked or number for number, linked in zip(ids, in_links, strict=True)]
    keys = [
        post_key_of(platform=platform, permalink=link, external_id=number)
        for link, number in zip(links, ids, strict=True)
    ]
    return Identities(numbers, links, keys)


def printed_times(
    table: Fields, field: str, made: Sequence[datetime | None], ledger: Ledger
) -> Sequence[datetime | None]:
    """The times as printed. Where day and month could change places, the instants in the posts' numbers decide.

    Raises BadFile where they do not.
    """
    try:
        return table.dates(field, not_after=ledger.context.now.date()).values
    except BadFile as error:
        if error.code != "ambiguous_dates":
            raise
        readings = {order: table.dates(field, order=order).values for order in _ORDERS}
        near = {order: agreeing(values, made, timedelta(days=2)) for order, values in readings.items()}
        if near["dmy"] == near["mdy"]:
            raise
        return readings[max(_ORDERS, key=lambda order: near[order])]


def agreeing(printed: Sequence[datetime | None], made: Sequence[datetime | None], within: timedelta) -> int:
    """How many printed times, read as UTC where they name no zone, lie near the instant in the post's number."""
    return sum(
        abs(as_utc(moment) - instant) <= within
        for moment, instant in zip(printed, made, strict=True)
        if moment is not None and instant is not None
    )


def checkable(printed: Sequence[datetime | None], made: Sequence[datetime | None]) -> int:
    """How many rows have both a printed time and an instant in the post's number."""
    return sum(moment is not None and instant is not None for moment, instant in zip(printed, made, strict=True))


def as_utc(moment: datetime) -> datetime:
    """The moment in UTC; one without a zone is taken to be UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def kept(posts: Identities, days: Sequence[date | None], figures: Figures, ledger: Ledger) -> list[int]:
    """The places of the rows that become facts; the others are accounted for. What was earned is never below zero."""
    seen: set[str] = set()
    places = []
    for place, key in enumerate(posts.keys):
        reason = None
        if key is None:
            reason = "no_identity"
        elif ledger.is_future(days[place]):
            reason = "future_date"
        elif any((values[place] or 0) < 0 for values in figures.values()):
            reason = "negative_count"
        elif all(values[place] is None for values in figures.values()):
            reason = "no_figures"
        elif key in seen:
            reason = "duplicate"
        if reason:
            ledger.drop(reason)
        elif key is not None:
            seen.add(key)
            places.append(place)
    return places


def snapshots(
    table: Fields,
    posts: Identities,
    figures: Figures,
    places: Sequence[int],
    *,
    days: Sequence[date | None],
    instants: Sequence[datetime | None],
    described: Callable[[int], Mapping[str, Any]],
) -> list[Row]:
    """One row per kept post: who it is, when it was published, what it earned, and what `described` adds."""
    rows: list[Row] = []
    for place in places:
        day = days[place]
        rows.append(
            {
                "post_key": posts.keys[place],
                "external_id": posts.ids[place],
                "permalink": posts.links[place],
                "published_at": instants[place],
                "published_date": day,
                "iso_week": Week.of(day).monday if day else None,
                "grain": "lifetime",
                "source_row": table.lines[place],
                **described(place),
                **{metric: values[place] for metric, values in figures.items()},
            }
        )
    return rows
