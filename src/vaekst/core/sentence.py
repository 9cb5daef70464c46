"""Something to tell a person, as a value: a stable code, an English template, and its values.

The core never words anything for one language. It says *what* is to be said; `present.words` looks
the template up in the person's language and writes numbers, days and money the way they do.

    Sentence("too_few_posts", N_("{posts} of {needed} posts."), posts=2, needed=4).english()
    '2 of 4 posts.'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

Value = str | int | float | date | datetime | None
"""What a template may hold. Fractions are marked in the template itself: `{share:percent}`."""


def N_(template: str) -> str:  # noqa: N802 (the name gettext's extractors look for)
    """The template itself, marked for translation where it is written and translated where it is shown."""
    return template


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """A coded message. Two sentences are equal when code, template and values are."""

    code: str
    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __init__(self, code: str, template: str, /, **values: Value) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", MappingProxyType(values))

    def __hash__(self) -> int:
        return hash((self.code, self.template, tuple(sorted(self.values.items(), key=str))))

    def english(self) -> str:
        """The sentence in English with plain numbers: for logs, `--json` and tests."""
        return self.template.format_map({name: _Plain(value) for name, value in self.values.items()})


class _Plain:
    """A value that writes itself without a locale: `percent` and `number` are the formats templates use."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def __format__(self, spec: str) -> str:
        value = self.value
        if value is None:
            return "unknown"
        if isinstance(value, (int, float)):
            if spec == "percent":
                return f"{value * 100:.3g} %"
            if spec in ("number", ""):
                return f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
        return format(value, "" if spec in ("percent", "number", "day", "text") else spec)
