"""Who gets credit for a brand's leads over some days, and what the loss of a channel's reach would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from vaekst.actions import facts, strategies
from vaekst.actions.counting import Counted, counted
from vaekst.actions.journeys import DIRECT, Question, instant, start_of
from vaekst.actions.kept_counts import Shelf
from vaekst.actions.known import Known, known_at
from vaekst.actions.ledger_leads import joined_by_ledger
from vaekst.actions.memory import Memory
from vaekst.actions.money import sprint_so_far
from vaekst.core.attribution.comparison import Comparison, compare
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.ledger import NOTHING, FromLedger
from vaekst.core.attribution.models import Model
from vaekst.core.attribution.reach_loss import ReachLoss, reach_losses
from vaekst.core.errors import UnknownName
from vaekst.core.facts import DIMENSIONS, UTM
from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_, Sentence
from vaekst.store.models import Brand

BY = (*DIMENSIONS, *UTM)
"""What credit can be asked by: the names of the UTM standard, and the tags themselves."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Credits over a period, and what they were worked out of. `bots` are touches cut because a machine made them.

    `kept_until` is the moment up to which the counts were kept from before, None where all were counted anew; `rebuilt` says
    that this was so because a path is something else now. Direct visits are no channel and have no reach to lose: `losses` leave them out.
    """

    period: Period
    by: str
    comparison: Comparison
    losses: tuple[ReachLoss, ...]
    touches: int
    bots: int
    kind: str  # of conversion that counts
    lake_version: str
    kept_until: datetime | None = None
    rebuilt: Sentence | None = None
    ledger: FromLedger = NOTHING

    @property
    def said(self) -> tuple[Sentence, ...]:
        """What must be read beside the credits."""
        if not self.touches:
            return (
                *self._of_ledger(),
                Sentence(
                    "no_touches",
                    N_(
                        "No visits were imported for these days, so no lead can be credited by its visits. Export visits one by one, with their tags, and import them."
                    ),
                ),
            )
        if not self.comparison.leads:
            return (self._no_leads(), *self.ledger.said, *self._cut())
        return (*self.comparison.said, *self.ledger.said, *self._cut(), *([self.rebuilt] if self.rebuilt else []))

    def _of_ledger(self) -> Sequence[Sentence]:
        """What the customer system tells where no visits do."""
        return (*self.comparison.said, *self.ledger.said) if self.comparison.leads else self.ledger.said

    def _no_leads(self) -> Sentence:
        return Sentence(
            "no_conversions_of_kind",
            N_(
                "No '{kind}' was imported for these days, which is what the strategy calls its primary conversion, so there is no credit to give."
            ),
            kind=self.kind,
        )

    def _cut(self) -> Sequence[Sentence]:
        cut = self.bots + self.comparison.cut
        if not cut:
            return ()
        return (
            Sentence(
                "machines_cut",
                N_(
                    "{cut:number} of {touches:number} touches were left out: machines, or more of a visitor on one day than people make."
                ),
                cut=cut,
                touches=self.touches,
            ),
        )


def read_attribution(
    brand: Brand,
    *,
    by: str = "channel",
    period: Period | None = None,
    lookback_days: int | None = None,
    models: Sequence[Model] = tuple(Model),
    as_of: date | datetime | None = None,
    now: datetime,
) -> Attribution:
    """The credits of a period, by default the sprint so far. The same question to the same facts is answered from memory,
    and the sprint's sealed days from counts that are kept.

    Raises UnknownName for another dimension, BadInput for a look-back that is none or too many values to compare.
    """
    if by not in BY:
        raise UnknownName("dimension", by, BY)
    zone = strategies.in_force(brand).brand.timezone
    moment = facts.at(as_of, now=now, timezone=zone)
    known = known_at(brand, moment)
    contract = PathContract(zone=zone)
    if lookback_days is not None:
        contract = replace(contract, lookback_ms=lookback_days * DAY_MS)
    asked = period or sprint_so_far(known.strategy, today=moment.date())
    question = (known.question, by, asked, contract.hash)
    found = _COUNTED.answer(question, lambda: _counted(known, brand, by, asked, contract))
    level, share = known.strategy.rules.evidence.level, known.strategy.rules.risk.reach_loss
    return Attribution(
        period=asked,
        by=by,
        comparison=compare(found.counts, contract, by=by, models=models, level=level),
        losses=tuple(loss for loss in reach_losses(found.counts, share=share, level=level) if loss.key != DIRECT),
        touches=found.touches,
        bots=found.bots,
        kind=known.strategy.conversions.primary,
        lake_version=str(known.lake_version),
        kept_until=None if found.kept_until is None else instant(found.kept_until),
        rebuilt=found.said,
        ledger=found.ledger,
    )


_COUNTED: Memory[Counted] = Memory(size=16)


def _counted(known: Known, brand: Brand, by: str, period: Period, contract: PathContract) -> Counted:
    """The counts of the period's leads, and of all journeys within it and the look-back before.

    What is asked of the sprint is asked again tomorrow, and kept.
    """
    begin, end = (start_of(day, contract.zone) for day in (period.first, period.last + DAY))
    sprint, kind = known.strategy.sprint.period, known.strategy.conversions.primary
    is_of_sprint = sprint is not None and sprint.first == period.first
    shelf = Shelf(brand, by, kind, period.first) if is_of_sprint else None
    question = Question(known, by, contract, begin, end)
    return joined_by_ledger(question, counted(question, shelf), period=period)


def for_machines(found: Attribution) -> dict[str, object]:
    """The credits under the stable names of `vaekst attribute --json`."""
    told = found.comparison
    return {
        "by": found.by,
        "first": found.period.first,
        "last": found.period.last,
        "conversion": found.kind,
        "leads": told.leads,
        "unattributed": told.unattributed,
        "tagged": told.tagged,
        "coverage": told.coverage,
        "level": told.level,
        "touches": found.touches,
        "cut": {"machines": found.bots, "above_most_per_day": told.cut},
        "contract": {"hash": told.contract.hash, **told.contract.to_json()},
        "lake_version": found.lake_version,
        "kept_until": found.kept_until,
        "customer_system": {
            "alone": found.ledger.alone,
            "visited": found.ledger.visited,
            "noted": found.ledger.noted,
            "unseen": found.ledger.unseen,
            "paired": found.ledger.paired,
            "unlisted": found.ledger.unlisted,
            "by_day": found.ledger.by_day,
        },
        "rows": [
            {
                "key": row.key,
                "credits": {
                    model.value: {"leads": each.leads, "low": each.low, "high": each.high}
                    for model, each in row.credits.items()
                },
                "disagreement": row.disagreement,
            }
            for row in told.rows
        ],
        "said": [each.english() for each in found.said],
    }


def losses_for_machines(losses: Sequence[ReachLoss]) -> list[dict[str, object]]:
    """What the loss of reach would cost by channel, under the stable names of `vaekst risk channels --json`."""
    return [
        {
            "channel": loss.key,
            "reach_lost": loss.share,
            "leads": loss.leads,
            "leads_touched": loss.touched,
            "leads_without_a_touch": loss.unseen,
            "lost_if_each_touch_is_replaceable": {"leads": loss.replaceable.leads, "low": loss.low},
            "lost_if_each_touch_is_necessary": {"leads": loss.necessary.leads, "high": loss.high},
            "said": loss.said.english(),
            "assumptions": [each.english() for each in loss.assumptions],
        }
        for loss in losses
    ]
