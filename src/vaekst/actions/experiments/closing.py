"""Closing an experiment: the verdict its numbers reached, recorded with them for good."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from vaekst.actions import audit
from vaekst.actions.audit import Actor
from vaekst.actions.experiments.reading import ExperimentPage, closing_of, read
from vaekst.actions.experiments.registering import newest_version, overtaken
from vaekst.actions.people import Act, require
from vaekst.core import experiments as core
from vaekst.core.errors import BadInput, Conflict
from vaekst.core.sentence import N_
from vaekst.store.models import Brand, ClosedAs, ExperimentClosing

_VERDICTS = {
    core.State.PASSED: ClosedAs.PASSED,
    core.State.FAILED: ClosedAs.FAILED,
    core.State.UNDECIDED: ClosedAs.UNDECIDED,
}


@transaction.atomic
def close(
    actor: Actor,
    brand: Brand,
    key: str,
    *,
    reason: str = "",
    as_of: date | datetime | None = None,
    seen: int | None = None,
    now: datetime,
) -> ExperimentClosing:
    """Records the verdict the experiment has reached, with all it was reached on. Nobody can choose another.

    One without a verdict can only be stopped early, and says why. `seen` is the version the actor looked at. Raises UnknownName,
    BadInput where the reason is missing, Conflict where it was closed or revised meanwhile.
    """
    require(actor, brand, Act.DECIDE)
    Brand.objects.select_for_update().get(pk=brand.pk)
    newest = newest_version(brand, key)
    if standing := closing_of([newest]):
        raise Conflict(
            "closed_already",
            N_("{who} closed '{key}' already: {outcome:word}. Nothing was written."),
            who=str(standing.by),
            key=key,
            outcome=standing.outcome,
        )
    page = read(brand, key, as_of=as_of, now=now)
    if page.versions[-1] != newest or seen not in (None, newest.number):
        raise overtaken(newest)
    outcome = _VERDICTS.get(page.reading.state, ClosedAs.STOPPED)
    reason = reason.strip()
    if outcome is ClosedAs.STOPPED and not reason:
        raise BadInput(
            "stopped_why",
            N_("'{key}' has no verdict yet: {state:word}. To stop it early, say why."),
            key=key,
            state=page.reading.state.value,
        )
    return _recorded(actor, brand, page, outcome, reason=reason, now=now)


def _recorded(
    actor: Actor, brand: Brand, page: ExperimentPage, outcome: ClosedAs, *, reason: str, now: datetime
) -> ExperimentClosing:
    known, newest = page.known, page.versions[-1]
    closing = ExperimentClosing.objects.create(
        brand=brand,
        version=newest,
        outcome=outcome,
        reason=reason,
        by=actor.person,
        at=now,
        strategy_version=known.strategy_version,
        lake_version=str(known.lake_version),
        as_of=known.as_of,
        definitions_hash=page.definitions_hash,
        evidence=core.for_machines(page.reading),
    )
    audit.record(
        actor,
        "experiment.close",
        brand=brand,
        subject=newest.key,
        after={"version": newest.number, "outcome": outcome.value, "reason": reason},
    )
    return closing
