"""The baseline: measured as known at a moment, and frozen on request. Frozen again it is a new one; none is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vaekst.actions import audit, facts, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.known import Known, known_at
from vaekst.actions.people import Act, require
from vaekst.core.baseline import EARLIER, Baseline, baseline_period, measure_baseline
from vaekst.core.board.reading import LOOK_BACK
from vaekst.core.errors import BadInput
from vaekst.core.metrics.gather import COLUMNS_TOLD_APART, Facts
from vaekst.core.sentence import N_
from vaekst.store import models
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class BaselineInForce:
    """The baseline as a value; `frozen` is None while it is only measured and may still move."""

    baseline: Baseline
    frozen: models.Baseline | None


def read_baseline(known: Known) -> BaselineInForce:
    """The baseline frozen at the moment, or a provisional one measured then."""
    if known.baseline is not None:
        return BaselineInForce(Baseline.from_json(known.baseline.figures), known.baseline)
    return BaselineInForce(measure_baseline(known.strategy, facts_of(known), as_of=known.as_of), None)


def facts_of(known: Known) -> Facts:
    """The brand's facts as the core reads them, at the known version."""
    lake, as_of, version = known.lake, known.as_of, known.lake_version
    age = known.strategy.rules.comparison.age_days
    since = min(as_of.date() - LOOK_BACK, baseline_period(known.strategy, as_of=as_of).first - EARLIER)

    return Facts(
        snapshots=lake.readings(as_of=as_of, age_days=age, since=since, version=version),
        channel_days=lake.latest("channel_day", as_of=as_of, version=version, told=COLUMNS_TOLD_APART),
        production=lake.latest("production", as_of=as_of, version=version),
        costs=lake.latest("cost", as_of=as_of, version=version),
        leads=lake.latest("lead", as_of=as_of, version=version),
        tells_apart=True,
        rates=known.rates,
        web=lake.latest("web_traffic", as_of=as_of, version=version),
    )


@transaction.atomic
def freeze(actor: Actor, brand: Brand, *, why: str = "", as_of: date | None = None, now: datetime) -> models.Baseline:
    """Freezes the baseline as known at the moment. Raises BadInput when nothing is known yet, or when a baseline that is
    already frozen would be replaced without a reason.
    """
    require(actor, brand, Act.FREEZE)
    Brand.objects.select_for_update().get(pk=brand.pk)  # one number after the other
    moment = facts.at(as_of, now=now, timezone=strategies.in_force(brand).brand.timezone)
    known = known_at(brand, moment)
    before = brand.baselines.order_by("-number").first()
    if before is not None and not why.strip():
        raise BadInput(
            "why_again",
            N_("Baseline {number} is frozen already. To freeze another in its place, say why: --why '…'"),
            number=before.number,
        )
    measured = measure_baseline(known.strategy, facts_of(known), as_of=moment)
    if all(figure.value is None for figure in measured.figures):
        raise BadInput(
            "nothing_to_freeze",
            N_(
                "Nothing is known of {first:day} to {last:day}, so there is nothing to freeze. Import the files of those days first."
            ),
            first=measured.period.first,
            last=measured.period.last,
        )
    frozen = models.Baseline.objects.create(
        brand=brand,
        number=before.number + 1 if before else 1,
        frozen_at=now,
        by=actor.person,
        as_of=moment,
        strategy_version=known.strategy_version,
        lake_version=str(known.lake_version),
        figures=measured.to_json(),
        why=why.strip(),
    )
    audit.record(
        actor,
        "baseline.freeze",
        brand=brand,
        subject=f"baseline {frozen.number}",
        before={"number": before.number} if before else None,
        after={"number": frozen.number, "period": measured.to_json()["period"], "why": frozen.why},
    )
    return frozen
