"""Where a figure comes from: its definitions, the files behind it, and every row of them that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from vaekst.actions import boards, facts, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.baselines import BaselineInForce, facts_of
from vaekst.actions.known import Known
from vaekst.actions.people import Act, require
from vaekst.actions.reviews import WeeklyReview
from vaekst.core.board import BoardRow, rows_behind
from vaekst.core.errors import UnknownName
from vaekst.core.figures import SourceRow
from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.figure import Remark
from vaekst.core.metrics.kpis import KPIS, Kpi, Scope
from vaekst.core.metrics.qualify import remarks_on
from vaekst.core.receipt import Receipt
from vaekst.store import queries
from vaekst.store.models import Brand, ImportRecord


@dataclass(frozen=True, slots=True)
class FileBehind:
    """A file a figure rests on, and how many of its rows."""

    record: ImportRecord
    rows: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure of the board with everything one may ask about it. `files` are those with the most rows first."""

    row: BoardRow
    rows: Sequence[SourceRow]
    files: Sequence[FileBehind]
    known: Known
    baseline: BaselineInForce

    @property
    def file_names(self) -> Mapping[str, str]:
        """The name of each file, by the id of its import."""
        return {file.record.import_id: file.record.file for file in self.files}


def explain_figure(
    brand: Brand,
    kpi: str,
    *,
    channel: str | None = None,
    as_of: date | datetime | None = None,
    now: datetime,
) -> Explanation:
    """The figure of a KPI on a channel as of a moment. Without a channel, the only or first one that has a value.

    Raises UnknownName for a KPI or channel there is not, and BadInput for a day that cannot be known.
    """
    if kpi not in KPIS:
        raise UnknownName("KPI", kpi, KPIS)
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    page = boards.read_board(brand, as_of=moment, now=now)
    known, baseline = page.known, page.baseline
    rows = {row.channel: row for row in page.board.rows if row.kpi.id == kpi}
    chosen = _chosen(KPIS[kpi], rows, channel)
    told = rows_behind(
        known.strategy, facts_of(known), baseline.baseline, kpi=KPIS[kpi], channel=chosen, as_of=known.as_of
    )
    return Explanation(rows[chosen], told, _files(brand, told), known, baseline)


def _chosen(kpi: Kpi, rows: Mapping[str | None, BoardRow], channel: str | None) -> str | None:
    """The channel that was asked for; else the first with a value. Raises UnknownName for one the board has not."""
    if kpi.scope is Scope.BRAND:
        return None
    if channel or not rows:
        if channel not in rows:
            raise UnknownName("channel", channel or "", [name for name in rows if name])
        return channel
    return next((name for name, row in rows.items() if row.value is not None), next(iter(rows)))


def _files(brand: Brand, rows: Sequence[SourceRow]) -> Sequence[FileBehind]:
    counted = Counter(row.import_id for row in rows)
    records = queries.imports(brand).filter(import_id__in=sorted(counted))
    return sorted((FileBehind(record, counted[record.import_id]) for record in records), key=lambda file: -file.rows)


def remarks_on_review(brand: Brand, review: WeeklyReview) -> tuple[Remark, ...]:
    """What the receipts of the files behind a review's figures warn of."""
    used = [one for each in review.figures.values() for one in each.figures if one.published in review.looked_at]
    imports = {row.import_id for figure in used for row in figure.rows}
    columns = {column for figure in used for column in figure.columns}
    return remarks_on(sorted(imports), boards.receipts(brand, imports), columns=columns)


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was imported: where it is kept, and what it was called."""

    path: Path
    name: str


def original_file(actor: Actor, brand: Brand, import_id: str) -> Original:
    """The original of an import, for those who may import: it may hold what people told in confidence.

    Raises NotAllowed, UnknownName for an import there is not, and Trouble when the file is not in the archive.
    """
    require(actor, brand, Act.IMPORT)
    record = queries.imports(brand).filter(import_id=import_id).first()
    if record is None:
        raise UnknownName("import", import_id, ())
    return Original(facts.archive(brand).path(record.sha256), PurePosixPath(record.file).parts[0])


def for_machines(told: Explanation) -> dict[str, object]:
    """The explanation under the stable names of `vaekst explain --json`: the row of the board, and what it rests on."""
    known, frozen = told.known, told.baseline.frozen
    return boards.row_for_machines(told.row) | {
        "as_of": known.as_of.isoformat(),
        "strategy_version": known.strategy_version.number,
        "lake_version": str(known.lake_version),
        "baseline_frozen": frozen.number if frozen else None,
        "formula": told.row.kpi.formula,
        "notes": [note.english() for note in told.row.now.notes],
        "definitions": [_definition(each) for each in told.row.now.definitions],
        "files": [
            {
                "import": file.record.import_id,
                "file": file.record.file,
                "sha256": file.record.sha256,
                "rows": file.rows,
                "imported_at": file.record.recorded_at.isoformat(),
                "warnings": [each.english() for each in Receipt.from_json(file.record.receipt).warnings],
            }
            for file in told.files
        ],
        "rows_used": [
            {
                "import": row.import_id,
                "file": told.file_names.get(row.import_id),
                "line": row.line,
                "about": row.subject or None,
                "day": row.day and row.day.isoformat(),
                "cells": dict(row.cells),
                "observed_at": row.observed.isoformat(),
            }
            for row in told.rows
        ],
    }


def _definition(row: MetricDefinition) -> dict[str, object]:
    return {
        "id": row.id,
        "meaning": row.meaning,
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "valid_to": row.valid_to and row.valid_to.isoformat(),
        "source": row.source or None,
        "confidence": row.confidence.value,
    }
