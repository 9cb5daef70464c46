"""The rows of a weekly review as plain values under stable names, for `vaekst review --json` and what decisions keep."""

from __future__ import annotations

from vaekst.core.evidence import Estimate
from vaekst.core.period import Week
from vaekst.core.review import UNTAGGED, Review, ReviewRow
from vaekst.core.rules import Gate, Proposal, StopState


def for_machines(review: Review) -> list[dict[str, object]]:
    """The rows under the stable names of `vaekst review --json`. Unknown is None; effects are relative to baseline.

    Nothing is proposed for untagged posts; to a machine that is one of the four answers too: not enough data yet.
    """
    return [_for_machines(row, review.week) for row in review.rows]


def _for_machines(row: ReviewRow, week: Week) -> dict[str, object]:
    known = row.estimate if isinstance(row.estimate, Estimate) else None
    return {
        "week": str(week),
        "channel": row.channel,
        "concept": row.concept or UNTAGGED,
        "name": row.name,
        "metric": row.metric,
        "posts": len(row.posts),
        "posts_published_this_week": row.published_this_week,
        "posts_published": row.published_in_total,
        "baseline_posts": len(row.baseline),
        "effect": {
            "low": known and known.low,
            "mid": known and known.mid,
            "high": known and known.high,
        },
        "level": known and known.level,
        "chance_better": known and known.chance_better,
        "chance_above_bar": known and known.chance_above_bar,
        "posts_needed": known and known.posts_needed,
        "proven": known and known.proven,
        "control_posts": known and known.control_posts,
        "proposal": (row.proposal or Proposal.NOT_ENOUGH).value,
        "reasons": [reason.english() for reason in row.reasons],
        "reason_codes": [reason.code for reason in row.reasons],
        "stop_rule": row.stop_rule and _stop(row.stop_rule),
        "gates": [_gate(one) for one in row.gates],
        "post_keys": [post.post_key for post in row.posts],
    }


def _stop(state: StopState) -> dict[str, object]:
    return {
        "posts": state.posts,
        "needed": state.needed,
        "below_baseline": state.below_baseline,
        "fired": state.fired,
    }


def _gate(one: Gate) -> dict[str, object]:
    return {
        "metric": one.metric,
        "minimum": one.minimum,
        "value": one.value,
        "posts": one.posts,
        "low": one.low,
        "high": one.high,
        "level": one.level,
        "chance": one.chance,
        "more": one.more,
        "state": one.state.value,
    }
