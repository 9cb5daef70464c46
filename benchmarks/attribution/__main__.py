"""Runs every way of the job, interleaved, each in a process of its own, and writes the table to docs/explanation/attribution.md.

make bench-attribution                                            # 1M and 10M touches, three rounds
python -m benchmarks.attribution --sizes 1 10 50 --rounds 3 3 1     # 50M take 6 GB of memory to make
python -m benchmarks.attribution --sizes 1 --rounds 5 --only "all models"
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.attribution import coverage
from benchmarks.attribution.report import renewed, table
from benchmarks.attribution.world import world, write
from benchmarks.report import machine

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "attribution"
PAGE = ROOT / "docs" / "explanation" / "attribution.md"
UV = Path(sys.executable).with_name("uv")
SEED, WARM_UP = 7, 50_000
MILLION = 1_000_000
WORLDS, OF_WORLD = 100, 150_000


@dataclass(frozen=True)
class Way:
    """A way of doing the job: the module that does it, what its own environment holds (None: ours), and the most touches
    it is asked for, in millions."""

    name: str
    module: str = "benchmarks.attribution.on_engines"
    packages: tuple[str, ...] | None = None
    most: int = 50


_LOOP = "benchmarks.attribution.jobs"
_OTHERS = "benchmarks.attribution.others."
WAYS = (
    Way("scan"),
    Way("rule models", _LOOP),
    Way("all models", _LOOP),
    Way("scan of the new week and its look-back"),
    Way("a new week", _LOOP),
    Way("expressions, DuckDB", most=10),
    Way("expressions, Polars", most=10),
    Way("SQL by hand, DuckDB", most=10),
    Way("Polars by hand", most=10),
    Way("pandas, with care", _OTHERS + "in_pandas", ("pandas==3.*", "pyarrow"), most=1),
    Way("pandas, as usually written", _OTHERS + "in_pandas_usually", ("pandas==3.*", "pyarrow"), most=1),
    Way(
        "ChannelAttribution",
        _OTHERS + "in_channel_attribution",
        ("ChannelAttribution==2.2.5", "matplotlib", "pandas", "pyarrow", "duckdb"),
        most=1,
    ),
    Way("DP6", _OTHERS + "in_dp6", ("marketing-attribution-models==2.1.1", "pyarrow"), most=1),
)


def main(sizes: Mapping[int, int], names: Sequence[str]) -> None:
    """Measures each size in so many rounds, prints, and renews the page when nothing was left out."""
    ways = [way for way in WAYS if not names or way.name in names]
    pythons = {way.name: _python(way) for way in ways}
    write(world(WARM_UP, seed=SEED), BUILD / "small")
    on, sections = machine(), []
    for size, rounds in sizes.items():
        folder = _world(size)
        taken: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for _ in range(rounds):
            for way in ways:
                if size <= way.most:
                    taken[way.name].append(_run(way, pythons[way.name], folder))
        sections.append(table(size, taken))
        print(sections[-1], flush=True)
    if not names:
        sections.append(coverage.table(coverage.judged(WORLDS, OF_WORLD), OF_WORLD))
        PAGE.write_text(renewed(PAGE.read_text("utf-8"), sections, machine=on), "utf-8")


def _world(size: int) -> Path:
    """The world of so many million touches, made once."""
    folder = BUILD / f"{size}M"
    if not (folder / "leads.parquet").exists():
        write(world(size * MILLION, seed=SEED), folder)
    return folder


def _python(way: Way) -> Path:
    """Ours, or that of an environment made for this way alone."""
    if way.packages is None:
        return Path(sys.executable)
    home = BUILD / "environments" / way.module.rpartition(".")[2]
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([UV, "venv", "-q", "--python", sys.executable, home], check=True)
        subprocess.run([UV, "pip", "install", "-q", "--python", python, *way.packages], check=True)
    return python


def _run(way: Way, python: Path, folder: Path) -> Mapping[str, Any]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    command = [python, "-W", "ignore", "-m", way.module, way.name, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    told: Mapping[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[1, 10], metavar="MILLIONS")
    asked.add_argument(
        "--rounds", type=int, nargs="+", default=[3], metavar="ROUNDS", help="one number for each size, or one"
    )
    asked.add_argument("--only", action="append", default=[], metavar="NAME", help=", ".join(way.name for way in WAYS))
    given = asked.parse_args()
    rounds = given.rounds * len(given.sizes) if len(given.rounds) == 1 else given.rounds
    main(dict(zip(given.sizes, rounds, strict=True)), given.only)
