"""What leads and costs are told apart by: the five names of the UTM standard, the class of distribution, the supplier."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vaekst.core.errors import UnknownName
from vaekst.core.sentence import N_


class Dimension(StrEnum):
    """A way of telling leads and costs apart."""

    CHANNEL = "channel"
    FORMAT = "format"
    CONCEPT = "concept"
    CREATOR = "creator"
    BATCH = "batch"
    DISTRIBUTION = "distribution"
    SUPPLIER = "supplier"


DIMENSION_LABELS: Mapping[Dimension, str] = {
    Dimension.CHANNEL: N_("Channel"),
    Dimension.FORMAT: N_("Format"),
    Dimension.CONCEPT: N_("Concept"),
    Dimension.CREATOR: N_("Creator"),
    Dimension.BATCH: N_("Batch"),
    Dimension.DISTRIBUTION: N_("Distribution"),
    Dimension.SUPPLIER: N_("Supplier"),
}

NAMED = (Dimension.CHANNEL, Dimension.FORMAT, Dimension.CONCEPT, Dimension.CREATOR, Dimension.BATCH)
"""The dimensions a link can name."""

Names = Mapping[Dimension, str]
"""What a lead or a cost is called in each dimension; one that nobody told is missing."""


def dimension_named(written: str) -> Dimension:
    """The dimension called so. Raises UnknownName with the nearest."""
    if written in list(Dimension):
        return Dimension(written)
    raise UnknownName("dimension", written, list(Dimension))
