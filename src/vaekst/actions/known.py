"""What governed a brand at a moment: its strategy, its baseline, its tags, its facts.

One rule for all: the newest that stood at the moment. Where nothing stood yet, the *earliest* after it, so that a
brand that starts today can look back at weeks before it had Vaekst, and the answer never moves (see
docs/decisions/0003-as-of.md).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime

from vaekst.actions import facts, strategies
from vaekst.actions.rates import rates_of
from vaekst.core.costs.rates import Rates
from vaekst.core.strategy import Strategy
from vaekst.lake import Lake, LakeVersion
from vaekst.store import queries
from vaekst.store.models import Baseline, Brand, StrategyVersion


@dataclass(frozen=True, slots=True)
class Known:
    """All that a reading of the facts depends on. With the same values it gives the same numbers for ever."""

    as_of: datetime
    strategy: Strategy
    strategy_version: StrategyVersion
    lake: Lake
    lake_version: LakeVersion
    baseline: Baseline | None
    tags: Mapping[str, str | None]
    later_tags: Mapping[str, str | None]  # for posts no rule and no earlier tag placed
    rates: Rates  # into the brand's currency
    told_by: datetime | None = None  # of a replay: when it was decided; what was told later does not reach back to it

    @property
    def question(self) -> Hashable:
        """Equal for readings that give the same answer. A moment counts by its hour: facts come in days."""
        return (
            str(self.lake.root),
            str(self.lake_version),
            self.strategy_version.pk,
            self.baseline.pk if self.baseline else None,
            frozenset(self.tags.items()),
            frozenset(self.later_tags.items()),
            frozenset(self.rates.given.items()),
            self.as_of.replace(minute=0, second=0, microsecond=0),
            self.told_by,
        )


def known_at(
    brand: Brand,
    as_of: datetime,
    *,
    strategy_version: StrategyVersion | None = None,
    lake_version: LakeVersion | None = None,
    told_by: datetime | None = None,
) -> Known:
    """What was known at `as_of`; a replay names the strategy and lake version it was decided under, and when: tags
    given and baselines frozen after `told_by` do not reach back to it.
    """
    version = strategy_version or strategy_at(brand, as_of)
    lake = facts.lake(brand)
    strategy = strategies.strategy_of(version)
    return Known(
        as_of=as_of,
        strategy=strategy,
        strategy_version=version,
        lake=lake,
        lake_version=lake_version if lake_version is not None else lake.version(),
        baseline=baseline_at(brand, as_of, told_by=told_by),
        tags=queries.tags(brand, as_of=as_of, told_by=told_by),
        later_tags=queries.later_tags(brand, as_of=as_of, told_by=told_by),
        rates=rates_of(brand, strategy.brand.currency, told_by=told_by),
        told_by=told_by,
    )


def strategy_at(brand: Brand, as_of: datetime) -> StrategyVersion:
    """The strategy in force at the moment; before the first was applied, the first."""
    versions = queries.strategy_versions(brand)
    return versions.filter(applied_at__lte=as_of).first() or versions.reverse()[:1].get()


def baseline_at(brand: Brand, as_of: datetime, *, told_by: datetime | None = None) -> Baseline | None:
    """The baseline in force at the moment; before the first was frozen, the first; None when there is none."""
    frozen = brand.baselines.select_related("by", "strategy_version").order_by("-number")
    if told_by is not None:
        frozen = frozen.filter(frozen_at__lte=told_by)
    return frozen.filter(frozen_at__lte=as_of).first() or frozen.last()
