"""How commands speak: tables and sentences for people on the terminal, JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vaekst.core.errors import VaekstError
from vaekst.core.sentence import Sentence

_PIPED_WIDTH = 120  # columns, where there is no terminal to ask


def out() -> Console:
    """Standard output: what was asked for."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)


def err() -> Console:
    """Standard error: what went wrong, progress, and remarks."""
    return Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else _PIPED_WIDTH)


def say(text: str) -> None:
    """A line of rich markup on standard output; in a file it is not broken."""
    console = out()
    console.print(text, soft_wrap=not console.is_terminal)


def told(sentence: Sentence) -> str:
    """The sentence as a terminal tells it: in English, its figures with their units as on the screens."""
    from vaekst.present.language import ENGLISH
    from vaekst.present.words import say

    return say(sentence, ENGLISH)


def note(text: str) -> None:
    """A dim remark beside the answer, on standard error."""
    err().print(Text(text, style="dim"), soft_wrap=True)


def done(text: str) -> None:
    """A line that says what was achieved."""
    out().print(f"[bold green]✓[/] {text}", soft_wrap=True)


def print_json(answer: Any) -> None:
    """The answer for a machine; days, instants and decimals as text, unknown as null."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n")


def print_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """The answer for a spreadsheet: a header, even without rows, and a line per row."""
    from vaekst.present.csv_out import to_csv

    sys.stdout.write(to_csv(columns, rows))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Rows under a thin rule. Cells are plain text, or rich's own values; None is an en dash."""
    grid = Table(
        title=title or None, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim"
    )
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(cell if isinstance(cell, Text) else escape("–" if cell is None else str(cell)) for cell in row))
    out().print(grid)


def tell_error(error: VaekstError, *, file: str = "", text: str = "") -> None:
    """What went wrong, in red on standard error; a strategy's faults first, each at its place in `text`."""
    console = err()
    faults = getattr(error, "faults", ())
    for fault in faults:
        if text:
            _show_place(console, fault, file=file, lines=text.splitlines())
            console.print(Padding(fault.sentence.english(), (0, 0, 1, 8), expand=False))
        else:
            console.print(Text.assemble(("  • ", "red"), fault.sentence.english()), soft_wrap=True)
    style = "bold red" if faults else "red"
    console.print(Text.assemble(("✗ ", "bold red"), (error.sentence.english().strip(), style)), soft_wrap=True)


def _show_place(console: Console, fault: Any, *, file: str, lines: Sequence[str]) -> None:
    """`file:line:column`, the line itself, and carets under what is wrong with it."""
    place = ":".join(filter(None, (file, str(fault.line), str(fault.column))))
    console.print(Text.assemble((place, "bold"), "  ", (fault.path, "cyan")), soft_wrap=True)
    if not 0 < fault.line <= len(lines):
        return
    line, before = lines[fault.line - 1], fault.column - 1
    key = fault.path.rsplit(".", 1)[-1]
    wrong = next((word for word in (fault.value, key) if word and line.startswith(word, before)), " ")
    console.print(Text.assemble((f"{fault.line:>5} │ ", "dim"), line), soft_wrap=True)
    console.print(Text.assemble(("      │ ", "dim"), " " * before, ("^" * len(wrong), "bold red")), soft_wrap=True)
