"""Sheets that count followers or page views by where people live and what they do."""

from __future__ import annotations

from vaekst.sources.ledger import Ledger
from vaekst.sources.linkedin.headers import DIMENSIONS, GROUPED
from vaekst.sources.linkedin.made import POINT, Made
from vaekst.sources.reading.counts import counts_of
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.words import plain, visible


def make_groups(table: Fields, ledger: Ledger) -> Made:
    """One row per group, as of the export."""
    dimension, metric = DIMENSIONS[plain(table.header[0])], GROUPED[plain(table.header[1])]
    values = counts_of(table, metric, otherwise=POINT)
    made = Made()
    seen: set[str] = set()
    for row, line, value in zip(table.rows, table.lines, values, strict=True):
        ledger.read += 1
        member = visible(row[0])
        reason = "no_identity" if not member else "no_figures" if value is None else None
        if reason is None and member in seen:
            reason = "duplicate"
        if reason:
            ledger.drop(reason)
            continue
        seen.add(member)
        found = {"dimension": dimension, "member": member, metric: value, "source_row": line}
        made.rows.setdefault("breakdown", []).append(found)
    return made
