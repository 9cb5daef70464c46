"""Lengths of time and thousands: what a header or a cell says about its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vaekst.sources.reading.words import plain

_NAMED: Mapping[str, frozenset[str]] = {
    "milliseconds": frozenset({"ms", "msec", "millisecond", "milliseconds", "millisekunder", "millisekunden"}),
    "seconds": frozenset({"sec", "secs", "second", "seconds", "sek", "sekund", "sekunder", "sekunden"}),
    "minutes": frozenset({"min", "mins", "minute", "minutes", "minut", "minutter", "minuten"}),
    "hours": frozenset({"hr", "hrs", "hour", "hours", "timer", "std", "stunde", "stunden"}),
}
_LETTERS = {"s": "seconds", "m": "minutes", "h": "hours", "t": "hours"}
_WORDS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[(\[/]\s*([smht])\.?\s*[)\]]?$")
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]?\d(?:[.,]\d+)?)")
_SPAN = re.compile(
    r"(?:(\d+) ?(?:h|hrs?|hours?|t|time|timer|std|stunden?)\b\.?)?(?: ?(?:,|og|and|und))? ?"
    r"(?:(\d+) ?(?:m|mins?|minutes?|minut|minutter|minuten?)\b\.?)?(?: ?(?:,|og|and|und))? ?"
    r"(?:(\d+(?:[.,]\d+)?) ?(?:s|secs?|seconds?|sek|sekund|sekunder|sekunden?)\b\.?)?"
)
_THOUSANDS = re.compile(r"\bt\.? ?kr|\btdkk|\b1[. ]?000 ?(?:kr|dkk|eur|usd|€|\$)|\(?'?000'?\)|thousand|tusind|tausend")


def unit_named(header: str) -> str | None:
    """The unit of time a header names, as `Seertid (timer)`, `Duration (sec)` and `duration_s` do; or None."""
    text = plain(header)
    if text.endswith("_s"):
        return "seconds"
    words = set(_WORDS.findall(text))
    if named := next((unit for unit, spoken in _NAMED.items() if words & spoken), None):
        return named
    letter = _LETTER.search(text)
    return _LETTERS[letter[1]] if letter else None


def names_thousands(header: str) -> bool:
    """Whether a header says that its amounts are in thousands: `Forbrug (t.kr.)`, `Spend (1,000 DKK)`."""
    return bool(_THOUSANDS.search(plain(header).replace(",", "")))


def seconds_in(cell: str, *, clock: str = "m:ss") -> float | None:
    """The seconds of `0:05:42`, `5:42`, `5 min 42 s` or `1 t 5 min`; None for anything else.

    `clock` says what two parts are: minutes and seconds (`m:ss`), or hours and minutes (`h:mm`).
    """
    text = plain(cell)
    if found := _CLOCK.fullmatch(text):
        first, second, third = int(found[1] or 0), int(found[2]), float(found[3].replace(",", "."))
        if found[1] is None and clock == "h:mm":
            return second * 3600 + third * 60
        return first * 3600 + second * 60 + third
    found = _SPAN.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def is_printed_time(cell: str) -> bool:
    """Whether a cell names its own unit of time: a clock or a span in words."""
    return seconds_in(cell) is not None


def is_two_part_clock(cell: str) -> bool:
    """Whether a cell such as `1:30` could be hours and minutes, or minutes and seconds."""
    found = _CLOCK.fullmatch(plain(cell))
    return found is not None and found[1] is None
