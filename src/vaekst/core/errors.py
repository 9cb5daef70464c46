"""What can go wrong for a person, as a tree.

    VaekstError             everything Vaekst raises on purpose; holds one Sentence
    ├── UnknownName         a name that does not exist; carries the nearest ones that do
    ├── NotAllowed          the person may not do this here
    ├── BadInput            a value or file that cannot be used; says which and what is allowed
    │   ├── BadStrategy     a strategy document with faults; carries all of them
    │   └── BadFile         a file that cannot be imported; nothing of it was kept
    ├── Conflict            someone else changed it first; nothing was overwritten
    └── Trouble             the machine's fault (disk full, lock held); waiting may help

A message says what happened, with which value, what is allowed, and what to do next.
Programming mistakes are ordinary `ValueError`s and `TypeError`s and are not caught.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from vaekst.core.sentence import N_, Sentence, Value


class VaekstError(Exception):
    """Base of all errors meant for people. `str(error)` is plain English."""

    def __init__(self, code: str, template: str, /, **values: Value) -> None:
        self.sentence = Sentence(code, template, **values)
        super().__init__(self.sentence.english())

    @property
    def code(self) -> str:
        return self.sentence.code


class NotAllowed(VaekstError):
    """The person may not do this here."""


class BadInput(VaekstError):
    """A value that cannot be used."""


class BadFile(BadInput):
    """A file that cannot be imported. Nothing of it was kept."""


class Conflict(VaekstError):
    """Someone else changed it first."""


class Trouble(VaekstError):
    """The machine's fault; waiting or making room may help."""


class UnknownName(VaekstError):
    """A name that does not exist, with the nearest that do."""

    def __init__(self, what: str, given: str, known: Iterable[str], *, cure: str = "") -> None:
        names = sorted(known)
        self.nearest = nearest(given, names)
        if names and not given.strip():
            template = N_("No {what:word} was named. Choose one of these: {known}. {cure:word}")
        elif not names:
            template = N_("There is no {what:word} called '{given}', nor any other yet. {cure:word}")
        elif self.nearest:
            template = N_(
                "There is no {what:word} called '{given}'. Did you mean '{nearest}'? Known: {known}. {cure:word}"
            )
        else:
            template = N_("There is no {what:word} called '{given}'. Known: {known}. {cure:word}")
        listed = ", ".join(names[:24])
        super().__init__(
            "unknown_name", template, what=what, given=given, nearest=self.nearest, known=listed, cure=cure
        )


def nearest(given: str, known: Iterable[str]) -> str | None:
    """The known word closest in spelling to `given`, or None when none is close."""
    words = {word.casefold(): word for word in known}
    found = get_close_matches(given.casefold(), list(words), n=1, cutoff=0.6)
    return words[found[0]] if found else None
