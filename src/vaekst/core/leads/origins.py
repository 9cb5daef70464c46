"""Where the customer system notes that a lead came from, read as the touch it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vaekst.core.costs.dimension import Dimension
from vaekst.core.facts import DIMENSIONS, UTM
from vaekst.core.leads.lead import Lead, Reader, nothing_read
from vaekst.core.utm import as_told

DIRECT = "direct"

_DIRECT_WORDS = frozenset({"direct", "direct traffic", "(direct)", "direkte", "direkte trafik"})
_UNTAGGED_WORDS = frozenset({"organic search", "referrals", "referral", "other referrals", "ai referrals"})
_CAMPAIGN_WORDS = frozenset(
    {"email", "email marketing", "newsletter", "nyhedsbrev", "paid search", "paid social"}
    | {"organic social", "social media", "other campaigns"}
)
"""What customer systems write for where a lead first came from: by no link, by a link without tags, by one with."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the noted origin is called, by dimension and by tag; one that nobody noted is missing."""

    told: Mapping[str, str]

    @property
    def is_direct(self) -> bool:
        """Whether the lead came by no link: then the origin is no tag."""
        return self.told.get("channel") == DIRECT


def origin_of(lead: Lead, *, read: Reader = nothing_read) -> Origin | None:
    """The origin by the row's own channel and concept, its UTM parameters, or its first source in words; else None.

    As of a visit, the channel nobody states is `utm_source`, and a search engine is a touch without a tag. Of words, the name of
    a platform is that of the brand's one channel there, as `read` tells it. "Offline", or what nobody knows, is no touch.
    """
    cells = lead.told.cells
    tags = {name: str(cells[name]) for name in UTM if name in cells}
    names = {each: lead.names[Dimension(each)] for each in DIMENSIONS if Dimension(each) in lead.names}
    if source := tags.get("utm_source"):
        names.setdefault("channel", as_told(source))
    if tags or "channel" in names or "concept" in names:
        return Origin({**names, **tags})
    word = " ".join(str(cells.get("original_source", "")).casefold().replace("_", " ").split())
    if word in _DIRECT_WORDS:
        return Origin({"channel": DIRECT, "distribution": DIRECT})
    if word in _UNTAGGED_WORDS:
        return Origin(names)
    channel = as_told(word) if word in _CAMPAIGN_WORDS else read({"utm_source": word}).get(Dimension.CHANNEL)
    return Origin({**names, "channel": channel}) if channel else None
