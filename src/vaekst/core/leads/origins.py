"""Where the customer system notes that a lead came from, read as the touch it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vaekst.core.costs.dimension import Dimension
from vaekst.core.facts import DIMENSIONS, UTM
from vaekst.core.leads.lead import Lead
from vaekst.core.utm import as_told

DIRECT = "direct"

_DIRECT_WORDS = frozenset({"direct", "direct traffic", "(direct)", "direkte", "direkte trafik"})


@dataclass(frozen=True, slots=True)
class Origin:
    """What the noted origin is called, by dimension and by tag; one that nobody noted is missing."""

    told: Mapping[str, str]

    @property
    def is_direct(self) -> bool:
        """Whether the lead came by no link: then the origin is no tag."""
        return self.told.get("channel") == DIRECT


def origin_of(lead: Lead) -> Origin | None:
    """The origin by the row's own channel and concept, its UTM parameters, or a source that is plainly direct; else None.

    As of a visit, the channel nobody states is `utm_source`. A source in words alone, such as "offline", is no touch.
    """
    cells = lead.told.cells
    tags = {name: str(cells[name]) for name in UTM if name in cells}
    names = {each: lead.names[Dimension(each)] for each in DIMENSIONS if Dimension(each) in lead.names}
    if source := tags.get("utm_source"):
        names.setdefault("channel", as_told(source))
    if tags or "channel" in names or "concept" in names:
        return Origin({**names, **tags})
    source = " ".join(str(cells.get("original_source", "")).casefold().replace("_", " ").split())
    return Origin({"channel": DIRECT, "distribution": DIRECT}) if source in _DIRECT_WORDS else None
