"""What was measured, as rows, and the page they are written to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A table of measurements with the sentence that says how they were taken."""

    title: str
    how: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def page(sections: Sequence[Section], *, machine: str) -> str:
    """The report as Markdown."""
    parts = [
        "# Performance",
        "",
        "Written by `make bench`. Machines differ and are noisy, so read the ratios: both sides of each were measured in one run.",
        "",
        f"Measured with {machine}.",
    ]
    for section in sections:
        parts += [
            "",
            f"## {section.title}",
            "",
            section.how,
            "",
            _line(section.columns),
            _line("---" for _ in section.columns),
        ]
        parts += [_line(row) for row in section.rows]
    return "\n".join(parts) + "\n"


def _line(cells) -> str:
    return f"| {' | '.join(cells)} |"
