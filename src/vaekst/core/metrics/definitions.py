"""What a canonical metric means on a platform on a day. A platform that redefines a metric adds one row in `platforms`.

Two figures are like with like when their definitions share a comparability group. A redefinition therefore
always opens a new group. A group that ends in `*` holds within one platform only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.metrics.definition import ANY, GENERAL, MetricDefinition, general
from vaekst.core.metrics.platforms import DEFINITIONS
from vaekst.core.metrics.units import Additivity
from vaekst.core.sentence import N_

METRIC_NAMES = frozenset(row.metric for row in GENERAL)


class NotAdditive(BadInput):
    """A metric that counts people, or a ratio, was to be added up."""


@dataclass(frozen=True, slots=True)
class Additive:
    """A canonical metric whose values may be added. Made by `additive`; summing asks for this type."""

    name: str


def definition(platform: str, metric: str, day: date, *, format: str | None = None) -> MetricDefinition:  # noqa: A002 (the column's name)
    """What the metric meant on the platform that day; the general meaning where the platform has no row of its own."""
    if metric not in METRIC_NAMES:
        raise UnknownName("metric", metric, METRIC_NAMES)
    versions = [row for row in _rows(platform, metric) if row.holds_on(day)]
    own = [row for row in versions if row.format == format] or [row for row in versions if row.format is None]
    return own[0] if own else general(platform, metric)


def definition_named(id_: str) -> MetricDefinition:
    """The definition with this id, as a stored figure names it."""
    platform, metric, version = id_.rsplit(".", 2)
    if metric in METRIC_NAMES and version == "0":
        return general(platform, metric)
    found = [row for row in _rows(platform, metric) if row.id == id_]
    if not found:
        raise UnknownName("definition", id_, (row.id for row in DEFINITIONS))
    return found[0]


def comparable(one: MetricDefinition, other: MetricDefinition) -> bool:
    """Whether figures under the two definitions may be compared or added."""
    if one.metric != other.metric or one.group != other.group:
        return False
    return not one.group.endswith("*") or one.platform == other.platform


def definitions_hash(definitions: Iterable[MetricDefinition]) -> str:
    """A stable fingerprint (SHA-256) of the definitions a figure was worked out under. Wording does not count."""
    rows = sorted(
        f"{row.id}|{row.format}|{row.valid_from}|{row.valid_to}|{row.unit}|{row.additivity}|{row.group}|{row.includes_paid}"
        for row in set(definitions)
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def additive(metric: str) -> Additive:
    """The metric as one that may be summed. Raises NotAdditive for people and ratios."""
    if metric not in METRIC_NAMES:
        raise UnknownName("metric", metric, METRIC_NAMES)
    if general(ANY, metric).additivity is Additivity.NONE:
        raise NotAdditive(
            "not_additive",
            N_(
                "'{metric}' cannot be added up: the same person counts on both days, and ratios have no sum. "
                "Ask for one day, one post, or a median."
            ),
            metric=metric,
        )
    return Additive(metric)


@cache
def _rows(platform: str, metric: str) -> tuple[MetricDefinition, ...]:
    return tuple(row for row in DEFINITIONS if row.platform == platform and row.metric == metric)
