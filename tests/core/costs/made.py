"""Costs, work and leads for tests: valid by default, so that a test names only what matters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from vaekst.core.comparison import Histories
from vaekst.core.costs.lines import Costs, WorkPrices, costs_of
from vaekst.core.costs.rates import Rates
from vaekst.core.costs.vat import VatTerms
from vaekst.core.metrics.gather import Known, Told

NOVEMBER = date(2026, 11, 1)
_EXPORTED = int(datetime(2026, 12, 1, tzinfo=UTC).timestamp() * 1_000_000)


def _told(day: int, cells: dict[str, Any]) -> Told:
    known = {name: value for name, value in cells.items() if value is not None}
    return Told(date(2026, 11, day), known, "import-1", observed=_EXPORTED + day)


def cost(day: int = 3, kroner: float = 100, **cells: Any) -> Told:
    return _told(day, {"amount_minor": round(kroner * 100), "currency": "DKK", "category": "media"} | cells)


def work(day: int = 3, minutes: float | None = 60, **cells: Any) -> Told:
    return _told(day, {"asset_id": "A-1", "minutes": minutes} | cells)


def lead(day: int = 3, **cells: Any) -> Told:
    return _told(day, {"leads": 1} | cells)


def known(*, costs: Any = (), production: Any = (), leads: Any = (), days: Any = None) -> Known:
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    return Known(moment, Histories((), moment), days or {}, list(production), list(costs), list(leads))


def counted(
    known: Known,
    *,
    hour: float | None = 300,
    tokens: float | None = None,
    rates: Rates | None = None,
    terms: VatTerms | None = None,
    lifetime_days: int = 1,
) -> Costs:
    return costs_of(
        known,
        prices=WorkPrices(hour, tokens),
        rates=rates or Rates("DKK"),
        terms=terms or VatTerms(),
        lifetime_days=lifetime_days,
    )
