"""What the metrics mean, as it is shown: by platform and metric, each version with its days and how it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaekst.core.metrics.definition import ANY, GENERAL, MetricDefinition
from vaekst.core.metrics.platforms import DEFINITIONS
from vaekst.core.metrics.units import Additivity, Confidence
from vaekst.core.sentence import N_
from vaekst.web.shell.names import format_name, platform_name
from vaekst.web.shell.parts import Choice
from vaekst.web.shell.words import day, metric

_CONFIDENCE = {
    Confidence.SEEN: N_("seen in a real file"),
    Confidence.DOCUMENTED: N_("documented by the platform"),
    Confidence.UNVERIFIED: N_("not verified"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One version of a metric, in words."""

    id: str
    name: str
    meaning: str
    valid: str
    known: str
    compared: str


@dataclass(frozen=True, slots=True)
class Section:
    """The metrics of one platform."""

    id: str
    name: str
    meanings: tuple[Meaning, ...]


def meaning(row: MetricDefinition) -> Meaning:
    """The definition as it is shown."""
    shape = format_name(row.format)
    name = metric(row.metric)
    confidence = _(_CONFIDENCE[row.confidence])
    known = _("%(source)s, %(confidence)s") % {"source": row.source, "confidence": confidence}
    return Meaning(
        id=row.id,
        name=f"{name} ({shape})" if shape else name,
        meaning=_(row.meaning),
        valid=_valid(row),
        known=known if row.source else _("the general meaning"),
        compared=_compared(row),
    )


def sections(platform: str) -> tuple[Section, ...]:
    """The platform's metrics, or with an empty name those of all; what a metric means in general comes last."""
    held = list(dict.fromkeys(row.platform for row in DEFINITIONS))
    asked = [name for name in held if platform in ("", name)]
    found = [Section(name, platform_name(name), tuple(_of(name))) for name in asked]
    if platform in ("", ANY):
        found.append(Section(ANY, _("In general"), tuple(meaning(row) for row in GENERAL)))
    return tuple(found)


def platforms(chosen: str) -> tuple[Choice, ...]:
    """The platforms to choose from, all of them first."""
    names = dict.fromkeys(row.platform for row in DEFINITIONS)
    return (
        Choice("", _("All platforms"), not chosen),
        *(Choice(name, platform_name(name), name == chosen) for name in names),
        Choice(ANY, _("In general"), chosen == ANY),
    )


def _of(platform: str) -> Iterable[Meaning]:
    return (meaning(row) for row in DEFINITIONS if row.platform == platform)


def _valid(row: MetricDefinition) -> str:
    first, last = row.valid_from and day(row.valid_from), row.valid_to and day(row.valid_to)
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("since %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else _("always")


def _compared(row: MetricDefinition) -> str:
    """With what its figures may be compared and added."""
    if row.additivity is Additivity.NONE:
        return _("within this version; never added")
    return _("within this version") if row.group.endswith("*") else _("across platforms")
