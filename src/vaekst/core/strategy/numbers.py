"""Numbers as people write them: `12 %`, `+15 %`, `1,5`, a real minus, a hard space."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import refusal

Suffix = Literal["", "%", "pp"]

_SUFFIXES: dict[str, Suffix] = {
    "": "",
    "%": "%",
    "pct": "%",
    "pct.": "%",
    "percent": "%",
    "procent": "%",
    "pp": "pp",
    "pp.": "pp",
    "p.p.": "pp",
    "%-point": "pp",
    "procentpoint": "pp",
    "percentage points": "pp",
}
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-"})
_WRITTEN = re.compile(r"([+-]?) ?(\d{1,12}|\d{1,3}(?: \d{3}){1,3})(?:([.,])(\d{1,12}))? ?(\D*)")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it was written: its size, its sign if one was written, and `%` or `pp` behind it."""

    amount: float  # never negative
    sign: Literal["", "+", "-"]
    suffix: Suffix

    @property
    def signed(self) -> float:
        return -self.amount if self.sign == "-" else self.amount

    @property
    def plain(self) -> float | int:
        """The size, whole when it was written whole."""
        return int(self.amount) if self.amount.is_integer() else self.amount


def written(text: str) -> Written | None:
    """The number in the text, or None when it is none.

    A comma or a dot is the decimal mark and spaces may part thousands. `1,200` is None: it is twelve hundred
    to one reader and one point two to another.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())
    match = _WRITTEN.fullmatch(plain)
    if match is None:
        return None
    sign, whole, mark, decimals, tail = match.groups(default="")
    suffix = _SUFFIXES.get(tail.strip().casefold())
    if suffix is None or (mark == "," and len(decimals) == 3 and int(whole.replace(" ", "")) > 0):
        return None
    amount = float(f"{whole.replace(' ', '')}.{decimals or 0}")
    return Written(amount, "-" if sign == "-" else "+" if sign else "", suffix)


def fraction(number: float) -> float:
    """The number as a share. Raises Refused for one that cannot be a share, and for a bare 1: `1 %` or all of it?"""
    if isinstance(number, int) and number == 1:
        raise refusal(
            "share_or_percent", N_("{path} is 1. Write '{nearest}' or '100 %' to tell which is meant."), nearest="1 %"
        )
    if 0 <= number <= 1:
        return float(number)
    if 1 < number <= 100:
        raise refusal(
            "share_or_percent",
            N_("{path} is '{value}', and a share lies between 0 and 1. Did you mean '{nearest}'?"),
            nearest=percent(number / 100),
        )
    raise refusal("share_range", N_("{path} is '{value}', and a share lies between 0 % and 100 %."))


def share_of(number: Written) -> float:
    """The share written as `12 %` or `0.12`. Raises Refused when it carries a sign or lies outside 0 to 100 %."""
    if number.sign or number.suffix == "pp" or number.amount > 100:
        raise refusal("share_range", N_("{path} is '{value}'. Write a share between 0 % and 100 %, such as 12 %."))
    return number.amount / 100 if number.suffix == "%" else fraction(number.plain)


def percent(fraction: float) -> str:
    """The fraction as `12.5 %`, without noise from binary arithmetic."""
    return f"{plain_number(fraction * 100)} %"


def signed_percent(fraction: float) -> str:
    """The fraction as `+12.5 %` or `-20 %`."""
    return f"{'-' if fraction < 0 else '+'}{percent(abs(fraction))}"


def plain_number(number: float) -> str:
    """The number with at most ten significant digits and no needless zeros."""
    return f"{number:.10g}"
