"""What a file name states: the period, or the moment, some exports tell nowhere else. Names never decide what a file is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from vaekst.core.period import Period
from vaekst.sources.reading.words import visible

_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})(?!\d)")  # YouTube Studio, X
_MONTHS = re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2}-\d{2}-\d{4})_([A-Z][a-z]{2}-\d{2}-\d{4})(?!\d)")  # Meta content

_MILLISECONDS = re.compile(r"_(?:content|updates|followers|visitors)_(1[4-9]\d{11})(?!\d)")  # LinkedIn


def made_in(name: str) -> datetime | None:
    """When a file was exported, by its name: LinkedIn ends its names in milliseconds since 1970; or None."""
    found = _MILLISECONDS.search(visible(name))
    return datetime.fromtimestamp(int(found[1]) / 1000, UTC) if found else None


def period_in(name: str) -> Period | None:
    """The period a file name states, or None."""
    text = visible(name)
    if match := _ISO.search(text):
        return _period(match, "%Y-%m-%d")
    if match := _MONTHS.search(text):
        return _period(match, "%b-%d-%Y")
    return None


def _period(match: re.Match[str], pattern: str) -> Period | None:
    try:
        first, last = _day(match[1], pattern), _day(match[2], pattern)
    except ValueError:
        return None
    return Period(first, last) if first <= last else None


def _day(text: str, pattern: str) -> date:
    return datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a day has no zone)
