"""Runs every benchmark and writes what it measured to docs/explanation/performance.md."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import commands, pages
from benchmarks.report import Section, page

BENCHMARKS: dict[str, Callable[[Path], Section]] = {"commands": commands.measure, "pages": pages.measure}
REPORT = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "performance.md"


def main(names: list[str]) -> None:
    """Measures the named benchmarks, or all; only a full run renews the report."""
    with tempfile.TemporaryDirectory(prefix="vaekst-bench-") as home:
        demo = Path(home)
        commands.make_demo(demo)
        sections = [BENCHMARKS[name](demo) for name in names or BENCHMARKS]
    machine = f"Python {platform.python_version()} on {platform.system()}, {commands.cores()} cores"
    text = page(sections, machine=machine)
    print(text)
    if not names:
        REPORT.write_text(text, encoding="utf-8")


main(sys.argv[1:])
