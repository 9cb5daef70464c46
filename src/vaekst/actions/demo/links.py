"""The link a lead came by, tagged by the shop's own standard."""

from __future__ import annotations

import numpy as np

from vaekst.actions.demo.document import strategy
from vaekst.actions.demo.ideas import FORMATS
from vaekst.actions.demo.world import DemoPost, World
from vaekst.core.period import Week
from vaekst.core.strategy import read_strategy
from vaekst.core.utm import Placement, standard_of

TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
PAID, PARTNER = 0.28, 0.07
"""The shares of leads that came by an advertisement, and on Instagram by the creator's own post."""
CREATOR = "karla"


class Links:
    """Makes the tags of leads; the same seed makes the same tags."""

    def __init__(self, world: World, *, seed: int) -> None:
        self._standard = standard_of(read_strategy(strategy(last_day=world.last)))
        self._chance = np.random.default_rng([seed, 3])

    def behind(self, post: DemoPost) -> list[str]:
        """The tags of a lead that came from the post, in the order of TAGS."""
        drawn = self._chance.random()
        is_partners = post.channel == "instagram" and drawn >= 1 - PARTNER
        placement = Placement(
            post.channel,
            batch=str(Week.of(post.published.date())).lower(),
            concept=post.concept.id if post.concept else None,
            format=FORMATS[post.format],
            creator=CREATOR if is_partners else None,
            distribution="partner" if is_partners else "paid" if drawn < PAID else "owned",
        )
        told = self._standard.tags(placement).told()
        return [told.get(name.removeprefix("utm_"), "") for name in TAGS]
