"""Money as whole minor units (øre, cents) of one currency. Unlike currencies are never added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

# ISO 4217: currencies whose minor unit is not a hundredth.
_WHOLE = ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF")  # fmt: skip
_THOUSANDTHS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_DIGITS = dict.fromkeys(_WHOLE, 0) | dict.fromkeys(_THOUSANDTHS, 3)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units, e.g. `Money(22000, "DKK")` is 220 kroner."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise BadInput(
                "unlike_currencies",
                N_("{one} and {other} cannot be added. Convert one of them first."),
                one=self.currency,
                other=other.currency,
            )
        return Money(self.minor + other.minor, self.currency)

    @property
    def major(self) -> float:
        """The amount in whole currency units."""
        return float(Decimal(self.minor).scaleb(-minor_digits(self.currency)))

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> Money:
        """The amount given in whole units, rounded half-even to the minor unit."""
        minor = amount.scaleb(minor_digits(currency)).to_integral_value(ROUND_HALF_EVEN)
        return cls(int(minor), currency)


def minor_digits(currency: str) -> int:
    """How many decimals the currency has: 2, but for the few with none or three."""
    return _DIGITS.get(currency, 2)
