"""Rows of a report as facts of cost: one per day, campaign, ad group and ad.

A later report of the same day and campaign restates it. Rows of one file that differ only in something a fact does not
hold (device, placement, hour, the number of a campaign whose name repeats) are added up, so that none overwrites another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from vaekst.core.money import Money
from vaekst.core.period import Period, Week
from vaekst.sources.ledger import Row
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.permalinks import intact_id
from vaekst.sources.spend.figures import Figures
from vaekst.sources.spend.platform import COUNTS, NUMBERS, TEXTS
from vaekst.sources.spend.spreading import spread, spread_number

DAILY, SPREAD = "reported_daily", "spread_from_period"


@dataclass(frozen=True, slots=True)
class About:
    """What a row of the file is about, as columns of `cost`, and what tells it apart: its numbers, else its names."""

    row: Row
    key: str


@dataclass(slots=True)
class Spend:
    """The facts made so far, by key. `unlike` counts results that were left out since they count unlike things."""

    platform: str
    channel: str | None
    report: Period | None  # what the lines above the table state
    rows: dict[str, Row] = field(default_factory=dict)
    unlike: int = 0
    _days: dict[date, Row] = field(default_factory=dict)

    def add(self, about: About, period: Period, money: Money, figures: Row) -> None:
        """Add a row of the file: what it is about (with its line), its days, and its figures."""
        whole = self.report if self.report and period.first in self.report and period.last in self.report else period
        known = {**about.row, "spend_basis": DAILY if period.first == period.last else SPREAD}
        known |= {"currency": money.currency, "period_from": whole.first, "period_to": whole.last}
        figures["amount_minor"] = money.minor
        for day, part in zip(period, _parts(figures, period.days), strict=True):
            text = f"{about.key}\x1f{money.currency}\x1f{day.isoformat()}"
            id_ = f"{self.platform}:{sha256(text.encode()).hexdigest()[:24]}"
            row = self.rows.get(id_)
            if row is None:
                self.rows[id_] = {"entry_id": id_, **self._of_day(day), **known, **part}
            else:
                self._merge(row, {**known, **part})

    def _of_day(self, day: date) -> Row:
        """What all facts of a day have in common, worked out once."""
        if day not in self._days:
            common = {"platform": self.platform, "channel": self.channel, "category": "media"}
            self._days[day] = {**common, "local_date": day, "iso_week": Week.of(day).monday}
        return self._days[day]

    def _merge(self, row: Row, other: Row) -> None:
        if None in (row.get("results"), other.get("results")):
            row["result_indicator"] = row.get("result_indicator") or other.get("result_indicator")
        elif row["result_indicator"] != other["result_indicator"]:
            self.unlike += 1
            row["results"] = row["result_indicator"] = other["results"] = None
        for name in ("amount_minor", *COUNTS, *NUMBERS):
            if other.get(name) is not None:
                row[name] = other[name] if row.get(name) is None else _sum(row[name], other[name])
        row["period_from"] = min(row["period_from"], other["period_from"])
        row["period_to"] = max(row["period_to"], other["period_to"])
        if other["spend_basis"] == SPREAD:
            row["spend_basis"] = SPREAD


def _sum(one: float, other: float) -> float:
    return one + other if isinstance(one, int) else round(one + other, 6)


def abouts(table: Fields) -> list[About]:
    """What each row is about. A number that a spreadsheet rounded is none."""
    named: list[list[str | None]] = []
    told_apart: list[list[str]] = []
    for name in TEXTS:
        numbers = [text and intact_id(text) for text in table.texts(f"{name}_id")]
        texts = table.texts(name)
        named.append([text or number for text, number in zip(texts, numbers, strict=True)])
        told_apart.append([number or text or "" for text, number in zip(texts, numbers, strict=True)])
        if name == "campaign":
            named.append(numbers)
    columns = (*TEXTS[:2], "campaign_id", *TEXTS[2:])
    keys = map("\x1f".join, zip(*told_apart, strict=True))
    return [
        About({"source_row": line, **dict(zip(columns, cells, strict=True))}, key)
        for line, key, *cells in zip(table.lines, keys, *named, strict=True)
    ]


def figures_at(figures: Figures, place: int) -> Row:
    """The figures of one row beside its cost."""
    row: Row = {name: column[place] for name, column in figures.counts.items()}
    row |= {name: column[place] for name, column in figures.numbers.items()}
    row["result_indicator"] = figures.indicators[place] if row.get("results") is not None else None
    return row


def _parts(figures: Row, days: int) -> Iterator[Row]:
    """The figures of each day; a single day's stay as they are."""
    if days == 1:
        yield figures
        return
    shares = {name: _shares(name, value, days) for name, value in figures.items()}
    for day in range(days):
        yield {name: share[day] for name, share in shares.items()}


def _shares(name: str, value: Any, days: int) -> Sequence[Any]:
    if value is None or name == "result_indicator":
        return [value] * days
    return spread_number(value, days) if name in NUMBERS else spread(value, days)
