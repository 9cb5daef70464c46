"""The KPI board: where each KPI stands today, against the baseline, the target and the way between them."""

from vaekst.core.board.reading import Board, BoardRow, Change, read_board, rows_behind, with_receipts
from vaekst.core.board.trajectory import Status, planned, status_of
from vaekst.core.board.trend import Break, Trend, WeekFigure
from vaekst.core.metrics.gather import Facts

__all__ = [
    "Board",
    "BoardRow",
    "Break",
    "Change",
    "Facts",
    "Status",
    "Trend",
    "WeekFigure",
    "planned",
    "read_board",
    "rows_behind",
    "status_of",
    "with_receipts",
]
