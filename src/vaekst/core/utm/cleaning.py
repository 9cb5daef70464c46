"""A UTM value as it should have been written, and what was wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.fields import slug
from vaekst.core.strategy.utm import SEPARATOR
from vaekst.core.utm.aliases import LOOKALIKES
from vaekst.core.utm.placement import ABSENT, is_slug
from vaekst.core.utm.tags import PREFIX, decoded

LONGEST_VALUE, LONGEST_PART = 200, 63
"""Signs of a value, and of a part between two dots. Tools cut what is longer, each at its own length."""

_PLAIN = re.compile(r"[a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that breaks the standard, in which field."""

    field: str
    sentence: Sentence

    @property
    def code(self) -> str:
        return self.sentence.code


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A value as it was meant, None where that cannot be known, and what was wrong with how it was written."""

    value: str | None
    faults: tuple[Fault, ...]


def cleaned(field: str, given: str) -> Cleaned:
    """The value of a field in the letters links hold."""
    plain = unicodedata.normalize("NFC", decoded(given)).strip(" /")
    alike = plain.lower().translate(LOOKALIKES)
    value = SEPARATOR.join(part if part == ABSENT or is_slug(part) else slug(part) for part in alike.split(SEPARATOR))
    if any(sign.isalpha() and not slug(sign) for sign in alike):
        foreign = "".join(dict.fromkeys(sign for sign in plain.lower() if sign.isalpha() and not slug(sign)))
        template = N_("{field} is '{given}': {letters} cannot stand in links. Write it with the letters a to z.")
        return Cleaned(None, (_fault("foreign_letters", template, field, given, letters=foreign),))
    if len(alike) > LONGEST_VALUE or max(map(len, alike.split(SEPARATOR))) > LONGEST_PART:
        template = N_(
            "{field} starts '{given}' and is too long: {most} signs in a part and {all} in all last everywhere."
        )
        limits = {"most": LONGEST_PART, "all": LONGEST_VALUE}
        return Cleaned(None, (_fault("value_too_long", template, field, given, **limits),))
    return Cleaned(value, tuple(_faults(field, given, plain, value)))


def _faults(field: str, given: str, plain: str, value: str) -> Iterator[Fault]:
    """What was wrong with a value that can be put right."""
    lower = plain.lower()
    if decoded(given) != given:
        template = N_("{field} is '{given}': it was encoded twice. Write '{clean}'.")
        yield _fault("encoded_twice", template, field, given, clean=value)
    if plain != lower:
        template = N_("{field} is '{given}': tools count capitals apart. Write '{clean}'.")
        yield _fault("capitals", template, field, given, clean=value)
    if lower.translate(LOOKALIKES) != lower:
        template = N_("{field} is '{given}', with letters of another alphabet that only look right. Write '{clean}'.")
        yield _fault("lookalike_letters", template, field, given, clean=value)
    elif not lower.isascii():
        template = N_("{field} is '{given}': letters beyond a to z are rewritten on their way. Write '{clean}'.")
        yield _fault("letters", template, field, given, clean=value)
    if any(sign.isspace() for sign in plain):
        template = N_("{field} is '{given}': a space becomes + or %20 on its way. Write '{clean}'.")
        yield _fault("spaces", template, field, given, clean=value)
    elif lower.isascii() and not _PLAIN.fullmatch(lower):
        template = N_("{field} is '{given}': signs other than - _ and . do not last. Write '{clean}'.")
        yield _fault("signs", template, field, given, clean=value)


def _fault(code: str, template: str, field: str, given: str, **values: str | int) -> Fault:
    shown = given if len(given) <= 60 else f"{given[:59]}…"
    return Fault(field, Sentence(code, template, field=f"{PREFIX}{field}", given=shown, **values))
