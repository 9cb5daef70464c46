"""What a file name states: the period, or the moment, some exports tell nowhere else. Names never decide what a file is."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time

from vaekst.core.period import Period
from vaekst.sources.reading.words import visible

_ISO = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})(?!\d)")  # YouTube Studio, X
_MONTHS = re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2}-\d{2}-\d{4})_([A-Z][a-z]{2}-\d{2}-\d{4})(?!\d)")  # Meta content

_MILLISECONDS = re.compile(r"_(?:content|updates|followers|visitors)_(1[4-9]\d{11})(?!\d)")  # LinkedIn
_DAY = re.compile(r"hubspot-crm-exports?-.*?(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


def made_in(name: str) -> datetime | None:
    """When a file was exported, by its name, or None: LinkedIn ends its names in milliseconds since 1970, HubSpot in a
    day, of which the end is taken."""
    text = visible(name)
    if found := _MILLISECONDS.search(text):
        return datetime.fromtimestamp(int(found[1]) / 1000, UTC)
    if found := _DAY.search(text):
        with suppress(ValueError):
            return datetime.combine(_day(found[1], "%Y-%m-%d"), time.max, UTC)
    return None


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
