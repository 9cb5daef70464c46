"""One's own table while it is read: its values, what the person answered, and whose channels its rows belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, get_args

import numpy as np
import pyarrow as pa

from vaekst.core.errors import BadFile
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.core.strategy.vocabulary import Platform
from vaekst.sources.contract import Context, Tag
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.grid import Column, both
from vaekst.sources.reading.permalinks import platform_of, post_key_of
from vaekst.sources.table.platforms import platform_named
from vaekst.sources.table.values import Values

PLATFORMS = frozenset(get_args(Platform))


@dataclass(slots=True)
class Made:
    """The facts made of a table, and the days they belong to; `observed_at` is still to be stamped.

    `later` are other days the rows tell of, such as that of an outcome: nobody knew them before.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)  # facts told by columns
    days: list[date | None] = field(default_factory=list)
    later: list[date | None] = field(default_factory=list)
    tags: tuple[Tag, ...] = ()

    def add(self, table: str, row: Row, *, day: date | None, later: Iterable[date | None] = ()) -> None:
        self.rows.setdefault(table, []).append(row)
        self.days.append(day)
        self.later.extend(later)


@dataclass(slots=True)
class Own:
    """What the makers of facts share. Rows are known by their place among the table's rows, from 0."""

    values: Values
    options: Mapping[str, str]
    context: Context
    ledger: Ledger
    _equal: Counter[tuple[object, ...]] = field(default_factory=Counter)
    _strangers: set[str] = field(default_factory=set)

    def places(self) -> range:
        return range(len(self.values.table))

    def line(self, place: int) -> int:
        return self.values.table.lines[place]

    def channel(self, place: int) -> str | None:
        """The channel of a row: as written, else as the person said. A platform's name means the brand's one channel there."""
        return self._channel_of(self.values.cell("channel", place))

    def column(self, field: str) -> Column[Any]:
        """The values of a field in every row; None for a field the table does not have."""
        found: Any = self.values.columns.get(field)
        if found is None:
            return Column([None], np.zeros(len(self.places()), np.int64))
        return found if isinstance(found, Column) else Column.of(found)

    def channels(self) -> Column[str | None]:
        """The channel of every row."""
        return self.column("channel").map(self._channel_of)

    def _channel_of(self, cell: str | None) -> str | None:
        written = cell or self.options.get("channel")
        if written is None:
            return self.context.channel
        known = self.context.channels
        if written in known:
            return written
        spoken = platform_named(written) or written
        fitting = [name for name, platform in known.items() if platform == spoken]
        if len(fitting) == 1:
            return fitting[0]
        if known:
            self._strangers.add(spoken)
        return spoken

    def platform(self, channel: str | None) -> str | None:
        """The platform a channel is on, or None."""
        if channel is None or channel == self.context.channel:
            found = self.context.platform or self.context.channels.get(channel or "")
        else:
            found = self.context.channels.get(channel)
        return found or self.options.get("platform") or (channel if channel in PLATFORMS else None)

    def owner(self, place: int, *, platform: str | None = None) -> Row:
        """Channel and platform of a row whose link may name the platform. Raises BadFile when nobody told."""
        channel = self.channel(place)
        found = platform or self.platform(channel)
        if found is None:
            raise self._unowned(place)
        return {"channel": channel or found, "platform": found}

    def owners(self, platforms: Column[str | None] | None = None) -> tuple[Column[str], Column[str]]:
        """Channel and platform of every row, where `platforms` are those that links name. Raises BadFile as `owner`."""
        channels = self.channels()
        told = (
            channels.map(self.platform)
            if platforms is None
            else both(platforms, channels, lambda named, channel: named or self.platform(channel))
        )
        if (unowned := np.flatnonzero(told.flags(lambda platform: platform is None))).size:
            raise self._unowned(int(unowned[0]))
        owned = told.map(str)
        return both(channels, owned, lambda channel, platform: channel or platform), owned

    def _unowned(self, place: int) -> BadFile:
        return BadFile(
            "row_channel_needed",
            N_("Row {row} does not say which channel it belongs to. Import the file again and name the channel."),
            row=self.line(place),
        )

    def entry(self, kind: str, *what: object) -> str:
        """An id for a row that has none: the same for the same description, counted up where several rows share it."""
        self._equal[what] += 1
        text = "\x1f".join(str(part) for part in (kind, *what, self._equal[what]))
        return f"{kind}:{sha256(text.encode()).hexdigest()[:24]}"

    def note_strangers(self) -> None:
        """Warn of channels the strategy does not have."""
        if self._strangers:
            self.ledger.warn(
                "unknown_channels",
                N_("These channels are not in the strategy: {channels}. Their rows were kept under these names."),
                channels=", ".join(sorted(self._strangers)),
            )


def first_reason(*checks: tuple[bool, str]) -> str | None:
    """The reason of the first check that holds."""
    return next((reason for holds, reason in checks if holds), None)


def below_zero(values: Sequence[float | int | None]) -> bool:
    return any(value is not None and value < 0 for value in values)


def dated(own: Own, place: int) -> Row:
    """The day, its week and the line of a row."""
    day = own.values.cell("date", place)
    return {"local_date": day, "iso_week": Week.of(day).monday, "source_row": own.line(place)}


def post_key(own: Own, place: int, channel: str | None) -> str | None:
    """The post a row is about, by its link or its number on the channel's platform."""
    link, number = own.values.cell("permalink", place), own.values.cell("post_id", place)
    platform = (platform_of(link) if link else None) or own.platform(channel)
    if number and ":" in number:
        return str(number)
    return post_key_of(platform=platform or "other", permalink=link, external_id=number if platform else None)
