"""What metrics mean on Mastodon. Servers count what they have heard of: a post seen elsewhere may have more."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

API = ("Mastodon API", Confidence.SEEN)

ROWS = (
    own(
        "mastodon",
        "likes",
        1,
        N_("Favourites, as the account's own server counts them."),
        group="likes",
        paid=Paid.NO,
        known=API,
    ),
    own(
        "mastodon",
        "reshares_public",
        1,
        N_("Boosts, as the account's own server counts them."),
        paid=Paid.NO,
        known=API,
    ),
    own(
        "mastodon",
        "comments",
        1,
        N_("Replies, as the account's own server counts them."),
        group="comments",
        paid=Paid.NO,
        known=API,
    ),
    own("mastodon", "followers_total", 1, N_("Followers at that moment."), group="followers", paid=Paid.NO, known=API),
)
