"""What is measured on the work itself: minutes per asset and how many assets were made from earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median

from vaekst.core.figures import SourceRow
from vaekst.core.metrics.figure import Coverage, Figure
from vaekst.core.metrics.gather import Known, Told, lineage_of
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence


@dataclass(frozen=True, slots=True)
class Asset:
    """One produced piece: finished on the day of its last entry."""

    id: str
    finished: date
    minutes: float | None
    is_reused: bool
    rows: tuple[Told, ...]

    @property
    def told_by(self) -> tuple[SourceRow, ...]:
        """The rows of files its entries stand in."""
        return tuple(
            row for told in self.rows for row in told.rows("asset_id", "minutes", "reused_from", subject=self.id)
        )


@dataclass(frozen=True, slots=True)
class ProductionTime:
    """The median minutes of people's work per asset finished in a period."""

    assets: Sequence[Asset]
    supply: str
    basis: str = "minutes"

    def over(self, period: Period) -> Figure:
        finished = [asset for asset in self.assets if asset.finished in period]
        timed = [asset for asset in finished if asset.minutes is not None]
        unknown = (
            None if timed else _unknown(self.assets if any(a.minutes for a in self.assets) else (), self.supply, period)
        )
        return _figure(
            "production_time",
            Unit.MINUTES,
            period,
            value=median(asset.minutes or 0 for asset in timed) if timed else None,
            unknown=unknown,
            basis=self.basis,
            behind=timed,
            finished=finished,
        )

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The entries of the assets the measure over the period rests on."""
        timed = [asset for asset in self.assets if asset.finished in period and asset.minutes is not None]
        return [row for asset in timed for row in asset.told_by]


@dataclass(frozen=True, slots=True)
class RepurposeRate:
    """The share of the assets finished in a period that were made from an earlier one.

    Unknown until some entry names an earlier asset: before that, none cannot be told from nobody wrote it down.
    """

    assets: Sequence[Asset]
    supply: str
    basis: str = "assets"

    def over(self, period: Period) -> Figure:
        is_told = any(asset.is_reused for asset in self.assets)
        finished = [asset for asset in self.assets if asset.finished in period] if is_told else []
        return _figure(
            "repurpose_rate",
            Unit.PERCENT,
            period,
            value=sum(asset.is_reused for asset in finished) / len(finished) if finished else None,
            unknown=None if finished else _unknown(self.assets if is_told else (), self.supply, period),
            basis=self.basis,
            behind=finished,
            finished=finished,
        )

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The entries of the assets the measure over the period rests on."""
        return [row for asset in self.assets if asset.finished in period for row in asset.told_by]


def assets(known: Known) -> tuple[Asset, ...]:
    """Every asset with an entry, in order of its id."""
    entries: dict[str, list[Told]] = {}
    for row in known.production:
        entries.setdefault(str(row.cells["asset_id"]), []).append(row)
    return tuple(_asset(id_, rows) for id_, rows in sorted(entries.items()))


def _asset(id_: str, rows: Sequence[Told]) -> Asset:
    minutes = [float(row.cells["minutes"]) for row in rows if "minutes" in row.cells]
    return Asset(
        id=id_,
        finished=max(row.day for row in rows),
        minutes=fsum(minutes) if minutes else None,
        is_reused=any("reused_from" in row.cells for row in rows),
        rows=tuple(rows),
    )


def _unknown(told: Sequence[Asset], supply: str, period: Period) -> Sentence:
    if not told:
        return Sentence("not_supplied", supply)
    return Sentence(
        "no_assets_then",
        N_("No asset was finished from {first:day} to {last:day}, as far as the production tables tell."),
        first=period.first,
        last=period.last,
    )


def _figure(
    measure: str,
    unit: Unit,
    period: Period,
    *,
    value: float | None,
    unknown: Sentence | None,
    basis: str,
    behind: Sequence[Asset],
    finished: Sequence[Asset],
) -> Figure:
    return Figure(
        measure=measure,
        channel=None,
        unit=unit,
        period=period,
        value=value,
        unknown=unknown,
        basis=basis,
        coverage=Coverage("assets", len(behind), len(finished)),
        lineage=lineage_of([row for asset in behind for row in asset.told_by]),
    )
