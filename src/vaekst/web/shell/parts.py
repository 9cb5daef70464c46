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
