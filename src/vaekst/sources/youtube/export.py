"""One export while it is read: its rows, its figures, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

import numpy as np
import pyarrow as pa

from vaekst.core.period import DAY, Period
from vaekst.sources.contract import Context, Document
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.dates import parse_dates
from vaekst.sources.reading.grid import Column, Places
from vaekst.sources.reading.read_once import first_lines
from vaekst.sources.reading.words import visible
from vaekst.sources.sifting import sift
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
    facts: Mapping[str, Any] = field(default_factory=dict)  # column -> values of the rows that are kept
    kept: int = 0
    posts: list[Row] = field(default_factory=list)  # posts a chart describes, without figures of their own
    days: Collection[date] = ()
    mixed: int = 0  # rows whose views began under one definition and ended under the next

    @property
    def channel(self) -> str:
        return self.context.channel or PLATFORM

    @property
    def period(self) -> Period | None:
        return self.document.period

    def texts(self, name: str) -> Column[str]:
        """The column's cells, empty ones where the file does not have it."""
        cells = self.rows.cells(name)
        return Column.of([""] * len(self.rows.facts)) if cells is None else cells

    def dates(self, name: str) -> Column[date | None]:
        """The days of a column, read once per spelling: charts repeat them for every video."""
        cells = self.texts(name)
        limit = self.context.now.astimezone(UTC).date() + DAY
        lines = first_lines(cells, self.rows.lines)
        return Column(
            parse_dates(cells.distinct, name=self._header(name), rows=lines, not_after=limit).days, cells.codes
        )

    def lengths(self) -> Column[Figure]:
        """The videos' lengths in seconds."""
        return seconds(self.texts("duration"), self._header("duration"), self.rows.lines)

    def sift(
        self, flaws: Sequence[tuple[str, Places]], *, key: Sequence[Column[Any]], day: Column[date | None] | None = None
    ) -> Places:
        """The places of the rows that are facts; the ledger is told why others are not, by the first flaw each has.

        `key` tells rows apart, and a `day` must not lie ahead.
        """
        lies_ahead = np.zeros(self.figures.rows, bool) if day is None else day.flags(self.ledger.is_future)
        always = (
            ("no_figures", self.figures.empty),
            ("future_date", lies_ahead),
            ("negative_count", self.figures.negative),
        )
        return sift(self.ledger, [*flaws, *always], key=[column.ids() for column in key])

    def keep(self, rows: Places, *, starts: Places, **columns: Any) -> None:
        """Makes facts of these rows: channel, line in the file, figures, and what else is told of them.

        `starts` marks those whose views are counted by starts.
        """
        lines = np.asarray(self.rows.lines, np.int64)[rows]
        figures = self.figures.facts(rows, starts=starts)
        self.facts = {
            "channel": self.channel,
            "platform": PLATFORM,
            "source_row": pa.array(lines),
            **figures,
            **columns,
        }
        self.kept = len(rows)

    def described(self, row: int) -> Row:
        """A fact row without figures."""
        return {"channel": self.channel, "platform": PLATFORM, "source_row": int(self.rows.lines[row])}

    def _header(self, name: str) -> str:
        return visible(self.rows.header[self.rows.columns[name]]) if name in self.rows.columns else name
