"""The document as numbered lines, and faults that point at them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vaekst.core.strategy import BadStrategy
from vaekst.web.shell.words import say


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault in the reader's language, with its place."""

    line: int
    column: int
    path: str
    words: str


def numbered(text: str, *, faulty: Collection[int] = ()) -> tuple[Line, ...]:
    """Every line of the document with its number from 1."""
    lines = text.rstrip("\n").split("\n")
    return tuple(Line(number, line, number in faulty) for number, line in enumerate(lines, start=1))


def fault_lines(error: BadStrategy) -> list[FaultLine]:
    """All faults, in the order they stand in the document."""
    return [FaultLine(fault.line, fault.column, fault.path, say(fault.sentence)) for fault in error.faults]
