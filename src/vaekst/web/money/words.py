"""Money, counts and their intervals as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from vaekst.core.costs.counts import Counted
from vaekst.core.costs.dimension import Dimension
from vaekst.core.costs.lines import Total
from vaekst.core.money import Money
from vaekst.core.sentence import N_
from vaekst.core.strategy import Strategy
from vaekst.present import numbers
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.names import format_name
from vaekst.web.shell.words import number, percent, reader, say

CLASSES = {"owned": N_("owned"), "paid": N_("paid"), "partner": N_("partner")}
"""The classes of distribution as they are called."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it is shown: itself, its interval, and the reason where it is unknown."""

    figure: str
    interval: str = ""
    why: str = ""


def amount(major: float, currency: str) -> str:
    """An amount without its hundredths: nobody needs them beside an interval."""
    return numbers.money(Money.of(Decimal(round(major)), currency), reader())


def total(found: Total) -> Told:
    """A sum of money, or why there is none."""
    if found.money is None:
        return Told("", why=say(found.reason) if found.reason else "")
    return Told(amount(found.money.major, found.money.currency))


def cost(counted: Counted, currency: str) -> Told:
    """A cost per event with the interval it lies in."""
    interval = ""
    if counted.low is not None and counted.high is not None:
        interval = f"{number(round(counted.low))}–{number(round(counted.high))}"
    elif counted.low is not None:
        interval = _("over %(low)s") % {"low": number(round(counted.low))}
    if counted.value is None:
        return Told("", interval, say(counted.reason) if counted.reason else "")
    return Told(amount(counted.value, currency), interval)


def rate(counted: Counted) -> Told:
    """A share with the interval it lies in."""
    interval = "" if counted.low is None else f"{_hundredths(counted.low)}–{percent(_whole(counted.high))}"
    if counted.value is None:
        return Told("", interval, say(counted.reason) if counted.reason else "")
    return Told(percent(counted.value), interval)


def _hundredths(share: float) -> str:
    return number(round(share * 100))


def _whole(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def member(by: Dimension, key: str | None, strategy: Strategy) -> str:
    """What a member of the dimension is called."""
    if key is None:
        return _("not told")
    match by:
        case Dimension.CHANNEL:
            return channel_name(strategy, key)
        case Dimension.CONCEPT:
            return concept_name(strategy, key)
        case Dimension.FORMAT:
            return format_name(key)
        case Dimension.DISTRIBUTION:
            return _(CLASSES[key])
        case _other:
            return key
