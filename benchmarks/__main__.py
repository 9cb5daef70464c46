"""Runs every benchmark and writes what it measured to docs/explanation/performance.md.

make bench                              # all, and the page
python -m benchmarks --only sizes       # one, and its section of the page; may be given several times
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import collecting, commands, crowd, days, importing, pages, redirecting, sizes
from benchmarks.report import Section, machine, page, renewed

BENCHMARKS: dict[str, Callable[[Path], Section]] = {
    "importing": importing.measure,
    "sizes": sizes.measure,
    "crowd": crowd.measure,
    "days": days.measure,
    "years": days.measure_years,
    "pages": pages.measure,
    "collecting": collecting.measure,
    "redirecting": redirecting.measure,
    "commands": commands.measure,
}
"""Each gets a data home with the demo brand in it, where it may put what it needs."""

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "explanation" / "performance.md"


def main(names: Sequence[str]) -> None:
    """Measures the named benchmarks, or all; only a full run renews the report."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as home:
        demo = Path(home)
        commands.make_demo(demo)
        before = machine()
        sections = [BENCHMARKS[name](demo) for name in names or BENCHMARKS]
    text = page(sections, machine=before)
    print(text)
    if names and REPORT.exists():
        text = REPORT.read_text(encoding="utf-8")
        for section in sections:
            text = renewed(text, section)
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    asked.add_argument(
        "--only", action="append", default=[], choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS)
    )
    main(asked.parse_args().only)
