"""Exchange rates the brand was given, each with the day it holds from. There is no rate that nobody gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vaekst.core.errors import BadInput, nearest
from vaekst.core.money import Money, minor_digits
from vaekst.core.period import DAY
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.vocabulary import CURRENCIES


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """One unit of `currency` is `per_unit` units of the brand's, from the day `since` until the next rate."""

    currency: str
    since: date
    per_unit: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """All rates into the brand's `currency`, by foreign currency, earliest first."""

    currency: str
    given: Mapping[str, tuple[Rate, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, currency: str, rates: Iterable[Rate]) -> Rates:
        """The rates; of two from one day the later in the list holds."""
        newest = {(rate.currency, rate.since): rate for rate in rates}
        found: dict[str, list[Rate]] = {}
        for rate in sorted(newest.values()):
            found.setdefault(rate.currency, []).append(rate)
        return cls(currency, {name: tuple(each) for name, each in found.items()})

    def on(self, currency: str, day: date) -> Rate | None:
        """The rate that held on the day; None before the first, and for a currency without any."""
        if currency == self.currency:
            return Rate(currency, date.min, Decimal(1))
        return max((rate for rate in self.given.get(currency, ()) if rate.since <= day), default=None)

    def convert(self, money: Money, day: date) -> Money | Sentence:
        """The money in the brand's currency at the day's rate, or why it cannot be converted."""
        if money.currency == self.currency:
            return money
        if rate := self.on(money.currency, day):
            major = Decimal(money.minor).scaleb(-minor_digits(money.currency))
            return Money.of(major * rate.per_unit, self.currency)
        known = self.given.get(money.currency)
        if not known:
            return Sentence(
                "no_rate",
                N_(
                    "There is no rate for {currency}, and money of {day:day} needs one. Give it under Exchange rates, or: "
                    "vaekst costs rate {currency} <{brand} per {currency}> --from <day>"
                ),
                currency=money.currency,
                brand=self.currency,
                day=day,
            )
        return Sentence(
            "rate_too_late",
            N_(
                "The first rate for {currency} holds from {first:day}. Give one that reaches back to {day:day} under "
                "Exchange rates, or: vaekst costs rate {currency} <{brand} per {currency}> --from <day>"
            ),
            currency=money.currency,
            brand=self.currency,
            first=known[0].since,
            day=day,
        )


NO_RATE = frozenset({"no_rate", "rate_too_late"})
"""The codes of what is said where a rate is missing; their sentences hold its `currency` and the `day` it is needed for."""

_MOST, _DECIMALS = Decimal(10) ** 6, 9


def checked_rate(currency: str, per_unit: str | Decimal, since: date | None, *, brand: str, today: date) -> Rate:
    """The rate as a person wrote it, to nine decimals, with a comma or a point.

    Raises BadInput for what is missing, is no rate or no currency, or a day still to come.
    """
    code = _checked_currency(currency, brand=brand)
    if not (written := str(per_unit).strip()):
        raise BadInput(
            "rate_missing",
            N_("Write what one {currency} is worth in {brand}, such as 7.46."),
            currency=code,
            brand=brand,
        )
    try:
        rate = round(Decimal(written.replace(",", ".")), _DECIMALS)
    except ArithmeticError:
        rate = Decimal("NaN")
    if not rate.is_finite() or not 0 < rate < _MOST:
        raise BadInput(
            "bad_rate",
            N_("'{given}' is not a rate. Write what one {currency} is worth in {brand}, such as 7.46."),
            given=written,
            currency=code,
            brand=brand,
        )
    if since is None:
        raise BadInput("rate_from_when", N_("Choose the first day the rate holds."))
    if since > today + DAY:  # another zone may be a day ahead
        raise BadInput("rate_to_come", N_("Nobody knows the rate of {day:day} yet. Name a day up to today."), day=since)
    return Rate(code, since, rate)


def _checked_currency(currency: str, *, brand: str) -> str:
    code = currency.strip().upper()
    if not code:
        raise BadInput("currency_missing", N_("Name the currency by its three letters, such as EUR."))
    if code not in CURRENCIES:
        raise BadInput(
            "bad_currency",
            N_("'{given}' is no currency in use. Write its three letters, such as {nearest}."),
            given=currency,
            nearest=nearest(code, CURRENCIES) or "EUR",
        )
    if code == brand:
        raise BadInput("own_currency", N_("{currency} is the brand's own currency and needs no rate."), currency=code)
    return code
