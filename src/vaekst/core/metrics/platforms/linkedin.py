"""What metrics mean on LinkedIn pages."""

from __future__ import annotations

from vaekst.core.metrics.platforms.own import own
from vaekst.core.metrics.units import Confidence, Paid
from vaekst.core.sentence import N_

SEEN = ("LinkedIn page content export", Confidence.SEEN)
EXPORT = ("LinkedIn page content export", Confidence.UNVERIFIED)
PEOPLE = ("LinkedIn page followers and visitors exports", Confidence.UNVERIFIED)

ROWS = (
    own(
        "linkedin",
        "impressions_feed",
        1,
        N_("Times shown without being paid for."),
        paid=Paid.NO,
        known=SEEN,
    ),
    own("linkedin", "impressions_paid", 1, N_("Times shown as a sponsored post."), paid=Paid.YES, known=SEEN),
    own("linkedin", "reach_unique", 1, N_("Members shown it without being paid for."), paid=Paid.NO, known=SEEN),
    own(
        "linkedin",
        "views_video",
        1,
        N_("Video views by a minimum LinkedIn does not name in the export."),
        known=EXPORT,
    ),
    own("linkedin", "likes", 1, N_("Reactions of every kind."), paid=Paid.NO, known=SEEN),
    own("linkedin", "reshares_public", 1, N_("Reposts."), paid=Paid.NO, known=SEEN),
    own(
        "linkedin",
        "clicks_any",
        1,
        N_("Clicks of any kind, also on 'see more', the logo or the name."),
        paid=Paid.NO,
        known=SEEN,
    ),
    own("linkedin", "clicks_paid", 1, N_("Clicks of any kind on sponsored posts."), paid=Paid.YES, known=SEEN),
    own(
        "linkedin",
        "follows",
        1,
        N_("New followers: of a post on its row; of a day organic, sponsored and invited together."),
        known=PEOPLE,
    ),
    own("linkedin", "page_views", 1, N_("Views of the page and its sections."), known=PEOPLE),
    own("linkedin", "page_visitors", 1, N_("Members who looked at the page or its sections."), known=PEOPLE),
)
