"""What the cells of a column look like, whatever stands above them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from vaekst.core.errors import BadFile
from vaekst.sources.reading.dates import parse_dates
from vaekst.sources.reading.numbers import MISSING, looks_damaged, parse_numbers
from vaekst.sources.reading.words import plain
from vaekst.sources.table.kinds import Holds
from vaekst.sources.table.money import currency_code
from vaekst.sources.table.platforms import platform_named
from vaekst.sources.table.units import is_printed_time
from vaekst.sources.table.values import NO, YES

_LOOKED_AT = 200
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|be|net|tv|dk)/\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class Look(StrEnum):
    """What all cells of a column could be."""

    DATES = "dates"
    NUMBERS = "numbers"
    MONEY = "money"  # numbers, some with a currency
    TIMES = "times"  # clocks, or spans such as `5 min 42 s`
    LINKS = "links"
    EMAILS = "emails"
    FLAGS = "flags"
    PLATFORMS = "platforms"
    CURRENCIES = "currencies"


_SUITING: Mapping[Holds, frozenset[Look]] = {
    Holds.DAY: frozenset({Look.DATES}),
    Holds.INSTANT: frozenset({Look.DATES}),
    Holds.COUNT: frozenset({Look.NUMBERS, Look.FLAGS}),
    Holds.SECONDS: frozenset({Look.NUMBERS, Look.TIMES}),
    Holds.MINUTES: frozenset({Look.NUMBERS, Look.TIMES}),
    Holds.SHARE: frozenset({Look.NUMBERS}),
    Holds.MONEY: frozenset({Look.NUMBERS, Look.MONEY}),
    Holds.CURRENCY: frozenset({Look.CURRENCIES}),
    Holds.FLAG: frozenset({Look.FLAGS, Look.NUMBERS}),
    Holds.PLATFORM: frozenset({Look.PLATFORMS}),
}
_OF_FIELD: Mapping[str, frozenset[Look]] = {
    "permalink": frozenset({Look.LINKS}),
    "email": frozenset({Look.EMAILS}),
}


def looks_of(cells: Iterable[str]) -> frozenset[Look] | None:
    """What the first cells that say something could all be; None where every cell is empty."""
    told: dict[str, None] = {}
    for cell in cells:
        if plain(cell) not in MISSING:
            told[cell] = None
            if len(told) == _LOOKED_AT:
                break
    if not told:
        return None
    return frozenset(look for look, holds in _TESTS.items() if holds(list(told)))


def suits(looks: frozenset[Look] | None, field: str, holds: Holds) -> bool:
    """Whether cells that look so may hold this field. Empty cells and words contradict nothing."""
    wanted = _OF_FIELD.get(field) or _SUITING.get(holds)
    return looks is None or wanted is None or bool(looks & wanted)


def _dates(cells: Sequence[str]) -> bool:
    try:
        parse_dates(cells)
    except BadFile as error:
        return error.code == "ambiguous_dates"
    return True


def _numbers(cells: Sequence[str]) -> bool:
    """Numbers, though some may be damaged or written in two ways: that is told where the column is read."""
    whole = [cell for cell in cells if not looks_damaged(cell)]
    try:
        parse_numbers(whole)
    except BadFile as error:
        return error.code in ("ambiguous_numbers", "mixed_numbers")
    return bool(whole)


def _money(cells: Sequence[str]) -> bool:
    try:
        return bool(parse_numbers(cells, whole=True).currencies)
    except BadFile:
        return False


def _each(holds: Callable[[str], object]) -> Callable[[Sequence[str]], bool]:
    return lambda cells: all(holds(cell) for cell in cells)


_TESTS: Mapping[Look, Callable[[Sequence[str]], bool]] = {
    Look.DATES: _dates,
    Look.NUMBERS: _numbers,
    Look.MONEY: _money,
    Look.TIMES: _each(is_printed_time),
    Look.LINKS: _each(lambda cell: _LINK.fullmatch(cell.strip())),
    Look.EMAILS: _each(lambda cell: _EMAIL.fullmatch(cell.strip())),
    Look.FLAGS: _each(lambda cell: plain(cell) in YES | NO | {"0", "1"}),
    Look.PLATFORMS: _each(platform_named),
    Look.CURRENCIES: _each(lambda cell: currency_code(cell, brand="DKK")),
}
