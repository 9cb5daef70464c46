"""The kinds of value a setting may hold, each checked the same way wherever it stands."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from vaekst.core.errors import BadInput, nearest
from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import refusal
from vaekst.core.strategy.numbers import fraction, percent, share_of, signed_percent, written
from vaekst.core.strategy.targets import Target, TargetOf
from vaekst.core.strategy.vocabulary import CURRENCIES
from vaekst.core.timezones import checked_timezone

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
_SPOKEN = {"kr": "DKK", "kroner": "DKK", "€": "EUR", "euro": "EUR", "$": "USD", "£": "GBP"}
_COMMON = ("DKK", "EUR", "USD", "GBP", "SEK", "NOK", "CHF", "PLN")  # sooner meant than others spelt alike
_PERCENT = r"^\d+([.,]\d+)?\s?%$"


class Settings(BaseModel):
    """A group of settings: never changed, and no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def slug(text: str) -> str:
    """The text as an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:63]


def _check_slug(given: str) -> str:
    if _SLUG.fullmatch(given):
        return given
    raise refusal(
        "bad_id",
        N_("'{given}' cannot be an id. Use small letters, digits, - and _, such as '{nearest}'."),
        given=given,
        nearest=slug(given) or "my-id",
    )


def _read_share(given: object) -> object:
    if isinstance(given, str) and (number := written(given)):
        return share_of(number)
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return fraction(given)
    raise refusal("share_range", N_("{path} is '{value}'. Write a share between 0 % and 100 %, such as 12 %."))


def _read_change(given: object) -> object:
    """A change as a fraction: `+10 %` is 0.1."""
    if isinstance(given, str) and (number := written(given)) and number.suffix == "%" and -100 < number.signed <= 1000:
        return number.signed / 100
    if isinstance(given, float) and -1 < given <= 10:
        return given
    raise refusal("bad_change", N_("{path} is '{value}'. Write a change with its sign, such as +10 % or -20 %."))


def _read_amount(given: object) -> object:
    if isinstance(given, str) and (number := written(given)) and not number.suffix:
        return number.signed
    return given


def _read_day(given: object) -> object:
    if isinstance(given, date):
        return given
    try:
        if isinstance(given, str) and _DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise refusal("bad_day", N_("{path} is '{value}'. Write a day that exists as year-month-day, such as 2026-09-14."))


def _check_timezone(given: str) -> str:
    try:
        return checked_timezone(given)
    except BadInput as error:
        told = error.sentence
        raise refusal(told.code, told.template, given=given, nearest=str(told.values["nearest"])) from None


def _check_currency(given: str) -> str:
    if given in CURRENCIES:
        return given
    raise refusal(
        "unknown_currency",
        N_("'{given}' is not a currency. Write its three letters (ISO 4217), such as '{nearest}'."),
        given=given,
        nearest=_SPOKEN.get(given.casefold().strip("."))
        or nearest(given, _COMMON)
        or nearest(given, CURRENCIES)
        or "EUR",
    )


def _check_different(given: tuple[str, ...]) -> tuple[str, ...]:
    for position, word in enumerate(given):
        if word in given[:position]:
            raise refusal("named_twice", N_("{path} names '{twice}' twice. Leave one out."), twice=word)
    return given


def _described(words: str, **schema: Any) -> WithJsonSchema:
    """The JSON Schema of a field; `words` say what may be written, and the reference page repeats them."""
    return WithJsonSchema({**schema, "$comment": words})


_SHARE_SCHEMA = [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": _PERCENT}]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Id = Annotated[
    str,
    AfterValidator(_check_slug),
    _described("an id: small letters, digits, `-`, `_`", type="string", pattern=f"^{_SLUG.pattern}$"),
]
Different = AfterValidator(_check_different)
"""Marks a list of words in which none may stand twice."""

Day = Annotated[
    date, BeforeValidator(_read_day), _described("a day such as `2026-09-14`", type="string", format="date")
]
Timezone = Annotated[
    str, AfterValidator(_check_timezone), _described("a time zone such as `Europe/Copenhagen`", type="string")
]
Currency = Annotated[
    str, AfterValidator(_check_currency), _described("an ISO 4217 code", type="string", pattern="^[A-Z]{3}$")
]
Share = Annotated[
    float,
    BeforeValidator(_read_share),
    PlainSerializer(percent, when_used="json"),
    _described("a share: `12 %` or `0.12`", anyOf=_SHARE_SCHEMA),
]
"""A fraction from 0 to 1, written `12 %` or `0.12`."""

Change = Annotated[
    float,
    BeforeValidator(_read_change),
    PlainSerializer(signed_percent, when_used="json"),
    _described("a change: `+10 %` or `-20 %`", type="string", pattern=r"^[+\-−]\s?\d+([.,]\d+)?\s?%$"),
]
"""A change as a fraction, written `+10 %` or `-20 %`."""

Amount = Annotated[float, BeforeValidator(_read_amount), Field(ge=0, le=1e12)]
"""A number that is not negative; a decimal comma is understood."""

ShareTarget = Annotated[Target, TargetOf(share=True)]
NumberTarget = Annotated[Target, TargetOf(share=False)]
