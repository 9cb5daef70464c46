"""What metrics mean on Pinterest."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence
from vaekst.core.sentence import N_

EXPORT = ("Pinterest analytics export", Confidence.UNVERIFIED)

ROWS = (
    own("pinterest", "impressions_feed", 1, N_("Times a pin was on screen."), known=EXPORT),
    own(
        "pinterest",
        "engagements_any",
        1,
        N_("Saves, clicks on a pin and closer looks at it together."),
        known=EXPORT,
    ),
    own("pinterest", "clicks_any", 1, N_("Clicks on a pin, most of which stay on Pinterest."), known=EXPORT),
    own(
        "pinterest", "clicks_out", 1, N_("Clicks that lead from a pin to a website."), group="clicks_out", known=EXPORT
    ),
    own("pinterest", "saves", 1, N_("Pins saved to a board, the main act on Pinterest."), group="saves", known=EXPORT),
    own("pinterest", "reach_unique", 1, N_("Total audience: people who saw or used a pin."), known=EXPORT),
    own("pinterest", "audience_engaged", 1, N_("People who used a pin."), known=EXPORT),
)
