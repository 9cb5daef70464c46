"""The money column of a table of one's own."""

from __future__ import annotations

from collections import Counter

from vaekst.core.money import Money
from vaekst.core.sentence import N_
from vaekst.sources.table.money import in_header, money_of
from vaekst.sources.table.own import Own
from vaekst.sources.table.values import Amount


class Prices:
    """The money column of a table: each amount in its own currency, and how many rows used which."""

    def __init__(self, own: Own, field: str) -> None:
        self.own = own
        self.field = field
        self.brand = own.context.currency
        self.header = own.options.get("currency") or in_header(own.values.table.name(field))
        self.used: Counter[str] = Counter()

    def of(self, place: int) -> tuple[Money | None, bool]:
        """The money of a row, None when none is stated; and whether it names a currency that nobody knows."""
        amount: Amount | None = self.own.values.cell(self.field, place)
        if amount is None:
            return None, False
        beside = self.own.values.cell("currency", place)
        money = money_of(amount, beside=beside, header=self.header, brand=self.brand)
        return money, money is None

    def count(self, money: Money | None) -> None:
        if money is not None:
            self.used[money.currency] += 1

    def tell(self) -> None:
        """Warn of rows in another currency than the brand's: they are kept and not converted."""
        others = {code: rows for code, rows in self.used.items() if code != self.brand}
        if others:
            self.own.ledger.warn(
                "other_currencies",
                N_(
                    "{rows} of {all} amounts are in {currencies}, not in {brand}. They were kept as they are, not converted."
                ),
                rows=sum(others.values()),
                all=self.used.total(),
                currencies=", ".join(sorted(others)),
                brand=self.brand,
            )
