"""One export while it is read: its rows, its figures, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date

from vaekst.core.period import DAY, Period
from vaekst.sources.contract import Context, Document
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.dates import parse_dates
from vaekst.sources.reading.words import visible
from vaekst.sources.youtube.figures import Figure, Figures, seconds
from vaekst.sources.youtube.rows import Rows

PLATFORM = "youtube"


@dataclass(slots=True)
class Export:
    """What the readers of all kinds of export share. They add to `facts`, `posts`, `days` and the ledger."""

    document: Document
    context: Context
    ledger: Ledger
    rows: Rows
    figures: Figures
    facts: list[Row] = field(default_factory=list)
    posts: dict[str, Row] = field(default_factory=dict)  # posts a chart describes, without figures of their own
    days: list[date] = field(default_factory=list)
    mixed: int = 0  # rows whose views began under one definition and ended under the next
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    @property
    def channel(self) -> str:
        return self.context.channel or PLATFORM

    @property
    def period(self) -> Period | None:
        return self.document.period

    def texts(self, name: str) -> list[str]:
        """The column's cells, empty ones where the file does not have it."""
        return self.rows.cells(name) or [""] * len(self.rows.facts)

    def dates(self, name: str) -> list[date | None]:
        """The days of a column, read once per spelling: charts repeat them for every video."""
        cells = self.texts(name)
        spellings = list(dict.fromkeys(cells))
        limit = self.context.now.astimezone(UTC).date() + DAY
        days = parse_dates(spellings, name=self._header(name), not_after=limit).days
        known = dict(zip(spellings, days, strict=True))
        return [known[cell] for cell in cells]

    def lengths(self) -> Sequence[Figure]:
        """The videos' lengths in seconds."""
        return seconds(self.texts("duration"), self._header("duration"), self.rows.lines)

    def keeps(self, row: int, key: tuple[object, ...], *days: date | None) -> bool:
        """Whether the row is a fact; the ledger is told why when it is not. `days` must not lie ahead."""
        reason = self._flaw(row, key, days)
        if reason is not None:
            self.ledger.drop(reason)
            return False
        self._seen.add(key)
        return True

    def _flaw(self, row: int, key: tuple[object, ...], days: Sequence[date | None]) -> str | None:
        if row in self.figures.empty:
            return "no_figures"
        if any(self.ledger.is_future(day) for day in days):
            return "future_date"
        if row in self.figures.negative:
            return "negative_count"
        return "duplicate" if key in self._seen else None

    def row(self, number: int, *, views: str) -> Row:
        """A fact row with what every table holds: channel, line in the file, figures."""
        return self.described(number) | self.figures.facts(number, views=views)

    def described(self, number: int) -> Row:
        """A fact row without figures."""
        return {"channel": self.channel, "platform": PLATFORM, "source_row": self.rows.lines[number]}

    def _header(self, name: str) -> str:
        return visible(self.rows.header[self.rows.columns[name]]) if name in self.rows.columns else name
