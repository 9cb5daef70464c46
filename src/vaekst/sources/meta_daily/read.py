"""Exports of Meta Business Suite's insights as facts: days of a channel, and breakdowns of its audience and formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from vaekst.core.errors import BadFile
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.meta_daily.breakdowns import read_breakdown
from vaekst.sources.meta_daily.headers import SERIES
from vaekst.sources.meta_daily.recognise import SERIES_KIND, Part, parts
from vaekst.sources.meta_daily.series import DailySeries, read_series
from vaekst.sources.reading.words import visible

PLATFORMS = ("facebook", "instagram")


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of all tables in the file. Raises BadFile for damaged cells, unknown titles, and an unknown channel."""
    ledger = Ledger(document, recognition, context)
    found = _known([part for part in parts(document) if part is not None], ledger)
    _note_others(document, ledger)
    series = [read_series(part, ledger) for part in found if part.kind == SERIES_KIND]
    breakdowns = [row for part in found if part.kind != SERIES_KIND for row in read_breakdown(part, ledger)]
    if not any(one.days for one in series) and not breakdowns:
        raise BadFile(
            "no_rows", N_("{file} holds titles and headers but no figures. Export a longer period."), file=document.name
        )
    days = [day.day for one in series for day in one.days]
    observed_at = ledger.observed_at(newest=max(days, default=None))
    rows = {
        "channel_day": _channel_days(series, document, context, ledger),
        "breakdown": _breakdowns(breakdowns, document, context, ledger),
    }
    for row in (row for table in rows.values() for row in table):
        row["observed_at"] = observed_at
    channels = sorted({(row["channel"], row["platform"]) for table in rows.values() for row in table})
    if len(channels) > 1:
        _check_channels(channels, context, ledger)
    reading = ledger.reading(
        rows,
        observed_at=observed_at,
        channel=channels[0][0],
        platform=channels[0][1],
        timezone=context.timezone,
        days=days,
    )
    if len(channels) > 1:
        return replace(reading, receipt=replace(reading.receipt, channel=None, platform="meta"))
    return reading


def _known(found: Sequence[Part], ledger: Ledger) -> list[Part]:
    """The tables Vaekst has a place for; a series of another title is left out, unless there is nothing else."""
    unknown = [part for part in found if part.kind == SERIES_KIND and part.title not in SERIES]
    if len(unknown) == len(found):
        return list(found)
    for part in unknown:
        ledger.read += len(part.block.rows) - 1
        ledger.drop("table_left_out", len(part.block.rows) - 1)
        ledger.warn(
            "series_left_out",
            N_("The table '{title}' is none of the series Vaekst keeps; it was left out."),
            title=visible(part.block.title or ""),
        )
    return [part for part in found if part not in unknown]


def _note_others(document: Document, ledger: Ledger) -> None:
    """Account for tables between Meta's own that nobody knows."""
    known = {part.block.lines[-1] for part in parts(document) if part is not None}
    for block in document.blocks:
        if block.lines and block.lines[-1] not in known:
            ledger.read += len(block.lines)
            ledger.drop("no_figures", len(block.lines))
            ledger.warn(
                "table_unread",
                N_("The table that begins on line {line} of the file is none that Vaekst knows; it was left out."),
                line=block.lines[0],
            )


def _owner(platform: str | None, document: Document, context: Context) -> Row:
    """Channel and platform of a table. Raises BadFile when neither title nor person tells."""
    told = context.platform if context.platform in PLATFORMS else None
    if platform is None and told is None:
        raise BadFile(
            "channel_needed",
            N_(
                "{file} does not say whether its figures are Facebook's or Instagram's. Import it again and name the channel."
            ),
            file=document.name,
        )
    if context.channel is not None and told is not None and platform in (None, told):
        return {"channel": context.channel, "platform": told}
    owner = platform or told
    fitting = [channel for channel, its in context.channels.items() if its == owner]
    return {"channel": fitting[0] if len(fitting) == 1 else owner, "platform": owner}


def _check_channels(channels: Sequence[tuple[str, str]], context: Context, ledger: Ledger) -> None:
    """Tell of platforms the strategy has no channel on. Raises BadFile where it has several and nobody said which."""
    for channel, platform in channels:
        fitting = [known for known, its in context.channels.items() if its == platform]
        if channel in context.channels or not context.channels:
            continue
        if fitting:
            raise BadFile(
                "channel_needed",
                N_("The brand has several {platform} channels: {channels}. Say which one this file is from."),
                platform=platform,
                channels=", ".join(fitting),
            )
        ledger.warn(
            "channel_not_in_strategy",
            N_(
                "The strategy has no {platform} channel. The facts are kept under '{platform}'; add the channel to plan with it."
            ),
            platform=platform,
        )


def _channel_days(series: Sequence[DailySeries], document: Document, context: Context, ledger: Ledger) -> list[Row]:
    """One row per platform and day, with every metric the file tells of it."""
    found: dict[tuple[str, date], Row] = {}
    for one in series:
        owner = _owner(one.platform, document, context)
        differing = 0
        for day in one.days:
            row = found.setdefault(
                (owner["channel"], day.day),
                {**owner, "local_date": day.day, "iso_week": Week.of(day.day).monday, "source_row": day.line},
            )
            differing += row.setdefault(one.metric, day.value) != day.value
        if differing:
            ledger.warn(
                "series_twice",
                N_("'{title}' stands twice and differs on {days} days; the first was taken."),
                title=one.title,
                days=differing,
            )
    return list(found.values())


def _breakdowns(rows: Sequence[Row], document: Document, context: Context, ledger: Ledger) -> list[Row]:
    """One row per member; counts of the same member in several tables stand in one row."""
    if not rows:
        return []
    owner = _owner(None, document, context)
    period = document.period
    if period is None:
        ledger.warn(
            "period_unknown",
            N_(
                "The file does not say which period its shares and sums cover. Put the period into its name, such as 2026-10-01_2026-10-31, and import it again."
            ),
        )
    span: dict[str, Any] = {
        "period_from": period.first if period else None,
        "period_to": period.last if period else None,
    }
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row["dimension"], row["member"])
        found[key] = {**owner, **span, **row, **found.get(key, {})}
    return list(found.values())
