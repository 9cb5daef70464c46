"""The board says where each KPI stands, and when it cannot, why and what would help."""

import json

import pytest
from tests.core.board.brand import AS_OF, strategy, whole_brand
from tests.core.metrics.made_facts import moment

from vaekst.core.baseline import measure_baseline
from vaekst.core.board import Board, read_board
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.strategy import KPIS as KPIS_OF_STRATEGY

BEFORE = moment("2026-09-14T08:00")


def board_of(given, *, plan=None, frozen_from=None, as_of=AS_OF) -> Board:
    plan = plan or strategy()
    baseline = measure_baseline(plan, frozen_from or given, as_of=as_of)
    return read_board(plan, given, baseline, as_of=as_of)


def row_of(board, kpi, channel=None):
    (row,) = [row for row in board.rows if (row.kpi.id, row.channel) == (kpi, channel)]
    return row


def test_the_board_has_the_kpis_of_the_strategy_document():
    assert tuple(KPIS) == KPIS_OF_STRATEGY


@pytest.mark.parametrize("frame", ["arrow", "duckdb"])
def test_a_brand_that_imports_everything_has_a_full_board(frame):
    board = board_of(whole_brand(frame=frame))
    values = {row.kpi.id: row.value for row in board.rows}
    assert values == {
        "posting_cadence": 7,
        "retention_3s": 0.52,
        "watch_time": 7.5,
        "ctr": 0.008,
        "landing_conversion": 0.02,
        "cost_per_lead": (4 * 700 + 28 * 300) / 56,
        "production_time": 60,
        "repurpose_rate": 0.25,
    }
    assert {row.kpi.id: row.baseline.value for row in board.rows} == values
    assert all(len(row.series) == 12 for row in board.rows)
    assert all(row.unknown_reason is None for row in board.rows)


def test_a_row_as_machines_read_it():
    record = row_of(board_of(whole_brand()), "cost_per_lead").record()
    assert list(record) == [
        "kpi", "channel", "unit", "better", "baseline", "target", "value", "trajectory", "status", "owner", "cadence",
        "unknown_reason",
    ]  # fmt: skip
    assert record["unit"] == "DKK"
    assert record["status"] == "off track"
    assert json.loads(json.dumps(record)) == record
