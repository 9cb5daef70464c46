"""The few words that say how a figure is to be read."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What a value counts. Shares are fractions; money is in whole units of one currency."""

    COUNT = "count"
    PEOPLE = "people"
    PERCENT = "percent"
    SECONDS = "seconds"
    MINUTES = "minutes"
    PER_WEEK = "per week"
    MONEY = "money"


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def sign(self) -> int:
        """+1 when more is better, -1 when less is."""
        return 1 if self is Better.HIGHER else -1


class Additivity(StrEnum):
    """Whether days and posts may be added up. People may not: the same person counts on both days."""

    ADDITIVE = "additive"
    NONE = "none"


class Paid(StrEnum):
    """Whether a count holds what was paid for."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How a definition is known: from a real file, from the platform's documentation, or from neither."""

    SEEN = "seen"
    DOCUMENTED = "doc"
    UNVERIFIED = "unverified"
