"""A bicycle shop's standard, for the tests of links."""

from __future__ import annotations

from vaekst.core.strategy import Brand, Channel, Concept, Strategy
from vaekst.core.strategy.utm import Utm
from vaekst.core.utm import Placement, Standard, standard_of

PLATFORMS = ("instagram", "youtube", "tiktok", "x", "threads", "linkedin", "facebook", "pinterest", "snapchat")
PAGE = "https://example.com/offer"


def strategy(**utm: object) -> Strategy:
    """Channels named after their platforms, a second Instagram profile and a newsletter, and two concepts."""
    channels = {name: Channel(platform=name) for name in PLATFORMS}
    channels["insta-workshop"] = Channel(platform="instagram")
    channels["club"] = Channel(platform="other")
    concepts = {
        "ride-along": Concept(name="Ride-along"),
        "workshop-hour": Concept(name="Workshop hour", channels=("tiktok",)),
    }
    return Strategy(vaekst=1, brand=Brand(name="F"), channels=channels, concepts=concepts, utm=Utm(**utm))


def standard(**utm: object) -> Standard:
    return standard_of(strategy(**utm))


def placement(channel: str = "instagram", **given: str | None) -> Placement:
    """A short video of the ride-along concept in the batch of one week, unless something else is said."""
    said = {"batch": "2026-w48", "concept": "ride-along", "format": "short_video", **given}
    return Placement(channel, **said)
