"""Decisions: what a person decided about a concept, with all it was decided on. Superseded, never rewritten."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from vaekst.actions import audit, rebriefs, reviews
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.actions.rebriefs import Wanted
from vaekst.actions.reviews import WeeklyReview
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.core.period import Week
from vaekst.core.review import Review, ReviewRow
from vaekst.core.review_rows import for_machines as rows_for_machines
from vaekst.core.rules import Proposal
from vaekst.core.sentence import N_
from vaekst.store import queries
from vaekst.store.models import Brand, Decision, Rebrief, Verdict


def decide(
    actor: Actor,
    brand: Brand,
    week: Week,
    channel: str,
    concept: str,
    verdict: str,
    *,
    reason: str = "",
    as_of: date | datetime | None = None,
    now: datetime,
    seen: int | None = None,
    wanted: Wanted | None = None,
) -> Decision:
    """Records what the actor decided on a concept, with all the numbers it was decided on.

    `seen` is the id of the decision that stood when the actor looked, so that two people never overwrite each other.
    To iterate or stop also asks for a new brief: what is `wanted` of it, and what is suggested for the rest.
    Raises BadInput for an override without a reason or for iterating on what was never posted, UnknownName for an unknown verdict, channel or concept, Conflict
    when somebody else decided meanwhile. A decision is superseded, never changed.
    """
    require(actor, brand, Act.DECIDE)
    if verdict not in Verdict.values:
        raise UnknownName("decision", verdict, Verdict.values)
    page = reviews.read_review(brand, week, as_of=as_of, now=now)
    row = page.row(channel, concept)
    if verdict not in open_to(row):
        raise BadInput(
            "nothing_to_change",
            N_(
                "{concept} has had no post on {channel} since {first:day}, so there is nothing to change yet. Wait for its first "
                "post, or stop it."
            ),
            concept=row.name,
            channel=channel,
            first=page.looked_at.first,
        )
    reason = reason.strip()
    if not reason and verdict != as_proposed(row.proposal):
        raise BadInput(
            "reason_needed",
            N_("The proposal for {concept} is '{proposal:word}'. To decide '{verdict:word}' instead, say why."),
            concept=row.name,
            proposal=(row.proposal or Proposal.NOT_ENOUGH).value,
            verdict=verdict,
        )
    before = page.decisions.get((channel, concept))
    if seen is not None and before is not None and before.pk != seen:
        raise _overtaken(before, row.name)
    day = page.known.as_of.date()
    suggestion = rebriefs.suggested(page.known.strategy, row, verdict, day=day)
    asked = rebriefs.checked(wanted or Wanted(), suggestion, verdict, day=day)
    try:
        with transaction.atomic():
            decision = _recorded(actor, brand, page, row, verdict, reason=reason, before=before, now=now)
            rebriefs.write(decision, asked)
    except IntegrityError:
        standing = queries.standing_decisions(brand, week=str(week)).get(channel=channel, concept=concept)
        raise _overtaken(standing, row.name) from None
    return decision


def open_to(row: ReviewRow) -> tuple[str, ...]:
    """The decisions that can be taken on the concept: all, once it had a post; before that nothing can be iterated on."""
    return tuple(value for value in Verdict.values if value != Verdict.ITERATE or row.published)


def as_proposed(proposal: Proposal | None) -> str:
    """The decision that follows a proposal: where there is not enough data yet, to wait. Empty for none."""
    if proposal is Proposal.NOT_ENOUGH:
        return Verdict.WAIT.value
    return proposal.value if proposal else ""


def _recorded(
    actor: Actor,
    brand: Brand,
    page: WeeklyReview,
    row: ReviewRow,
    verdict: str,
    *,
    reason: str,
    before: Decision | None,
    now: datetime,
) -> Decision:
    (numbers,) = rows_for_machines(Review(page.week, (row,)))
    decision = Decision.objects.create(
        brand=brand,
        channel=row.channel,
        concept=row.concept or "",
        week=str(page.week),
        verdict=verdict,
        proposal=row.proposal.value if row.proposal else "",
        reason=reason,
        by=actor.person,
        at=now,
        strategy_version=page.known.strategy_version,
        lake_version=str(page.known.lake_version),
        as_of=page.known.as_of,
        definitions_hash=page.definitions_hash,
        evidence=numbers,
        supersedes=before,
    )
    audit.record(
        actor,
        "decide",
        brand=brand,
        subject=f"{decision.week} {decision.channel}/{decision.concept}",
        before={"decision": before.pk, "verdict": before.verdict} if before else None,
        after={"decision": decision.pk, "verdict": verdict, "reason": reason},
    )
    return decision


def _overtaken(standing: Decision, name: str) -> Conflict:
    return Conflict(
        "decided_meanwhile",
        N_(
            "{who} decided '{verdict:word}' for {concept} meanwhile. Nothing was written. Look at it, then decide again."
        ),
        who=str(standing.by),
        verdict=standing.verdict,
        concept=name,
    )


def for_machines(decision: Decision) -> dict[str, object]:
    """A decision as plain values."""
    return {
        "id": decision.pk,
        "week": decision.week,
        "channel": decision.channel,
        "concept": decision.concept,
        "verdict": decision.verdict,
        "proposal": decision.proposal,
        "reason": decision.reason,
        "by": str(decision.by),
        "at": decision.at.isoformat(),
        "as_of": decision.as_of.isoformat(),
        "strategy_version": decision.strategy_version.number,
        "lake_version": decision.lake_version,
        "definitions_hash": decision.definitions_hash,
        "supersedes": decision.supersedes_id,
        "rebrief": asked_for(decision),
        "evidence": decision.evidence,
    }


def asked_for(decision: Decision) -> dict[str, object] | None:
    """The new brief the decision asks for, if any."""
    found = Rebrief.objects.filter(decision=decision).select_related("decision", "done_by")
    return next(iter(rebriefs.for_machines(list(found))), None)
