"""What metrics mean on Bluesky. It counts neither views nor reach."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

API = ("Bluesky API (app.bsky.feed.getPosts)", Confidence.SEEN)

ROWS = (
    own("bluesky", "likes", 1, N_("Likes."), group="likes", paid=Paid.NO, known=API),
    own("bluesky", "reshares_public", 1, N_("Reposts and quotes together."), paid=Paid.NO, known=API),
    own("bluesky", "comments", 1, N_("Replies."), group="comments", paid=Paid.NO, known=API),
    own("bluesky", "saves", 1, N_("Times bookmarked."), group="saves", paid=Paid.NO, known=API),
    own("bluesky", "followers_total", 1, N_("Followers at that moment."), group="followers", paid=Paid.NO, known=API),
)
