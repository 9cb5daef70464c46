"""Sentences, numbers and days in the language of the page being made."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone, translation

from vaekst.core.period import Period
from vaekst.core.sentence import Sentence
from vaekst.present import numbers, words
from vaekst.present.language import Language, language
from vaekst.web.shell.parts import Pill

ICONS = {
    "scale": "scale",
    "iterate": "iterate",
    "stop": "stop",
    "wait": "pause",
    "not enough data yet": "wait",
    "on track": "check",
    "at risk": "alert",
    "off track": "stop",
    "no data": "unknown",
    "passed": "check",
    "failed": "gate",
    "too close to call": "wait",
    "unknown": "unknown",
    "bar cleared": "check",
    "bar not cleared": "stop",
    "found": "alert",
    "not found": "level",
    "holds": "check",
    "in doubt": "wait",
    "fallen": "alert",
    "planned": "calendar",
    "running": "iterate",
    "ended undecided": "level",
    "stopped early": "stop",
    "imported": "check",
    "already imported": "info",
    "refused": "stop",
    "at least": "plus",
    "partial": "unknown",
    "estimate": "info",
    "provisional": "wait",
    "to be checked": "alert",
}
"""The icon beside the word of each state."""


def reader() -> Language:
    """The language the page is made in."""
    return language(translation.get_language())


def say(sentence: Sentence) -> str:
    return words.say(sentence, reader())


def pill(code: str, *, count: int | None = None) -> Pill:
    """The state as a coloured word, with how many there are of it."""
    mark = words.mark(code, reader())
    word = mark.word if count is None else f"{numbers.number(count, reader())} {mark.word}"
    return Pill(mark.tone, ICONS[code], word)


def label(code: str) -> str:
    return words.label(code, reader())


def metric(id_: str) -> str:
    return words.metric_label(id_, reader())


def number(value: float | None) -> str:
    return numbers.number(value, reader())


def percent(value: float | None) -> str:
    return numbers.percent(value, reader())


def change(value: float | None) -> str:
    return numbers.change(value, reader())


def chance(value: float | None) -> str:
    return numbers.chance(value, reader())


def day(value: date) -> str:
    return numbers.day(value, reader())


def days(period: Period) -> str:
    return numbers.days(period, reader())


def moment(value: datetime) -> str:
    """The minute of a day where the brand's team lives."""
    return numbers.moment(timezone.localtime(value), reader())
