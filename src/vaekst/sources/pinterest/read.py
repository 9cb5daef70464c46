"""A Pinterest analytics export as facts: days of the profile, and its pins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.pinterest.recognise import DAYS, NAME, Part, parts_of
from vaekst.sources.reading.counts import counts_of
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import Number, NumberStyle
from vaekst.sources.reading.permalinks import intact_id, post_key_of
from vaekst.sources.reading.words import plain, visible

ZONE = "UTC"
_POINT = NumberStyle(decimal=".")
_TOTALS = frozenset({"total", "totals", "i alt"})


@dataclass(slots=True)
class _Made:
    """Facts so far: days by day, pins by key."""

    days: dict[date, Row] = field(default_factory=dict)
    pins: dict[str, Row] = field(default_factory=dict)


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The days and pins of all blocks. Raises BadFile for cells that are no day or no number."""
    ledger = Ledger(document, recognition, context)
    ledger.warn(
        "headers_unverified",
        N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
    )
    parts = parts_of(document, recognition.language or "en")
    made = _Made()
    for part in parts:
        table = _table(part, ledger)
        if len(table):
            (_days if part.kind == DAYS else _pins)(table, part, made, ledger)
    if not ledger.read:
        raise ledger.nothing_kept()
    _note_left_out(document, parts, ledger)
    observed_at = ledger.observed_at(newest=max(made.days, default=None))
    channel = context.channel or NAME
    owner: Row = {"channel": channel, "platform": NAME, "observed_at": observed_at}
    period = document.period
    first = period.first if period else min(made.days, default=None)
    last = period.last if period else max(made.days, default=None)
    cut: Row = {"grain": "period", "period_from": first, "period_to": last}
    return ledger.reading(
        {
            "channel_day": [{**owner, **row} for row in made.days.values()],
            "post_snapshot": [{**owner, **cut, **row} for row in made.pins.values()],
        },
        observed_at=observed_at,
        channel=channel,
        platform=NAME,
        timezone=context.timezone or ZONE,
        days=made.days or [first, last],
    )


def _table(part: Part, ledger: Ledger) -> Fields:
    """The rows of one block as wide as its header, without sums."""
    table, others = fields_of([part.block], {**part.columns, **part.metrics}, pad=True)
    is_row = [plain(row[0]) not in _TOTALS for row in table.rows]
    others["total_row"] += is_row.count(False)
    for reason, rows in others.items():
        if rows:
            ledger.read += rows
            ledger.drop(reason, rows)
    return table.where(is_row)


def _rows(table: Fields, part: Part, ledger: Ledger) -> Iterator[tuple[int, dict[str, Number | None], str | None]]:
    """Every row by its place: its figures, and why they cannot be kept."""
    figures: Mapping[str, Sequence[Number | None]] = {
        metric: counts_of(table, metric, otherwise=_POINT) for metric in part.metrics
    }
    for place in range(len(table)):
        ledger.read += 1
        found = {metric: values[place] for metric, values in figures.items()}
        known = [value for value in found.values() if value is not None]
        yield place, found, "no_figures" if not known else "negative_count" if min(known) < 0 else None


def _days(table: Fields, part: Part, made: _Made, ledger: Ledger) -> None:
    """Adds the block's figures to the days; a figure that stands already is not taken twice."""
    days = table.dates("date", not_after=ledger.context.now.date()).days
    for place, found, fault in _rows(table, part, ledger):
        day = days[place]
        reason = "no_date" if day is None else "future_date" if ledger.is_future(day) else fault
        known = made.days.get(day, {}) if day else {}
        if reason is None and known.keys() & found.keys():
            reason = "duplicate"
        if reason or day is None:
            ledger.drop(reason or "no_date")
            continue
        dated = {"local_date": day, "iso_week": Week.of(day).monday, "source_row": table.lines[place]}
        made.days[day] = {**dated, **known, **found}


def _pins(table: Fields, part: Part, made: _Made, ledger: Ledger) -> None:
    """Adds the block's pins: lists of the best by one figure or another may name a pin more than once."""
    created = table.dates("created", not_after=ledger.context.now.date()).days
    links, titles = table.texts("link"), table.texts("title")
    for place, found, fault in _rows(table, part, ledger):
        written = links[place] or ""
        is_link = "/" in written
        number = None if is_link else intact_id(written)
        key = post_key_of(platform=NAME, permalink=written if is_link else None, external_id=number)
        reason = "no_identity" if key is None else fault
        if reason is None and key in made.pins and made.pins[key].items() >= found.items():
            reason = "duplicate"
        if reason or key is None:
            ledger.drop(reason or "no_identity")
            continue
        day = created[place]
        said = {
            "post_key": key,
            "external_id": key.partition(":")[2] if not is_link or "/pin/" in written else None,
            "permalink": written if is_link else f"https://www.pinterest.com/pin/{number}/",
            "title": titles[place],
            "published_date": day,
            "iso_week": Week.of(day).monday if day else None,
            "source_row": table.lines[place],
        }
        made.pins[key] = {**said, **made.pins.get(key, {}), **found}


def _note_left_out(document: Document, parts: Sequence[Part], ledger: Ledger) -> None:
    """Names columns that are not kept and blocks that hold neither days nor pins."""
    ledger.leave_out(
        cell
        for part in parts
        for place, cell in enumerate(part.block.header)
        if place not in {*part.columns.values(), *part.metrics.values()}
    )
    taken = [id(part.block) for part in parts]
    others = [block for block in document.blocks if id(block) not in taken and len(block.rows) > 1]
    if others:
        ledger.warn(
            "blocks_left_out",
            N_("{blocks} parts of the file hold neither days nor pins and were not read: {titles}."),
            blocks=len(others),
            titles=", ".join(visible(block.title or block.header[0]) for block in others),
        )
