"""What was measured, as rows, and the page they are written to."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Section:
    """A table of measurements with the sentence that says how they were taken."""

    title: str
    how: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""  # what is aimed at, and why it is not reached where it is not


def machine() -> str:
    """What is measured on, and how busy it is with other things as it begins."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "deltalake", "pyarrow", "narwhals"))
    return (
        f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores, {memory:.0f} GB, {libraries}. "
        f"The machine was doing {os.getloadavg()[0]:.1f} other things as it began"
    )


def peak_mb() -> float:
    """The most memory this process has held, in MB; without what its parent held before it began."""
    told = Path("/proc/self/status").read_text("ascii").splitlines()
    peak = next(line for line in told if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def renewed(text: str, section: Section) -> str:
    """The page with this section in place of the one of its title."""
    before, found, after = text.partition(f"\n## {section.title}\n")
    if not found:
        return f"{text}\n{_written(section)}"
    _, more, rest = after.partition("\n## ")
    return f"{before}\n{_written(section)}" + (f"{more}{rest}" if more else "")


def page(sections: Sequence[Section], *, machine: str) -> str:
    """The report as Markdown."""
    parts = [
        "# Performance",
        "",
        "Written by `make bench`. Machines differ and are noisy, so read the ratios: both sides of each were measured in one run.",
        "",
        f"Measured with {machine}.",
    ]
    return "\n".join([*parts, "", *map(_written, sections)])


def _written(section: Section) -> str:
    """A section as Markdown, ending with a line end."""
    parts = [f"## {section.title}", "", section.how, "", _line(section.columns), _line("---" for _ in section.columns)]
    parts += [_line(row) for row in section.rows]
    parts += ["", section.note] if section.note else []
    return "\n".join(parts) + "\n"


def _line(cells) -> str:
    return f"| {' | '.join(cells)} |"
