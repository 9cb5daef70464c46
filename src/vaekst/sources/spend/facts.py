"""Rows of a report as facts of cost: one per day, campaign, ad group and ad.

A later report of the same day and campaign restates it. Rows of one file that differ only in something a fact does not
hold (device, placement, hour, the number of a campaign whose name repeats) are added up, so that none overwrites another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_KEY = ("account", "campaign", "ad_group", "ad")


@dataclass(slots=True)
class Spend:
    """The facts made so far, by key. `unlike` counts results that were left out since they count unlike things."""

    platform: str
    channel: str | None
    report: Period | None  # what the lines above the table state
    rows: dict[str, Row] = field(default_factory=dict)
    unlike: int = 0

    def add(self, about: Row, period: Period, money: Money, figures: Row) -> None:
        """Add a row of the file: what it is about (with its line), its days, and its figures."""
        basis = DAILY if period.days == 1 else SPREAD
        whole = self.report if self.report and period.first in self.report and period.last in self.report else period
        known = {**about, "spend_basis": basis, "currency": money.currency}
        known |= {"period_from": whole.first, "period_to": whole.last}
        parts = _parts({**figures, "amount_minor": money.minor}, period.days)
        for day, part in zip(period, parts, strict=True):
            id_ = self._id(about, money.currency, day.isoformat())
            row = self.rows.get(id_)
            if row is None:
                self.rows[id_] = {**known, **part, "entry_id": id_, "local_date": day, **self._common(day)}
            else:
                self._merge(row, {**known, **part})

    def _common(self, day: Any) -> Row:
        return {
            "iso_week": Week.of(day).monday,
            "platform": self.platform,
            "channel": self.channel,
            "category": "media",
        }

    def _id(self, about: Row, currency: str, day: str) -> str:
        named = (about.get(f"{name}_key") for name in _KEY)
        text = "\x1f".join((*(part or "" for part in named), currency, day))
        return f"{self.platform}:{sha256(text.encode()).hexdigest()[:24]}"

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

    def facts(self) -> list[Row]:
        """The facts, without what only tells them apart."""
        return [{name: value for name, value in row.items() if not name.endswith("_key")} for row in self.rows.values()]


def _sum(one: float, other: float) -> float:
    return one + other if isinstance(one, int) else round(one + other, 6)


def abouts(table: Fields) -> list[Row]:
    """What each row is about, as columns of `cost`; `…_key` is what tells it apart: its number, else its name."""
    texts = {name: table.texts(name) for name in TEXTS}
    ids = {name: [text and intact_id(text) for text in table.texts(f"{name}_id")] for name in TEXTS}
    found: list[Row] = []
    for place, line in enumerate(table.lines):
        row: Row = {"source_row": line, "campaign_id": ids["campaign"][place]}
        for name in TEXTS:
            text, number = texts[name][place], ids[name][place]
            row[name], row[f"{name}_key"] = text or number, number or text
        found.append(row)
    return found


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
