"""The KPI board: where each KPI stands today, against the baseline, the target and the way between them."""

from vaekst.core.board.reading import Board, BoardRow, Change, read_board
from vaekst.core.board.trajectory import Status, planned, status_of
from vaekst.core.metrics.gather import Facts

__all__ = ["Board", "BoardRow", "Change", "Facts", "Status", "planned", "read_board", "status_of"]
