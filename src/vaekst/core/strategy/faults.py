"""What is wrong with a strategy document, each fault with its place and its cure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_, Sentence, Value

Path = tuple[str | int, ...]
"""The way from the top of the document to a value: names of settings, and positions in lists from 0."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, at a line and column counted from 1. `value` is what was written there."""

    line: int
    column: int
    path: str
    value: str | None
    sentence: Sentence
    nearest: str | None = None

    def english(self) -> str:
        return f"line {self.line}, column {self.column}: {self.sentence.english()}"


class BadStrategy(BadInput):
    """A strategy document that cannot be used, with all its faults in the order they stand."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.column, fault.path)))
        super().__init__(
            "bad_strategy",
            N_("Faults in the strategy document: {count}. Nothing was changed."),
            count=len(self.faults),
        )

    def __str__(self) -> str:
        return "\n".join((self.sentence.english(), *(f"  {fault.english()}" for fault in self.faults)))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a check found: a wording that may use `{path}` and `{value}`, and where, seen from the check."""

    code: str
    template: str
    values: dict[str, Value]
    nearest: str | None = None
    below: Path = ()


class Refused(ValueError):
    """Raised inside a check of the document; carries what it found. Readers never see it: they see Faults."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.template for problem in problems))


def refusal(code: str, template: str, /, *, nearest: str | None = None, **values: Value) -> Refused:
    """The error for a check that found one thing; `nearest` is what the writer may have meant."""
    return Refused(Problem(code, template, {**values, "nearest": nearest}, nearest))


def dotted(path: Path) -> str:
    """The path as people write it: `outcomes[0].target`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
