"""Exchange rates as they are shown, the form that gives another, and what else costs are counted at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions import strategies
from vaekst.core.costs.rates import NO_RATE
from vaekst.core.errors import BadInput
from vaekst.core.money import Money
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Strategy
from vaekst.present import numbers
from vaekst.store import queries
from vaekst.store.models import Brand, ExchangeRate
from vaekst.web.shell.parts import FormField, Pair, Pill
from vaekst.web.shell.words import day, moment, number, percent, reader, say

_FIELD_OF = {
    **dict.fromkeys(("currency_missing", "bad_currency", "own_currency"), "currency"),
    **dict.fromkeys(("rate_missing", "bad_rate"), "per_unit"),
    **dict.fromkeys(("rate_from_when", "rate_to_come", "bad_day"), "since"),
}
"""The field each fault of a rate is told at."""

_BASES = {"excl": N_("without VAT"), "incl": N_("with VAT")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed into the form, or asked for in the address."""

    currency: str = ""
    per_unit: str = ""
    since: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str]) -> Asked:
        return cls(*(told.get(name, "").strip()[:40] for name in ("currency", "per_unit", "since")))


@dataclass(frozen=True, slots=True)
class GivenRate:
    """A rate as it is shown. `state` says where it no longer counts."""

    currency: str
    worth: str
    since: str
    told: str
    by: str
    state: Pill | None


@dataclass(frozen=True, slots=True)
class RatesPage:
    """The whole screen."""

    currency: str
    rows: tuple[GivenRate, ...]
    form: tuple[FormField, ...]
    settings: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class MissingRate:
    """A currency somebody should give a rate for, and the address of the form that already holds it."""

    words: str
    url: str


def rates_page(brand: Brand, asked: Asked, error: BadInput | None, *, today: date) -> RatesPage:
    """The rates newest first, with the form as it was sent."""
    strategy = strategies.in_force(brand)
    given = list(queries.rates(brand).select_related("by"))
    return RatesPage(
        currency=strategy.brand.currency,
        rows=tuple(_rows(given, strategy.brand.currency)),
        form=tuple(_form(asked, error, strategy.brand.currency, today=today)),
        settings=tuple(_settings(strategy)),
    )


def worth(rate: ExchangeRate) -> str:
    """What one of the currency is worth, as the reader writes numbers."""
    amount = format_decimal(rate.per_unit.normalize(), format="#,##0.#########", locale=reader().locale)
    return _("1 %(currency)s is %(amount)s %(into)s") % {
        "currency": rate.currency,
        "amount": amount,
        "into": rate.into,
    }


def missing_rates(slug: str, told: Iterable[Sentence | None]) -> tuple[MissingRate, ...]:
    """The rates that these sentences say are missing, each currency once, for the earliest day that needs it."""
    earliest: dict[str, date] = {}
    for sentence in told:
        if sentence is not None and sentence.code in NO_RATE:
            currency, needed = sentence.values["currency"], sentence.values["day"]
            if isinstance(currency, str) and isinstance(needed, date):
                earliest[currency] = min(needed, earliest.get(currency, needed))
    return tuple(
        MissingRate(
            _("Give a rate for %(currency)s from %(day)s") % {"currency": currency, "day": day(since)},
            f"{reverse('rates:page', args=[slug])}?{urlencode({'currency': currency, 'since': since.isoformat()})}#give",
        )
        for currency, since in earliest.items()
    )


def _rows(given: list[ExchangeRate], currency: str) -> Iterator[GivenRate]:
    holds = {(rate.currency, rate.since): rate.pk for rate in given if rate.into == currency}
    for rate in sorted(given, key=lambda each: (each.currency, each.since, each.pk), reverse=True):
        if rate.into != currency:
            state = Pill("none", "unknown", _("into another currency"))
        elif holds[rate.currency, rate.since] != rate.pk:
            state = Pill("none", "history", _("superseded"))
        else:
            state = None
        yield GivenRate(rate.currency, worth(rate), day(rate.since), moment(rate.told_at), str(rate.by), state)


def _form(asked: Asked, error: BadInput | None, currency: str, *, today: date) -> Iterator[FormField]:
    place = _FIELD_OF.get(error.code, "currency") if error else ""
    fault = say(error.sentence) if error else ""
    example = format_decimal(Decimal("7.46"), locale=reader().locale)
    since = asked.since or ("" if error else today.isoformat())
    for name, label, kind, value, hint in (
        ("currency", _("Currency"), "text", asked.currency, _("Three letters, such as EUR")),
        (
            "per_unit",
            _("What one is worth in %(currency)s") % {"currency": currency},
            "text",
            asked.per_unit,
            _("Such as %(example)s") % {"example": example},
        ),
        ("since", _("Holds from"), "day", since, _("Until the next rate of the currency")),
    ):
        yield FormField(name, label, kind, value, hint, fault if name == place else "", is_needed=True)


def _settings(strategy: Strategy) -> Iterator[Pair]:
    """What the strategy says of costs."""
    costs, currency, open_ = strategy.costs, strategy.brand.currency, _("not said")
    yield Pair(_("An hour of work"), _amount(costs.hourly_rate, currency) or open_)
    yield Pair(_("A million AI tokens"), _amount(costs.token_price, currency) or open_)
    yield Pair(_("Costs are counted"), _(_BASES[costs.vat]) if costs.vat else _("as they come"))
    yield Pair(_("VAT rate"), open_ if costs.vat_rate is None else percent(costs.vat_rate))
    yield Pair(_("Amounts that do not say are"), _(_BASES[costs.vat_unstated]) if costs.vat_unstated else open_)
    yield Pair(_("Work is carried for at least"), _days(costs.lifetime_days))


def _days(many: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", many) % {"n": number(many)}


def _amount(amount: float | None, currency: str) -> str:
    return "" if amount is None else numbers.money(Money.of(Decimal(str(amount)), currency), reader())
