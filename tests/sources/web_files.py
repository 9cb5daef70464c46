"""Exports of web analytics and search, byte for byte as the programs write them; all numbers are made up."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

RULER = "# ----------------------------------------"
Line = Sequence[object]


def csv_text(*lines: Line, end: str = "\n", quote_all: bool = False) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL).writerows(lines)
    return out.getvalue()


def report(
    *lines: Line,
    audience: str = "All Users",
    first: str = "20260901",
    last: str = "20260928",
    title: str = "Traffic acquisition: Session primary channel group (Default Channel Group)",
) -> bytes:
    """A standard report of GA4."""
    above = [RULER, f"# {title}", "# Account: Nordlys Cykler", "# Property: GA4 - nordlys.example", RULER]
    below = ["# ", f"# {audience}", f"# Start date: {first}", f"# End date: {last}"]
    return ("\n".join([*above, *below]) + "\n" + csv_text(*lines)).encode()


def exploration(*lines: Line, span: str = "20260901-20260928", named: str = "nordlys.example - GA4 -G-ABC123") -> bytes:
    """A free-form exploration: an empty line below the remarks, the total row first and wider than the header."""
    above = [RULER, f"# {named}", "# Free form-Free form 1", f"# {span}", RULER]
    return ("\n".join([*above, ""]) + "\n" + csv_text(*lines)).encode()


def card(*lines: Line, question: str = "", first: str = "20260901", last: str = "20260903") -> list[str]:
    """One table of a report snapshot, with its question and period above it."""
    dates = [f"# Start date: {first}", f"# End date: {last}"]
    return [*([f"# {question}"] if question else []), *dates, *csv_text(*lines).splitlines()]


def snapshot(*cards: list[str]) -> bytes:
    """A report snapshot of GA4: stacked tables, CRLF."""
    above = [RULER, "# Report CSV Export", "# Account: Nordlys Cykler", "# Property: nordlys.example", RULER, "#  "]
    lines = [*above, *(line for each in cards for line in (*each, ""))]
    return "".join(f"{line}\r\n" for line in lines).encode()
