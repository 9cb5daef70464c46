"""The small parts several screens are made of, as values ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pill:
    """A verdict: colour by `tone` (good, warn, bad, note or none), an icon, and always a word."""

    tone: str
    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change against a named earlier period: arrow, signed amount, and a word that says if it is better."""

    tone: str
    icon: str
    amount: str
    word: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and what it is."""

    name: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice; `chosen` when it holds now."""

    value: str
    name: str
    chosen: bool = False
    note: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows a list; its state lives in the address."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: how it is filled in, what it holds, and what is wrong with it."""

    name: str
    label: str
    kind: str  # text, lines, day or choice
    value: str
    hint: str = ""
    error: str = ""
    choices: tuple[Choice, ...] = ()
    is_needed: bool = False

    @property
    def described_by(self) -> str:
        """The ids of the hint and the fault, for readers of the page."""
        ids = (f"hint-{self.name}" if self.hint else "", f"fault-{self.name}" if self.error else "")
        return " ".join(filter(None, ids))
