"""Something to tell a person, as a value: a stable code, an English template, and its values.

The core never words anything for one language. It says *what* is to be said; `present.words` looks
the template up in the person's language and writes numbers, days and money the way they do.

    Sentence("too_few_posts", N_("{posts} of {needed} posts."), posts=2, needed=4).english()
    '2 of 4 posts.'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

Value = str | int | float | date | datetime | None
"""What a template may hold. Its meaning is marked in the template itself: `{share:percent}`."""

FORMATS = frozenset(
    {"text", "number", "percent", "change", "chance", "points", "money", "duration", "day", "metric", "word", "words"}
)
"""The marks a template may use: a fraction (`percent`), a signed one (`change`), a probability (`chance`, never
written as certainty), a difference of fractions (`points`), an amount in the sentence's `currency` (`money`),
seconds (`duration`), a `day`, the id of a `metric`, a `word` that is itself to be translated, several of them between commas (`words`)."""


_QUOTED = 200


def N_(template: str) -> str:  # noqa: N802 (the name gettext's extractors look for)
    """The template itself, marked for translation where it is written and translated where it is shown."""
    return template


def clipped(text: str, most: int) -> str:
    """The text without its middle where it is longer than `most` characters; its end says as much as its beginning."""
    if len(text) <= most:
        return text
    end = most // 4
    return f"{text[: most - end - 1]}…{text[-end:]}"


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """A coded message. Two sentences are equal when code, template and values are.

    What somebody gave (`given`) is quoted without its middle where it is longer than 200 characters.
    """

    code: str
    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __init__(self, code: str, template: str, /, **values: Value) -> None:
        if isinstance(given := values.get("given"), str):
            values["given"] = clipped(given, _QUOTED)
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", MappingProxyType(values))

    def __hash__(self) -> int:
        return hash((self.code, self.template, tuple(sorted(self.values.items(), key=str))))

    def __reduce__(self) -> tuple[Any, ...]:
        """How a sentence is copied and pickled: read-only mappings are neither."""
        return Sentence.from_json, (self.to_json(),)

    def english(self) -> str:
        """The sentence in English with plain numbers: for logs, `--json` and tests."""
        return self.template.format_map({name: _Plain(value) for name, value in self.values.items()})

    def to_json(self) -> dict[str, Any]:
        """The sentence as plain JSON values, to be told later in any language."""
        return {"code": self.code, "template": self.template, "values": {k: _stored(v) for k, v in self.values.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Sentence:
        """The sentence `to_json` stored."""
        return cls(stored["code"], stored["template"], **{k: _restored(v) for k, v in stored["values"].items()})


def _stored(value: Value) -> Any:
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _restored(value: Any) -> Value:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]  # JSON holds nothing else here
    if "instant" in value:
        return datetime.fromisoformat(value["instant"])
    return date.fromisoformat(value["day"])


class _Plain:
    """A value that writes itself without a locale, by the marks of FORMATS or an ordinary format."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def __format__(self, spec: str) -> str:
        value = self.value
        if value is None:
            return "unknown"
        if isinstance(value, (int, float)):
            if spec in _PLAIN_SHARES:
                return _PLAIN_SHARES[spec](value)
            if spec in FORMATS or not spec:
                return f"{int(value):,}" if float(value).is_integer() else _six_figures(value)
        if spec == "metric":
            return str(value).replace("_", " ")
        return format(value, "" if spec in FORMATS else spec)


def _six_figures(value: float) -> str:
    """A fraction to six figures, a large one to its whole: never with an exponent that people would have to read."""
    return f"{value:,.0f}" if abs(value) >= 1e6 else f"{value:,.6g}"


MOST_CERTAIN = 0.99
"""Chances beyond this are written as over or under it: a model is never certain."""


def _plain_share(value: float, *, sign: str = "") -> str:
    """A fraction in hundredths, to three figures."""
    return format(value * 100, f"{sign},.0f" if abs(value) >= 1 else f"{sign}.3g")


def _plain_chance(value: float) -> str:
    if value > MOST_CERTAIN:
        return "over 99 %"
    if value < 1 - MOST_CERTAIN:
        return "under 1 %"
    return f"{value * 100:.0f} %" if 0.1 <= value <= 0.9 else f"{value * 100:.1f} %"


_PLAIN_SHARES: Mapping[str, Callable[[float], str]] = {
    "percent": lambda value: f"{_plain_share(value)} %",
    "change": lambda value: f"{_plain_share(value, sign='+')} %",
    "points": lambda value: f"{_plain_share(value, sign='+')} pp",
    "chance": _plain_chance,
}
