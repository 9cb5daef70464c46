"""How long commands take as whole processes, against a bare Python that imports the same libraries."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.report import Section

RUNS = 7
VAEKST = [sys.executable, "-m", "vaekst.cli"]
LIBRARIES = "import django.db, pyarrow, duckdb, deltalake, narwhals, pydantic"


def cores() -> int:
    return os.cpu_count() or 1


def make_demo(home: Path) -> None:
    """The demo brand in its own data home."""
    run([*VAEKST, "demo"], home)


def measure(home: Path) -> Section:
    """Commands in turn with their yardstick, A B A B …, medians of RUNS."""
    pairs = {
        "`vaekst --help`": ([*VAEKST, "--help"], [sys.executable, "-c", "pass"], "a bare Python"),
        "`vaekst board`": ([*VAEKST, "board"], [sys.executable, "-c", LIBRARIES], "importing its libraries"),
        "`vaekst review`": ([*VAEKST, "review"], [sys.executable, "-c", LIBRARIES], "importing its libraries"),
    }
    rows = []
    for name, (command, yardstick, against) in pairs.items():
        times = [(run(command, home), run(yardstick, home)) for _ in range(RUNS)]
        ours, bare = median(one for one, _ in times), median(other for _, other in times)
        ratio = median(one / other for one, other in times)
        rows.append((name, f"{ours:.2f} s", f"{ratio:.1f} ×", f"{against} ({bare:.2f} s)"))
    how = f"Whole processes on the demo brand, medians of {RUNS} runs in turn with the yardstick."
    return Section("Commands", how, ("command", "time", "ratio", "against"), tuple(rows))


def run(command: list[str], home: Path) -> float:
    """Seconds the command took; raises CalledProcessError where it failed."""
    began = time.perf_counter()
    environment = os.environ | {"VAEKST_HOME": str(home)}
    subprocess.run(command, env=environment, cwd=home, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began
