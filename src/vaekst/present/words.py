"""Sentences and labels in a person's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.metrics.labels import COLUMNS
from vaekst.core.money import Money
from vaekst.core.sentence import FORMATS, N_, Sentence, Value
from vaekst.core.standup import Change
from vaekst.present import numbers
from vaekst.present.language import Language


def say(sentence: Sentence, language: Language) -> str:
    """The sentence in the language, its values written the way the language writes them."""
    template = language.gettext(sentence.template)
    said = template.format_map(
        {name: _Spoken(value, language, sentence.values.get("currency")) for name, value in sentence.values.items()}
    )
    return said.replace("kr..", "kr.")  # an abbreviation's point ends the sentence too


class _Spoken:
    """A value that writes itself by the marks of `core.sentence.FORMATS`."""

    def __init__(self, value: Value, language: Language, currency: Value) -> None:
        self.value, self.language, self.currency = value, language, currency

    def __format__(self, spec: str) -> str:
        value, language = self.value, self.language
        if value is None:
            return language.gettext(numbers.UNKNOWN)
        if isinstance(value, datetime):
            return numbers.moment(value, language) if spec != "day" else numbers.day(value, language)
        if isinstance(value, date):
            return numbers.day(value, language)
        if isinstance(value, str):
            return _TEXTS[spec](value, language) if spec in _TEXTS else format(value, "" if spec in FORMATS else spec)
        if spec == "money":
            return numbers.money(Money.of(Decimal(str(value)), str(self.currency)), language)
        if spec in FORMATS or not spec:
            return _NUMBERS.get(spec, numbers.number)(value, language)
        return format(value, spec)


def metric_label(id_: str, language: Language) -> str:
    """The metric's, KPI's or column's name; its id in words when no list holds it."""
    metric = METRICS.get(id_) or KPIS.get(id_)
    label = metric.label if metric else COLUMNS.get(id_)
    return language.gettext(label) if label else id_.replace("_", " ")


_TEXTS: Mapping[str, Callable[[str, Language], str]] = {
    "word": lambda text, language: language.gettext(text),
    "words": lambda text, language: ", ".join(map(language.gettext, text.split(", "))),
    "metric": metric_label,
}
_NUMBERS: Mapping[str, Callable[[float, Language], str]] = {
    "percent": numbers.percent,
    "change": numbers.change,
    "chance": numbers.chance,
    "points": numbers.points,
    "duration": numbers.duration,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as a person sees it: a word, a sign beside it, and the tone of its colour."""

    code: str
    word: str
    sign: str
    tone: str  # good, warn, bad, note or none


_MARKS: Mapping[str, tuple[str, str, str]] = {
    # what is proposed or decided
    "scale": (N_("scale"), "▲", "good"),
    "iterate": (N_("iterate"), "↻", "note"),
    "stop": (N_("stop"), "■", "bad"),
    "wait": (N_("wait"), "‖", "warn"),
    "not enough data yet": (N_("not enough data yet"), "…", "none"),
    # what a new brief changes
    **{change.value: (change.word, "", "none") for change in Change},
    # where a KPI stands
    "on track": (N_("on track"), "✓", "good"),
    "at risk": (N_("at risk"), "!", "warn"),
    "off track": (N_("off track"), "✕", "bad"),
    "no data": (N_("no data"), "–", "none"),
    # gates
    "passed": (N_("passed"), "✓", "good"),
    "failed": (N_("not passed"), "✕", "bad"),
    "too close to call": (N_("too close to call"), "≈", "warn"),
    "unknown": (N_("unknown"), "?", "none"),
    # experiments
    "bar cleared": (N_("bar cleared"), "✓", "good"),
    "bar not cleared": (N_("bar not cleared"), "✕", "bad"),
    "planned": (N_("planned"), "…", "none"),
    "running": (N_("running"), "↻", "note"),
    "ended undecided": (N_("ended undecided"), "=", "none"),
    "stopped early": (N_("stopped early"), "■", "warn"),
    # diagnoses
    "found": (N_("found"), "!", "warn"),
    "not found": (N_("not found"), "–", "none"),
    # the volume guard
    "holds": (N_("holds"), "✓", "good"),
    "in doubt": (N_("in doubt"), "≈", "warn"),
    "fallen": (N_("fallen"), "▼", "bad"),
    # what became of a file
    "imported": (N_("imported"), "✓", "good"),
    "already imported": (N_("already imported"), "=", "note"),
    "refused": (N_("refused"), "✕", "bad"),
    # how far a figure may be relied on
    "at least": (N_("at least"), "≥", "note"),
    "partial": (N_("partial"), "◐", "warn"),
    "estimate": (N_("estimate"), "≈", "note"),
    "provisional": (N_("provisional"), "…", "note"),
    "to be checked": (N_("to be checked"), "!", "warn"),
    # channels
    "core": (N_("core"), "", "none"),
    "experimental": (N_("experimental"), "", "note"),
}


def mark(code: str, language: Language) -> Mark:
    """How a state is shown. Raises KeyError for a state nobody gave a word."""
    word, sign, tone = _MARKS[code]
    return Mark(code, language.gettext(word), sign, tone)


def label(code: str, language: Language) -> str:
    """The word for a state."""
    return mark(code, language).word
