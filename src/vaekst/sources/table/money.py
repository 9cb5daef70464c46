"""Which currency an amount is in: as its cell says, else the column beside it, else its header, else the brand's."""

from __future__ import annotations

import re

from vaekst.core.money import Money
from vaekst.core.strategy.vocabulary import CURRENCIES
from vaekst.sources.table.values import Amount

_IN_HEADER = re.compile(r"\(([A-Za-z]{3})\)|\b([A-Z]{3})$")
_KRONER = frozenset({"DKK", "SEK", "NOK", "ISK"})
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_SPOKEN = {"kr": "kr", "kr.": "kr", "kroner": "kr", "kroner.": "kr", "€": "EUR", "euro": "EUR", "$": "$", "£": "GBP"}


def in_header(header: str) -> str | None:
    """The currency a header names, as `Amount spent (DKK)` does; or None. `(in UTC)` is none."""
    if found := _IN_HEADER.search(header):
        code = (found[1] or found[2]).upper()
        return code if code in CURRENCIES else None
    return None


def currency_code(written: str | None, *, brand: str) -> str | None:
    """The ISO code of a currency as people write it; None when it is none. `kr` and `$` are the brand's own kind."""
    if written is None:
        return None
    text = written.strip()
    spoken = _SPOKEN.get(text.casefold(), text.upper())
    if spoken == "kr":
        return brand if brand in _KRONER else "DKK"
    if spoken == "$":
        return brand if brand in _DOLLARS else "USD"
    return spoken if spoken in CURRENCIES else None


def money_of(amount: Amount, *, beside: str | None, header: str | None, brand: str) -> Money | None:
    """The amount in its currency; None when a currency is named that nobody knows."""
    for written in (amount.unit, beside):
        if written:
            code = currency_code(written, brand=brand)
            return None if code is None else Money.of(amount.number, code)
    return Money.of(amount.number, header or brand)
