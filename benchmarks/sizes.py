"""One brand at one, ten and twenty-five million post-days: what a person waits for, beside bare DuckDB on the same files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks import brand
from benchmarks.report import Section

SIZES = (1_000_000, 10_000_000, 25_000_000)
RUNS = 3
QUESTIONS = (
    ("weekly medians of three years", "weeks_ours", "weeks_bare"),
    ("what the board reads", "readings_ours", "board_bare"),
    ("the whole board", "board_ours", "board_bare"),
    ("what a review reads", "posts_ours", "posts_bare"),
)
NOTE = (
    "Aim: at most 1.5 ×. Weekly medians are the same query and differ by its preparation. The board asks for more than the bare "
    "query does: every metric and where it is from, whichever of them the form turns out to need; and its statistics, "
    "definitions and sentences are Python over the posts of half a year. A review reads the posts of all years. Both are worked out "
    "once after an import and then answered from memory ([why there are no rollups](../decisions/0007-no-rollups.md))."
)
_IN_SQLITE = SIZES[:2]  # beyond, filling it takes longer than all the rest


def measure(home: Path) -> Section:
    """Every question in turn with its bare counterpart, each answer in a fresh process."""
    rows = []
    for size in SIZES:
        brand.home_of(brand.lake_of(home, size))
        for name, ours, bare in QUESTIONS:
            rows.append(_row(home, size, name, ours, bare))
        if size in _IN_SQLITE:
            told = ask("weeks_sqlite", home, size)
            rows.append(
                (
                    _millions(size),
                    "weekly medians in SQLite, of a table with nothing else in it",
                    f"{told['seconds']:.2f} s",
                    "",
                    "",
                    "",
                    "",
                )
            )
    how = (
        "Three years of one brand on three channels, every post read every day. Each answer is the first of a fresh process "
        f"(imports excluded, files in the operating system's cache), medians of {RUNS} in turn. The whole board is all its "
        "figures, twelve weeks each, with targets, sentences and the rows behind them; bare DuckDB gives the weekly figures alone."
    )
    columns = ("post-days", "question", "Vaekst", "bare DuckDB", "ratio", "peak MB", "bare peak MB")
    return Section("Size", how, columns, tuple(rows), NOTE)


def _row(home: Path, size: int, name: str, ours: str, bare: str) -> tuple[str, ...]:
    pairs = [(ask(ours, home, size), ask(bare, home, size)) for _ in range(RUNS)]
    seconds = [median(one[side]["seconds"] for one in pairs) for side in (0, 1)]
    peaks = [median(one[side]["peak_mb"] for one in pairs) for side in (0, 1)]
    ratio = median(one["seconds"] / other["seconds"] for one, other in pairs)
    return (
        _millions(size), name, f"{seconds[0]:.2f} s", f"{seconds[1]:.2f} s", f"{ratio:.1f} ×", f"{peaks[0]:.0f}",
        f"{peaks[1]:.0f}",
    )  # fmt: skip


def _millions(size: int) -> str:
    return f"{size // 1_000_000} M"


def ask(question: str, home: Path, size: int) -> dict[str, float]:
    """Seconds and peak memory of a question asked in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.questions", question, str(home), str(size)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(said.splitlines()[-1])
