"""Exchange rates: given by people, with the day they hold from. None is fetched and none is guessed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from vaekst.actions import audit, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.core.costs.rates import Rate, Rates, checked_rate
from vaekst.store import queries
from vaekst.store.models import Brand, ExchangeRate


@transaction.atomic
def give_rate(
    actor: Actor, brand: Brand, currency: str, per_unit: str | Decimal, *, since: date | None, now: datetime
) -> ExchangeRate:
    """Remember what one unit of the currency is worth from a day on. Raises NotAllowed, and BadInput as `checked_rate`."""
    require(actor, brand, Act.IMPORT)
    strategy = strategies.in_force(brand)
    today = now.astimezone(ZoneInfo(strategy.brand.timezone)).date()
    rate = checked_rate(currency, per_unit, since, brand=strategy.brand.currency, today=today)
    told = ExchangeRate.objects.create(
        brand=brand,
        currency=rate.currency,
        since=rate.since,
        per_unit=rate.per_unit,
        into=strategy.brand.currency,
        told_at=now,
        by=actor.person,
    )
    after = {"currency": rate.currency, "since": str(rate.since), "per_unit": str(rate.per_unit), "into": told.into}
    audit.record(actor, "costs.rate", brand=brand, subject=f"{rate.currency} {rate.since}", after=after)
    return told


def rates_of(brand: Brand, currency: str, *, told_by: datetime | None = None) -> Rates:
    """The rates into the currency that stand now, or that had been told by a moment."""
    told = queries.rates(brand, told_by=told_by).filter(into=currency)
    return Rates.of(currency, (Rate(each.currency, each.since, each.per_unit) for each in told))
