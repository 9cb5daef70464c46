"""A report of spend to facts: its rows, its period, its figures, its totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from vaekst.core.errors import BadFile
from vaekst.core.money import Money
from vaekst.core.period import Period
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.spend.facts import Spend, abouts, figures_at
from vaekst.sources.spend.figures import Figures, figures_of
from vaekst.sources.spend.frame import Frame, frame
from vaekst.sources.spend.periods import periods_of, stated_above, whole_of
from vaekst.sources.spend.platform import Platform
from vaekst.sources.spend.sheet import Sheet, sheet_of
from vaekst.sources.spend.totals import agree, controls, warn_of_difference


@dataclass(frozen=True, slots=True)
class _Report:
    """A report taken apart."""

    frame: Frame
    sheet: Sheet
    figures: Figures
    periods: Sequence[Period | None]


def read_spend(document: Document, recognition: Recognition, context: Context, platform: Platform) -> Reading:
    """The costs of a report. Raises BadFile where it cannot be trusted, or does not say which days it is about."""
    found = frame(document, platform)
    if found is None:
        raise ValueError(f"{document.name} was recognised as {platform.name} and is not.")
    above = stated_above(found.notes, today=context.now.date())
    if above.made and context.exported_at is None:
        context = replace(context, exported_at=above.made.replace(tzinfo=ZoneInfo(platform.zone or context.zone)))
    channel = _channel(document, context, platform)
    ledger = Ledger(document, recognition, context)
    sheet = sheet_of(found, platform, ledger)
    if recognition.language not in platform.verified:
        ledger.warn(
            "headers_unverified",
            N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
        )
    rows = sheet.table.where([place < sheet.rows for place in range(len(sheet.table))])
    figures = figures_of(sheet.table, ledger)
    periods = periods_of(rows, platform, found.language, ledger, above.period or document.period)
    report = _Report(found, sheet, figures, periods)
    kept = _kept(report, ledger)
    whole = whole_of(rows, platform, found.language, ledger, above.period)
    spend = Spend(platform.name, channel, whole)
    _add(report, kept, spend, ledger)
    stated = controls(sheet, figures, kept)
    warn_of_difference(stated, ledger)
    _warn(report, kept, spend, platform, ledger)
    facts = list(spend.rows.values())
    days = [row["local_date"] for row in facts]
    observed_at = ledger.observed_at(newest=max([*days, *([whole.last] if whole else [])], default=None))
    for row in facts:
        row["observed_at"] = observed_at
    return ledger.reading(
        {"cost": facts},
        observed_at=observed_at,
        channel=channel,
        platform=platform.name,
        timezone=platform.zone,
        days=days,
        control_totals=stated,
    )


def _channel(document: Document, context: Context, platform: Platform) -> str | None:
    """The channel the money went to: as the person said, else the brand's only one where the platform advertises.

    Raises BadFile for a channel on a platform these advertisements are not shown on.
    """
    on = platform.advertises_on
    if context.channel is not None:
        if on and context.platform not in (None, on):
            raise BadFile(
                "wrong_channel",
                N_(
                    "{file} holds figures of {platform}, but the channel '{channel}' is on {chosen}. Leave the channel out, or name another."
                ),
                file=document.name,
                platform=on,
                channel=context.channel,
                chosen=context.platform,
            )
        return context.channel
    fitting = [name for name, known in context.channels.items() if on is not None and known == on]
    return fitting[0] if len(fitting) == 1 else None


def _kept(report: _Report, ledger: Ledger) -> list[int]:
    """The places of the rows that become facts; the others are accounted for."""
    kept = []
    for place in range(report.sheet.rows):
        reason = _reason(report, place, ledger)
        if reason is None:
            kept.append(place)
        else:
            ledger.drop(reason)
    return _without_repeats(report, kept, ledger)


def _reason(report: _Report, place: int, ledger: Ledger) -> str | None:
    """Why a row cannot be kept, or None."""
    period, money = report.periods[place], report.figures.money[place]
    if period is None:
        return "no_date"
    if ledger.is_future(period.first):
        return "future_date"
    if place in report.figures.no_currency:
        return "no_currency"
    if money is None:
        return "no_amount"
    if money.minor < 0:
        return "negative_amount"
    if any((column[place] or 0) < 0 for column in report.figures.counts.values()):
        return "negative_count"
    return None


def _without_repeats(report: _Report, kept: Sequence[int], ledger: Ledger) -> list[int]:
    """The places without rows that are alike in every cell, unless the file's own total counts them.

    A campaign that spent nothing may well stand twice; nothing is gained by leaving it out.
    """
    seen: set[tuple[str, ...]] = set()
    single = []
    for place in kept:
        cells = tuple(report.sheet.table.rows[place])
        money = report.figures.money[place]
        if cells not in seen or money is None or money.minor == 0:
            single.append(place)
        seen.add(cells)
    if len(single) == len(kept) or agree(report.sheet, report.figures, kept):
        return list(kept)
    ledger.drop("duplicate", len(kept) - len(single))
    return single


def _add(report: _Report, kept: Sequence[int], spend: Spend, ledger: Ledger) -> None:
    """Make facts of the kept rows."""
    about = abouts(report.sheet.table)
    until = (ledger.context.exported_at or ledger.context.now).date()
    for place in kept:
        period, money = report.periods[place], report.figures.money[place]
        if period is not None and money is not None:
            spend.add(about[place], _so_far(period, until), money, figures_at(report.figures, place))


def _so_far(period: Period, until: date) -> Period:
    """The days of a period that had come when the report was made: none was paid for ahead."""
    return Period(period.first, max(period.first, min(period.last, until)))


def _warn(report: _Report, kept: Sequence[int], spend: Spend, platform: Platform, ledger: Ledger) -> None:
    """Tell of estimates, of other currencies, of results that count unlike things, and of columns that were not kept."""
    several = sum(period is not None and period.days > 1 for period in (report.periods[place] for place in kept))
    if several:
        ledger.warn(
            "spread_from_period",
            N_(
                "The cost of several days at once stands in {rows} of the rows. It was spread evenly over these days, which is an estimate. {cure:word}"
            ),
            rows=several,
            cure=platform.with_days,
        )
    if spend.unlike:
        ledger.warn(
            "results_unlike",
            N_("Rows of the same campaign and day count unlike results; they were not added up and are unknown."),
        )
    last = max(report.sheet.table.lines[: report.sheet.rows], default=0)
    if ledger.document.unfinished and last == max(report.frame.lines, default=0):
        ledger.warn(
            "end_in_doubt",
            N_(
                "The file does not end with a line end, so its last row may be cut off. It was kept; compare it with the platform."
            ),
        )
    _warn_of_currencies([money for place in kept if (money := report.figures.money[place])], ledger)
    known = set(report.frame.columns.values())
    header, rows = report.frame.header, report.sheet.table.rows
    ledger.leave_out(
        cell for place, cell in enumerate(header) if place not in known and any(row[place].strip() for row in rows)
    )


def _warn_of_currencies(amounts: Sequence[Money], ledger: Ledger) -> None:
    brand = ledger.context.currency
    others = [money.currency for money in amounts if money.currency != brand]
    if others:
        ledger.warn(
            "other_currencies",
            N_(
                "{rows} of {all} amounts are in {currencies}, not in {brand}. They were kept as they are, not converted."
            ),
            rows=len(others),
            all=len(amounts),
            currencies=", ".join(sorted(set(others))),
            brand=brand,
        )
