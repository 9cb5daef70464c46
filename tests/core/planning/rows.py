"""Review rows and guards for planning tests, valid by default."""

from __future__ import annotations

from datetime import date

from vaekst.core.evidence import Estimate
from vaekst.core.evidence.movement import Moved
from vaekst.core.figures import PostFigure
from vaekst.core.metrics.moving import Movement, NoMovement
from vaekst.core.metrics.units import Unit
from vaekst.core.planning import Candidate, Running, Share
from vaekst.core.review import ReviewRow
from vaekst.core.rules import Proposal
from vaekst.core.rules.volume import Guard, GuardState, guard
from vaekst.core.sentence import Sentence

DAY = date(2026, 9, 14)
"""When posts were published, where nobody says otherwise."""


def candidate(
    concept="ride", *, chance=0.7, above=0.5, mid=0.1, metric="save_rate", decided=None, posts=5, days=None,
    proposal=Proposal.ITERATE, experiment=None, due=0, parts=None, gates=(),
):  # fmt: skip
    estimate = None
    if chance is not None:
        estimate = Estimate(
            "instagram", metric, concept, posts, 12, 0.9, mid - 0.2, mid, mid + 0.2, chance, above, 0.12
        )
    published = tuple(days or [DAY] * posts)
    figures = tuple(PostFigure(f"p{n}", "instagram", concept, None, day, 7.0, 0.03) for n, day in enumerate(published))
    row = ReviewRow(
        channel="instagram", concept=concept, name=concept.title(), metric=metric, published_this_week=1,
        published=published, posts=figures, baseline=(), estimate=estimate, stop_rule=None, gates=gates, proposal=proposal,
        reasons=(),
    )  # fmt: skip
    return Candidate(row, decided, (Running(experiment, due),) if experiment else (), parts)


def moved(metric="ctr", mid=0.1, *, noise=0.3, chance_up=0.6):
    return Movement(
        metric=metric, channel="instagram", unit=Unit.PERCENT, units="posts", before_units=12, now_units=20,
        before=0.01, now=0.01 * (1 + mid), moved=Moved(mid - noise, mid, mid + noise, chance_up, 0.9),
    )  # fmt: skip


UNMEASURED = NoMovement("retention_3s", "instagram", Sentence("not_supplied", "Import it."))


def a_guard(state=GuardState.HOLDS, *, has_risen=True) -> Guard:
    answers = {
        GuardState.HOLDS: moved(),
        GuardState.IN_DOUBT: moved(mid=-0.1, chance_up=0.2),
        GuardState.FALLEN: moved(mid=-0.4, chance_up=0.01),
        GuardState.UNKNOWN: UNMEASURED,
    }
    cadence = moved("posting_cadence", 0.3, noise=0.1) if has_risen else UNMEASURED
    return guard("instagram", cadence, [answers[state]])


def giving(**posts: int) -> Share:
    """A share that gives each concept so many posts, and the rest to business as usual."""
    return lambda _, all_posts: {**posts, None: all_posts - sum(posts.values())}
