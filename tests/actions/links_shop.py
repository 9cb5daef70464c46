"""A shop with channels, concepts and a landing page, for the tests of links."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.store import builders

from vaekst.actions.audit import Actor
from vaekst.core.utm import Wish
from vaekst.store.models import Brand, Person

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PAGE = "https://example.com/offer"
STRATEGY = """\
vaekst: 1
brand: {name: Fjord Cykler, currency: DKK, locale: da, timezone: Europe/Copenhagen}
channels:
  instagram: {platform: instagram}
  tiktok: {platform: tiktok}
concepts:
  ride-along: {name: Ride-along}
  workshop: {name: Workshop, channels: [tiktok]}
utm: {landing_page: "https://example.com/offer", short_domain: go.example.com}
"""


def shop(owner: Person, *, slug: str = "fjord", text: str = STRATEGY) -> tuple[Actor, Brand]:
    """The shop and its owner."""
    brand = builders.brand(slug, owner=owner, text=text)
    return builders.actor(owner), brand


def wish(channel: str = "instagram", **given: str) -> Wish:
    """A story of the ride-along in the batch of a week, unless something else is said."""
    return Wish(channel, **{"batch": "Uge 48", "concept": "ride-along", "format": "story", **given})
