"""One platform's own version of a metric, written as a row."""

from __future__ import annotations

from datetime import date

from vaekst.core.metrics.definition import ANY, MetricDefinition, general
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.period import DAY

# How a definition is known: the source and how sure it is.
Known = tuple[str, Confidence]


def own(
    platform: str,
    metric: str,
    version: int,
    meaning: str,
    *,
    group: str = "",
    first: date | None = None,
    until: date | None = None,
    format: str | None = None,  # noqa: A002 (the column's name)
    paid: Paid = Paid.UNKNOWN,
    known: Known,
) -> MetricDefinition:
    """A platform's own version, valid from `first` to the day before `until`."""
    usual = general(ANY, metric)
    return MetricDefinition(
        platform=platform,
        metric=metric,
        version=version,
        meaning=meaning,
        unit=usual.unit,
        group=group or f"{platform}.{metric}.{version}*",
        valid_from=first,
        valid_to=until - DAY if until else None,
        format=format,
        additivity=usual.additivity,
        includes_paid=paid,
        source=known[0],
        confidence=known[1],
    )
