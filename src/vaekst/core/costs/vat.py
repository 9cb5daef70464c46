"""Whether VAT is in an amount. Amounts on unlike bases are never added; a rate that somebody stated converts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vaekst.core.money import Money, minor_digits
from vaekst.core.sentence import N_, Sentence


class Vat(StrEnum):
    """The basis of an amount."""

    EXCL = "excl"
    INCL = "incl"
    UNKNOWN = "unknown"  # nobody says
    NONE = "none"  # there is none: people's own time


@dataclass(frozen=True, slots=True)
class VatTerms:
    """How a brand counts: the basis its figures are on, the rate, and what amounts that say nothing are. None: not said."""

    counted: Vat | None = None
    rate: float | None = None
    unstated: Vat | None = None

    def basis(self, stated: str | None) -> Vat:
        """The basis of an amount by what its file says of it."""
        if stated in (Vat.EXCL, Vat.INCL):
            return Vat(stated)
        return self.unstated or Vat.UNKNOWN

    def common(self, bases: Iterable[Vat]) -> Vat | Sentence:
        """The one basis amounts on these bases can be counted on, or why there is none."""
        found = set(bases) - {Vat.NONE}
        wanted = self.counted or (Vat.EXCL if len(found) > 1 else next(iter(found), Vat.NONE))
        if found <= {wanted}:
            return wanted
        if Vat.UNKNOWN in found:
            if found == {Vat.UNKNOWN}:
                return Vat.UNKNOWN
            return Sentence(
                "vat_unknown",
                N_(
                    "Some amounts say whether VAT is in them and some do not, and the two are not added. Say in the strategy "
                    "what the others are: costs.vat_unstated: excl or incl."
                ),
            )
        if self.rate is None:
            return Sentence(
                "vat_mixed",
                N_(
                    "Some amounts are with VAT and some without, and the two are not added. State the rate in the strategy: "
                    "costs.vat_rate, such as 25 %."
                ),
            )
        return wanted

    def on(self, wanted: Vat, money: Money, basis: Vat) -> Money:
        """The money on the wanted basis, by the stated rate; as it is where nothing is to be converted."""
        if basis is wanted or Vat.NONE in (basis, wanted) or Vat.UNKNOWN in (basis, wanted) or self.rate is None:
            return money
        factor = 1 + Decimal(str(self.rate))
        major = Decimal(money.minor).scaleb(-minor_digits(money.currency))
        return Money.of(major / factor if wanted is Vat.EXCL else major * factor, money.currency)
