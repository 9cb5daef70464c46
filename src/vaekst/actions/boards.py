"""The KPI board of a brand as of a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from vaekst.actions import facts, strategies
from vaekst.actions.baselines import BaselineInForce, facts_of, read_baseline
from vaekst.actions.known import Known, known_at
from vaekst.actions.memory import Memory
from vaekst.core.board import Board, BoardRow, with_receipts
from vaekst.core.board import read_board as read_board_from
from vaekst.core.metrics.qualify import qualified
from vaekst.core.receipt import Receipt
from vaekst.store import queries
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A board and what it was read from. While no baseline is frozen, a provisional one stands in for it."""

    board: Board
    baseline: BaselineInForce
    known: Known


def read_board(brand: Brand, *, as_of: date | datetime | None = None, now: datetime) -> BoardPage:
    """The board as of a moment, by default now. The same question to the same data is answered from memory.

    Every figure carries what the receipts of the imports behind it warn of.
    """
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    known = known_at(brand, moment)
    question = (known.question, queries.imports(brand).count())  # facts come into the lake before their receipt
    board, baseline = _BOARDS.answer(question, lambda: _read(brand, known))
    return BoardPage(board, baseline, known)


def _read(brand: Brand, known: Known) -> tuple[Board, BaselineInForce]:
    baseline = read_baseline(known)
    board = read_board_from(known.strategy, facts_of(known), baseline.baseline, as_of=known.as_of)
    measured = [*(row.now for row in board.rows), *baseline.baseline.figures]
    behind = receipts(brand, {import_id for figure in measured for import_id in figure.lineage.imports})
    figures = tuple(qualified(figure, behind) for figure in baseline.baseline.figures)
    told = replace(baseline, baseline=replace(baseline.baseline, figures=figures))
    return with_receipts(board, behind), told


_BOARDS: Memory[tuple[Board, BaselineInForce]] = Memory(size=64)


def receipts(brand: Brand, imports: Iterable[str]) -> Mapping[str, Receipt]:
    """The receipt of each of the imports that is on record."""
    found = queries.imports(brand).filter(import_id__in=sorted(imports))
    return {id_: Receipt.from_json(stored) for id_, stored in found.values_list("import_id", "receipt")}


def for_machines(page: BoardPage) -> list[dict[str, object]]:
    """The rows under the stable names of `vaekst board --json`, each with what it was read from."""
    known, frozen = page.known, page.baseline.frozen
    read_from = {
        "as_of": known.as_of.isoformat(),
        "strategy_version": known.strategy_version.number,
        "lake_version": str(known.lake_version),
        "baseline_frozen": frozen.number if frozen else None,
    }
    return [row_for_machines(row) | read_from for row in page.board.rows]


def row_for_machines(row: BoardRow) -> dict[str, object]:
    """A row of the board under its stable names: the figure, how it stands, what it rests on, what to mind."""
    return row.record() | {
        "sentence": row.sentence.english(),
        "period": [row.now.period.first.isoformat(), row.now.period.last.isoformat()],
        "basis": row.now.basis,
        "coverage": row.now.coverage and [row.now.coverage.present, row.now.coverage.total, row.now.coverage.of],
        "imports": list(row.now.lineage.imports),
        "rows": row.now.lineage.rows,
        "freshest": row.now.lineage.freshest and row.now.lineage.freshest.isoformat(),
        "definitions": [each.id for each in row.now.definitions],
        "marks": [
            {
                "mark": remark.mark.value,
                "code": remark.sentence.code,
                "message": remark.sentence.english(),
                "import": remark.import_id or None,
            }
            for remark in row.now.marks
        ],
        "breaks": [{"day": each.day.isoformat(), "message": each.why.english()} for each in row.breaks],
        "change_refused": row.change.unlike and row.change.unlike.english(),
    }
