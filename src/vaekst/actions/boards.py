"""The KPI board of a brand as of a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vaekst.actions import facts, strategies
from vaekst.actions.baselines import BaselineInForce, facts_of, read_baseline
from vaekst.actions.known import Known, known_at
from vaekst.actions.memory import Memory
from vaekst.core.board import Board
from vaekst.core.board import read_board as read_board_from
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A board and what it was read from. While no baseline is frozen, a provisional one stands in for it."""

    board: Board
    baseline: BaselineInForce
    known: Known


def read_board(brand: Brand, *, as_of: date | datetime | None = None, now: datetime) -> BoardPage:
    """The board as of a moment, by default now. The same question to the same data is answered from memory."""
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    known = known_at(brand, moment)
    board, baseline = _BOARDS.answer(known.question, lambda: _read(known))
    return BoardPage(board, baseline, known)


def _read(known: Known) -> tuple[Board, BaselineInForce]:
    baseline = read_baseline(known)
    return read_board_from(known.strategy, facts_of(known), baseline.baseline, as_of=known.as_of), baseline


_BOARDS: Memory[tuple[Board, BaselineInForce]] = Memory(size=64)


def for_machines(page: BoardPage) -> list[dict[str, object]]:
    """The rows under the stable names of `vaekst board --json`, each with what it was read from."""
    known, frozen = page.known, page.baseline.frozen
    read_from = {
        "as_of": known.as_of.isoformat(),
        "strategy_version": known.strategy_version.number,
        "lake_version": str(known.lake_version),
        "baseline_frozen": frozen.number if frozen else None,
    }
    return [
        row.record()
        | {
            "sentence": row.sentence.english(),
            "period": [row.now.period.first.isoformat(), row.now.period.last.isoformat()],
            "basis": row.now.basis,
            "coverage": row.now.coverage and [row.now.coverage.present, row.now.coverage.total, row.now.coverage.of],
            "imports": list(row.now.lineage.imports),
            "rows": row.now.lineage.rows,
            "freshest": row.now.lineage.freshest and row.now.lineage.freshest.isoformat(),
            "definitions": [each.id for each in row.now.definitions],
        }
        | read_from
        for row in page.board.rows
    ]
